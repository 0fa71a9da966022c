"""Archives are read in memory, within limits, and every fault is one sentence."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read import zip_archive as module
from fic_audio.page.read.zip_archive import ZipArchive
from tests.page.read.books import zipped

STORY = b"The tram was late again. " * 40


def test_a_file_is_read_by_its_name() -> None:
    archive = ZipArchive.open(zipped({"text/one.xhtml": STORY, "mimetype": "x"}))
    assert archive.names() == ("text/one.xhtml", "mimetype")
    assert archive.read("text/one.xhtml") == STORY


def test_a_name_in_another_case_means_the_same_file() -> None:
    assert ZipArchive.open(zipped({"Text/One.xhtml": STORY})).read("text/one.XHTML") == STORY


def test_a_missing_file_is_named() -> None:
    with pytest.raises(StoryError, match=r"'two\.xml' is missing"):
        ZipArchive.open(zipped({"one.xml": "<a/>"})).read("two.xml")


def test_a_path_that_leads_out_is_only_a_name() -> None:
    archive = ZipArchive.open(zipped({"../../etc/passwd": b"nothing", "one": b"1"}))
    assert archive.read("../../etc/passwd") == b"nothing"
    with pytest.raises(StoryError, match="missing"):
        archive.read("/etc/passwd")


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_archive_is_told(left: float) -> None:
    raw = zipped({"one": STORY, "two": STORY})
    with pytest.raises(StoryError, match="damaged or incomplete"):
        ZipArchive.open(raw[: int(len(raw) * left)])


def test_damaged_bytes_are_told() -> None:
    raw = bytearray(zipped({"one": bytes(range(256)) * 30}))
    raw[60] ^= 0xFF
    with pytest.raises(StoryError, match="damaged"):
        ZipArchive.open(bytes(raw)).read("one")


def test_no_archive_at_all() -> None:
    with pytest.raises(StoryError, match="damaged"):
        ZipArchive.open(b"PK\x03\x04 and nothing more")


def test_a_bomb_is_not_unpacked() -> None:
    raw = zipped({"one.xhtml": b"a" * 100_000_000})
    with pytest.raises(StoryError, match="larger than the limit"):
        ZipArchive.open(raw).read("one.xhtml")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    raw = zipped({"one.xhtml": b"a" * 50_000_000}).replace(
        struct.pack("<L", 50_000_000), struct.pack("<L", 1_000)
    )
    with pytest.raises(StoryError):
        ZipArchive.open(raw).read("one.xhtml")


def test_many_small_files_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_TOTAL", 2_500)
    archive = ZipArchive.open(zipped({str(n): STORY for n in range(4)}))
    archive.read("0")
    archive.read("1")
    with pytest.raises(StoryError, match="larger"):
        archive.read("2")


def test_too_many_files_are_refused_before_they_are_listed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(module.MOST_ENTRIES + 1):
            archive.writestr(str(n), "")
    with pytest.raises(StoryError, match="more than 20,000 files"):
        ZipArchive.open(out.getvalue())


def test_a_locked_file_is_told() -> None:
    raw = bytearray(zipped({"one": STORY}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    raw[6] |= 1
    with pytest.raises(StoryError, match="password"):
        ZipArchive.open(bytes(raw)).read("one")


def test_an_unusual_packing_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("one", STORY)
    with pytest.raises(StoryError, match="unsupported"):
        ZipArchive.open(out.getvalue()).read("one")


def xml(text: str) -> ZipArchive:
    return ZipArchive.open(zipped({"a.xml": text}))


def test_xml_is_parsed_with_its_doctype() -> None:
    root = xml('<!DOCTYPE a PUBLIC "-//X//Y" "http://example.org/a.dtd"><a><b/></a>').xml("a.xml")
    assert [child.tag for child in root] == ["b"]


def test_an_entity_bomb_is_refused() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(StoryError, match="entities"):
        xml(f'<!DOCTYPE a [<!ENTITY l0 "ha">{lol}]><a>&l9;</a>').xml("a.xml")


def test_an_external_entity_is_refused() -> None:
    with pytest.raises(StoryError, match="entities"):
        xml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>').xml("a.xml")


def test_loose_ampersands_and_html_entities_are_forgiven() -> None:
    root = xml("<a>Salt & Smoke&nbsp;Ltd\x01</a>").xml("a.xml")
    assert root.text == "Salt & Smoke&nbsp;Ltd"


def test_what_is_no_xml_is_told() -> None:
    with pytest.raises(StoryError, match="not valid XML"):
        xml("<a><b></a>").xml("a.xml")


def test_tags_without_end_are_refused() -> None:
    with pytest.raises(StoryError, match="larger"):
        xml("<a/>" * (module.MOST_TAGS + 1)).xml("a.xml")
