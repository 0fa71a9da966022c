"""What a listener does with unsure lines, command by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fic_audio.script.sheet import is_sheet
from tests.commands import SILENT, STORY, Fic

SHEET = "kettle.script.txt"
LINE = '"It is not,"'
GROWN = STORY + '\nMina put down her cup and looked out at the rain.\n\n"More tea?" Tom asked.\n'


def speakers(fic: Fic, *args: str) -> dict[str, str]:
    """Who says each line of speech, by the program."""
    rows = map(json.loads, fic("script", "kettle.txt", "--json", *args).out.splitlines())
    return {row["text"].strip(): row["speaker"] for row in rows if row["kind"] == "dialogue"}


def edit(old: str, new: str, sheet: str = SHEET) -> None:
    """Somebody changes what stands in a sheet."""
    text = Path(sheet).read_text(encoding="utf-8")
    assert old in text
    Path(sheet).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def corrected(fic: Fic) -> Fic:
    """A story beside whose file lies a sheet with a correction."""
    assert fic("script", "kettle.txt", "-o", SHEET).code == 0
    edit(f"Tom: {LINE}", f"Mina: {LINE}")
    return fic


def test_a_sheet_is_written(fic: Fic) -> None:
    """Its path is printed; how it is taken is said on stderr."""
    ran = fic("script", "kettle.txt", "-o", "mine.txt")
    assert (ran.code, ran.out) == (0, "mine.txt\n")
    assert "fic-audio produce kettle.txt --script mine.txt" in ran.err
    assert is_sheet(Path("mine.txt"))
    assert f"\nTom: {LINE}\n" in Path("mine.txt").read_text(encoding="utf-8")


def test_the_sheet_beside_the_story_is_read(corrected: Fic) -> None:
    """A correction changes its line in every command, and the sheet is named on stderr."""
    assert speakers(corrected) == {'"Is it on?"': "Mina", LINE: "Mina"}
    for command in ("script", "cast"):
        assert f"{SHEET}: 1 correction read" in corrected(command, "kettle.txt").err
    lines = json.loads(corrected("cast", "kettle.txt", "--json").out.splitlines()[0])
    assert (lines["name"], lines["lines"]) == ("Mina", 2)
    assert "you said so" in corrected("script", "kettle.txt").out


def test_a_sheet_may_be_named_or_left_unread(corrected: Fic) -> None:
    """--script takes another, --no-script none; both together make no sense."""
    Path(SHEET).rename("mine.txt")
    assert speakers(corrected)[LINE] == "Tom"
    assert speakers(corrected, "--script", "mine.txt")[LINE] == "Mina"
    Path("mine.txt").rename(SHEET)
    assert speakers(corrected, "--no-script")[LINE] == "Tom"
    assert corrected("script", "kettle.txt", "--no-script", "--script", SHEET).code == 2


def test_produce_speaks_with_the_corrected_voice(corrected: Fic) -> None:
    """The finished file's lines are those of the sheet."""
    (told,) = map(
        json.loads, corrected("produce", "kettle.txt", "--json", *SILENT).out.splitlines()
    )
    assert {each["name"]: each["lines"] for each in told["characters"]} == {"Mina": 2}
    assert told["corrected"] == 1
    assert f"{SHEET}: 1 correction read" in corrected("produce", "kettle.txt", *SILENT).err
    assert corrected("produce", "kettle.txt", "-q", *SILENT).err == ""


@pytest.mark.parametrize("now", [GROWN, STORY.replace("Rating: G\n", "Rating: G\nTags: kettles\n")])
def test_a_correction_stays(corrected: Fic, now: str) -> None:
    """After the story grew or changed, and after its sheet was written again and again."""
    Path("kettle.txt").write_text(now)
    for _ in range(2):
        assert speakers(corrected)[LINE] == "Mina"
        ran = corrected("script", "kettle.txt", "-o", SHEET)
        assert "1 line corrected by you" in ran.err
        assert f"\n! Mina: {LINE}\n" in Path(SHEET).read_text(encoding="utf-8")


def test_a_correction_is_carried_into_another_sheet(corrected: Fic) -> None:
    """A new sheet holds what the one beside the story says."""
    corrected("script", "kettle.txt", "-o", "copy.txt")
    assert f"! Mina: {LINE}" in Path("copy.txt").read_text(encoding="utf-8")


def test_two_sheets_are_brought_together(corrected: Fic) -> None:
    """--script onto a sheet with other corrections keeps those too."""
    corrected("script", "kettle.txt", "-o", "other.txt", "--no-script")
    edit('Mina: "Is it on?"', 'Tom: "Is it on?"', "other.txt")
    corrected("script", "kettle.txt", "-o", "other.txt", "--script", SHEET)
    assert speakers(corrected, "--script", "other.txt") == {'"Is it on?"': "Tom", LINE: "Mina"}


