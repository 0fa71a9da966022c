from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import SheetError
from fic_audio.script.sheet import is_sheet, read
from tests.script.sheet import sheets
from tests.script.sheet.sheets import BOAT, changed, each_row, parts, renamed, told


def corrected(text: str) -> list[tuple[str, str]]:
    """Name and words of every correction in a sheet."""
    return [(each.name, each.text) for each in sheets.read(text).entries if each.yours]


def mistakes(text: str) -> list[str]:
    with pytest.raises(SheetError) as error:
        sheets.read(text)
    return str(error.value).splitlines()


def row_of(sheet: str, row: str) -> int:
    return sheet.split("\n").index(row) + 1


SURE, UNSURE = told(BOAT).sheet(), told(BOAT, sure=0.4).sheet()


@pytest.mark.parametrize("sheet", [SURE, UNSURE])
def test_an_untouched_sheet_corrects_nothing(sheet: str) -> None:
    """What nobody changed is the program's own opinion."""
    assert corrected(sheet) == []


def test_a_changed_name_is_a_correction() -> None:
    """Another name before a line counts, whether or not the question mark went."""
    for row in ('Tobin: "Is it far?"', '? Tobin: "Is it far?"', '?Tobin:"Is it far?"  '):
        sheet = changed(UNSURE, '? Mara: "Is it far?"', row)
        assert corrected(sheet) == [("Tobin", '"Is it far?"')]


def test_a_question_mark_taken_away_is_a_confirmation() -> None:
    """A doubtful line without its mark is right as it stands."""
    sheet = changed(UNSURE, '? Mara: "Is it far?"', 'Mara: "Is it far?"')
    assert corrected(sheet) == [("Mara", '"Is it far?"')]


def test_an_exclamation_mark_is_the_listeners_word() -> None:
    """It confirms any line; taken away, the line is the program's again."""
    sheet = changed(SURE, 'Mara: "Is it far?"', '! Mara: "Is it far?"')
    assert corrected(sheet) == [("Mara", '"Is it far?"')]
    story = told(BOAT)
    mended = story.corrected(sheet)
    again = story.sheet(mended)
    assert len(corrected(again)) == 1
    assert corrected(again.replace('\n! Mara: "Is', '\nMara: "Is')) == []


def test_narration_may_be_given_to_somebody_and_speech_to_the_narrator() -> None:
    """A row changes its speaker in either direction."""
    sheet = changed(SURE, "| Mara asked.", "Tobin: Mara asked.")
    sheet = changed(sheet, 'Mara: "Is it far?"', '| "Is it far?"')
    assert corrected(sheet) == [("Tobin", "Mara asked."), ("narrator", '"Is it far?"')]


def test_a_name_replaced_throughout_the_file_is_seen() -> None:
    """Search and replace over everything changes every line of that name."""
    sheet = SURE.replace("Mara", "Nan")
    assert {name for name, _ in corrected(sheet)} == {"Nan"}
    assert len(corrected(sheet)) == 3
    assert sheets.read(sheet).new == ("Nan",)


def test_other_case_and_spacing_are_no_correction() -> None:
    """A name is the same in capitals."""
    assert corrected(renamed(SURE, "Mara", "MARA ")) == []


def test_rows_may_be_taken_out_or_moved() -> None:
    """Chapters may be deleted or put in another order; the rest keeps its meaning."""
    story = told(BOAT, BOAT.replace("Yes", "No").replace("boat", "ship"))
    sheet = changed(story.sheet(), 'Mara: "Is it far?"', 'Tobin: "Is it far?"', nth=1)
    head, body, end = parts(sheet)
    first, second = body.split("== 2.")
    assert corrected(f"{head}== 2.{second}{first}{end}") == [("Tobin", '"Is it far?"')]
    assert corrected(f"{head}{first}{end}") == [("Tobin", '"Is it far?"')]


