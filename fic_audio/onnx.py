"""onnxruntime, told to keep what it does to itself."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any


def runtime() -> Any:
    """The module. Raises ImportError where it is not installed.

    On Windows it does not ask the environment (see `fic_audio`); there its own call helps, which
    elsewhere changes nothing. It is to be loaded here before a library that loads it by itself.
    """
    module = import_module("onnxruntime")
    with suppress(AttributeError):
        module.disable_telemetry_events()
    return module
