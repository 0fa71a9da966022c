"""Who says what in a story that is not in English."""

from __future__ import annotations

from fic_audio.config import Part
from fic_audio.language.dialogue_conventions import conventions_of
from fic_audio.model import NARRATOR, Chapter, Character, Gender, Kind, Line, Metadata
from fic_audio.page.segment import segment
from fic_audio.script import foreign_tags
from tests.page.tales import TALES


def read(
    text: str,
    language: str,
    *parts: Part,
    metadata: Metadata | None = None,
    known: dict[tuple[int, int], str] | None = None,
    only: bool = False,
) -> tuple[tuple[Character, ...], list[Line]]:
    """The characters, and the lines of speech."""
    tongue = conventions_of(language)
    assert tongue
    chapters = (Chapter("", text),)
    spans = (segment(chapters[0], language),)
    people = foreign_tags.find_people(
        chapters, spans, metadata or Metadata(), parts, tongue, only=only
    )
    (lines,) = foreign_tags.attribute_lines(chapters, spans, people, tongue, known or {})
    assert len(lines) == len(spans[0])
    return people, [line for line in lines if line.span.kind is Kind.DIALOGUE]


def speakers(text: str, language: str, *parts: Part) -> list[str | None]:
    return [line.speaker for line in read(text, language, *parts)[1]]


def test_who_is_named_beside_a_verb_of_speech_speaks() -> None:
    """ "répondit Théo" is sure, and says it for the whole turn."""
    assert speakers(TALES["fr"], "fr") == [NARRATOR, "Théo", "Théo", "Margot", NARRATOR, NARRATOR]
    assert speakers(TALES["es"], "es")[2] == "Bruno"
    assert speakers(TALES["ru"], "ru")[1:3] == ["Глеб", "Глеб"]
    assert speakers("Théo murmura : « Viens. »\n\n— Non, dit Théo.", "fr") == ["Théo", "Théo"]


def test_the_narrator_reads_what_no_tag_names() -> None:
    """What is not known is not guessed, and is marked unsure."""
    _, lines = read(TALES["zh"], "zh")
    assert {line.speaker for line in lines} == {NARRATOR}
    assert {line.confidence for line in lines} == {0.0}


def test_a_pronoun_is_nobody() -> None:
    """ "dit-elle" and "disse ela" name no one."""
    people, _ = read("— Oui, dit-elle.\n\n— Non, dit-il.", "fr")
    assert people == ()
    assert read(TALES["pt"], "pt")[0] == (Character("Caio", why="tag: respondeu Caio"),)


def test_a_name_may_look_like_a_verb() -> None:
    """ "Михаил" ends as verbs do."""
    people, _ = read("— Да, — сказал Михаил.\n\n— Нет. — Михаил сказал это тихо.", "ru")
    assert [person.name for person in people] == ["Михаил"]


def test_a_verb_may_tell_the_gender() -> None:
    """In Slavic languages it agrees with its subject."""
    people, _ = read("— Да, — сказала Вера.\n\n— Нет, — ответил Глеб.", "ru")
    assert [person.gender for person in people] == [Gender.FEMALE, Gender.MALE]


def test_characters_of_the_header_and_the_config_are_known_by_their_names() -> None:
    """A first name means the one whose name it belongs to."""
    text = "— Oui, répondit Théo.\n\n— Non, Margot souffla."
    header = Metadata(characters=("Théo Marchand", "Margot"))
    people, lines = read(text, "fr", metadata=header)
    assert [person.name for person in people] == ["Théo Marchand", "Margot"]
    assert lines[0].speaker == "Théo Marchand"
    assert speakers(text, "fr", Part("Teddy", aliases=("Théo",)))[0] == "Teddy"


def test_the_listener_has_the_last_word() -> None:
    """What the sheet says stands, and with `only` nobody is added to the listener's cast."""
    _, lines = read("— Oui, dit Théo.", "fr", known={(0, 0): "Margot"})
    assert (lines[0].speaker, lines[0].confidence) == ("Margot", 1.0)
    people, lines = read("— Oui, dit Théo.", "fr", Part("Margot"), only=True)
    assert [person.name for person in people] == ["Margot"]
    assert lines[0].speaker == NARRATOR
