"""hibari's network in torch, with many speakers instead of one.

`Choir` is the network of the `hibari-tts` wheel (Apache-2.0), its weights read from there: a text
encoder and a decoder (phonemes, pitch, energy -> spectra), and a prosody part (phonemes ->
durations, pitch, energy). What makes a speaker is small and stands in a row of its own: scales and
shifts of the normalised features (FiLM, Perez et al. 2018), biases, and a low-rank change of the
last layer (LoRA, Hu et al. 2021). All else is shared.
"""

from __future__ import annotations

from pathlib import Path

import hibari
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

HIBARI = Path(hibari.__file__).with_name("assets") / "hibari.onnx"
RANK = 32
"""Of a speaker's change of the last layer."""
HEADS = 2
BINS = 601
PARTS = 5
NOISE = 2
"""Which of the parts is noise; the others are harmonics (0, 1) and free (3, 4)."""


class Rows(nn.Module):
    """A vector for each speaker."""

    def __init__(self, speakers: int, *shape: int, value: float = 0.0) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.full((speakers, *shape), value))

    def forward(self, speaker: Tensor) -> Tensor:
        """[B] -> [B, 1, shape]"""
        return self.rows[speaker][:, None]


class SpeakerNorm(nn.Module):
    """Normalises features [B, T, C], then scales and shifts them as the speaker does."""

    def __init__(self, speakers: int, size: int) -> None:
        super().__init__()
        self.size = size
        self.weight, self.bias = Rows(speakers, size, value=1.0), Rows(speakers, size)

    def forward(self, x: Tensor, speaker: Tensor) -> Tensor:
        return functional.layer_norm(x, (self.size,)) * self.weight(speaker) + self.bias(speaker)


class Block(nn.Module):
    """A ConvNeXt block [B, C, T] (Liu et al. 2022)."""

    def __init__(
        self, speakers: int, size: int, inner: int, kernel: int, dilation: int = 1
    ) -> None:
        super().__init__()
        pad = kernel // 2 * dilation
        self.dw = nn.Conv1d(size, size, kernel, padding=pad, groups=size, dilation=dilation)
        self.norm = SpeakerNorm(speakers, size)
        self.pw1, self.pw2 = nn.Linear(size, inner), nn.Linear(inner, size)
        self.gamma, self.shift = Rows(speakers, size, value=1.0), Rows(speakers, inner)

    def forward(self, x: Tensor, speaker: Tensor) -> Tensor:
        y = self.norm(self.dw(x).transpose(1, 2), speaker)
        y = self.pw2(functional.gelu(self.pw1(y) + self.shift(speaker)))
        return x + (self.gamma(speaker) * y).transpose(1, 2)


class SelfAttention(nn.Module):
    """Two heads over [B, L, C], as plain matrix products: those export for any length."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.in_proj_weight = nn.Parameter(torch.zeros(3 * size, size))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * size))
        self.out_proj = nn.Linear(size, size)

    def forward(self, x: Tensor, absent: Tensor | None) -> Tensor:
        batch, _, size = x.shape
        told = functional.linear(x, self.in_proj_weight, self.in_proj_bias)
        query, key, value = (
            part.reshape(batch, -1, HEADS, size // HEADS).transpose(1, 2)
            for part in told.split(size, 2)
        )
        near = query @ key.transpose(2, 3) * (size // HEADS) ** -0.5
        if absent is not None:
            near = near.masked_fill(absent[:, None, None], -1e9)
        mixed = (near.softmax(3) @ value).transpose(1, 2).reshape(batch, -1, size)
        return self.out_proj(mixed)


class Attention(nn.Module):
    """A transformer layer, normalised first, passed several times with the same weights."""

    def __init__(self, size: int, times: int) -> None:
        super().__init__()
        self.times = times
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.self_attn = SelfAttention(size)
        self.linear1, self.linear2 = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)

    def forward(self, x: Tensor, absent: Tensor | None) -> Tensor:
        for _ in range(self.times):
            x = x + self.self_attn(self.norm1(x), absent)
            x = x + self.linear2(functional.gelu(self.linear1(self.norm2(x))))
        return x


class Text(nn.Module):
    """Phonemes [B, L] -> features [B, C, L]."""

    def __init__(self, speakers: int, size: int, times: int) -> None:
        super().__init__()
        self.emb = nn.Embedding(178, size)
        self.voice = Rows(speakers, size)
        self.convs = nn.ModuleList(Block(speakers, size, 2 * size, 5) for _ in range(2))
        self.attn = Attention(size, times)
        self.norm = SpeakerNorm(speakers, size)

    def forward(self, ids: Tensor, speaker: Tensor, absent: Tensor | None = None) -> Tensor:
        x = (self.emb(ids) + self.voice(speaker)).transpose(1, 2)
        for block in self.convs:
            x = block(x if absent is None else x.masked_fill(absent[:, None], 0.0), speaker)
        return self.norm(self.attn(x.transpose(1, 2), absent), speaker).transpose(1, 2)


class Sound(nn.Module):
    """Features, pitch and energy of each frame -> five spectra."""

    def __init__(self, speakers: int) -> None:
        super().__init__()
        self.text = Text(speakers, 128, 4)
        self.dec_in = nn.Conv1d(130, 256, 7, padding=3)
        self.enter = Rows(speakers, 256)
        self.dec = nn.ModuleList(Block(speakers, 256, 768, 7) for _ in range(8))
        self.dec_norm = SpeakerNorm(speakers, 256)
        self.head = nn.Linear(256, PARTS * BINS)
        self.head_bias = Rows(speakers, PARTS * BINS)
        self.down, self.up = Rows(speakers, 256, RANK), Rows(speakers, RANK, PARTS * BINS)
        nn.init.normal_(self.down.rows, std=256**-0.5)

    def spectra(self, text: Tensor, f0: Tensor, energy: Tensor, speaker: Tensor) -> Tensor:
        """text [B, 128, T] at 80 Hz, f0 in Hz and energy [B, T] -> [B, 5 x 601, T]"""
        told = (torch.log1p(functional.relu(f0))[:, None] / 5, energy[:, None] / 5)
        x = self.dec_in(torch.cat([text, *told], 1)) + self.enter(speaker).transpose(1, 2)
        for block in self.dec:
            x = block(x, speaker)
        x = self.dec_norm(x.transpose(1, 2), speaker)
        low = x @ self.down(speaker)[:, 0] @ self.up(speaker)[:, 0]
        return (self.head(x) + self.head_bias(speaker) + low).transpose(1, 2)


class Prosody(nn.Module):
    """Phonemes -> how long each lasts; with that, pitch and energy of each frame."""

    def __init__(self, speakers: int) -> None:
        super().__init__()
        self.text = Text(speakers, 192, 6)
        self.dur = nn.Sequential(nn.Conv1d(192, 192, 3, padding=1), nn.GELU(), nn.Conv1d(192, 1, 1))
        self.pro_in = nn.Conv1d(192, 192, 1)
        self.enter = Rows(speakers, 192)
        self.pro = nn.ModuleList(Block(speakers, 192, 384, 7, d) for d in (1, 2, 4, 8, 1, 2))
        self.pro_out = nn.Conv1d(192, 4, 1)
        self.dur_weight, self.dur_bias = Rows(speakers, 192), Rows(speakers, 1)
        self.out_weight, self.out_bias = Rows(speakers, 192, 4), Rows(speakers, 4)

    def durations(self, features: Tensor, speaker: Tensor) -> Tensor:
        """features [B, 192, L] -> log(1 + frames of 25 ms) [B, L]"""
        inner = self.dur[1](self.dur[0](features))
        own = (inner.transpose(1, 2) * self.dur_weight(speaker)).sum(2) + self.dur_bias(speaker)[
            :, 0
        ]
        return self.dur[2](inner)[:, 0] + own

    def melody(
        self, spread: Tensor, speaker: Tensor, absent: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Features of each 25 ms [B, 192, T] -> f0 in Hz, energy [B, 2 T]"""
        x = self.pro_in(spread) + self.enter(speaker).transpose(1, 2)
        for block in self.pro:
            x = block(x if absent is None else x.masked_fill(absent[:, None], 0.0), speaker)
        own = x.transpose(1, 2) @ self.out_weight(speaker)[:, 0] + self.out_bias(speaker)
        out = self.pro_out(x) + own.transpose(1, 2)
        batch, _, time = out.shape
        out = out.reshape(batch, 2, 2, time).transpose(2, 3).reshape(batch, 2, 2 * time)
        return out[:, 0] * 100.0, out[:, 1] * 5.0


