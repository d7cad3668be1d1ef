"""Where a Swift text can be changed by one operator, and what to."""
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lint.d"))

from swift import code_only  # noqa: E402

# An edge moves by one value; what is equal differs; what is added is taken away.
BINARY = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+",
    "*": "/", "/": "*", "%": "*", "&+": "&-", "&-": "&+", "&*": "&+", "+=": "-=", "-=": "+=", "*=": "+=",
}
WORDS = dict(pair for one, other in (
    (".up", ".down"), (".long", ".short"), (".buy", ".sell"), (".rising", ".falling"), ("true", "false"),
    ("min", "max"), (".min", ".max")) for pair in ((one, other), (other, one)))


def either(words):
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Operators between operands have white space around them, which the brackets of generics and `->` have not.
PLACES = (
    (re.compile(rf"(?<=\s)(?:{either(BINARY)})(?=\s)"), BINARY.get),
    # A comparison handed on, as in `allSatisfy(<)`.
    (re.compile(r"(?<=\()[<>](?=\))"), BINARY.get),
    (re.compile(r"(?<=[\w)\]])(?:\.\.<|\.\.\.)(?=[\w(.-])"), {"..<": "...", "...": "..<"}.get),
    # A negation goes.
    (re.compile(r"(?<![^\s(\[{])[!-](?=[\w(.])(?!\d)"), lambda _: ""),
    (re.compile(r"\.(?:up|down|long|short|buy|sell|rising|falling|min|max)\b(?!\()"), WORDS.get),
    (re.compile(r"(?<![\w.])(?:true|false)\b"), WORDS.get),
    (re.compile(r"(?<![\w.])(?:min|max)(?=\()"), WORDS.get),
)
# What cannot differ or would not build: imports, attributes, conditions of compilation, operators and functions where
# they are declared, patterns of cases.
SPARED = re.compile(
    r"^[ \t]*(?:(?:\w+ )*import\b|@|#).*$|\bfunc\s+\S+|\bcase\s+[^:={\n]*?(?=:|\bwhere\b)|\bwhere\s+\w+(?:\.\w+)*\s*==", re.M)


@dataclass(frozen=True)
class Place:
    path: Path
    line: int
    column: int
    start: int
    old: str
    new: str
    source: str

    def changed(self, text):
        return text[:self.start] + self.new + text[self.start + len(self.old):]

    @property
    def change(self):
        return f"{self.old} -> {self.new or 'nothing'}"


def places(path, text):
    """All places of a text, in order; none in comments, in strings or where they are spared."""
    code = SPARED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), code_only(text))
    lines = text.splitlines()
    found = []
    for pattern, changed in PLACES:
        for match in pattern.finditer(code):
            line = code.count("\n", 0, match.start()) + 1
            column = match.start() - code.rfind("\n", 0, match.start())
            found.append(
                Place(path, line, column, match.start(), match.group(), changed(match.group()),
                      lines[line - 1].strip()))
    return sorted(found, key=lambda place: place.start)
