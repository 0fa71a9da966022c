"""Reviewing by keys alone: few strokes, nothing lost, and the same files as the command line's."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import fic_audio
from tests.paths import ROOT
from tests.studio.studios import KETTLE, SILENT, TRAM, Studio, visit
from tests.waiting import until

GOLDEN = ROOT / "tests" / "golden" / "seed_the_last_tram"
ESPEAK = 'engine = "pyttsx3"\n'

SETTLED = "!['answering', 'unread'].some((each) => each in document.documentElement.dataset)"
PRESS_WHEN_UNREAD = """() => {
  const { documentElement: root, body } = document;
  new MutationObserver((_, watch) => {
    if (!("unread" in root.dataset)) return;
    watch.disconnect();
    body.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true }));
    root.dataset.pressed = "";
  }).observe(root, { attributes: true });
}"""
"""Presses a key right after the page was shown anew."""


def truth() -> dict[str, str]:
    """Text of a piece -> who says it."""
    with (GOLDEN / "speakers.tsv").open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {text: speaker for speaker, text, *_ in rows}


def people() -> dict[str, str]:
    """Any name -> the main one."""
    cast = json.loads((GOLDEN / "characters.json").read_text())
    return {name: who["name"] for who in cast for name in (who["name"], *who["aliases"])}


@pytest.fixture
def reviewing(page: Any, studio: Studio) -> Any:
    """The review of a story, its first question shown."""
    story = studio.drop("the_last_tram.txt", TRAM.read_bytes(), ESPEAK)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/review?ask")
    page.locator("#question").wait_for()
    # For a moment after it is replaced, a question takes no keys.
    page.locator("html:not([data-unread])").wait_for(state="attached")
    return page


def choices(page: Any) -> list[str]:
    """The names on the number keys."""
    return [each.inner_text().split("\n")[1] for each in page.locator(".choice").all()]


def key_for(page: Any) -> str:
    """The key that answers the question rightly."""
    asked = page.locator("#question").inner_text()
    if asked.startswith("Who is"):
        who = people()[asked.split("“")[1].split("”")[0]]
        return str(choices(page).index(who) + 1)
    if asked.startswith("Is "):
        return "Enter"
    said = truth()[page.locator("blockquote").first.inner_text().strip()]
    now = page.locator(".choice.now")
    if now.count() and now.inner_text().split("\n")[1] == said:
        return "Enter"
    return str(choices(page).index(said) + 1)


def test_a_story_is_put_right_in_a_dozen_strokes(
    reviewing: Any, studio: Studio, tmp_path: Path
) -> None:
    """Every line has the right speaker; and with the sheet and the configuration that are left,
    the command line makes the same bytes."""
    strokes = 0
    while reviewing.locator(".done").count() == 0:
        card = reviewing.evaluate("document.documentElement.dataset.card")
        reviewing.keyboard.press(key_for(reviewing))
        strokes += 1
        assert until(
            lambda card=card: (
                reviewing.locator(".done").count()
                or reviewing.evaluate("document.documentElement.dataset.card") != card
            )
        )
        assert until(lambda: reviewing.locator(".toast").count() == 1)
        # An answer may settle the next question too; whoever reads sees that before a key is hit.
        assert until(lambda: reviewing.evaluate(SETTLED))
    assert strokes <= 12
    lines = studio.get("/api/stories/1/lines?limit=1000").data["lines"]
    right = truth()
    spoken = [line for line in lines if line["kind"] == "dialogue"]
    wrong = [line for line in spoken if right[line["text"]] != line["speaker"]]
    assert [(line["speaker"], line["text"]) for line in wrong] == []

    folder = studio.folder / "stories" / "the_last_tram"
    same = tmp_path / "same"
    shutil.copytree(folder, same)
    assert studio.make(1)["status"] == "done"
    result = fic_audio.produce(same / "the_last_tram.txt", out=tmp_path / "cli", reproducible=True)
    for file in result.files:
        made = studio.folder / "The Last Tram" / file.path.name
        assert made.read_bytes() == file.path.read_bytes()


def test_undo_brings_the_question_back(reviewing: Any, studio: Studio) -> None:
    first = reviewing.locator("#question").inner_text()
    sheet = studio.folder / "stories" / "the_last_tram" / "fic-audio.toml"
    before = sheet.read_text()
    reviewing.keyboard.press("1")
    assert until(lambda: sheet.read_text() != before)
    assert until(lambda: reviewing.locator("#question").inner_text() != first)
    assert until(lambda: reviewing.evaluate(SETTLED))
    reviewing.keyboard.press("u")
    assert until(lambda: sheet.read_text() == before)
    assert until(lambda: reviewing.locator("#question").inner_text() == first)


def test_the_focus_is_never_lost(reviewing: Any) -> None:
    """After each decision it is on the next question, and a screen reader hears it."""
    for _ in range(3):
        card = reviewing.evaluate("document.documentElement.dataset.card")
        reviewing.keyboard.press("Enter")
        assert until(
            lambda card=card: reviewing.evaluate("document.documentElement.dataset.card") != card
        )
        assert reviewing.evaluate("document.activeElement.id") == "question"
        assert until(lambda: reviewing.locator("#live").inner_text() != "")
        assert until(lambda: reviewing.evaluate(SETTLED))


def test_a_key_is_not_taken_for_what_has_just_come(reviewing: Any, studio: Studio) -> None:
    """Whoever presses it has not read yet what another window has brought."""
    reviewing.evaluate(PRESS_WHEN_UNREAD)
    studio.change(1, "people/gender", person="Corin", gender="male")
    assert until(lambda: reviewing.evaluate("'pressed' in document.documentElement.dataset"))
    assert until(lambda: reviewing.evaluate(SETTLED))
    revision = studio.get("/api/stories/1").data["revision"]
    assert revision == studio.revision
    reviewing.keyboard.press("1")
    assert until(lambda: studio.get("/api/stories/1").data["revision"] != revision)


def test_a_line_is_heard_on_focus(reviewing: Any) -> None:
    reviewing.keyboard.press("p")
    assert until(lambda: reviewing.evaluate("document.documentElement.dataset.delay") is not None)


def test_somebody_new_is_typed(reviewing: Any, studio: Studio) -> None:
    while not reviewing.locator("#question").inner_text().startswith("Who says"):
        card = reviewing.evaluate("document.documentElement.dataset.card")
        reviewing.keyboard.press("f")
        assert until(
            lambda card=card: reviewing.evaluate("document.documentElement.dataset.card") != card
        )
    reviewing.keyboard.press("s")
    reviewing.get_by_role("combobox", name="Search people").fill("The Stoker")
    reviewing.keyboard.press("Enter")
    assert until(lambda: "The Stoker" in reviewing.locator("#toasts").inner_text())
    names = [each["name"] for each in studio.get("/api/stories/1/people").data["people"]]
    assert "The Stoker" in names


def test_lines_are_changed_in_the_script(page: Any, studio: Studio) -> None:
    """One by its number, several at once by the picker."""
    story = studio.drop("kettle.txt", KETTLE.encode(), SILENT)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/review")
    page.get_by_role("button", name="As a script").click()
    page.get_by_label("Chapter").select_option("1")
    line = page.locator(".line", has_text="Is it on?")
    line.click()
    line.get_by_role("button", name="Somebody else…").click()
    page.get_by_role("combobox", name="Search people").fill("Tom")
    page.keyboard.press("Enter")
    assert until(lambda: "Tom" in line.locator(".speaker").inner_text())
    assert until(lambda: page.locator(".toast").count() == 1)
    assert page.evaluate("document.activeElement.className").startswith("line")
    page.keyboard.press("Shift+j")
    page.keyboard.press("Shift+j")
    page.get_by_role("button", name="Give 2 lines to…").click()
    page.get_by_role("combobox", name="Search people").fill("Mina")
    page.keyboard.press("Enter")

    def speakers() -> list[str]:
        found = studio.get(f"/api/stories/{story}/lines?chapter=1").data["lines"]
        return [each["speaker"] for each in found if each["kind"] == "dialogue"]

    assert until(lambda: speakers() == ["Mina"] * 2)


def test_two_tabs_do_not_overwrite_each_other(page: Any, studio: Studio) -> None:
    """What was changed in one is shown in the other; a change against an old state is refused."""
    story = studio.drop("kettle.txt", KETTLE.encode(), SILENT)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/cast")
    page.get_by_role("heading", name="Mina").wait_for()
    old = studio.revision
    assert studio.change(story, "people/rename", person="Mina", name="Minerva").status == 200
    page.get_by_role("heading", name="Minerva").wait_for()
    studio.revision = old
    answer = studio.change(story, "people/rename", person="Tom", name="Thomas")
    assert answer.status == 409
    assert answer.data["error"].endswith(".")


def test_a_second_tab_is_told_of_titles_and_choices(page: Any, studio: Studio) -> None:
    story = studio.drop("kettle.txt", KETTLE.encode(), SILENT)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/story")
    page.get_by_role("heading", name="The Kettle").wait_for()
    assert studio.change(story, "metadata", name="title", value="The Pot").status == 200
    page.get_by_role("heading", name="The Pot").wait_for()
    visit(page, studio, f"#/story/{story}/sound")
    plain = page.get_by_role("radio", name="Plainly")
    assert not plain.is_checked()
    assert studio.change(story, "choices", name="direction", value="plain").status == 200
    assert until(plain.is_checked)