class Choir(nn.Module):
    """Both halves; between them stand the numbers by which a line is directed."""

    def __init__(self, speakers: int) -> None:
        super().__init__()
        self.m, self.pn = Sound(speakers), Prosody(speakers)


def hibari_weights() -> dict[str, Tensor]:
    """The weights of hibari's own voice, by their names in torch."""
    init = {t.name: numpy_helper.to_array(t) for t in onnx.load(HIBARI).graph.initializer}
    weights = {k: v for k, v in init.items() if k.startswith(("m.", "pn.")) and v.ndim}
    # The graph names the matrices by where they came up: the second of a name is the prosody's.
    half = {f"{part}/pw{n}": ("m", "pn") for part in ("convs.0", "convs.1") for n in (1, 2)}
    for key in [k for k in init if k.endswith("Transpose_output_0_quantized")]:
        place = key.removesuffix("_quantized")
        matrix = init[key].astype(np.float32) - init[f"{place}_zero_point"].astype(np.float32)
        matrix = (matrix * init[f"{place}_scale"].astype(np.float32)).T
        name = place.removesuffix("/Transpose_output_0").strip("/")
        weights[_torch_name(name, half)] = np.ascontiguousarray(matrix)
    for key, owner in (("/Transpose_2_output_0", "m"), ("/Transpose_25_output_0", "pn")):
        matrix = init[f"{key}_quantized"].astype(np.float32) - init[f"{key}_zero_point"].astype(
            np.float32
        )
        weights[f"{owner}.text.attn.self_attn.in_proj_weight"] = (
            matrix * init[f"{key}_scale"]
        ).T.copy()
    return {name: torch.tensor(np.array(value)) for name, value in weights.items()}


def _torch_name(name: str, half: dict[str, tuple[str, str]]) -> str:
    first, last = name.split("/")[0], name
    if first.startswith("convs"):
        owner = "pn" if last.endswith("_1") else "m"
        return f"{owner}.text.{last.removesuffix('_1').replace('/', '.')}.weight"
    if first.startswith(("out_proj", "linear")):
        owner = "pn" if last.endswith("_4") else "m"
        inner = last.removesuffix("_4")
        inner = f"self_attn.{inner}" if inner == "out_proj" else inner
        return f"{owner}.text.attn.{inner}.weight"
    return f"{'pn' if first.startswith('pro') else 'm'}.{last.replace('/', '.')}.weight"


def choir(speakers: int) -> Choir:
    """A choir whose speakers are all hibari's own voice, yet."""
    network = Choir(speakers)
    state = network.state_dict()
    for name, value in hibari_weights().items():
        if name in state:
            assert state[name].shape == value.shape, name
            state[name] = value
        elif f"{name}.rows" in state:
            state[f"{name}.rows"] = value.expand_as(state[f"{name}.rows"]).clone()
        else:
            raise KeyError(name)
    network.load_state_dict(state)
    return network
