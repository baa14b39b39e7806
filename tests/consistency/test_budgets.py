"""Functions and files stay small (DESIGN §5 rule 10).

An exception carries its reason: `# budget: why` on the line of the `def`, or in the first five
lines of a file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.consistency import tree

FUNCTION_LINES = 40
FILE_LINES = 400
PARAMETERS = 6
_EXEMPTION = "# budget: "

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_functions_are_short() -> None:
    long = [
        f"{place}: {lines} lines"
        for place, function in _functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_functions_take_few_parameters() -> None:
    many = [
        f"{place}: {count} parameters"
        for place, function in _functions()
        if not _is_test(function) and (count := _parameters(function)) > PARAMETERS
    ]
    assert not many, "\n".join(many)


def test_files_are_short() -> None:
    long = [
        f"{name}: {count} lines"
        for name, text in tree.python_sources()
        if (count := text.count("\n")) > FILE_LINES
        and not any(_EXEMPTION in line for line in text.splitlines()[:5])
    ]
    assert not long, "\n".join(long)


def _functions() -> Iterator[tuple[str, Function]]:
    for name, text in tree.python_sources():
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if _EXEMPTION not in lines[node.lineno - 1]:
                yield f"{name}:{node.lineno} {node.name}", node


def _parameters(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([argument for argument in named if argument.arg not in {"self", "cls"}])


def _is_test(function: Function) -> bool:
    """A test or fixture takes what it needs to look at."""
    return function.name.startswith("test_") or bool(function.decorator_list)
