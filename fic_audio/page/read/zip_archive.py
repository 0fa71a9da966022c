"""ZIP archives that hold a story (EPUB, DOCX, ODT), read in memory and never written anywhere."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from fic_audio.errors import StoryError

MOST_ENTRIES = 20_000
"""Files in an archive; the longest books have some thousands."""
LARGEST = 32_000_000
"""Bytes of one unpacked file: some five million words."""
LARGEST_TOTAL = 64_000_000
"""Bytes of all files that are unpacked."""
MOST_TAGS = 1_000_000
"""Tags of a file of XML; each takes some hundred bytes of memory."""
_DENSEST = 250
"""How much smaller than it is a large file may be packed; prose is packed to a third."""
_SMALL = 4_000_000
"""Bytes up to which it does not matter how densely a file is packed."""

_ENTRY = b"PK\x01\x02"
"""What begins each line of an archive's table of contents."""
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = "the file is damaged or incomplete; download or save it again"
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class ZipArchive:
    """An archive's files by name. Every error of it is a StoryError."""

    _archive: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    _folded: dict[str, str] = field(default_factory=dict)
    """Names in lower case -> names: some programs link a file in another spelling."""
    _unpacked: int = 0

    @classmethod
    def open(cls, raw: bytes) -> ZipArchive:
        if raw.count(_ENTRY) > MOST_ENTRIES:
            raise StoryError(
                f"the file is an archive of more than {MOST_ENTRIES:,} files, too many for a "
                "story; choose another copy of it"
            )
        try:
            archive = zipfile.ZipFile(io.BytesIO(raw))
        except _FAULTS as why:
            raise StoryError(_DAMAGED) from why
        entries = {
            entry.filename.replace("\\", "/"): entry
            for entry in archive.infolist()
            if not entry.is_dir()
        }
        return cls(archive, entries, {name.casefold(): name for name in entries})

    def names(self) -> tuple[str, ...]:
        """Its files, in the archive's order, with `/` between folders. Never paths to write to."""
        return tuple(self._entries)

    def find(self, name: str) -> str | None:
        """The file that a name means, in whatever spelling; None if there is none."""
        return name if name in self._entries else self._folded.get(name.casefold())

    def read(self, name: str) -> bytes:
        """A file, unpacked; StoryError where it is missing, damaged, encrypted or too large."""
        found = self.find(name)
        if found is None:
            raise StoryError(f"{name[:80]!r} is missing in the file; {_DAMAGED}")
        entry = self._entries[found]
        if entry.flag_bits & _ENCRYPTED:
            raise StoryError("the file is locked with a password; unlock it and save it again")
        if entry.compress_type not in _PACKED:
            raise StoryError(
                "the file has an unsupported compression; save it again as EPUB or DOCX"
            )
        dense = entry.file_size > max(_SMALL, _DENSEST * entry.compress_size)
        room = min(LARGEST, LARGEST_TOTAL - self._unpacked)
        if dense or entry.file_size > room:
            raise _too_large(found)
        try:
            with self._archive.open(entry) as file:
                raw = file.read(room + 1)
        except _FAULTS as why:
            raise StoryError(_DAMAGED) from why
        self._unpacked += len(raw)
        if len(raw) > room:
            raise _too_large(found)
        return raw

    def xml(self, name: str) -> Element:
        """The root of a file of XML. Entities that it declares itself are refused."""
        raw = self.read(name)
        if raw.count(b"<") > MOST_TAGS:
            raise _too_large(name)
        try:
            return _parsed(raw)
        except ParseError:
            pass
        # Loose ampersands, HTML's entities and control characters: common faults of makers.
        try:
            return _parsed(_CONTROL.sub(b"", _LOOSE.sub(b"&amp;", raw)))
        except ParseError as why:
            raise StoryError(
                f"{name[:80]!r} in the file is not valid XML ({why}); {_DAMAGED}"
            ) from why


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    MemoryError,
)
"""All that the standard library raises on an archive that is damaged or made to do harm."""


def _parsed(raw: bytes) -> Element:
    try:
        root: Element = ElementTree.fromstring(raw.lstrip(), forbid_dtd=False)
    except DefusedXmlException as why:
        raise StoryError(
            "the file declares XML entities, which can be harmful; save it again with "
            "another program"
        ) from why
    except (LookupError, ValueError) as why:
        raise ParseError(str(why)) from why
    return root


def _too_large(name: str) -> StoryError:
    return StoryError(
        f"{name[:80]!r} in the file is larger than the limit ({LARGEST // 1_000_000} MB unpacked, "
        f"{LARGEST_TOTAL // 1_000_000} MB in total); split the story into several files"
    )
