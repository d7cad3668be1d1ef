"""Rules are written down once in docs/rules, and cited where their row says that they are kept, and in a test."""
import re

from tree import File

RULE = re.compile(r"(?<![A-Z-])(?:BYBIT-MODE|BYBIT-SWITCH|BYBIT-CALL|BITGET-MODE|BITGET-MARGIN|BITGET-CALL|ZTDX-MODE"
                  r"|ZTDX-CALL|OBJECT|LEVERAGE|POSITION-MODE|ORDER|AMENDMENT|STOP|COLLATERAL|WALLET|MARGIN|HOUSE)"
                  r"-\d+\b")
ROW = re.compile(r"^\| (" + RULE.pattern + r") \|(.*)\|$", re.M)
# One number that stands for several: it finds none of the others.
SHORT = re.compile(r"(" + RULE.pattern + r")(?:, (?:and )?| to | and )\d+\b")
DIALECTS = {"BYBIT": ("BybitV5",), "BITGET": ("BitgetV2",), "ZTDX": ("ZTDXV1",)}
ALL_DIALECTS = ("BybitV5", "BitgetV2", "ZTDXV1")
PARTS = {"engine": ("MarginEngine",), "control API": ("ControlV1",)}


class Row:
    """One rule, where it is written and what keeps it."""

    def __init__(self, page, line, rule, cells):
        self.page, self.line, self.rule = page, line, rule
        self.kept_in = cells.split("|")[-1].strip().split(", ")

    def targets(self, keeper, sources):
        """The folders of Sources that may keep a rule for a keeper; none for a word that is no keeper."""
        if keeper == "dialect":
            return DIALECTS.get(self.rule.split("-")[0], ALL_DIALECTS)
        return sources - {"MarginEngine"} if keeper == "venue" else PARTS.get(keeper, ())


def rows(tree):
    for path in sorted((tree.top / "docs" / "rules").glob("*.md")):
        page = File(tree.top, path)
        for line, match in page.find(ROW, page.text):
            yield Row(page, line, match.group(1), match.group(2))


def citations(files):
    """By rule, the targets of the files that cite it."""
    found = {}
    for file in files:
        for rule in RULE.findall(file.text):
            found.setdefault(rule, set()).add(file.parts[1])
    return found


def offences(tree):
    pages = [File(tree.top, path) for path in sorted((tree.top / "docs" / "rules").glob("*.md"))]
    written = {}
    for row in rows(tree):
        if written.setdefault(row.rule, row) is not row:
            yield row.page.path, row.line, f"{row.rule} is written twice"
    for file in tree.swift + pages:
        for line, match in file.find(RULE, file.text):
            if match.group() not in written:
                yield file.path, line, f"{match.group()} is not in docs/rules"
        for line, match in file.find(SHORT, file.text):
            yield file.path, line, f"write out the numbers behind {match.group(1)}"
    yield from uncited(tree, written.values())


def uncited(tree, written):
    """Rules that are not cited where they are kept, or in no test."""
    sources = citations(tree.below("Sources"))
    tests = citations(tree.below("Tests"))
    targets = {file.parts[1] for file in tree.below("Sources")}
    for row in written:
        if row.kept_in == ["fault"]:
            if row.rule in sources or row.rule in tests:
                yield row.page.path, row.line, f"{row.rule} is cited: a fault is not all that keeps it"
            continue
        for keeper in row.kept_in:
            places = row.targets(keeper, targets)
            if not places:
                yield row.page.path, row.line, f"{row.rule} is kept in `{keeper}`, which is nothing"
            elif sources.get(row.rule, set()).isdisjoint(places):
                yield row.page.path, row.line, f"{row.rule} is kept in the {keeper}, where nothing cites it"
        if row.rule not in tests:
            yield row.page.path, row.line, f"{row.rule} is cited in no test"


def count(tree):
    """How many rules there are."""
    return len({row.rule for row in rows(tree)})
