"""fic-audio: a fan-fiction story in, podcast-style audio out."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from fic_audio.version import __version__

if TYPE_CHECKING:
    from fic_audio.api import Job, produce, read_script
    from fic_audio.errors import (
        AdultError,
        ConfigError,
        EngineError,
        FetchError,
        FicAudioError,
        OutputError,
        Remedy,
        SheetError,
        StoppedError,
        StoryError,
        UsageError,
    )
    from fic_audio.events import Event
    from fic_audio.fetching import Fetched, fetch_story
    from fic_audio.options import Options
    from fic_audio.results import Result

__all__ = [
    "AdultError",
    "ConfigError",
    "EngineError",
    "Event",
    "FetchError",
    "Fetched",
    "FicAudioError",
    "Job",
    "Options",
    "OutputError",
    "Remedy",
    "Result",
    "SheetError",
    "StoppedError",
    "StoryError",
    "UsageError",
    "__version__",
    "fetch_story",
    "produce",
    "read_script",
]

# onnxruntime tells its makers of each use, under a number that it keeps for this device in the
# user's cache folder, unless this is set before it is loaded: so in every process that loads us.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

_MODULES = {"Event": "events", "Options": "options", "Result": "results"} | dict.fromkeys(
    ("Job", "produce", "read_script"), "api"
)
_MODULES |= dict.fromkeys(("Fetched", "fetch_story"), "fetching")


def __getattr__(name: str) -> object:
    # Imported when asked for: the import of the package itself stays quick.
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'errors')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
