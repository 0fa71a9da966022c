"""A guard against quiet losses: annotated works, scored by the corpora's own scorer.

The floors lie a little below what was reached (tests/bench/README.md).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import pytest

from fic_audio.model import Kind
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers
from tests.bench.corpora import Work


@pytest.fixture(scope="module")
def scorer(data_dir: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", data_dir.parent / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(work: Work, scorer: ModuleType, *, given: bool) -> dict[str, Any]:
    story, spans = work.segmented()
    parts = work.parts() if given else []
    people = characters.find_characters(story.chapters, spans, story.metadata, parts, only=given)
    rows = [
        {
            "start": chapter.start + line.span.start,
            "end": chapter.start + line.span.end,
            "speaker": line.speaker,
        }
        for chapter, lines in zip(
            story.chapters,
            attribute_speakers(story.chapters, spans, people),
            strict=True,
        )
        for line in lines
        if line.span.kind is Kind.DIALOGUE
    ]
    found: dict[str, Any] = scorer.score(str(work.folder), rows)
    return found


@pytest.mark.parametrize(("given", "floor"), [(True, 0.92), (False, 0.87)])
def test_fan_fiction(data_dir: Path, scorer: ModuleType, given: bool, floor: float) -> None:
    """Nearly every quotation of real fan fiction is found, and most speakers are right."""
    folders = sorted(path.parent for path in data_dir.glob("corpora/fanfiction/*/quotes.jsonl"))
    assert len(folders) == 9
    results = [scored(Work(folder), scorer, given=given) for folder in folders]
    assert mean(result["exact"]["f1"] for result in results) >= 0.98
    assert mean(result["speaker"]["all"]["acc"] for result in results) >= floor


def test_a_novel(data_dir: Path, scorer: ModuleType) -> None:
    """A whole novel with its cast given has most of its speakers right."""
    novel = Work(data_dir / "corpora" / "pdnc" / "TheAwakening")
    assert scored(novel, scorer, given=True)["speaker"]["all"]["acc"] >= 0.88
