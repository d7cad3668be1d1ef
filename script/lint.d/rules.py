"""Every rule that is cited is written down in docs/rules, once."""
import re

from tree import File

RULE = re.compile(r"(?<![A-Z-])(?:BYBIT-MODE|BYBIT-SWITCH|BITGET-MODE|BITGET-MARGIN|ZTDX-MODE|MARGIN|HOUSE)-\d+\b")
RULE_ROW = re.compile(r"^(?:\| |## )(" + RULE.pattern + r")(?: \||:)", re.M)


def offences(tree):
    pages = [File(tree.top, path) for path in sorted((tree.top / "docs" / "rules").glob("*.md"))]
    written = set()
    for page in pages:
        for line, match in page.find(RULE_ROW, page.text):
            if match.group(1) in written:
                yield page.path, line, f"{match.group(1)} is written twice"
            written.add(match.group(1))
    for file in tree.swift + pages:
        for line, match in file.find(RULE, file.text):
            if match.group() not in written:
                yield file.path, line, f"{match.group()} is not in docs/rules"
