"""onnxruntime as it is wanted here."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from fic_audio import onnx
from tests.engines.onnx_files import gather

pytest.importorskip("onnxruntime")

TABLE = np.arange(6, dtype=np.float32).reshape(3, 2)


def test_a_network_is_ready_from_its_file_and_from_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "rows.onnx"
    file.write_bytes(gather("at", TABLE))
    for network in (file, file.read_bytes()):
        (rows,) = onnx.open_session(network).run(None, {"at": np.array([2, 0], np.int64)})
        assert rows.tolist() == [[4, 5], [0, 1]]


def test_it_works_in_one_thread() -> None:
    options = onnx.open_session(gather("at", TABLE)).get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_the_version_is_that_of_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a package of another name, such as one for graphics cards, too."""
    told = onnx.version()

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert onnx.version() == told == onnx.runtime().__version__
