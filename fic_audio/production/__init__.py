"""The whole way: a story in, tagged chapters out. The table of contents of the program.

A story of which everything stands there already needs the first step alone, so the others are only
imported when they are asked for: they take longer to import than that one to be done.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fic_audio.production.availability import Availability, find_available
from fic_audio.production.options import ProduceOptions
from fic_audio.production.plan import Plan, UpToDate, check_apart, plan, read_story

if TYPE_CHECKING:
    from fic_audio.production.chapter import File, voice_names
    from fic_audio.production.cues import cast_script, normalize_lines, write_cues
    from fic_audio.production.produced import Produced
    from fic_audio.production.runner import produce_all
    from fic_audio.production.script import Script, write_script

__all__ = [
    "Availability",
    "File",
    "Plan",
    "ProduceOptions",
    "Produced",
    "Script",
    "UpToDate",
    "cast_script",
    "check_apart",
    "find_available",
    "normalize_lines",
    "plan",
    "produce_all",
    "read_story",
    "voice_names",
    "write_cues",
    "write_script",
]

_PLACES = {
    "script": ("Script", "write_script"),
    "cues": ("write_cues", "normalize_lines", "cast_script"),
    "chapter": ("File", "voice_names"),
    "runner": ("produce_all",),
    "produced": ("Produced",),
}


def __getattr__(name: str) -> object:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
