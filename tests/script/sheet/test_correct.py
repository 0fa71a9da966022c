from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.errors import SheetError
from fic_audio.model import NARRATOR, Character
from fic_audio.script.sheet import correct
from tests.script.sheet.sheets import (
    BOAT,
    PEOPLE,
    STORY,
    Told,
    changed,
    each_row,
    parts,
    read,
    renamed,
    told,
)

FAR, FIRST, SECOND = '"Is it far?"', 0, 1
OTHER = """\
Snow fell on the monastery for the third day running.

"Shut the gate before the wolves come down," the abbot said.

"They have never come so close to us before," said the novice.

Nobody slept that night, and nobody prayed either.
"""


def far_is_tobins(story: Told) -> str:
    return changed(story.sheet(), f"Mara: {FAR}", f"Tobin: {FAR}")


def wrong(story: Told, sheet: str) -> list[str]:
    with pytest.raises(SheetError) as error:
        story.corrected(sheet)
    return str(error.value).splitlines()


def test_an_untouched_sheet_says_nothing() -> None:
    """Written and read back, it corrects no line."""
    story = told(BOAT)
    assert story.corrected(story.sheet()).known == {}


def test_a_correction_finds_its_line() -> None:
    """Chapter and start of the line, and the main name of whoever says it."""
    story = told(BOAT)
    mended = story.corrected(far_is_tobins(story))
    assert mended.known == {(0, BOAT.index(FAR)): "Tobin"}
    assert mended.lost == ()


def test_an_alias_is_its_bearer() -> None:
    """Any name of a character will do, in any case, with or without its stops."""
    story = told(BOAT)
    for name in ("captain voss", "CAPTAIN VOSS", "Captain. Voss"):
        sheet = changed(story.sheet(), 'Tobin: "Yes."', f'{name}: "Yes."')
        assert list(story.corrected(sheet).known.values()) == ["Mara"]


def test_a_line_may_go_to_the_narrator() -> None:
    """The narrator is somebody too."""
    story = told(BOAT)
    sheet = changed(story.sheet(), f"Mara: {FAR}", f"Narrator: {FAR}")
    assert list(story.corrected(sheet).known.values()) == [NARRATOR]


def test_the_parts_of_one_quotation_go_together() -> None:
    """One part corrected corrects the others; only the one that was changed is the listener's."""
    story = told('"Is it," Mara asked, "far?"\n', speakers=("Mara",))
    mended = story.corrected(changed(story.sheet(), 'Mara: "far?"', 'Tobin: "far?"'))
    assert story.texts(mended) == {'"Is it,"': "Tobin", '"far?"': "Tobin"}
    assert len(mended.yours) == 1


@pytest.mark.parametrize("nth", [1, 2])
def test_repeated_lines_are_told_apart(nth: int) -> None:
    """Of two equal lines the one that was corrected is, also after one more came before them."""
    story = told(BOAT, speakers=("Mara",))
    sheet = changed(story.sheet(), 'Mara: "Yes."', 'Tobin: "Yes."', nth)
    grown = told('"Yes."\n\n' + BOAT.replace("morning", "evening"), speakers=("Mara",))
    ((_, start),) = grown.corrected(sheet).known
    text = grown.story.chapters[0].text
    assert text[:start].count('"Yes."') == nth


NOW = {
    "a new chapter": (BOAT, OTHER),
    "a chapter before": (OTHER, BOAT),
    "front matter": ("For everybody who waited.\n\n" + BOAT,),
    "a paragraph less": (BOAT.replace("She untied the rope without another word.\n\n", ""),),
    "other punctuation": (BOAT.replace('"Is it far?"', "“Is it far…?”"),),
    "edits elsewhere": (BOAT.replace("low in the water", "deep").replace("Nobody", "No one"),),
    "edited itself": (BOAT.replace("Is it far?", "Is it very far?"),),
    "hard-wrapped": (BOAT.replace("Is it far", "Is it\nfar"),),
    "two chapters made of one": (BOAT[: BOAT.index("She")], BOAT[BOAT.index("She") :]),
}


@pytest.mark.parametrize("name", NOW)
def test_a_correction_outlives_changes_of_the_story(name: str) -> None:
    """It finds its line by its words and its neighbours."""
    now = told(*NOW[name])
    mended = now.corrected(far_is_tobins(told(BOAT)))
    assert mended.lost == ()
    ((text, who),) = now.texts(mended).items()
    assert "far" in text
    assert who == "Tobin"


def test_a_correction_without_its_line_is_told() -> None:
    """It is not dropped: its row and words are told, and the next sheet keeps it."""
    story, now = told(BOAT), told(BOAT.replace(f"{FAR}\n\n", ""))
    mended = now.corrected(far_is_tobins(story))
    assert mended.known == {}
    (lost,) = mended.lost
    assert (lost.name, lost.text) == ("Tobin", FAR)
    again = now.sheet(mended)
    assert f"\n! Tobin: {FAR}\n" in again
    assert now.corrected(again).lost[0].text == FAR


