"""As much of Swift's grammar as lint needs: comments and strings, brackets, functions."""
import re
from dataclasses import dataclass

# What ends plain code: a comment, a string or a regular expression with its number signs, a parenthesis.
SPECIAL = re.compile(r'//[^\n]*|/\*|#+/|#*"""(?=[ \t]*\n)|#*"|[()]')
COMMENT_END = re.compile(r"/\*|\*/")
FUNCTION = re.compile(r"(?<![.\w])(?:func\s+(`?\w+`?|[-+*/%<>=!&|^~.]+)|(init[?!]?|subscript)(?=\s*[(<]))")
# What decides whether a signature has a body: brackets, an empty line, a word that begins another declaration.
AFTER_PARAMETERS = re.compile(
    r"[(\[{)\]}@;]|\n[ \t]*\n|\b(?:func|var|let|init|deinit|case|static|public|package|internal|private|fileprivate"
    r"|mutating|nonmutating|consuming|override|struct|enum|class|actor|protocol|extension|subscript|typealias"
    r"|associatedtype|return|self|guard|if|for)\b")
OPENING = {"(": ")", "[": "]", "{": "}"}
BRACKET = re.compile(r"[()\[\]{}]")


class Blanks:
    """A text of which parts are made empty, lines and columns kept."""

    def __init__(self, text):
        self.text = text
        self.pieces = []
        self.kept_to = 0

    def cut(self, start, end):
        self.pieces += [self.text[self.kept_to:start], re.sub(r"[^\n]", " ", self.text[start:end])]
        self.kept_to = end

    def result(self):
        return "".join(self.pieces) + self.text[self.kept_to:]


def code_only(text):
    """The text without comments and string contents; what strings interpolate stays."""
    blanks = Blanks(text)
    take_code(text, 0, blanks, until_parenthesis=False)
    return blanks.result()


def take_code(text, start, blanks, until_parenthesis):
    """Goes on to the end, or behind the parenthesis that closes an interpolation."""
    depth, position = 0, start
    while match := SPECIAL.search(text, position):
        token, position = match.group(), match.end()
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
            if depth < 0 and until_parenthesis:
                blanks.cut(match.start(), position)
                return position
        elif token.startswith("//"):
            blanks.cut(match.start(), position)
        elif token == "/*":
            position = end_of_comment(text, position)
            blanks.cut(match.start(), position)
        elif token.endswith("/"):
            position = text.index("/" + "#" * (len(token) - 1), position) + len(token)
            blanks.cut(match.start(), position)
        else:
            position = take_string(text, match, blanks)
    return len(text)


def end_of_comment(text, position):
    depth = 1
    while depth and (match := COMMENT_END.search(text, position)):
        depth += 1 if match.group() == "/*" else -1
        position = match.end()
    return len(text) if depth else position


def take_string(text, opening, blanks):
    """Cuts a string out and returns the position behind it; the code in its interpolations stays."""
    signs = opening.group().count("#")
    quotes = opening.group()[signs:]
    # The end, or a backslash with as many number signs and what it escapes.
    inside = re.compile(re.escape(quotes + "#" * signs) + r"|\\" + "#" * signs + r"([\s\S])")
    start, position = opening.start(), opening.end()
    while match := inside.search(text, position):
        position = match.end()
        if match.group(1) is None:
            blanks.cut(start, position)
            return position
        if match.group(1) == "(":
            blanks.cut(start, position)
            start = position = take_code(text, position, blanks, until_parenthesis=True)
    blanks.cut(start, len(text))
    return len(text)


def closing(code, position):
    """The position behind the bracket that closes the one at `position`."""
    opening, depth = code[position], 0
    for match in BRACKET.finditer(code, position):
        if match.group() == opening:
            depth += 1
        elif match.group() == OPENING[opening]:
            depth -= 1
            if depth == 0:
                return match.end()
    return len(code)


def split(code):
    """The text between commas that stand in no bracket, be it round, square, curly or pointed."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"->|[()\[\]{}<>,]", code):
        token = match.group()
        if token == "," and depth == 0:
            parts.append(code[start:match.start()])
            start = match.end()
        elif token != "->" and token != ",":
            depth += 1 if token in "([{<" else -1
    return [part for part in (*parts, code[start:]) if part.strip()]


@dataclass
class Function:
    name: str
    start: int
    # What stands between the parentheses.
    parameters: str
    # From the name to the body, or to the end of a requirement's line.
    signature: str
    # Of the body's braces; empty for a requirement.
    body: range


def functions(code):
    """Functions, initialisers and subscripts that are declared."""
    for match in FUNCTION.finditer(code):
        opening = code.find("(", match.end())
        end = closing(code, opening)
        body = body_after(code, end)
        yield Function(match.group(1) or match.group(2), match.start(), code[opening + 1:end - 1],
                       code[match.start():body.start], body)


def body_after(code, position):
    """The braces behind a signature; effects, a result and constraints stand between, and no declaration."""
    depth = 0
    for match in AFTER_PARAMETERS.finditer(code, position):
        if match.group() in "([":
            depth += 1
        elif match.group() in ")]":
            depth -= 1
        elif depth <= 0:
            at = match.start()
            return range(at, closing(code, at) if match.group() == "{" else at)
    return range(len(code), len(code))
