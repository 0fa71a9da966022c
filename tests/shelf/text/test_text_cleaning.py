from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.model import NARRATOR
from fic_audio.shelf.text.text_cleaning import clean, is_rtl, joint, name_speaker


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_becomes_one_line_that_xml_holds(text: str) -> None:
    """Nothing is left that breaks a line, an encoding or an XML document."""
    line = clean(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    element = ET.Element("p")
    element.text = line
    assert (ET.fromstring(ET.tostring(element)).text or "") == line


@pytest.mark.parametrize(
    "text", ["« Oui ! »", "👩‍👩‍👧‍👦", "שלום \u202eabc\u202c", "a\u3000b", "&lt;"]
)
def test_what_means_something_stays(text: str) -> None:
    """Spaces that bind, emoji of several characters, directions, and what looks like markup."""
    assert clean(text) == text


@pytest.mark.parametrize("name", ["", "\x00", "\n", NARRATOR])
def test_everybody_is_called_something(name: str) -> None:
    assert name_speaker(name) == "Narrator"


@pytest.mark.parametrize(
    ("left", "right", "language", "between"),
    [
        ("“Tea,”", "she said.", "en", " "),
        ("“Tea”", "—she sighed—", "", ""),
        ("—Hola", "—dijo él", "es", " "),
        ("「お茶」", "と言った。", "ja", ""),
        ("“Tea”", ", she said", "en", ""),
    ],
)
def test_sentences_stand_as_their_language_has_it(
    left: str, right: str, language: str, between: str
) -> None:
    assert joint(left, right, language) == between


@pytest.mark.parametrize(
    ("language", "text", "rtl"),
    [
        ("ar", "", True),
        ("fa-IR", "Tea", True),
        ("en", "שלום", False),
        ("ku", "Silav", False),
        ("ku", "سڵاو", True),
        ("", "123 !?", False),
        ("und", "العالم", True),
    ],
)
def test_the_direction_is_that_of_the_language_or_of_the_letters(
    language: str, text: str, rtl: bool
) -> None:
    assert is_rtl(language, [text]) is rtl
