"""A YAML file as plain values that know their line, so that every error can name it.

Only what a configuration needs: mappings, lists and scalars, which stay text (``NO`` is Norway's,
``22:00`` a time). No tags, no anchors, nothing is ever constructed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from tocsin.errors import UsageError
from tocsin.watch.names import suggestion

T = TypeVar("T")
LONGEST = 1_000_000
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Value:
    """``held`` is a text, a list of values, or a dict of values; ``line`` counts from 1."""

    held: str | list[Value] | dict[str, Value]
    line: int
    file: str

    def fail(self, problem: str) -> NoReturn:
        raise UsageError(f"{self.file}, line {self.line}: {problem}")

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.held, str):
            self.fail("a word or a line of text must stand here")
        if not self.held.strip():
            self.fail("something must stand here")
        return self.held.strip()

    def items(self) -> list[Value]:
        """A list; a single text counts as a list of one."""
        if isinstance(self.held, str):
            return [self]
        if isinstance(self.held, dict):
            self.fail('a list must stand here: lines that begin with "- "')
        return self.held

    def fields(self, known: Iterable[str], needed: Iterable[str] = ()) -> dict[str, Value]:
        """A mapping with no other names than the known ones."""
        if not isinstance(self.held, dict):
            self.fail('lines of the form "name: value" must stand here')
        names = list(known)
        for name, value in self.held.items():
            if name not in names:
                value.fail(f'unknown word "{name}"{suggestion(name, names)}')
        for name in needed:
            if name not in self.held:
                self.fail(f'"{name}" is missing')
        return self.held

    def read(self, reader: Callable[[str], T]) -> T:
        """The text as something else; its errors get the line."""
        try:
            return reader(self.text())
        except UsageError as error:
            if str(error).startswith(self.file):
                raise
            return self.fail(str(error))


def read_yaml(text: str, file: str) -> Value:
    """The file as values. Raises `UsageError` with the line."""
    if len(text) > LONGEST:
        raise UsageError(f"{file}: longer than {LONGEST:,} characters")
    try:
        import yaml
    except ModuleNotFoundError:
        raise UsageError(
            "the watch needs the package PyYAML: pip install 'tocsin[watch]'"
        ) from None
    try:
        _refuse_tricks(yaml, text, file)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return Value({}, 1, file) if node is None else _value(node, file)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{file}, line {line}: {error.problem or 'not YAML'}") from None
    except yaml.YAMLError as error:
        raise UsageError(f"{file}: {' '.join(str(error).split())[:200]}") from None


def _refuse_tricks(yaml: Any, text: str, file: str) -> None:
    """An alias can make a small file huge, and depth makes a parser slow; neither is needed."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise UsageError(f"{file}, line {line}: aliases (*name) are refused; write it out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise UsageError(f"{file}, line {line}: nested too deep")


def _value(node: Any, file: str) -> Value:
    line = node.start_mark.line + 1
    if node.id == "scalar":
        empty = node.tag == "tag:yaml.org,2002:null"
        return Value("" if empty else node.value, line, file)
    if node.id == "sequence":
        return Value([_value(each, file) for each in node.value], line, file)
    held: dict[str, Value] = {}
    for key, value in node.value:
        name = Value(key.value, key.start_mark.line + 1, file)
        if key.id != "scalar" or key.value in held:
            name.fail(f'"{key.value}" stands here twice' if key.id == "scalar" else "no name")
        held[key.value] = _value(value, file)
        if held[key.value].held == "":
            held[key.value] = Value("", name.line, file)
    return Value(held, line, file)
