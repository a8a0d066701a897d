"""No module and no function of the product is longer than a reader takes in at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import netintl

MODULES = sorted(Path(netintl.__file__).parent.rglob("*.py"))
LINES_OF_MODULE, LINES_OF_FUNCTION = 400, 50


def code_lines(function: ast.FunctionDef) -> int:
    """Count the lines from the first statement after the docstring to the last."""
    said = ast.get_docstring(function) is not None
    body = function.body[said:] or function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("lines", [LINES_OF_FUNCTION, LINES_OF_FUNCTION + 1])
def test_lines_of_a_function_are_counted_without_its_docstring(lines) -> None:
    text = 'def f():\n    """Say.\n\n    More.\n    """\n' + "    x = 1\n" * lines
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert code_lines(function) == lines


def test_modules_and_functions_are_short() -> None:
    long = []
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > LINES_OF_MODULE:
            long.append(file.name)
        functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
        long += [f"{file.name}: {f.name}" for f in functions if code_lines(f) > LINES_OF_FUNCTION]
    assert len(MODULES) > 200
    assert long == []
