"""The learnt part: a small network that reads a whole conversation, run by numpy alone.

Every candidate of every turn is a cell. A cell starts from its row and its turn's row, then hears
in each layer from its own candidate in the turns around (`table.REACH`) and from whom its turn and
the turns beside it believe so far, and scores itself anew: message passing (Gilmer et al. 2017,
arXiv 1704.01212) along the conversation, so that alternation, answers and interruptions are learnt
together instead of turn by turn. Several networks trained from different seeds are averaged.

Trained by tests/bench/train_attribution.py, where the same network stands in torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from fic_audio.script.attribution.feature_arrays import REACH, FeatureArrays, Floats, Ints
from fic_audio.script.attribution.feature_rows import CELL, TURN
from fic_audio.script.attribution.one_thread import np

TURNS_AROUND = (-2, -1, 0, 1, 2)
"""The turns whose belief a cell hears of."""
LIMIT = 6.0
"""Standard deviations at which a number is cut off."""
AT_ONCE = 3000
"""Turns that are read in one go, as far as scenes allow, to bound memory."""

Weights = Mapping[str, Floats]


class Network:
    """The networks and how their input is scaled."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Takes what `training` saved; ValueError if it was trained on other columns."""
        if tuple(arrays["cell"]) != CELL or tuple(arrays["turn"]) != TURN:
            raise ValueError("the model was trained on other columns: train it anew")
        self._scale = {
            name: np.asarray(arrays[name], np.float32)
            for name in ("cell_mean", "cell_scale", "turn_mean", "turn_scale")
        }
        self.temperature = float(arrays["temperature"])
        """What the scores are divided by to make probabilities that hold what they promise."""
        parts: dict[str, dict[str, Floats]] = {}
        for name in arrays:
            number, _, rest = name.partition("/")
            if rest:
                parts.setdefault(number, {})[rest] = arrays[name]
        self._nets = [parts[number] for number in sorted(parts)]

    @classmethod
    @cache
    def load(cls) -> Network:
        """The network that the package ships."""
        with resources.as_file(resources.files(__package__) / "speakers.npz") as path:
            return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> Network:
        """The network of a file that train_attribution.py has written."""
        return cls(dict(np.load(path, allow_pickle=False)))

    def probabilities(self, table: FeatureArrays, known: Ints | None = None) -> Floats:
        """(cells): the probability of each candidate of each turn.

        `known` (turns): the cell of the speaker where the listener has told, else -1.
        """
        said = np.full(len(table.turns), -1, np.int32) if known is None else known
        out = np.zeros(len(table.who), np.float32)
        neighbours = table.neighbours()
        for begin, end in _pieces(table.scene):
            piece = _Piece(table, neighbours, said, begin, end, self._scale)
            shares = [piece.softmax(_scores(piece, net) / self.temperature) for net in self._nets]
            out[piece.cells] = np.mean(shares, axis=0)
        return out


class _Piece:
    """Some scenes' turns as the network takes them."""

    def __init__(
        self,
        table: FeatureArrays,
        neighbours: Ints,
        known: Ints,
        begin: int,
        end: int,
        scale: Mapping[str, Floats],
    ) -> None:
        low, high = int(table.first[begin]), int(table.first[end])
        self.cells = slice(low, high)
        self.first: Ints = table.first[begin:end] - np.int32(low)
        self.turn = np.repeat(np.arange(end - begin), np.diff(table.first[begin : end + 1]))
        near = neighbours[low:high]
        self.there = (near >= 0).astype(np.float32)
        self.near = np.where(near >= 0, near - low, 0)
        said = known[begin:end][self.turn]
        cells = _scaled(table.cells[low:high], scale["cell_mean"], scale["cell_scale"])
        told = np.stack(
            [said == np.arange(low, high), (said >= 0) & (said != np.arange(low, high))], axis=1
        )
        self.x = np.concatenate([cells, told.astype(np.float32)], axis=1)
        self.g = _scaled(table.turns[begin:end], scale["turn_mean"], scale["turn_scale"])
        scene = table.scene[begin:end]
        self.same = np.zeros((end - begin, len(TURNS_AROUND)), np.float32)
        for column, away in enumerate(TURNS_AROUND):
            inside = _inside(away, end - begin)
            self.same[inside, column] = scene[inside] == _shifted(scene, away)[inside]

    def softmax(self, scores: Floats) -> Floats:
        """Over the candidates of each turn."""
        top = np.maximum.reduceat(scores, self.first)
        shares: Any = np.exp(scores - top[self.turn])
        result: Floats = shares / np.add.reduceat(shares, self.first)[self.turn]
        return result


