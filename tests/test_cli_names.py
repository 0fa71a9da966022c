"""How names are said, command by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import SILENT, Fic
from tests.factories import seconds

STORY = """Title: The Ferry
Fandom: Naruto (Anime)

"Is Quorvane here?" Sakura asked. She looked for Quorvane.

"He is not," Quorvane said. Margot laughed at Quorvane and at Margot.

They left Zarquil behind, and Zarquil's lights, and all of Zarquil.
"""


@pytest.fixture
def ferry(fic: Fic) -> Fic:
    (fic.folder / "ferry.txt").write_text(STORY)
    return fic


def test_the_cast_tells_what_is_unsure(ferry: Fic) -> None:
    """A table with lines, sound and a line to copy, without what the fandom's lexicon knows."""
    _, out, err = ferry("cast", "ferry.txt")
    (row,) = [row for row in out.splitlines() if "Quorvane" in row and " = " in row]
    assert '"Quorvane" = "/' in row
    assert '"Zarquil" = "/' in out
    assert '"Sakura"' not in out
    assert "pronunciation of names from: " in err
    assert "Naruto" in err


def test_the_cast_tells_it_in_json(ferry: Fic) -> None:
    """Each character with their own unsure names; others are told on stderr."""
    ran = ferry("cast", "ferry.txt", "--json")
    told = {each["name"]: each["unsure"] for each in map(json.loads, ran.out.splitlines())}
    assert told["Sakura"] == []
    (unsure,) = told["Quorvane"]
    assert list(unsure) == ["name", "lines", "said", "meant", "entry"]
    assert (unsure["name"], unsure["lines"]) == ("Quorvane", 3)
    assert "other words that may be mispronounced: Margot, Zarquil" in ran.err


def test_a_line_that_is_copied_makes_it_sure(ferry: Fic) -> None:
    """What the table proposes is a `[pronounce]` that is read without complaint."""
    rows = ferry("cast", "ferry.txt").out.splitlines()
    entries = [row[row.index('"') :] for row in rows if '" = "/' in row]
    Path("fic-audio.toml").write_text("\n".join(["[pronounce]", *entries]))
    ran = ferry("cast", "ferry.txt")
    assert ran.code == 0
    assert '" = "/' not in ran.out


def test_a_lexicon_that_would_help_is_named(ferry: Fic) -> None:
    """Where the story names no fandom, the ready lexicon that knows its names is proposed."""
    text = '"Hush," Kakashi said. "Now," Itachi said. Kakashi looked at Itachi.'
    (ferry.folder / "bare.txt").write_text(text)
    ran = ferry("cast", "bare.txt")
    told = " ".join(ran.err.split())  # rows are folded at the width of a terminal
    assert "2 of these names are in the lexicon naruto; to use it" in told
    assert 'write lexicons = ["auto", "naruto"] under [read]' in told
    Path("fic-audio.toml").write_text('[read]\nlexicons = ["auto", "naruto"]')
    assert "unsure" not in "".join(ferry("cast", "bare.txt")[1:])


def test_an_engine_that_does_not_tell_is_no_error(ferry: Fic) -> None:
    """The cast is shown, with a word on why its names are not checked."""
    Path("fic-audio.toml").write_text('engine = "silence"')
    ran = ferry("cast", "ferry.txt")
    assert ran.code == 0
    assert "Quorvane" in ran.out
    assert "silence does not tell how it says a word" in ran.err


def test_unsure_names_are_heard(ferry: Fic) -> None:
    """One after the other with a pause, the listener's own first; a respelling changes the file."""
    ran = ferry("voices", "audition", "Ada", "--names", "--story", "ferry.txt")
    assert (ran.code, ran.out) == (0, "Ada names.wav\n")
    assert "names: Quorvane, Margot, Zarquil" in ran.err
    before = Path("Ada names.wav").read_bytes()
    assert seconds("Ada names.wav") > 1.7
    Path("fic-audio.toml").write_text('[pronounce]\nZarquil = "/zɑrˈkiːl/"')
    ran = ferry("voices", "audition", "Ada", "--names", "--story", "ferry.txt")
    assert "names: Zarquil, Quorvane, Margot" in ran.err
    assert Path("Ada names.wav").read_bytes() != before


@pytest.mark.parametrize("voice", ["Hazel", "Felix", "Omar"])
def test_natural_voices_say_them_too(ferry: Fic, voice: str) -> None:
    """What espeak-ng finds hard to say is heard in the voice itself."""
    ran = ferry("voices", "audition", voice, "--names", "--story", "ferry.txt")
    assert (ran.code, ran.out) == (0, f"{voice} names.wav\n")
    assert "names: Quorvane, Margot, Zarquil" in ran.err
    assert seconds(f"{voice} names.wav") > 1.7


def test_nothing_unsure_is_no_file(ferry: Fic) -> None:
    """A story of plain names leaves nothing to be heard."""
    (ferry.folder / "plain.txt").write_text('"Tea?" Mary asked.\n\n"Tea," Tom said.\n')
    ran = ferry("voices", "audition", "Ada", "--names", "--story", "plain.txt")
    assert (ran.code, ran.out) == (0, "")
    assert "no name is likely to be mispronounced" in ran.err
    assert not list(ferry.folder.glob("*.wav"))


def test_phonemes_are_no_words(ferry: Fic) -> None:
    """The length that a dry run tells does not grow with the lexicon."""
    lengths = []
    for lexicons in ('["auto"]', "[]"):
        Path("fic-audio.toml").write_text(f"[read]\nlexicons = {lexicons}")
        ran = ferry("produce", "ferry.txt", "--dry-run", "--json", *SILENT)
        lengths.append(json.loads(ran.out)["length_ms"])
    assert lengths[0] == lengths[1]


def test_the_fandoms_lexicon_is_heard(ferry: Fic) -> None:
    """A story of a known fandom is voiced otherwise than with lexicons switched off."""
    sounds = []
    for lexicons in ('["auto"]', "[]"):
        Path("fic-audio.toml").write_text(f"[read]\nlexicons = {lexicons}")
        (path,) = ferry("produce", "ferry.txt").out.splitlines()
        sounds.append(Path(path).read_bytes())
    assert sounds[0] != sounds[1]


def test_mistakes_have_their_lines(ferry: Fic) -> None:
    """Wrong IPA and unknown lexicons are told like every other mistake."""
    Path("fic-audio.toml").write_text(
        '[pronounce]\nSakura = "/s4/"\n[read]\nlexicons = ["narutto"]'
    )
    ran = ferry("cast", "ferry.txt")
    assert ran.code == 4
    assert 'fic-audio.toml:2: Sakura has "4", which is not an IPA letter' in ran.err
    assert 'fic-audio.toml:4: lexicons must be a lexicon; "narutto" is unknown' in ran.err
