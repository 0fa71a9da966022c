"""The learnt part, as it stands in the package."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from fic_audio.script.attribution import network
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.prepared_story import PreparedStory
from tests.script.scripts import PEOPLE, page

SCENE = (
    "Mara and Tobin sat in the boat.\n\n"
    '"It leaks," said Mara.\n\n"It always did."\n\n"Not this much."\n\nTobin bailed. "Better?"\n\n'
)


def reading(text: str) -> PreparedStory:
    read = page(text)
    return PreparedStory.of(read.chapters, read.spans, PEOPLE, {})


def test_the_shares_of_a_turn_make_one() -> None:
    """Somebody of the candidates speaks."""
    read = reading(SCENE)
    shares = Network.load().probabilities(read.table)
    totals = np.add.reduceat(shares, read.table.first[:-1])
    assert len(totals) == 4
    assert totals == pytest.approx(1.0, abs=1e-5)


def test_scenes_do_not_hear_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces, a long story comes out as read at once."""
    read = reading(("* * *\n\n" + SCENE) * 5)
    whole = Network.load().probabilities(read.table)
    monkeypatch.setattr(network, "AT_ONCE", 1)
    assert Network.load().probabilities(read.table) == pytest.approx(whole, abs=1e-5)


def test_nothing_to_decide() -> None:
    """A story in which nobody speaks has no shares."""
    assert Network.load().probabilities(reading("It rained.\n").table).shape == (0,)


def test_other_columns_are_refused() -> None:
    """A model that was trained on other numbers would misread these."""
    with pytest.raises(ValueError, match="train it anew"):
        Network({"cell": np.array(["tag"]), "turn": np.array(["gap"])})


def test_numpy_has_one_thread() -> None:
    """It is told before numpy is there, and what runs afterwards does not inherit it."""
    code = (
        "import os, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'numpy': print(os.environ.get('OPENBLAS_NUM_THREADS'))\n"
        "sys.meta_path.insert(0, Watch())\n"
        "import fic_audio.script.attribution.network\n"
        "print(os.environ.get('OPENBLAS_NUM_THREADS'))"
    )
    given = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given
    )
    assert ran.stdout == "1\nNone\n"
