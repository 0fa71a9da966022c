from __future__ import annotations

import json
from pathlib import Path

from fic_audio.shelf.check import Report
from fic_audio.shelf.check.report import verdict

WELL = Report(Path("x"), (verdict("a.mp3", "opens", ""), verdict("a.mp3", "peak", "", "-4 dB")))
ILL = Report(Path("x"), (*WELL.verdicts, verdict("", "order", "wrong way"), verdict("", "b", "")))


def test_a_report_is_well_if_all_is() -> None:
    assert WELL.ok
    assert not ILL.ok


def test_rows_tell_what_is_wrong_and_count_the_rest() -> None:
    assert list(ILL.rows()) == [("a.mp3", "2 checks", "ok"), ("(all)", "order", "wrong: wrong way")]


def test_every_row_is_told_on_request() -> None:
    assert list(ILL.rows(every=True)) == [
        ("a.mp3", "opens", "ok"),
        ("a.mp3", "peak", "ok: -4 dB"),
        ("(all)", "order", "wrong: wrong way"),
        ("(all)", "b", "ok"),
    ]


def test_a_report_is_json() -> None:
    told = json.loads(json.dumps(ILL.as_object()))
    assert told["ok"] is False
    assert told["verdicts"][2] == {"file": "", "what": "order", "ok": False, "said": "wrong way"}
