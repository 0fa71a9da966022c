from __future__ import annotations

import pytest

from fic_audio.script.attribution.encoder import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The thorough tier's; skips where it is not installed."""
    pytest.importorskip("onnxruntime", reason="the thorough tier is not installed")
    found = Encoder.load()
    assert found is not None
    return found