def test_new_names_are_those_that_were_not_written() -> None:
    """A row in the cast without a line of its own is somebody new, with or without a colon."""
    head, body, end = parts(SURE)
    assert sheets.read(head + "Ash\nBo: the cook\n! Cy\n" + body + end).new == ("Ash", "Bo", "Cy")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n".join(row.rstrip() for row in text.split("\n")),
        lambda text: "\n".join(f"  {row}  " for row in text.split("\n")),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: "\n\n" + text.rstrip("\n"),
    ],
    ids=["BOM and CRLF", "CR", "stripped", "indented", "without blank rows", "other ends"],
)
def test_what_editors_do_to_a_file_is_no_matter(change: object) -> None:
    """Line ends, a byte-order mark and blanks are not what the listener said."""
    assert callable(change)
    sheet = changed(UNSURE, '? Mara: "Is it far?"', '? Tobin: "Is it far?"')
    assert corrected(change(sheet)) == [("Tobin", '"Is it far?"')]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_is_read_from_a_file(tmp_path: Path, encoding: str) -> None:
    """In whatever Unicode an editor saved it."""
    path = tmp_path / "sheet.txt"
    path.write_text(SURE, encoding=encoding)
    assert is_sheet(path)
    assert read(path).title == "The Boat"


NO_SHEETS: dict[str, tuple[bytes | None, str]] = {
    "nothing": (b"", "is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\n", "is empty"),
    "a story": (BOAT.encode(), "not a sheet"),
    "binary": (bytes(range(256)) * 10, "not UTF-8"),
    "missing": (None, "No such file"),
    "newer": (SURE.replace("script 1:", "script 2:").encode(), "newer fic-audio"),
    "windows": (SURE.replace("boat", "bo\u00e4t").encode("cp1252"), "not UTF-8; save the file as"),
    "head alone": (parts(SURE)[0].encode(), "no line of a story in it"),
    "first row alone": (b"# fic-audio script 1: The Boat\n", "no line of a story in it"),
}


@pytest.mark.parametrize("name", NO_SHEETS)
def test_what_is_no_sheet_is_one_clear_sentence(tmp_path: Path, name: str) -> None:
    """It says what is wrong with the file."""
    raw, why = NO_SHEETS[name]
    path = tmp_path / "sheet.txt"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(SheetError, match=why) as error:
        read(path)
    assert str(error.value).startswith(str(path))
    assert len(str(error.value).splitlines()) == 1


def test_every_mistake_is_told_with_its_row() -> None:
    """Rows that mean nothing are told at once, and nothing is taken from the sheet."""
    sheet = changed(SURE, "| Mara asked.", "Mara asked.")
    sheet = changed(sheet, 'Mara: "Is it far?"', ': "Is it far?"')
    sheet = changed(sheet, "== 1. Chapter 1 ==", "== Chapter 1 ==")
    sheet = sheet.replace("\nTobin: 2 lines", "\n: 2 lines")
    found = mistakes(sheet)
    assert [each.split(": ", 1)[0] for each in found] == [
        f"boat.script.txt:{row}"
        for row in sorted(
            row_of(sheet, row)
            for row in ("Mara asked.", ': "Is it far?"', "== Chapter 1 ==", ": 2 lines")
        )
    ]


def test_a_sheet_of_nonsense_does_not_flood_the_terminal() -> None:
    """Of very many mistakes the first are told, and how many more there are."""
    sheet = each_row(SURE + "", lambda row: "what\n" * 40 if row.startswith("|") else row)
    found = mistakes(sheet)
    assert len(found) == 51
    assert found[-1].endswith("more")


def test_a_sheet_cut_off_is_told() -> None:
    """Without its end it can't be told what was changed."""
    for text in (SURE[: SURE.index("== Kept")], SURE[: SURE.index("== End")]):
        assert "the end is missing" in mistakes(text)[0]


def test_the_end_is_not_for_editing() -> None:
    """What is no record there is a mistake."""
    assert "for fic-audio only" in mistakes(SURE.replace("== End", "Mara: hello\n== End"))[0]
    assert 'after "== End"' in mistakes(SURE + "Mara: hello\n")[0]
