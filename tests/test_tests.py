"""What the tests hold themselves to."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import growth
from tests.growth import grows_with_its_size
from tests.paths import ROOT


def imported(path: Path) -> list[str]:
    """The modules that a file imports, or takes something from."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{each.name}" for each in node.names]
    return found


def test_no_module_of_tests_imports_another() -> None:
    """What several need stands in a module that holds no tests."""
    holding = ("test_", "conftest")
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in ROOT.joinpath("tests").rglob("*.py")
        for name in imported(path)
        if name.startswith("tests.") and any(p.startswith(holding) for p in name.split(".")[1:])
    ]
    assert wrong == []


def test_work_that_grows_with_the_square_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """And work that grows with its size passes, however long it takes."""
    monkeypatch.setattr(growth, "SOON", 0.0)

    def square(numbers: range) -> int:
        return sum(one < other for one in numbers for other in numbers)

    def straight(numbers: range) -> int:
        return sum(one < other for one in numbers for other in range(1000))

    assert not grows_with_its_size(range, square, 1200)
    assert grows_with_its_size(range, straight, 1200)
