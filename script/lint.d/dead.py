"""What is declared in Sources is named somewhere else, where it can be seen: in its file, its target, or anywhere.

Names are compared and nothing else, so that a namesake may hide what is dead; what is called dead is."""
import re
from collections import Counter

from swift import closing
from tree import line_of

KEYWORD = r"(?:func|var|let|struct|class|enum|protocol|actor|typealias)\s+`?([A-Za-z]\w*)"
ANY = re.compile(rf"(?<![.\w]){KEYWORD}")
# One that begins its line, with its modifiers.
DECLARATION = re.compile(rf"^[ \t]*((?:@?\w+(?:\([^)\n]*\))?\s+)*?){KEYWORD}", re.M)
PROTOCOL = re.compile(r"\bprotocol\s+\w+[^{]*(?=\{)")
WORD = re.compile(r"[A-Za-z]\w*")
# What the language calls without naming it.
CALLED_BY_SWIFT = {"callAsFunction", "customMirror", "debugDescription", "hash"}


class Names:
    """How often each name occurs in some files, and how often that is a declaration."""

    def __init__(self, files):
        self.all, self.declared = Counter(), Counter()
        for file in files:
            self.all.update(WORD.findall(file.code))
            self.declared.update(ANY.findall(file.code))

    def is_dead(self, name):
        return self.all[name] <= self.declared[name]


def requirements(files):
    for file in files:
        for match in PROTOCOL.finditer(file.code):
            yield from ANY.findall(file.code[match.end():closing(file.code, match.end())])


def offences(tree):
    anywhere = Names(tree.swift)
    required = set(requirements(tree.swift))
    targets = {}
    for file in tree.swift:
        targets.setdefault(file.parts[:2], []).append(file)
    for parts, files in targets.items():
        if parts[0] != "Sources":
            continue
        target = Names(files)
        for file in files:
            here = Names([file])
            for match in DECLARATION.finditer(file.code):
                modifiers, name = match.group(1).split(), match.group(2)
                if name in CALLED_BY_SWIFT or "@main" in modifiers:
                    continue
                if name in required or {"public", "package"} & set(modifiers):
                    scope = anywhere
                else:
                    scope = here if {"private", "fileprivate"} & set(modifiers) else target
                if scope.is_dead(name):
                    yield file.path, line_of(file.code, match.start(2)), f"`{name}` is named nowhere else"
