"""What lint reads: the files of the tree, Swift's also without comments and the contents of strings."""
from functools import cached_property

from swift import code_only, functions

SWIFT_FOLDERS = ("Sources", "Tests", "Benchmarks", "Snippets")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class File:
    def __init__(self, top, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.parts = path.relative_to(top).parts

    @property
    def is_source(self):
        return self.parts[0] == "Sources"

    @cached_property
    def code(self):
        """The text without comments and string contents."""
        return code_only(self.text)

    @cached_property
    def functions(self):
        return list(functions(self.code))

    def find(self, pattern, text=None):
        """The line and the match of each place where the pattern occurs, in the code unless told."""
        text = self.code if text is None else text
        for match in pattern.finditer(text):
            yield line_of(text, match.start()), match


class Tree:
    def __init__(self, top):
        self.top = top
        self.swift = [File(top, path) for folder in SWIFT_FOLDERS
                      for path in sorted((top / folder).rglob("*.swift"))]
        # What is not Swift and still written by hand: shims, module maps, scripts.
        self.others = [File(top, path) for path in sorted([
            *(top / "Sources").rglob("*"), *(top / "script").rglob("*"), *(top / "Tests").rglob("*.py")])
            if path.is_file() and path.suffix not in (".swift", ".json", ".pyc")]

    def below(self, folder):
        """The Swift files of a folder, given from the top."""
        parts = tuple(folder.split("/"))
        return [file for file in self.swift if file.parts[:len(parts)] == parts]
