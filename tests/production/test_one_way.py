"""A name is said one way in a whole story and in the next of its series."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("hibari")

from fic_audio.engines.choir.phonemizer import phonemize
from fic_audio.model import Cue
from fic_audio.production import setup
from fic_audio.production.cues import write_cues

FIRST = """Title: The Salt Road

Chapter 1

"Have you seen Ysolde?" Anneke asked. Nobody had seen Ysolde, and Ysolde's boots were gone.

"YSOLDE!" Anneke shouted.

Chapter 2

"I am here," Ysolde said. "It's Anneke's turn to look for *Ysolde*."

"Y-Ysolde?" said Anneke.
"""
SECOND = """Title: The Salt Harbour

Ysolde's boat lay where it had lain.

"Ysolde," Anneke said, "wait for me." Ysolde waited.
"""
NAMES = ("Ysolde", "Anneke")


def cues_of(folder: Path, name: str, text: str) -> list[Cue]:
    (folder / name).write_text(text)
    script, cast, config = setup.cast_story(folder / name, None)
    return [cue for cues in write_cues(script, cast, config) for cue in cues]


def test_a_name_has_the_same_phonemes_everywhere(tmp_path: Path) -> None:
    """Whoever says it, loud, in italics, stammering or as an owner; in each accent."""
    (tmp_path / "fic-audio.toml").write_text('[cast]\nseries = "salt.toml"\n')
    cues = cues_of(tmp_path, "one.txt", FIRST) + cues_of(tmp_path, "two.txt", SECOND)
    for name in NAMES:
        for british in (False, True):
            alone = _bare(name, british=british).strip()
            named = [cue for cue in cues if re.search(name, cue.text, re.IGNORECASE)]
            assert len(named) > 4
            for cue in named:
                told = _bare(cue.text, british=british)
                count = len(re.findall(rf"\b{name}", cue.text, re.IGNORECASE))
                assert told.count(alone) >= count, (cue.text, told)


def _bare(text: str, *, british: bool) -> str:
    """The phonemes without stresses."""
    letters = " ".join(phrase.letters for phrase in phonemize(text, "", "", british=british))
    return letters.replace("ˈ", "").replace("ˌ", "")