def test_a_lost_correction_is_told(corrected: Fic) -> None:
    """Its row and words are told, and it waits in the sheet."""
    Path("kettle.txt").write_text(STORY.replace(f"{LINE} Tom said.", "Tom shook his head."))
    for args in (("produce", "--dry-run"), ("script", "-o", SHEET)):
        ran = corrected(*args, "kettle.txt")
        assert "1 correction for a line no longer in the story:" in ran.err
        assert f"Mina: {LINE}" in ran.err
    assert f"\n! Mina: {LINE}\n" in Path(SHEET).read_text(encoding="utf-8")


def test_a_new_character_gets_a_voice(corrected: Fic) -> None:
    """A name written into the sheet's cast speaks, with the voice that the configuration gives."""
    edit("\nMina: 1 line", "\nUncle Bo\nMina: 1 line")
    edit(f"Mina: {LINE}", f"uncle bo: {LINE}")
    assert speakers(corrected)[LINE] == "Uncle Bo"
    Path("fic-audio.toml").write_text('[characters."Uncle Bo"]\nvoice = "Jonas"\n')
    told = [json.loads(row) for row in corrected("cast", "kettle.txt", "--json").out.splitlines()]
    assert {each["name"]: each["voice"] for each in told}["Uncle Bo"] == "Jonas"


def test_the_configurations_names_are_known(corrected: Fic) -> None:
    """A sheet may name a character by whatever name the configuration gives."""
    Path("fic-audio.toml").write_text('[characters."Mina Lund"]\naliases = ["Mina", "Minnie"]\n')
    edit(f"Mina: {LINE}", f"Minnie: {LINE}")
    assert speakers(corrected)[LINE] == "Mina Lund"


@pytest.mark.parametrize("command", ["produce", "script", "cast"])
def test_mistakes_in_a_sheet_are_told_before_any_work(corrected: Fic, command: str) -> None:
    """All at once, each with its row and what was probably meant; exit code 4."""
    edit(f"Mina: {LINE}", f"Minna: {LINE}")
    edit('Mina: "Is it on?"', 'Zeb: "Is it on?"')
    ran = corrected(command, "kettle.txt")
    assert (ran.code, ran.out) == (4, "")
    *_, first, second = ran.err.splitlines()
    assert 'unknown name "Zeb"' in first
    assert 'unknown name "Minna"; did you mean "Mina"?' in second
    assert not Path("audio").exists()


def test_a_sheet_with_mistakes_is_not_overwritten(corrected: Fic) -> None:
    """Not even by force: its corrections would be lost."""
    edit(f"Mina: {LINE}", f"Minna: {LINE}")
    before = Path(SHEET).read_bytes()
    assert corrected("script", "kettle.txt", "-o", SHEET, "--force").code == 4
    assert Path(SHEET).read_bytes() == before


def test_a_sheet_of_another_story_is_told(corrected: Fic) -> None:
    """Both are named, and it is not overwritten."""
    Path("other.txt").write_text("The rain had not stopped for nine days in the hills.\n" * 9)
    ran = corrected("produce", "other.txt", "--script", SHEET)
    assert ran.code == 4
    assert f'{SHEET}: this is the sheet of another story, "The Kettle"' in ran.err
    assert "other.txt" in ran.err
    assert corrected("script", "other.txt", "-o", SHEET).code == 4
    assert "The Kettle" in Path(SHEET).read_text(encoding="utf-8")


def test_other_files_are_replaced_by_force_alone(fic: Fic) -> None:
    """A file that is no sheet, and the story itself above all, is kept."""
    Path("notes.txt").write_text("My notes.\n")
    ran = fic("script", "kettle.txt", "-o", "notes.txt")
    assert (ran.code, ran.out) == (6, "")
    assert "--force" in ran.err
    assert Path("notes.txt").read_text() == "My notes.\n"
    assert fic("script", "kettle.txt", "-o", "notes.txt", "--force").code == 0
    assert is_sheet(Path("notes.txt"))
    assert fic("script", "kettle.txt", "-o", "kettle.txt", "--force").code == 2
    assert Path("kettle.txt").read_text() == STORY


def test_json_never_takes_the_place_of_a_sheet(corrected: Fic) -> None:
    """Corrections are not lost to a slip of the command line."""
    assert corrected("script", "kettle.txt", "--json", "-o", SHEET).code == 6
    assert is_sheet(Path(SHEET))