def _scores(piece: _Piece, net: Weights) -> Floats:
    """(cells): the scores of a piece's cells in nats."""
    h = piece.x @ net["wx.weight"].T + net["wx.bias"]
    h += (piece.g @ net["wg.weight"].T)[piece.turn]
    h = np.maximum(_normed(h, net, "ln0"), 0)
    layer = 0
    while f"up.{layer}.weight" in net:
        shares = piece.softmax(_linear(h, net, f"heads.{layer}")[:, 0])
        heard = (h @ net[f"pn.{layer}.weight"].T).reshape(len(h), len(REACH), -1)
        around = [heard[piece.near[:, k], k] * piece.there[:, k : k + 1] for k in range(len(REACH))]
        believed = np.add.reduceat(shares[:, None] * h, piece.first)
        told = (believed @ net[f"pm.{layer}.weight"].T).reshape(
            len(believed), len(TURNS_AROUND), -1
        )
        beside = [
            _shifted(told[:, k], away) * piece.same[:, k : k + 1]
            for k, away in enumerate(TURNS_AROUND)
        ]
        u = np.concatenate(
            [
                *around,
                shares[piece.near] * piece.there,
                piece.there,
                np.concatenate(beside, axis=1)[piece.turn],
                h,
                shares[:, None],
            ],
            axis=1,
        )
        u = np.maximum(_linear(u, net, f"up.{layer}"), 0)
        h = _normed(h + _linear(u, net, f"out.{layer}"), net, f"ln.{layer}")
        layer += 1
    scores: Floats = _linear(h, net, f"heads.{layer}")[:, 0]
    return scores


def _linear(x: Floats, net: Weights, name: str) -> Floats:
    result: Floats = x @ net[f"{name}.weight"].T + net[f"{name}.bias"]
    return result


def _normed(x: Floats, net: Weights, name: str) -> Floats:
    """Layer normalisation."""
    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt(np.square(x).mean(axis=1, keepdims=True) + 1e-5)
    result: Floats = x * net[f"{name}.weight"] + net[f"{name}.bias"]
    return result


def _scaled(x: Floats, mean: Floats, scale: Floats) -> Floats:
    result: Floats = np.clip((x - mean) / scale, -LIMIT, LIMIT)
    return result


def _inside(away: int, turns: int) -> slice:
    """The turns that have one so many places off."""
    return slice(max(0, -away), max(0, min(turns, turns - away)))


def _shifted(rows: Any, away: int) -> Any:
    """Row t becomes row t + away; zeros where there is none."""
    out = np.zeros_like(rows)
    inside = _inside(away, len(rows))
    out[inside] = rows[inside.start + away : inside.stop + away]
    return out


def _pieces(scene: Ints) -> Iterator[tuple[int, int]]:
    """Runs of whole scenes of about `AT_ONCE` turns: no cell hears from another scene."""
    edges = [0, *(np.flatnonzero(np.diff(scene)) + 1).tolist(), len(scene)]
    begin = 0
    for edge, behind in zip(edges[1:], [*edges[2:], None], strict=True):
        if edge > begin and (behind is None or behind - begin > AT_ONCE):
            yield begin, edge
            begin = edge
