from __future__ import annotations

from pathlib import Path

from fic_audio.listening.doubts import Doubt, HeardLine
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.record import FILE, Kept, Record
from fic_audio.shelf.manifest import FOLDER
from tests.ears import measured


def kept(key: str) -> Kept:
    doubts = ((Doubt(Fault(FaultKind.CUT, "the end", 2.0), -1.5, -6),), ())
    heard = HeardLine(key, "what", 3, 1, 9, doubts, (("Corin", "Koran"),))
    return Kept(heard, measured(breaks_off=True))


def test_what_was_heard_is_known_again(tmp_path: Path) -> None:
    Record(tmp_path, "a").add([kept("one"), kept("two")])
    record = Record(tmp_path, "a")
    assert record.get("one") == kept("one")
    assert record.get("three") is None


def test_another_model_hears_again(tmp_path: Path) -> None:
    Record(tmp_path, "a").add([kept("one")])
    assert Record(tmp_path, "b").get("one") is None


def test_a_row_that_was_cut_off_costs_no_other(tmp_path: Path) -> None:
    """A run that was killed while it wrote loses no more than what it wrote."""
    Record(tmp_path, "a").add([kept("one"), kept("two")])
    path = tmp_path / FOLDER / FILE
    path.write_bytes(path.read_bytes()[:-40])
    record = Record(tmp_path, "a")
    assert record.get("one") == kept("one")
    assert record.get("two") is None
    record.add([kept("two")])
    assert Record(tmp_path, "a").get("two") == kept("two")


def test_what_is_no_record_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_text('{"ears": 1}\n[]\nno\n{"ears": "a", "heard": {}}\n')
    assert Record(tmp_path, "a").get("one") is None


def test_it_stays_small(tmp_path: Path) -> None:
    """Lines that are in the story no more are forgotten when they have become many."""
    record = Record(tmp_path, "a")
    record.add([kept(f"{n}") for n in range(200)])
    record.tidy(["7"])
    again = Record(tmp_path, "a")
    assert again.get("7") == kept("7")
    assert again.get("8") is None


def test_a_file_in_another_state_is_not_known(tmp_path: Path) -> None:
    Record(tmp_path, "a").close_file("1.mp3", "10 20")
    record = Record(tmp_path, "a")
    assert record.is_known("1.mp3", "10 20")
    assert not record.is_known("1.mp3", "10 21")
    assert not record.is_known("1.mp3", "")
