"""What narration says about the quotation beside it."""

from __future__ import annotations

import re

import pytest

from fic_audio.model import Character, Gender, Kind, Span
from fic_audio.text import dialogue_tags
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import BRIX, FERRYMAN, MARA, TOBIN

PEOPLE = (MARA, TOBIN, BRIX, FERRYMAN, Character("Old Mr. Pell", gender=Gender.MALE))


def clue(text: str, *, behind: bool) -> dialogue_tags.DialogueTag | None:
    page = Document.of(text, (), MentionIndex(PEOPLE))
    read = dialogue_tags.find_tag_after if behind else dialogue_tags.find_tag_before
    return read(page, 0, len(text))


def shown(text: str, *, behind: bool) -> tuple[str, str] | None:
    """The clue's kind and whom it points to."""
    found = clue(text, behind=behind)
    if found is None:
        return None
    ref = found.subject
    who = "/".join(PEOPLE[n].name for n in ref.who)
    other = "I" if ref.me else "crowd" if ref.crowd else ref.noun or str(ref.gender)
    return found.kind, who or other


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        (" said Mara.", "tag", "Mara"),
        (" Mara said, looking at Tobin.", "tag", "Mara"),
        (" Mara quietly said.", "tag", "Mara"),
        (" I hear a voice shouting behind me.", "tag", "voice"),
        (" Mara heard a woman call from the bank.", "tag", "woman"),
        (" said quietly Mara.", "tag", "Mara"),
        (" Mara begged. ", "tag", "Mara"),
        (" Mara smiled. ", "beat", "Mara"),
        (" asked Old Mr. Pell.", "tag", "Old Mr. Pell"),
        (" said the smiling Mara.", "tag", "Mara"),
        (" came Tobin’s reply.", "tag", "Tobin"),
        (" said the ferryman.", "tag", "the ferryman"),
        (" said a rather more cheerful old ferryman.", "tag", "the ferryman"),
        (" said the girl.", "tag", "girl"),
        (" said my ruin.", "tag", "ruin"),
        (" said his bane, smiling.", "tag", "bane"),
        (" said my voice.", "tag", "I"),
        (" Mara’s mother said.", "tag", "mother"),
        (" the owner of the barge shouted.", "tag", "owner"),
        (" the grey-muzzled hound beside the door said.", "tag", "hound"),
        (" cried the gulls whose rock it was.", "tag", "gulls"),
        (" he murmured.", "tag", "male"),
        (" she finally asked him.", "tag", "female"),
        (" I said.", "tag", "I"),
        (" they chorused.", "tag", "crowd"),
        (" Mara turned away.", "beat", "Mara"),
        (" Her eyes narrowed.", "beat", "female"),
        (" Mara didn't say a word.", "beat", "Mara"),
        (" Tobin had not answered.", "beat", "Tobin"),
        (" A soft murmur rose behind Mara, and she frowned.", "beat", "female"),
        (" To Tobin, Mara was a stranger.", "beat", "Mara"),
    ],
)
def test_behind_a_quotation(text: str, kind: str, who: str) -> None:
    """A verb of speech makes a tag of the first clause; any other action is a beat."""
    assert shown(text, behind=True) == (kind, who)


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Mara said, ", "tag", "Mara"),
        ("Tobin looked up at Mara and asked: ", "tag", "Tobin"),
        ("Tobin, who had waited for years, at last said, ", "tag", "Tobin"),
        ("It rained. She whispered, ", "tag", "female"),
        ("Mara said nothing. ", "beat", "Mara"),
        ("Tobin shrugged. ", "beat", "Tobin"),
        ("Tobin shrugged. Mara laughed. ", "beat", "Mara"),
        ("Mara turned to Tobin with ", "lead", "Mara"),
        ("With a look at Tobin she said, ", "tag", "female"),
        ("Tobin gave her a cold smile and said, ", "tag", "Tobin"),
        ("Mara put down her spoon and asked ", "tag", "Mara"),
        ("Mara sat, and her voice whispered, ", "tag", "voice"),
    ],
)
def test_before_a_quotation(text: str, kind: str, who: str) -> None:
    """A verb of speech that runs on is a tag, none leads in, and a full sentence is a beat."""
    assert shown(text, behind=False) == (kind, who)


@pytest.mark.parametrize("text", ["", " ", " The rain fell.", " A low murmur rose."])
def test_nobody_there(text: str) -> None:
    """Weather and noise say nothing about a speaker."""
    assert clue(text, behind=True) is None
    assert clue(text, behind=False) is None


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("she softly said", True),
        ("Old Pell had said", True),
        ("said the old ferryman", True),
        ("the grey ferryman said", True),
        ("rowing, she said", False),
        ("she saidt", False),
    ],
)
def test_a_tag_before_the_names_are_known(text: str, tagged: bool) -> None:
    """By its words alone: a subject in front of the verb or behind it."""
    assert bool(re.match(dialogue_tags.tag_pattern("said"), text)) is tagged


def test_the_place_of_a_tag_is_its_verb() -> None:
    """By the number of the word in the document."""
    found = clue(" Mara quietly said.", behind=True)
    assert found is not None
    assert (found.verb, found.place) == ("said", 2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Off he went.” They all laughed.", "beat"),
        ("*“Off he went.*” They all laughed.", "beat"),
        ("*“Off he went,*” They all laughed.", "tag"),
        ("“Off he went.” They all said so.", "tag"),
        ("“Off he went,” they all laughed.", "tag"),
    ],
)
def test_what_several_do_when_they_have_heard_it(text: str, kind: str) -> None:
    """A sentence of its own tells of laughter, not of speech."""
    page = Document.of(text, (), MentionIndex(PEOPLE))
    found = dialogue_tags.find_tag_after(page, text.index("” ") + 1, len(text))
    assert found is not None
    assert (found.kind, found.subject.crowd) == (kind, True)


def test_who_is_spoken_to() -> None:
    """Others named in the tag's clause are its objects, never its subject."""
    found = clue(" said Mara to Tobin.", behind=True)
    assert found is not None
    assert found.objects == (1,)


def test_narration_may_tag_the_speech_on_both_its_sides() -> None:
    """Between two quotations stand a tag for the first and one for the second."""
    said = "“No,” said Mara. Tobin answered, “Yes.”"
    spans = (
        Span(Kind.DIALOGUE, 0, 5, 0),
        Span(Kind.NARRATION, 5, 33, 0),
        Span(Kind.DIALOGUE, 33, len(said), 0),
    )
    page = Document.of(said, spans, MentionIndex(PEOPLE))
    tags = list(dialogue_tags.find_tags_beside(page, 1))
    assert [(tag.subject.who, tag.verb) for tag in tags] == [((0,), "said"), ((1,), "answered")]
