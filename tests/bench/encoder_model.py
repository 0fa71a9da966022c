"""The encoder in PyTorch: MiniLM-L6 with a head that scores the mentions of a window."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, DEEP = 384, 12, 6, 1536
FROZEN = 2
"""Layers that stay as they are, like the word embeddings below them."""


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, DEEP), nn.Linear(DEEP, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, at: Tensor, all_: Tensor, bias: Tensor | None) -> Tensor:
        """`at`: what is asked for, (batch, places, width); `all_`: what it looks at; `bias`: what
        is added where nothing stands, None where there is one window only."""
        at = self.norm(at + self.drop(self.mix(self._mixed(at, all_, bias))))
        return self.norm2(at + self.drop(self.down(functional.gelu(self.up(at)))))

    def _mixed(self, at: Tensor, all_: Tensor, bias: Tensor | None) -> Tensor:
        parts = self.query(at), self.key(all_), self.value(all_)
        q, k, v = (part.unflatten(2, (HEADS, WIDTH // HEADS)).transpose(1, 2) for part in parts)
        found = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        return found.transpose(1, 2).flatten(2)


class Encoder(nn.Module):
    """ids, kinds (batch, length) and places (batch, 1 + mentions) -> scores (batch, mentions)."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.kinds = nn.Embedding(6, WIDTH)
        self.mention, self.asked = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.score = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(dropout)
        self.single = False
        """Whether it only ever sees batches of one."""
        nn.init.normal_(self.kinds.weight, std=0.02)

    def embed(self, ids: Tensor) -> Tensor:
        return self.words(ids)

    def forward(self, ids: Tensor, kinds: Tensor, places: Tensor) -> Tensor:
        return self.every(ids, kinds, places, 1)[:, 0]

    def every(self, ids: Tensor, kinds: Tensor, places: Tensor, asked: int) -> Tensor:
        """The same for several turns of a window, of whom `places` holds so many first:
        (batch, asked, mentions)."""
        bias = None
        if not self.single:
            bias = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        x = self.norm(self.embed(ids) + self.positions.weight[None, : ids.shape[1]])
        for number, layer in enumerate(self.layers):
            if number == FROZEN:
                x = x.detach() + self.kinds(kinds)
            at = x
            if number == LAYERS - 1:
                at = x.gather(1, places[:, :, None].expand(-1, -1, WIDTH))
            x = layer(at, x, bias)
        mentions = self.mention(x[:, asked:])[:, None]
        hidden = functional.gelu(mentions + self.asked(x[:, :asked])[:, :, None])
        scores: Tensor = self.score(self.drop(hidden)).squeeze(3)
        return scores


def load(folder: Path, keep: Sequence[int]) -> Encoder:
    """The published weights of all-MiniLM-L6-v2, of whose vocabulary the rows `keep` are used."""
    raw = (folder / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    weights = {
        name: torch.from_numpy(
            np.frombuffer(
                raw[8 + size + entry["data_offsets"][0] : 8 + size + entry["data_offsets"][1]],
                dtype=np.float32,
            )
            .reshape(entry["shape"])
            .copy()
        )
        for name, entry in json.loads(raw[8 : 8 + size]).items()
        if entry.get("dtype") == "F32"
    }
    model = Encoder(len(keep))
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"][list(keep)],
        "positions.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(LAYERS):
        for mine, theirs in parts.items():
            for kind in ("weight", "bias"):
                own[f"layers.{number}.{mine}.{kind}"] = weights[
                    f"encoder.layer.{number}.{theirs}.{kind}"
                ]
    model.load_state_dict({**model.state_dict(), **own})
    return model


def freeze(model: Encoder) -> None:
    still = [model.words, model.positions, model.norm, *model.layers[:FROZEN]]
    for module in still:
        module.requires_grad_(False)


class _Packed(nn.Module):
    """Word embeddings as bytes, each row with a scale of its own."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        rows = functional.embedding(ids, self.rows)
        return rows.to(torch.float32) * functional.embedding(ids, self.scale)


def export(model: Encoder, to: Path) -> None:
    """Writes the model as ONNX with weights of 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = copy.deepcopy(model).eval()
    model.single = True
    model.words = _Packed(model.words.weight.detach())
    # Read at windows of at most 256 pieces.
    model.positions = nn.Embedding.from_pretrained(model.positions.weight.detach()[:256])
    ids = torch.randint(5, 1000, (1, 20))
    whole = to.with_suffix(".float.onnx")
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), torch.randint(1, 20, (1, 7))),
        str(whole),
        input_names=["ids", "kinds", "places"],
        output_names=["scores"],
        dynamic_axes={
            "ids": {1: "length"},
            "kinds": {1: "length"},
            "places": {1: "mentions"},
            "scores": {1: "others"},
        },
        opset_version=17,
        dynamo=False,
    )
    # Seven bits: processors without VNNI add up eight-bit products in sixteen bits, and overflow.
    quantize_dynamic(
        whole, to, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
    )  # fmt: skip
