from __future__ import annotations

import pytest

from fic_audio.listening.alignment import align
from fic_audio.listening.faults import FaultKind
from fic_audio.listening.listener import find_faults
from fic_audio.listening.sounds import words_of

LINE = "She is soaked, and there is a feather on her sleeve."


def faults(wanted: str, heard: str) -> list[tuple[FaultKind, str]]:
    found = find_faults(align(words_of(wanted), words_of(heard)))
    return [(fault.kind, fault.detail) for fault in found]


@pytest.mark.parametrize(
    ("heard", "kind", "detail"),
    [
        ("She is soaked and there is a feather", FaultKind.CUT, "on her sleeve"),
        ("She is and there is a feather on her sleeve", FaultKind.MISSING, "soaked"),
        (
            "She is soaked and there is a feather a feather on her sleeve",
            FaultKind.REPEATED,
            "a feather",
        ),
        (
            "She is soaked and very cold and there is a feather on her sleeve",
            FaultKind.ADDED,
            "very cold and",
        ),
    ],
)
def test_kinds(heard: str, kind: FaultKind, detail: str) -> None:
    found = faults(LINE, heard)
    assert [each for each, _ in found] == [kind]
    assert set(detail.split()) & set(found[0][1].split())


def test_other_words_are_garbled() -> None:
    kinds = {kind for kind, _ in faults("Tickets, please", "come on, dude")}
    assert kinds & {FaultKind.GARBLED, FaultKind.MISSING}


def test_a_name_may_be_written_otherwise() -> None:
    """But it must be there."""
    assert faults("He looks at Zyxthul again.", "He looks at this pool again") == []
    assert faults("He looks at Zyxthul again.", "He looks at again") == [
        (FaultKind.MISSING, "Zyxthul")
    ]


def test_a_short_form_in_full_is_no_fault() -> None:
    assert faults("What've you got there?", "What have you got there") == []


def test_what_everybody_swallows_is_no_fault() -> None:
    assert faults("They did it for a hearse.", "They did it for hearse") == []