def test_a_sheet_is_no_story(corrected: Fic) -> None:
    """Alone it is an error; among stories, as by *.txt, it is passed over."""
    assert corrected("script", SHEET).code == 3
    ran = corrected("produce", "kettle.txt", SHEET, *SILENT)
    assert ran.code == 0
    assert f"{SHEET}: skipped, this is the sheet of a story" in ran.err
    assert len(ran.out.splitlines()) == 1


def test_a_sheet_goes_with_one_story(corrected: Fic) -> None:
    """--script with two stories is a usage error."""
    Path("two.txt").write_text(GROWN)
    assert corrected("produce", "kettle.txt", "two.txt", "--script", SHEET).code == 2


UNSURE = '[attribution]\nthreshold = 1.0\nunsure = "{}"\n'


def test_unsure_lines_are_counted_and_marked(fic: Fic) -> None:
    """Summary and table show them, with the command that writes the sheet."""
    Path("fic-audio.toml").write_text(UNSURE.format("likeliest"))
    command = f"fic-audio script kettle.txt -o {SHEET} shows them marked"
    for args in (("script",), ("produce", "--dry-run")):
        ran = fic(*args, "kettle.txt")
        assert "2 lines unsure" in ran.err
        assert command in ran.err
        assert "so read by the narrator" not in ran.err
    (row,) = [row for row in fic("script", "kettle.txt").out.splitlines() if LINE in row]
    assert row.startswith("Tom ")
    assert " ?" in row
    assert "← unsure; " in row
    assert f'{SHEET} shows them marked "?"' in fic("script", "kettle.txt", "-o", SHEET).err
    assert f"\n? Tom: {LINE}\n" in Path(SHEET).read_text(encoding="utf-8")


def test_unsure_lines_may_fall_to_the_narrator(fic: Fic) -> None:
    """The narrator reads them, which is said and counted; the reason names the likeliest."""
    Path("fic-audio.toml").write_text(UNSURE.format("narrator"))
    assert speakers(fic) == {'"Is it on?"': "narrator", LINE: "narrator"}
    ran = fic("produce", "kettle.txt", "--json", *SILENT)
    (told,) = map(json.loads, ran.out.splitlines())
    assert (told["unsure"], told["fell_to_narrator"], told["characters"]) == (2, 2, [])
    assert "so read by the narrator: 2 lines of speech" in ran.err
    assert "likeliest Tom" in fic("script", "kettle.txt").out


def test_a_confirmed_line_is_unsure_no_more(fic: Fic) -> None:
    """The question mark taken away, the line is as it was shown, and is counted no more."""
    Path("fic-audio.toml").write_text(UNSURE.format("likeliest"))
    fic("script", "kettle.txt", "-o", SHEET)
    edit(f"? Tom: {LINE}", f"Tom: {LINE}")
    Path("fic-audio.toml").write_text(UNSURE.format("narrator"))
    assert speakers(fic)[LINE] == "Tom"
    assert "1 line unsure" in fic("produce", "kettle.txt", "--dry-run").err


def test_where_nobody_is_named_there_is_no_teller(fic: Fic) -> None:
    """Speech of whom nobody knows is no line of an "I"."""
    Path("ford.txt").write_text('Title: The Ford\n\nIt rained.\n\n"Row!"\n')
    ran = fic("produce", "ford.txt", "--json", *SILENT)
    (told,) = map(json.loads, ran.out.splitlines())
    assert (told["teller"], told["fell_to_narrator"]) == (0, 1)


TOLD_BY_I = """Title: The Ford

I asked, "Is it deep?" Nobody knew.

"Not for you," Tom said.

"Then I will carry the lamp," I said.
"""


def test_the_lines_of_a_nameless_teller_are_no_doubt(fic: Fic) -> None:
    """The narrator is "I"; the summary says so and how to give "I" a voice, which then speaks."""
    Path("ford.txt").write_text(TOLD_BY_I)
    ran = fic("produce", "ford.txt", "--json", *SILENT)
    (told,) = map(json.loads, ran.out.splitlines())
    assert (told["teller"], told["fell_to_narrator"]) == (2, 0)
    assert 'the narrator is "I" and speaks: 2 lines' in ran.err
    Path("fic-audio.toml").write_text('[characters."Robin"]\nnarrates = true\n')
    ran = fic("produce", "ford.txt", "--json", *SILENT)
    (told,) = map(json.loads, ran.out.splitlines())
    assert told["teller"] == 0
    assert {each["name"]: each["lines"] for each in told["characters"]} == {"Robin": 2, "Tom": 1}
