"""What is known of a story -> the words spoken before its first line and after its last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.model import Metadata

_CROSSING = re.compile(r"\s*(?:/|\s[xX×]\s|&)\s*")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|k\b))", re.IGNORECASE)


def opening(story: Metadata, voices: Sequence[str], *, everything: bool = False) -> list[str]:
    """The sentences of the opening credits; what the story does not say is left out.

    >>> opening(Metadata("Promises", ("Aki",), ("Naruto",)), ["Ada", "Kip", "Iris"])
    ['Promises, a Naruto story, by Aki.', 'Read by Ada, Kip and Iris.']
    """
    said = [_sentence(", ".join(filter(None, (_title(story), _fandom(story), _by(story)))))]
    if everything:
        said += _rest(story)
    if voices:
        said.append(f"Read by {_listed(voices)}.")
    return said


def closing(story: Metadata, voices: Sequence[str]) -> list[str]:
    """The sentence after the last line.

    >>> closing(Metadata("Promises"), ["Ada"])
    ['You have been listening to Promises, read by Ada.']
    """
    read = f"read by {_listed(voices)}" if voices else ""
    ending = ", ".join(filter(None, (_title(story), _by(story), read)))
    return [_sentence(f"You have been listening to {ending}")]


def _rest(story: Metadata) -> list[str]:
    said = []
    if story.series:
        part = f"Part {story.part} of " if story.part else "From the series "
        said.append(part + story.series)
    fields = (
        ("Rated", story.rating),
        ("Warnings:", ", ".join(story.warnings)),
        ("Pairing:", ", ".join(_CROSSING.sub(" and ", pair) for pair in story.relationships)),
        ("Characters:", ", ".join(story.characters)),
        ("Tags:", ", ".join(story.tags)),
        ("Spoilers:", story.spoilers),
        ("Summary:", story.summary),
        ("Disclaimer:", story.disclaimer),
        *((f"{label}:", text) for label, text in story.other),
    )
    said += [f"{label} {text}" for label, text in fields if text.strip()]
    if story.dedication:
        begun = re.match(r"(?:dedicat|for\b|to\b)", story.dedication.strip(), re.IGNORECASE)
        said.append(story.dedication if begun else f"Dedicated to {story.dedication}")
    return [_sentence(sentence) for sentence in said]


def _title(story: Metadata) -> str:
    return story.title.strip().rstrip(".")


def _fandom(story: Metadata) -> str:
    """ "a Naruto story", or nothing; a remark in brackets is for the eye."""
    fandoms = [bare for fandom in story.fandoms if (bare := _ASIDE.sub("", fandom).strip())]
    if not 0 < len(fandoms) <= 3:
        return ""
    article = "an" if _VOWEL.match(fandoms[0]) else "a"
    return f"{article} {_listed(fandoms)} story"


def _by(story: Metadata) -> str:
    return f"by {_listed(story.authors)}" if story.authors else ""


def _listed(words: Sequence[str]) -> str:
    """The words as one says them: "Ada, Kip and Iris"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else text + "."
