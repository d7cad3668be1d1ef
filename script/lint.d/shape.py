"""The shape of functions: how long they are, how many arguments have no label."""
import re

from swift import closing, split
from tree import line_of

LINES_MAX = 50
CASE_LINES_MAX = 10
UNLABELLED_MAX = 4
UNLABELLED = re.compile(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*_\s")
SWITCH = re.compile(r"\{\s*(?:[\w.]+\s*=\s*)?switch\b[^{}]*(?=\{)")
CASE = re.compile(r"[{}]|\b(?:case|default)\b")


def offences(tree):
    for file in tree.swift:
        for function in file.functions:
            line = line_of(file.code, function.start)
            if reason := length(file.code, function):
                yield file.path, line, reason
            unlabelled = sum(bool(UNLABELLED.match(parameter)) for parameter in split(function.parameters))
            # Tests write their cases as rows, and a swap is what they would notice.
            if unlabelled > UNLABELLED_MAX and file.parts[0] != "Tests":
                yield (file.path, line,
                       f"`{function.name}` takes {unlabelled} arguments without label; {UNLABELLED_MAX} is the most")


def length(code, function):
    """What is too long about a function. One that is a switch and nothing else is a table: as long as it has rows."""
    lines = code.count("\n", function.start, function.body.stop) + 1
    if lines <= LINES_MAX:
        return None
    cases = table(code, function.body)
    if not cases:
        return f"`{function.name}` has {lines} lines; {LINES_MAX} is the most"
    longest = max(code.count("\n", case.start, case.stop) for case in cases)
    if longest > CASE_LINES_MAX:
        return f"`{function.name}` has a case of {longest} lines; {CASE_LINES_MAX} is the most"
    return None


def table(code, body):
    """The cases of the switch that a body is; none when it is something else."""
    match = SWITCH.match(code, body.start)
    if not match or code[closing(code, match.end()):body.stop].strip() != "}":
        return []
    end = closing(code, match.end()) - 1
    starts, depth = [], 0
    for token in CASE.finditer(code, match.end() + 1, end):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if depth == 0 and token.group() not in "{}":
            starts.append(token.start())
    stops = [*starts[1:], len(code[:end].rstrip()) + 1]
    # Behind its last line a case has nothing: blank lines and comments are the next one's.
    return [range(start, start + len(code[start:stop].rstrip()) + 1) for start, stop in zip(starts, stops)]
