"""The trained choir -> the three networks that the program speaks with.

    python tests/bench/choir/export.py TRAINED fic_audio/engines/choir --lessons LESSONS

text.onnx: phonemes -> features and durations; melody.onnx: features of every 25 ms -> pitch and
energy; sound.onnx: features, pitch and energy of every 12.5 ms -> spectra. Matrices are kept in 8
bits, what belongs to one speaker in 16.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from hashlib import blake2b
from pathlib import Path

import numpy as np
import onnx
import torch
from network import BINS, NOISE, Choir, choir
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from speakers import SPEAKERS, language_and_gender, lessons
from torch import Tensor, nn

OPSET = 17
UNIT = 0.025
"""Seconds in which durations count."""
HUSH = 3.0
"""By how much the branch of noise is turned down: 26 dB."""


class TextPart(nn.Module):
    def __init__(self, network: Choir) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, speaker: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        features = self.network.pn.text(ids, speaker)
        durations = self.network.pn.durations(features, speaker).exp() - 1
        return self.network.m.text(ids, speaker), features, durations


class MelodyPart(nn.Module):
    def __init__(self, network: Choir) -> None:
        super().__init__()
        self.network = network

    def forward(self, features: Tensor, speaker: Tensor) -> tuple[Tensor, Tensor]:
        return self.network.pn.melody(features, speaker)


class SoundPart(nn.Module):
    def __init__(self, network: Choir) -> None:
        super().__init__()
        self.network = network

    def forward(self, text: Tensor, f0: Tensor, energy: Tensor, speaker: Tensor) -> Tensor:
        return self.network.m.spectra(text, f0, energy, speaker)


def trained(at: Path) -> Choir:
    """The choir with the mean weights of both trainings; what is untrained is hibari's.

    The branch of noise has taken up all that can't be foretold of a teacher's sound, so that the
    other branches are free of it. Without it they sound better than with it.
    """
    network = choir(len(SPEAKERS))
    for part, name in ((network.m, "sound.pt"), (network.pn, "melody.pt")):
        if (at / name).exists():
            part.load_state_dict(torch.load(at / name)["mean"])
    with torch.no_grad():
        network.m.head.bias[NOISE * BINS : (NOISE + 1) * BINS] -= HUSH
    return network.eval()


def write(network: Choir, to: Path) -> None:
    """Writes the three networks and who is who in them."""
    speaker = torch.tensor([1])
    ids = torch.randint(1, 100, (1, 40))
    parts = (
        (TextPart, (ids, speaker), ("ids", "speaker"), ("text", "features", "durations")),
        (MelodyPart, (torch.randn(1, 192, 90), speaker), ("features", "speaker"), ("f0", "energy")),
        (
            SoundPart,
            (torch.randn(1, 128, 90), torch.rand(1, 90) * 200, torch.rand(1, 90), speaker),
            ("text", "f0", "energy", "speaker"),
            ("spectra",),
        ),
    )
    to.mkdir(parents=True, exist_ok=True)
    for part, example, inputs, outputs in parts:
        name = part.__name__.removesuffix("Part").lower()
        with tempfile.TemporaryDirectory() as folder:
            whole, small = Path(folder, "whole.onnx"), Path(folder, "small.onnx")
            last = {n: {len(v.shape) - 1: "T"} for n, v in zip(inputs, example, strict=True)}
            last["speaker"] = {}
            torch.onnx.export(
                part(network),
                example,
                str(whole),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes=last,
                opset_version=OPSET,
                dynamo=False,
            )
            quantize_dynamic(
                whole, small, op_types_to_quantize=["MatMul"], weight_type=QuantType.QUInt8
            )
            model = onnx.load(small)
        _halve(model)
        onnx.save(model, to / f"{name}.onnx")
        print(f"{name}.onnx", (to / f"{name}.onnx").stat().st_size)


def speakers(lessons_at: Path) -> dict[str, dict[str, int | str]]:
    """Number, pace in words a minute inside speech, language and gender of each speaker."""
    found = {}
    for number, name in enumerate(SPEAKERS):
        spoken = lessons(lessons_at, name, "melody")
        words = sum(len(str(each["text"]).split()) for each in spoken)
        # The pads at both ends are no speech.
        units = sum(int(each["durations"][1:-1].sum()) for each in spoken)
        language, gender = language_and_gender(name)
        found[name] = {
            "number": number,
            "pace": round(words * 60 / (units * UNIT)),
            "language": language,
            "gender": gender,
        }
    return found


def _halve(model: onnx.ModelProto) -> None:
    """Keeps the rows of speakers in 16 bits; the row that is used becomes 32 again."""
    init = {t.name: t for t in model.graph.initializer}
    # Rows of equal numbers are stored once, and an Identity gives the second its name.
    for node in [n for n in model.graph.node if n.op_type == "Identity" and n.input[0] in init]:
        for other in model.graph.node:
            other.input[:] = [node.input[0] if i == node.output[0] else i for i in other.input]
        model.graph.node.remove(node)
    for node in list(model.graph.node):
        rows = init.get(node.input[0]) if node.op_type == "Gather" else None
        if rows is None or len(rows.dims) < 2 or rows.dims[0] != len(SPEAKERS):
            continue
        if rows.data_type == TensorProto.FLOAT:
            rows.CopyFrom(
                numpy_helper.from_array(numpy_helper.to_array(rows).astype(np.float16), rows.name)
            )
        half = f"{node.output[0]}_half"
        cast = helper.make_node("Cast", [half], [node.output[0]], to=TensorProto.FLOAT)
        node.output[0] = half
        place = list(model.graph.node).index(node)
        model.graph.node.insert(place + 1, cast)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("trained", type=Path)
    arguments.add_argument("to", type=Path)
    arguments.add_argument("--lessons", type=Path, required=True)
    asked = arguments.parse_args()
    write(trained(asked.trained), asked.to)
    digest = blake2b(digest_size=6)
    for path in sorted(asked.to.glob("*.onnx")):
        digest.update(path.read_bytes())
    table = {"networks": digest.hexdigest(), "speakers": speakers(asked.lessons)}
    (asked.to / "speakers.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
