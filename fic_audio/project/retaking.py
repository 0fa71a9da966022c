"""The settings for a single line -> the changes of fic-audio.toml that set them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fic_audio.config import Retake
from fic_audio.errors import UsageError
from fic_audio.production.script import Script
from fic_audio.project.settings import Keys
from fic_audio.script.retakes import find_own_name, find_retakes, name_line

TABLE = "lines"
USUAL = asdict(Retake())


def retake_changes(
    script: Script, settings: Mapping[str, Retake], chapter: int, nth: int, retake: Retake
) -> dict[Keys, Any]:
    """The changes for a line, given by its chapter and its place in it, both from 0. `settings`:
    those that are there. Raises UsageError for a line without words."""
    told = script.story.chapters, script.lines, chapter, nth
    name = find_own_name(*told, settings) or name_line(*told)
    if not name:
        raise UsageError("this line has no words that could be spoken; choose another line")
    values = {what: value for what, value in asdict(retake).items() if value != USUAL[what]}
    others = {words: each for words, each in settings.items() if words != name}
    chapters, lines = script.story.chapters[chapter], script.lines[chapter]
    if not values and lines[nth].span.start in find_retakes(chapters, lines, others):
        values = {"take": retake.take}  # or what is set for all such lines would count
    if not values:
        return {(TABLE, name): None}
    return {(TABLE, name, what): values.get(what) for what in USUAL}
