"""The stories that are open."""

from __future__ import annotations

from pathlib import Path

from fic_audio.studio.desk import MOST_OPEN, Desks
from fic_audio.studio.hub import Hub
from fic_audio.studio.records import Records
from tests.studio.studios import KETTLE, SILENT
from tests.waiting import until


def test_the_story_that_was_used_longest_ago_is_closed(tmp_path: Path) -> None:
    """And none before there are too many."""
    records = Records(tmp_path)
    desks = Desks(records, Hub())
    ids = []
    for number in range(MOST_OPEN + 1):
        folder = records.new_folder(f"kettle {number}")
        (folder / "fic-audio.toml").write_text(SILENT)
        (folder / "kettle.txt").write_text(KETTLE)
        ids.append(records.add([folder / "kettle.txt"]).id)
    for count, each in enumerate(ids[:-1], 1):
        desks.desk(each)
        assert [desks.status(one) != "closed" for one in ids[:count]] == [True] * count
    desks.desk(ids[0])
    desks.desk(ids[-1])
    closed = [each for each in ids if desks.status(each) == "closed"]
    assert closed == [ids[1]]
    assert until(lambda: all(desks.status(each) == "open" for each in ids if each not in closed))
    desks.close()
