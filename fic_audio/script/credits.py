"""What is known of a story -> the words spoken before its first line and after its last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fic_audio.config import Header, Notes, Pauses
from fic_audio.language import is_english
from fic_audio.model import Cue, Metadata, Ms
from fic_audio.script.cast import Cast
from fic_audio.script.foreign_words import Interpreter
from fic_audio.script.normalize import EAR, NormalizeOptions
from fic_audio.script.notes_order import NOTE_OPENS
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.prosody.direction import split_sentences
from fic_audio.script.prosody.pauses import RUNS_ON

NAMED_VOICES = 4
"""How many voices the credits name; the tags name them all."""

_CROSSING = re.compile(r"\s*(?:/|\s[xX×]\s|&)\s*")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|k\b))", re.IGNORECASE)


def with_credits(
    cues: Sequence[Sequence[Cue]],
    metadata: Metadata,
    cast: Cast,
    pauses: Pauses,
    *,
    header: Header = "credits",
    notes: Notes = "skip",
    pronounce: Lexicon | Mapping[str, str] | None = None,
    ear: NormalizeOptions = EAR,
    opens: bool = True,
    closes: bool = True,
) -> list[tuple[Cue, ...]]:
    """The chapters' cues with opening credits in the first that has any, closing ones in the last.

    Notes that stand before the story follow the opening, or close the first chapter. `opens` and
    `closes`: whether the first and the last of them are those of the whole story.
    """
    full = [tuple(sheet) for sheet in cues]
    spoken = [number for number, sheet in enumerate(full) if sheet]
    if not spoken:
        return full
    first, last = spoken[0], spoken[-1]
    voices = _voices(cast)

    def say(said: Iterable[str]) -> list[Cue]:
        role = cast.narrator
        cues: list[Cue] = []
        for each in said:
            parts = list(Interpreter(each, cast.voices, pronounce, ear).said(each, role.voice))
            for part in parts:
                pause = pauses.paragraph if part is parts[-1] else RUNS_ON
                cues.append(
                    Cue(part.text, part.voice, role.delivery, pause, language=part.language)
                )
        return cues

    before: list[Cue] = []
    behind: list[Cue] = []
    ending: list[Cue] = []
    if header != "none":
        before = say(write_opening(metadata, voices, everything=header == "all")) if opens else []
        ending = say(write_closing(metadata, voices)) if closes else []
    if notes == "read":
        before += say(_notes(metadata))
    elif notes == "end":
        behind = say(_notes(metadata))
    full[first] = _joined(pauses, before, full[first], behind)
    full[last] = _joined(pauses, full[last], ending)
    return full


def _joined(pauses: Pauses, *groups: Sequence[Cue]) -> tuple[Cue, ...]:
    """Groups of cues one after another, each in scenes of its own, a scene's pause between them."""
    joined: list[Cue] = []
    for group in filter(None, groups):
        scene = 0
        if joined:
            joined[-1] = replace(joined[-1], pause=pauses.scene)
            scene = joined[-1].scene + 1
        joined += [replace(cue, scene=scene + cue.scene) for cue in group]
    if joined:
        joined[-1] = replace(joined[-1], pause=Ms(0))
    return tuple(joined)


def _voices(cast: Cast) -> tuple[str, ...]:
    voices = tuple(dict.fromkeys(voice.name for voice in cast.heard()))
    if len(voices) <= NAMED_VOICES:
        return voices
    return (*voices[:NAMED_VOICES], "others")


def _notes(metadata: Metadata) -> Iterator[str]:
    for note in metadata.notes:
        yield NOTE_OPENS
        for start, end in split_sentences(note, 0, len(note)):
            yield note[start:end]


def write_opening(
    metadata: Metadata, voices: Sequence[str], *, everything: bool = False
) -> list[str]:
    """The sentences of the opening credits; what the story does not say is left out.

    The words between are English: of a story in another language, title and authors are said.

    >>> write_opening(Metadata("Promises", ("Aki",), ("Naruto",)), ["Ada", "Kip", "Iris"])
    ['Promises, a Naruto story, by Aki.', 'Read by Ada, Kip and Iris.']
    """
    if not is_english(metadata.language):
        return [_sentence(part) for part in (_title(metadata), ", ".join(metadata.authors)) if part]
    said = [
        _sentence(", ".join(filter(None, (_title(metadata), _fandom(metadata), _by(metadata)))))
    ]
    if everything:
        said += _rest(metadata)
    if voices:
        said.append(f"Read by {_listed(voices)}.")
    return said


def write_closing(metadata: Metadata, voices: Sequence[str]) -> list[str]:
    """The sentence after the last line.

    >>> write_closing(Metadata("Promises"), ["Ada"])
    ['You have been listening to Promises, read by Ada.']
    """
    if not is_english(metadata.language):
        return []
    read = f"read by {_listed(voices)}" if voices else ""
    ending = ", ".join(filter(None, (_title(metadata), _by(metadata), read)))
    return [_sentence(f"You have been listening to {ending}")]


def _rest(metadata: Metadata) -> list[str]:
    said = []
    if metadata.series:
        part = f"Part {metadata.part} of " if metadata.part else "From the series "
        said.append(part + metadata.series)
    fields = (
        ("Rated", metadata.rating),
        ("Warnings:", ", ".join(metadata.warnings)),
        ("Pairing:", ", ".join(_CROSSING.sub(" and ", pair) for pair in metadata.relationships)),
        ("Characters:", ", ".join(metadata.characters)),
        ("Tags:", ", ".join(metadata.tags)),
        ("Spoilers:", metadata.spoilers),
        ("Summary:", metadata.summary),
        ("Disclaimer:", metadata.disclaimer),
        *((f"{label}:", text) for label, text in metadata.other),
    )
    said += [f"{label} {text}" for label, text in fields if text.strip()]
    if metadata.dedication:
        begun = re.match(r"(?:dedicat|for\b|to\b)", metadata.dedication.strip(), re.IGNORECASE)
        said.append(metadata.dedication if begun else f"Dedicated to {metadata.dedication}")
    return [_sentence(sentence) for sentence in said]


def _title(metadata: Metadata) -> str:
    return metadata.title.strip().rstrip(".")


def _fandom(metadata: Metadata) -> str:
    """ "a Naruto story", or nothing; a remark in brackets is for the eye."""
    fandoms = [short for fandom in metadata.fandoms if (short := _short(fandom))]
    if not 0 < len(fandoms) <= 3:
        return ""
    article = "an" if _VOWEL.match(fandoms[0]) else "a"
    return f"{article} {_listed(fandoms)} story"


def _short(fandom: str) -> str:
    """An archive's tag as one says it: one name of several, without the author and remarks.

    >>> _short("The Locked Tomb Series | Gideon the Ninth Series - Tamsyn Muir"), _short("X (TV)")
    ('Locked Tomb Series', 'X')
    """
    names = [_ASIDE.sub("", name).partition(" - ")[0].strip() for name in fandom.split(" | ")]
    known = next((name for name in names if name.isascii()), names[0])
    return known.removeprefix("The ")


def _by(metadata: Metadata) -> str:
    return f"by {_listed(metadata.authors)}" if metadata.authors else ""


def _listed(words: Sequence[str]) -> str:
    """The words as one says them: "Ada, Kip and Iris"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else text + "."
