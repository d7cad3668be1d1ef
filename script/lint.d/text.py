"""What one look at a file's text tells: its size, unfinished marks, what can trap."""
import re

LINES_MAX = 400
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
FORBIDDEN = (
    (re.compile(r"\btry!"), "try! can trap"),
    (re.compile(r"\bas!"), "as! can trap"),
    (re.compile(r"@testable\b"), "@testable looks behind the interface"),
)


def offences(tree):
    for file in tree.swift + tree.others:
        if file.is_source and (lines := file.text.count("\n")) > LINES_MAX:
            yield file.path, lines, f"{lines} lines; {LINES_MAX} is the most"
        for line, match in file.find(UNFINISHED, file.text):
            yield file.path, line, f"unfinished: {match.group()}"
    for file in tree.swift:
        for pattern, reason in FORBIDDEN:
            for line, _ in file.find(pattern):
                yield file.path, line, reason
