"""What is spoken of each chapter of a plan, and how: as it is written, and in the takes that were
chosen."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.model import Cue
from fic_audio.production import takes
from fic_audio.production.chapter import clip_keys
from fic_audio.production.cues import take_beginning, write_cues
from fic_audio.production.plan import Plan
from fic_audio.script.cast import Cast


def write_sheets(plan: Plan, cast: Cast) -> list[tuple[Cue, ...]]:
    """What is spoken of each chapter, as it is spoken first."""
    edges = {"opens": plan.inventory.opens, "closes": plan.inventory.closes}
    sheets = write_cues(plan.script, cast, plan.config, **edges)
    return [take_beginning(sheet) for sheet in sheets] if plan.options.preview else sheets


def choose_takes(plan: Plan, sheets: Sequence[tuple[Cue, ...]]) -> list[tuple[Cue, ...]]:
    """The same in the takes that were chosen for some lines."""
    known = takes.load(plan.folder)
    return [known.apply(sheet, lambda cue: clip_keys(plan, (cue,))[0]) for sheet in sheets]
