"""Shapes as they are recorded, and where a value differs from one.

A shape has the form of the JSON that it describes:
  "text"              a string; "decimal" and "integer text" one that holds such a number; "empty" the string "";
                      "uuid" and "instant" (ISO 8601, in UTC) such texts
  "whole", "number"   a JSON number, the first without fraction; "boolean"; "null"; "*" anything
  "a or b"            either
  {"name": shape}     an object with exactly these members; "name?" may be absent; {"*": shape} has any names
  [shape]             an array of any length; [shape, shape] one of exactly these elements
  {"null or": shape}  the shape, or null; {"empty or": shape} the shape, or the string ""
"""
import json
import re
from typing import NamedTuple

WORDS = {
    "text": lambda value: isinstance(value, str),
    "decimal": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value),
    "integer text": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+", value),
    "uuid": lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value),
    "instant": lambda value: isinstance(value, str) and re.fullmatch(
        r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z", value),
    "empty": lambda value: value == "",
    "whole": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "*": lambda value: True,
}
KINDS = {str: "text", bool: "boolean", int: "whole", float: "number", type(None): "null", list: "array",
         dict: "object"}
NOTHING = {"null or": None, "empty or": ""}


class Difference(NamedTuple):
    path: str
    expected: str
    got: str


class Reading:
    """What came of holding values against a shape: the differences, and which of its parts were there to see."""

    def __init__(self):
        self.differences = []
        self.seen = set()

    def take(self, shape, value, path="", partial=False, part=""):
        self.seen.add(part)
        if isinstance(shape, str):
            self._leaf(shape, value, path)
        elif isinstance(shape, list):
            self._array(shape, value, path, partial, part)
        elif (kind := other(shape)) is not None:
            if value != NOTHING[kind]:
                self.take(shape[kind], value, path, partial, part)
        else:
            self._object(shape, value, path, partial, part)

    def differs(self, path, expected, got):
        self.differences.append(Difference(path or "(all of it)", expected, got))

    def _leaf(self, shape, value, path):
        if not any(WORDS[word](value) for word in shape.split(" or ")):
            self.differs(path, shape, describe(value))

    def _array(self, shape, value, path, partial, part):
        if not isinstance(value, list):
            return self.differs(path, "array", describe(value))
        if len(shape) > 1 and len(value) != len(shape):
            return self.differs(path, f"array of {len(shape)}", f"array of {len(value)}")
        for index, element in enumerate(value):
            which = index if len(shape) > 1 else 0
            self.take(shape[which], element, f"{path}[{index}]", partial, f"{part}[{which}]")

    def _object(self, shape, value, path, partial, part):
        if not isinstance(value, dict):
            return self.differs(path, "object", describe(value))
        names = {name.removesuffix("?"): name for name in shape}
        for name, member in value.items():
            key = names.get(name, names.get("*"))
            if key is None:
                self.differs(f"{path}.{name}", "no such member", describe(member))
            else:
                self.take(shape[key], member, f"{path}.{name}", partial, f"{part}.{key}")
        for name, key in names.items():
            if name not in value and name == key and name != "*" and not partial:
                self.differs(f"{path}.{name}", text(shape[key]), "no such member")

    def unseen(self, shape, part=""):
        """The parts that no value had: elements of arrays that were empty, members that may be absent."""
        if part not in self.seen:
            return [part]
        if isinstance(shape, str):
            return []
        if isinstance(shape, list):
            return [one for index, inner in enumerate(shape) for one in self.unseen(inner, f"{part}[{index}]")]
        if (kind := other(shape)) is not None:
            return self.unseen(shape[kind], part)
        return [one for key, inner in shape.items() for one in self.unseen(inner, f"{part}.{key}")]


def other(shape):
    """What an object says that stands for a shape or nothing; None for one that is an object's shape."""
    return next((kind for kind in NOTHING if set(shape) == {kind}), None)


def describe(value):
    """A value's type, and the value where it is short."""
    shown = json.dumps(value, ensure_ascii=False)
    return f"{KINDS[type(value)]} {shown}" if len(shown) <= 60 else KINDS[type(value)]


def text(shape):
    return shape if isinstance(shape, str) else "array" if isinstance(shape, list) else "object"


def check(shape, path=""):
    """Raises for a shape that means nothing: a misspelled word would be found only where a value comes by."""
    if isinstance(shape, str):
        if unknown := [word for word in shape.split(" or ") if word not in WORDS]:
            raise ValueError(f"{path}: no such type: {', '.join(unknown)}")
    elif isinstance(shape, list):
        if not shape:
            raise ValueError(f"{path}: an array of what?")
        for inner in shape:
            check(inner, f"{path}[]")
    else:
        for name, inner in shape.items():
            check(inner, f"{path}.{name}")