def test_a_lost_line_that_comes_back_is_found() -> None:
    """A correction waits in the sheet until its line is there again."""
    long = '"Then we had better go before the tide turns."'
    story, now = told(BOAT), told(BOAT.replace(f"{long}\n\n", ""))
    lost = now.corrected(changed(story.sheet(), f"Mara: {long}", f"Tobin: {long}"))
    assert story.texts(story.corrected(now.sheet(lost))) == {long: "Tobin"}


def test_the_last_sheet_is_right() -> None:
    """Where two say different things of a line, the later one counts."""
    story = told(BOAT)
    other = changed(story.sheet(), f"Mara: {FAR}", f"narrator: {FAR}")
    assert story.texts(story.corrected(far_is_tobins(story), other)) == {FAR: NARRATOR}
    assert story.texts(story.corrected(other, far_is_tobins(story))) == {FAR: "Tobin"}


def test_unknown_names_are_told_at_once() -> None:
    """Each with its row and whom it may mean."""
    story = told(BOAT)
    sheet = changed(story.sheet(), f"Mara: {FAR}", f"Tobbin: {FAR}")
    sheet = changed(sheet, 'Tobin: "Yes."', 'Zebulon: "Yes."', FIRST + 1)
    first, second = wrong(story, sheet)
    assert first.startswith("boat.script.txt:")
    assert 'unknown name "Zebulon"' in first
    assert 'unknown name "Tobbin"; did you mean "Tobin"?' in second


def test_names_of_untouched_lines_need_not_be_known() -> None:
    """Somebody whom the program finds no more is no mistake of the listener's."""
    story = told(BOAT)
    only = (Character("Mara"),)
    assert not correct([read(story.sheet())], story.story, STORY, story.spans, only).known


def test_a_name_in_the_cast_makes_a_character() -> None:
    """Somebody new is written into the cast and may speak; the next sheet keeps the name."""
    head, body, end = parts(told(BOAT).sheet())
    sheet = head + "Old Ash\n" + changed(body, f"Mara: {FAR}", f"old ash: {FAR}") + end
    story = told(BOAT)
    mended = story.corrected(sheet)
    assert [each.name for each in mended.new] == ["Old Ash"]
    assert story.texts(mended) == {FAR: "Old Ash"}
    again = story.mended(mended).sheet(mended)
    assert "\n! Old Ash: 1 line\n" in again
    assert story.corrected(again) == mended


def test_a_name_of_several_has_to_be_told_apart() -> None:
    """A name that two people share is a mistake that names both."""
    story = told(BOAT)
    sheet = changed(story.sheet(), f"Mara: {FAR}", f"Voss: {FAR}")
    people = (*PEOPLE, Character("Ann", ("Voss",)), Character("Bea", ("Voss",)))
    with pytest.raises(SheetError, match='"Voss" is a name of "Ann" and "Bea"'):
        correct([read(sheet)], story.story, STORY, story.spans, people)


def test_the_sheet_of_another_story_is_told() -> None:
    """Both are named, and how little they share."""
    (told_so,) = wrong(told(OTHER), told(BOAT).sheet())
    assert told_so == (
        'boat.script.txt: this is the sheet of another story, "The Boat": only 0 of its 9 lines '
        'are in boat.txt ("The Boat"); give the right sheet, or ignore this one'
    )


def test_the_sheet_of_a_longer_story_is_no_strangers() -> None:
    """A part of the story is the story still."""
    story = told(BOAT, *[OTHER.replace("third", f"{n}th") for n in range(9)])
    assert len(told(BOAT).corrected(far_is_tobins(story)).known) == 1


LIKE_SHEETS = """\
"== Kept by fic-audio: me ==" Mara wrote.

== End ==

# a remark

Mara: "Yes."

| a bar, and then "! Tobin: no" she said.

? "! Mara: \\"

"? Tobin:"

0 narrator 1f3a9.
"""


def test_a_story_that_looks_like_a_sheet_is_text() -> None:
    """Nothing in a story is a heading, a remark or a speaker of the sheet."""
    story = told(LIKE_SHEETS)
    assert story.corrected(story.sheet()).known == {}
    speakers = [line.speaker for line in story.lines[0] if line.speaker != NARRATOR]
    mended = story.corrected(renamed(story.sheet(), "Mara", "Tobin"))
    assert len(mended.known) == speakers.count("Mara") > 1


prose = st.text("ab.,:;!?\"“”'*_#=|\\-–… \n\t\r\x0b\u2028\ufeffé0", max_size=300)


@given(st.lists(prose, min_size=1, max_size=3), st.floats(0, 1))
def test_any_story_comes_back(texts: list[str], sure: float) -> None:
    """Of whatever text, an untouched sheet corrects nothing, and one in which every speaker was
    changed corrects every line of speech to that speaker."""
    story = told(*texts, speakers=("Mara",), sure=sure)
    if not any(char.isalnum() for text in texts for char in text):
        return
    sheet = story.sheet()
    if len(read(sheet).entries) == 0:
        return
    assert story.corrected(sheet).known == {}
    edited = each_row(
        sheet,
        lambda row: row.replace("Mara:", "Tobin:", 1) if row[:6].strip("? ")[:4] == "Mara" else row,
    )
    mended = story.corrected(edited)
    assert set(mended.known.values()) <= {"Tobin"}
    assert mended.lost == ()
    assert len(mended.known) == edited.count("\nTobin:") + edited.count("\n? Tobin:")
