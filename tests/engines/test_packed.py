"""Tests of `fic_audio.engines.packed`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from fic_audio.engines.packed import PackedDict

ENTRIES = some.dictionaries(some.text(), some.one_of(some.text(), some.none(), some.integers()))


@given(ENTRIES)
def test_gives_what_the_dictionary_gives(entries: dict[str, object]) -> None:
    packed = PackedDict(entries)
    assert {key: packed.get(key) for key in entries} == entries


@given(ENTRIES, some.text())
def test_knows_what_it_lacks(entries: dict[str, object], key: str) -> None:
    assert PackedDict(entries).get(key) == entries.get(key)
