"""Speech in languages other than English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.model import Chapter, Kind, Span
from fic_audio.page.segment import segment
from tests.growth import grows_with_its_size
from tests.page.pages import prose
from tests.page.tales import SPEECH, TALES


def spans(text: str, language: str) -> tuple[Span, ...]:
    return segment(Chapter("", text), language)


def spoken(text: str, language: str) -> list[str]:
    return [
        text[span.start : span.end].strip()
        for span in spans(text, language)
        if span.kind is Kind.DIALOGUE
    ]


def numbers(text: str, language: str) -> list[int | None]:
    return [span.quote for span in spans(text, language) if span.kind is Kind.DIALOGUE]


@pytest.mark.parametrize("tag", sorted(TALES))
def test_speech_stands_in_the_marks_of_its_language(tag: str) -> None:
    """Guillemets, low marks, corner brackets and dashes; titles and names are the narrator's."""
    assert spoken(TALES[tag], tag) == SPEECH[tag]


@pytest.mark.parametrize("tag", sorted(TALES))
def test_the_regions_of_a_language_share_its_marks(tag: str) -> None:
    """Brazilian is Portuguese."""
    assert spoken(TALES[tag], f"{tag}-XX") == SPEECH[tag]


def test_the_parts_of_a_turn_are_one_quotation() -> None:
    """What the narrator's words split shares its number."""
    assert numbers(TALES["es"], "es") == [0, 0, 1, 2, 2]
    assert numbers(TALES["ru"], "ru") == [0, 1, 1, 2, 2]
    assert numbers("„Ja“, sagte sie. „Komm.“ Es regnete. „Nein!“", "de") == [0, 0, 1]


def test_french_turns_follow_an_open_guillemet() -> None:
    """The first turn opens the guillemets, the last one closes them."""
    text = "« Tu viens ?\n\n— Non.\n\n— Tant pis. »\n\nIl partit."
    assert spoken(text, "fr") == ["« Tu viens ?", "— Non.", "— Tant pis. »"]
    assert numbers(text, "fr") == [0, 1, 2]


@pytest.mark.parametrize("space", ["\xa0", "\u202f", " ", ""])
def test_guillemets_may_have_any_space(space: str) -> None:
    """Hard, narrow, plain or no space inside the marks."""
    text = f"«{space}Viens{space}!{space}» cria-t-elle."
    assert spoken(text, "fr") == [f"«{space}Viens{space}!{space}»"]


def test_hyphens_do_for_dashes_where_several_do() -> None:
    """Who has no dash on the keyboard writes hyphens; a single one may be a list's."""
    text = "- Trouxe a chave - murmurou ele.\n\n- Guarda.\n\nChovia."
    assert spoken(text, "pt") == ["- Trouxe a chave", "- Guarda."]
    assert spoken("- uma chave\n\nChovia.", "pt") == []


def test_dashes_may_cling_to_the_speech() -> None:
    """Fans write the dash behind the last word, and the tag with a capital."""
    text = (
        "—No te rías— Gimió ella al verlo— Es serio.\n\n—Tienes razón— Dijo Teo.\n\n—Pero yo— No."
    )
    said = ["—No te rías", "Es serio.", "—Tienes razón", "—Pero yo— No."]
    assert spoken(text, "es") == said


def test_german_marks_close_after_a_dash() -> None:
    """A mark that opens in English closes in German, whatever stands before it."""
    text = "„Warte –“, rief er. „Ich –“\n\n„Nein.“"
    assert spoken(text, "de") == ["„Warte –“", "„Ich –“", "„Nein.“"]


def test_a_comma_sets_a_tag_off_whatever_its_verb() -> None:
    """Nobody knows every verb; a name in marks runs on without a comma."""
    text = "„Du kommst zu spät“, grollte sie.\n\n„Der Riese“ war ein Turm."
    assert spoken(text, "de") == ["„Du kommst zu spät“"]


def test_apostrophes_are_no_marks() -> None:
    """A French story is full of them."""
    text = "L'homme s'assit. C'était l'heure, n'est-ce pas ? L'autre n'avait rien dit."
    assert spoken(text, "fr") == []


@pytest.mark.parametrize("tag", ["", "en", "en-GB"])
def test_english_keeps_its_own_rules(tag: str) -> None:
    """The language changes nothing for a story in English, or in nobody knows what."""
    text = '"Why…" Naruto struggles, "Why not?"\n\n—He paused—\n\n‘No,’ she said.'
    assert spans(text, tag) == segment(Chapter("", text))


@pytest.mark.parametrize("tag", ["fr", "es", "ru", "pl", "zh", "de"])
@pytest.mark.parametrize(
    "piece", ["— ", "a — b ", "—dijo ", ", dit-il, je ", "« ", "»", "„a“ ", "- a\n", "“", "a—b "]
)
def test_hostile_text_takes_no_time(piece: str, tag: str) -> None:
    """The work grows with the text, not with its square."""
    assert grows_with_its_size(
        lambda size: f"— a {piece * (size // len(piece))} z", lambda text: spans(text, tag), 40_000
    )


@given(prose, st.sampled_from([*TALES, "nl", "hu", "tok"]))
def test_spans_tile_every_text(text: str, tag: str) -> None:
    """In every language no character is lost, and none is in two spans."""
    found = spans(text, tag)
    assert "".join(text[span.start : span.end] for span in found) == text
