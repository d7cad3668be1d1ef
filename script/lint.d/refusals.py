"""Whoever answers refusals says for each what it answers: with a `default`, a new one would pass unseen."""
import re

from swift import closing
from tree import line_of

SWITCH = re.compile(r"\bswitch\s+([^\n{]*?)\s*\{")
DEFAULT = re.compile(r"\bdefault\s*:([\s\S]*)")
ABOUT_REFUSAL = re.compile(r"\brefusal\b|\bRefusal\b")
EXTENSION = re.compile(r"\bextension\s+(?:\w+\.)*Refusal\b[^{]*(?=\{)")


def without_inner_switches(code):
    """A switch's own text: those inside it answer for themselves."""
    while match := SWITCH.search(code):
        end = closing(code, match.end() - 1)
        code = code[:match.start()] + " " * (end - match.start()) + code[end:]
    return code


def offences(tree):
    for file in tree.swift:
        if file.is_source and file.parts[1] != "MarginEngine":
            yield from defaults(file)


def defaults(file):
    code = file.code
    extensions = [range(match.end(), closing(code, match.end())) for match in EXTENSION.finditer(code)]
    for match in SWITCH.finditer(code):
        start, end = match.end(), closing(code, match.end() - 1)
        default = DEFAULT.search(without_inner_switches(code[start:end]))
        # One that passes the refusal on leaves the naming to whom it is passed.
        if not default or re.search(r"\brefusal\b", default.group(1)):
            continue
        parameters = [function.parameters for function in file.functions if match.start() in function.body]
        on_self = match.group(1) == "self" and any(match.start() in extension for extension in extensions)
        if on_self or ABOUT_REFUSAL.search(" ".join([match.group(1), *parameters[-1:]])):
            yield file.path, line_of(code, start + default.start()), "`default` stands for refusals; name them"
