"""No module is so long that it hides two things in one."""

from __future__ import annotations

from tests.paths import ROOT

MOST = 300
"""Lines of a module."""


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    package = ROOT / "fic_audio"
    long = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) > MOST
    }
    assert long == set()
