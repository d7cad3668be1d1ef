"""Nothing in the engine may depend on hashing order: dictionaries and sets only look up."""
import re

# A declaration or parameter `name: Type` or `name = Type(`, up to what ends a type on one line.
DECLARATION = re.compile(r"\b(\w+)\s*(?::\s*(?:inout\s+|borrowing\s+|consuming\s+|sending\s+)?|=\s*)"
                         r"(\[[^\n={]*\]|Set<|Dictionary<)")
UNORDERED_USE = "keys|values|sorted|map|flatMap|compactMap|mapValues|filter|reduce|forEach|first|min|max|enumerated"


def is_unordered(kind):
    """Whether a type's text is a dictionary or a set: a colon directly inside the outer brackets."""
    if not kind.startswith("["):
        return True
    depth = 0
    for character in kind:
        depth += {"[": 1, "(": 1, "<": 1, "]": -1, ")": -1, ">": -1}.get(character, 0)
        if depth == 1 and character == ":":
            return True
        if depth == 0:
            return False
    return False


def names(code):
    """The names declared in one file, split into unordered collections and others."""
    unordered, others = set(), set()
    for match in DECLARATION.finditer(code):
        (unordered if is_unordered(match.group(2)) else others).add(match.group(1))
    return unordered, others - unordered


def offences(tree):
    files = tree.below("Sources/MarginEngine")
    declared = {file.path: names(file.code) for file in files}
    everywhere = set().union(*(unordered for unordered, _ in declared.values()))
    for file in files:
        suspects = everywhere - declared[file.path][1]
        if not suspects:
            continue
        name = "|".join(map(re.escape, sorted(suspects)))
        loop = re.compile(rf"\bfor\s+(?:case\s+)?[^\n]+?\s+in\s+(?:\w+[.?!]+)*({name})\b\s*(?:where\b[^\n]*)?\{{")
        use = re.compile(rf"\b({name})[?!]?\.({UNORDERED_USE})\b")
        for line, match in file.find(loop):
            yield file.path, line, f"iterates over `{match.group(1)}`, which has no order"
        for line, match in file.find(use):
            yield file.path, line, f"`{match.group(1)}.{match.group(2)}` depends on hashing order"
