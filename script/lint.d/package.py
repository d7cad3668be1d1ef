"""What Package.swift declares is what the files of each target import, no more and no less."""
import re

from tree import File, line_of

# What comes with the toolchain, and the targets of Sources that may import it. Tests may import anything of it.
SYSTEM_MODULES = {
    "Glibc": {"Journaling", "Venues", "Gateway", "MarginClient", "plimsoll"},
    "Synchronization": {"Wire", "Journaling", "Venues", "Gateway", "MarginClient"},
}

COMMENT = re.compile(r"//[^\n]*")
IMPORT = re.compile(r"^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?"
                    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)
LIST = re.compile(r"^let (\w+): \[Target\.Dependency\] = (\[[^\]]*\])", re.M)
TARGET = re.compile(r"(?<!func )\b(part|tests|support|systemLibrary|target|executableTarget)\(\s*(?:name: )?\"(\w+)\"")
# `["Wire"]` or `dialect + ["TestSupport"]`, where dependencies stand.
DEPENDENCIES = re.compile(r"\s*,\s*(?:dependencies: )?((?:\w+|\[[^\]]*\])(?:\s*\+\s*(?:\w+|\[[^\]]*\]))*)(?=\s*[,)])")
SUMMAND = re.compile(r"(\w+)(?=\s*(?:\+|$))|(\[[^\]]*\])")
PATH = re.compile(r'[^()]*?\bpath: "([^"]*)"')
FOLDERS = {"tests": "Tests", "support": "Tests"}


class Target:
    def __init__(self, manifest, match, lists):
        kind, self.name = match.groups()
        self.line = line_of(manifest, match.start())
        dependencies = DEPENDENCIES.match(manifest, match.end())
        self.declared = set()
        for word, list_text in SUMMAND.findall(dependencies.group(1) if dependencies else ""):
            self.declared |= lists.get(word, set()) if word else names(list_text)
        path = PATH.match(manifest, match.end())
        self.folder = path.group(1) if path else f"{FOLDERS.get(kind, 'Sources')}/{self.name}"


def names(list_text):
    return set(re.findall(r'"(\w+)"', list_text))


def targets(manifest):
    lists = {match.group(1): names(match.group(2)) for match in LIST.finditer(manifest)}
    return [Target(manifest, match, lists) for match in TARGET.finditer(manifest)]


def offences(tree):
    manifest = File(tree.top, tree.top / "Package.swift")
    declared = targets(COMMENT.sub("", manifest.text))
    known = {target.name for target in declared}
    for folder in sorted((tree.top / "Sources").iterdir()):
        if folder.name not in known:
            yield folder, 1, "Package.swift does not declare this target"
    for target in declared:
        imported = set()
        files = tree.below(target.folder)
        for file in files:
            for line, match in file.find(IMPORT):
                module = match.group(1)
                imported.add(module)
                if module in known and module not in target.declared:
                    yield file.path, line, f"{target.name} does not declare that it imports {module}"
                if module not in known and file.is_source and target.name not in SYSTEM_MODULES.get(module, ()):
                    yield file.path, line, f"{target.name} may not import {module}"
        for module in sorted(target.declared - imported if files else ()):
            yield manifest.path, target.line, f"{target.name} declares {module} and imports it nowhere"
