"""The browser of the tests."""

from __future__ import annotations

import shutil


def find_chromium() -> str | None:
    """Chromium of this machine, if there is one."""
    return shutil.which("chromium") or shutil.which("google-chrome")
