"""The shape of functions: how long they are, how many arguments have no label."""
import re

from swift import split
from tree import line_of

LINES_MAX = 50
UNLABELLED_MAX = 4
UNLABELLED = re.compile(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*_\s")
# The file and the name of a function that may be longer, with the reason.
LONG = {
    ("BybitV5/Errors/Refusals.swift", "init"): "one flat switch, a line for each refusal",
    ("BitgetV2/Errors/Refusals.swift", "init"): "one flat switch, a line for each refusal",
    ("ZTDXV1/Errors/Refusals.swift", "init"): "one flat switch, a line for each refusal",
    ("MarginEngine/Commands/CarryOut.swift", "carryOut"): "one flat switch, an arm for each command",
}


def offences(tree):
    unused = set(LONG)
    for file in tree.swift:
        for function in file.functions:
            line = line_of(file.code, function.start)
            lines = file.code.count("\n", function.start, function.body.stop) + 1
            key = ("/".join(file.parts[1:]), function.name)
            if lines > LINES_MAX and key in LONG:
                unused.discard(key)
            elif lines > LINES_MAX:
                yield file.path, line, f"`{function.name}` has {lines} lines; {LINES_MAX} is the most"
            unlabelled = sum(bool(UNLABELLED.match(parameter)) for parameter in split(function.parameters))
            # Tests write their cases as rows, and a swap is what they would notice.
            if unlabelled > UNLABELLED_MAX and file.parts[0] != "Tests":
                yield (file.path, line,
                       f"`{function.name}` takes {unlabelled} arguments without label; {UNLABELLED_MAX} is the most")
    for path, name in sorted(unused):
        yield tree.top / "script" / "lint.d" / "shape.py", 1, f"`{name}` of {path} may be long and is not"
