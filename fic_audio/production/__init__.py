"""The whole way: a story in, tagged chapters out. The table of contents of the program.

A story of which everything stands there already needs the first step alone, so the others are only
imported when they are asked for: they take longer to import than that one to be done.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fic_audio.production.company import Company, company
from fic_audio.production.plan import Done, Order, Plan, check_apart, plan, read_story

if TYPE_CHECKING:
    from fic_audio.production.chapter import File, voice_names
    from fic_audio.production.cues import cue_sheets, ears, give_parts
    from fic_audio.production.making import produce_all
    from fic_audio.production.produced import Produced
    from fic_audio.production.script import Script, write_script

__all__ = [
    "Company",
    "Done",
    "File",
    "Order",
    "Plan",
    "Produced",
    "Script",
    "check_apart",
    "company",
    "cue_sheets",
    "ears",
    "give_parts",
    "plan",
    "produce_all",
    "read_story",
    "voice_names",
    "write_script",
]

_PLACES = {
    "script": ("Script", "write_script"),
    "cues": ("cue_sheets", "ears", "give_parts"),
    "chapter": ("File", "voice_names"),
    "making": ("produce_all",),
    "produced": ("Produced",),
}


def __getattr__(name: str) -> object:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
