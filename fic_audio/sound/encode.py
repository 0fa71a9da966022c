"""WAV -> MP3 by LAME; a long one in pieces, so that all cores work on it.

The pieces are encoded apart and joined frame by frame, which without a bit reservoir leaves no
trace: each piece is begun some frames before its own, so that filters and encoder have settled.
Where it is cut depends on its length alone: the same WAV gives the same bytes on any machine.
"""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

from fic_audio.ffmpeg import BLOCKS, SINGLE, ffmpeg, group
from fic_audio.model import Hz

RATE = Hz(44_100)
"""The sample rate that every shop and player takes."""
EFFORT = "7"
"""LAME's `-compression_level`. 0 to 7 differ by 0.4 dB of distortion at 96k; 7 takes two thirds of
the time of 5 and half that of 2."""
NARROW = Hz(28_000)
BAND = 0.52
"""Up to that rate a WAV has nothing above `BAND` of it, and LAME need not look there, which is a
tenth of its time. Its own limit is between 15 and 20 kHz."""

PIECE = 900
"""Seconds of a piece; what is less than one and a half of them stays whole."""
WARM_UP = 20
"""Frames before and behind a piece: half a second."""
FRAME = 1152
"""Samples."""
DELAY = 576
"""Samples that LAME puts before the sound, as that header counts them (LAME 3.100)."""
HEADER = 44
"""Bytes of a WAV before its samples, as the module `wave` writes it."""
KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)

_TAG_DELAY = 141
"""Where in the header "Info" delay and padding stand: 12 bits each (LAME's "MP3 Info Tag")."""
_TAG_CRC = 154
_TAGGED = 190
"""Bytes of the first frame that its checksum is made of, itself taken for zero."""
_INFO_AT = 4 + 17
"""Behind the frame's own header and side information of one channel."""


def encode(
    wav: Path,
    mp3: Path,
    bitrate: int,
    gate: AbstractContextManager[object],
    at_once: int = 1,
) -> None:
    """Encodes a WAV with a constant bit rate (kbit/s), untagged.

    `gate` is held for each piece at work, of which there are `at_once` at most. Raises OutputError,
    and wave.Error or EOFError for what is no WAV.
    """
    with wave.open(str(wav), "rb") as file:
        rate, length = file.getframerate(), file.getnframes()
    chain = f"asetnsamples={BLOCKS}:p=0,aresample={RATE},aformat=s16p"
    codec = ("-c:a", "libmp3lame", "-compression_level", EFFORT, "-b:a", f"{bitrate}k")
    band = ("-cutoff", str(round(rate * BAND))) if rate <= NARROW else ()
    # Not flushed: that is a system call for each of 140,000 frames an hour.
    form = ("-ac", "1", "-ar", str(RATE), "-flush_packets", "0", "-id3v2_version", "0")
    settings = ("-map_metadata", "-1", "-af", chain, *codec, *band, *form, "-f", "mp3")
    # The Xing header ("Info" in a constant bit rate) tells players length, delay and padding.
    header = ("-write_xing", "1", "-write_id3v1", "0")
    if length < 1.5 * PIECE * rate:
        with gate:
            # `-max_size`: read in large blocks, too.
            source = (*SINGLE, "-max_size", str(2 * BLOCKS), "-i", wav)
            ffmpeg((*source, *settings, *header, mp3))
        return

    def part(cut: tuple[int, int, int, int]) -> memoryview:
        start, end, lead, frames = cut
        raw = ("-f", "s16le", "-ac", "1", "-ar", str(rate))
        source = (*SINGLE, *raw, "-skip_initial_bytes", str(HEADER + 2 * start), "-i", wav)
        only = ("-af", f"atrim=end_sample={end - start},{chain}", "-reservoir", "0")
        with gate:
            said, _ = ffmpeg((*source, *settings, *only, "-write_xing", "0", "pipe:1"))
        return _own(said, lead, frames)

    joined = mp3.with_name(f"{mp3.name}.frames")
    try:
        threads = ThreadPoolExecutor(at_once, initializer=group().join)
        with threads as pool, joined.open("wb") as out:
            out.writelines(pool.map(part, _cuts(rate, length)))
        copied = ("-f", "mp3", "-i", joined, "-c", "copy", "-map_metadata", "-1")
        ffmpeg((*copied, *form[4:], *header, "-f", "mp3", mp3))
        _tell_length(mp3, round(length * RATE / rate))
    finally:
        joined.unlink(missing_ok=True)


def _cuts(rate: int, length: int) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of a WAV: its first and last sample, frames before its own, and how many those are;
    0 for all that come, in the last piece."""
    # Borders are where a frame's begins at a whole sample.
    step = RATE // math.gcd(RATE, FRAME * rate)
    samples = step * FRAME * rate // RATE
    steps = length // samples
    pieces = round(length / rate / PIECE)
    lead = -(-WARM_UP // step)
    edges = [steps * number // pieces for number in range(pieces)]
    for number, edge in enumerate(edges):
        before = min(lead, edge)
        start = (edge - before) * samples
        if number + 1 < pieces:
            after = edges[number + 1]
            end = min((after + lead) * samples, length)
            yield start, end, before * step, (after - edge) * step
        else:
            yield start, length, before * step, 0


def _own(mp3: bytes, lead: int, frames: int) -> memoryview:
    """So many frames behind the first `lead`; for 0, all of them."""
    at = start = 0
    for number in count():
        if number == lead:
            start = at
        if at + 4 > len(mp3) or (frames and number == lead + frames):
            break
        at += 144_000 * KBITS[mp3[at + 2] >> 4] // RATE + (mp3[at + 2] >> 1 & 1)
    return memoryview(mp3)[start:at]


def _tell_length(mp3: Path, samples: int) -> None:
    """Writes delay and padding, which get lost where frames are copied, into the header "Info"."""
    with mp3.open("r+b") as file:
        head = bytearray(file.read(_TAGGED))
        (frames,) = struct.unpack_from(">I", head, _INFO_AT + 8)
        padding = min(max(frames * FRAME - samples - DELAY, 0), 0xFFF)
        at = _INFO_AT + _TAG_DELAY
        head[at : at + 3] = (DELAY << 12 | padding).to_bytes(3, "big")
        struct.pack_into(">H", head, _INFO_AT + _TAG_CRC, 0)
        crc = _crc16(bytes(head[:_TAGGED]))
        struct.pack_into(">H", head, _INFO_AT + _TAG_CRC, crc)
        file.seek(0)
        file.write(head)


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as that header has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
