"""What lint reads: the files of the tree, Swift's also without comments and the contents of strings."""
import re
from functools import cached_property

STRING = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"')
COMMENT = re.compile(r"//[^\n]*|/\*[\s\S]*?\*/")
# A comment, or a string that is kept: what stands in one does not begin the other.
COMMENT_OR_STRING = re.compile(f"{STRING.pattern}|({COMMENT.pattern})")
SWIFT_FOLDERS = ("Sources", "Tests", "Benchmarks", "Snippets")


def blank(match):
    """As many lines and columns, all empty."""
    return re.sub(r"[^\n]", " ", match.group())


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
    def uncommented(self):
        """The text without comments."""
        return COMMENT_OR_STRING.sub(lambda match: blank(match) if match.group(1) else match.group(), self.text)

    @cached_property
    def code(self):
        """The text without comments and the contents of strings."""
        return STRING.sub(blank, self.uncommented)

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
        return [file for file in self.swift if (self.top / folder) in file.path.parents]
