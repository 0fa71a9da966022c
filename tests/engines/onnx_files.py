"""ONNX files without the package that writes them: its protocol buffers, as far as tests need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FLOAT, INT64 = 1, 7


def gather(index: str, table: NDArray[np.float32]) -> bytes:
    """A network whose output is the rows of a table at the numbers in its one input."""
    node = _field(1, b"table") + _field(1, index.encode()) + _field(2, b"rows")
    node += _field(4, b"Gather")
    sizes = b"".join(_field(1, size) for size in table.shape)
    tensor = sizes + _field(2, FLOAT) + _field(8, b"table") + _field(9, table.tobytes())
    graph = _field(1, node) + _field(2, b"gather") + _field(5, tensor)
    graph += _field(11, _value(index, INT64)) + _field(12, _value("rows", FLOAT))
    opset = _field(2, 13)
    return _field(1, 8) + _field(7, graph) + _field(8, opset)


def _value(name: str, kind: int) -> bytes:
    """An input or output of any shape."""
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, kind)))


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + _varint(rest) if rest else bytes([low])
