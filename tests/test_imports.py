"""Imports within the program run in no circle, neither between modules nor between packages.

Held against what is imported when a module is loaded: a function may import later, and what only
the type checker reads is not loaded at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

from tests.paths import ROOT

Graph = Mapping[str, set[str]]


def read_imports(package: Path) -> Graph:
    """Module -> the modules of the package that are loaded before it."""
    files = {_name(package, path): path for path in package.rglob("*.py")}
    return {name: set(_loaded(name, path, files)) for name, path in files.items()}


def _name(package: Path, path: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _loaded(name: str, path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    home = name if path.stem == "__init__" else name.rpartition(".")[0]
    for imported in _imported(ast.parse(path.read_text("utf-8")), home):
        module = imported if imported in files else imported.rpartition(".")[0]
        # A package is loaded before what is in it; that holds for nothing inside of itself.
        for each in _with_parents(module):
            if each in files and not f"{name}.".startswith(f"{each}."):
                yield each
        if module in files and module != name:
            yield module


def _imported(node: ast.AST, home: str) -> Iterator[str]:
    """What a module imports while it is loaded: modules, or names in them."""
    inside: Iterable[ast.AST] = ()
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        source = resolve_name("." * node.level + (node.module or ""), home)
        yield from (f"{source}.{each.name}" for each in node.names)
    elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        inside = node.orelse
    elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside = ast.iter_child_nodes(node)
    for each in inside:
        yield from _imported(each, home)


def _with_parents(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def siblings(imports: Graph, package: str) -> Graph:
    """What stands side by side in a package -> those beside it that something in it imports."""

    def side(name: str) -> str:
        inside = name.removeprefix(f"{package}.")
        return inside.split(".")[0] if inside != name else ""

    found: dict[str, set[str]] = {}
    for name, others in imports.items():
        if here := side(name):
            found.setdefault(here, set()).update({side(other) for other in others} - {here, ""})
    return found


def circle(imports: Graph) -> list[str]:
    """One that imports in a circle, from a module round to itself; empty where none does."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


IMPORTS = read_imports(ROOT / "fic_audio")
PACKAGES = sorted({name.rpartition(".")[0] for name in IMPORTS} - {""})


def test_no_modules_import_each_other() -> None:
    assert circle(IMPORTS) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_packages_import_each_other(package: str) -> None:
    """Nor a package and a module beside it."""
    assert circle(siblings(IMPORTS, package)) == []


def write_package(folder: Path, **modules: str) -> Path:
    package = folder / "story"
    for name, text in modules.items():
        path = package.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text)
    (package / "__init__.py").touch()
    return package


@pytest.mark.parametrize(
    "text",
    [
        "from story.cast import Voice",
        "from story import cast",
        "import story.cast",
        "from . import cast",
        "try:\n    import json\nexcept ImportError:\n    from story.cast import Voice",
    ],
)
def test_a_circle_of_modules_is_found(tmp_path: Path, text: str) -> None:
    package = write_package(tmp_path, cast="import story.page", page=text)
    assert set(circle(read_imports(package))) == {"story.cast", "story.page"}


def test_a_circle_of_packages_is_found(tmp_path: Path) -> None:
    """Though no two of their modules import each other."""
    package = write_package(
        tmp_path,
        page__read="",
        page__names="from story.cast import roles",
        cast__roles="",
        cast__voices="from story.page import read",
    )
    imports = read_imports(package)
    assert circle(imports) == []
    assert set(circle(siblings(imports, "story"))) == {"cast", "page"}


@pytest.mark.parametrize(
    "text",
    [
        "def late():\n    import story.cast",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import story.cast",
    ],
)
def test_what_is_not_loaded_makes_no_circle(tmp_path: Path, text: str) -> None:
    package = write_package(tmp_path, cast="import story.page", page=text)
    assert circle(read_imports(package)) == []
