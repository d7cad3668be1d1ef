"""The engine asks a family's rules, never which family it is: their names stand where they are defined and coded."""
import re

NAME = re.compile(r"(?<![\w)\]])(?:AccountFamily)?\.(bybit|bitget|ztdx)\b")
ROOMS = ("Families", "Accounts", "Coding")


def offences(tree):
    for file in tree.below("Sources/MarginEngine"):
        if file.parts[2] in ROOMS:
            continue
        for line, match in file.find(NAME):
            yield file.path, line, f"`{match.group(1)}` is named outside {', '.join(ROOMS)}"
