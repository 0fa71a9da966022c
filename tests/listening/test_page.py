from __future__ import annotations

from pathlib import Path
from typing import Any

from fic_audio.listening.flow import ChapterFlow, Flow, Joints, VoiceFlow
from fic_audio.listening.page import NAME, html
from fic_audio.listening.report import ListeningReport
from fic_audio.model import Ms
from fic_audio.results import UnclearLine

NASTY = '</script><script>alert(1)</script><img src=x onerror=alert(2)> & "quote" \u202e\0'


def report() -> ListeningReport:
    line = UnclearLine(
        1, "1 #2?.mp3", Ms(4000), Ms(6000), NASTY, NASTY, (NASTY,), ("missing",), NASTY
    )
    voice = VoiceFlow(NASTY, "Hana", 3, Ms(9000), -0.5, None, 160, 0.01)
    chapter = ChapterFlow(1, NASTY, Ms(20_000), 160, Ms(2500), Ms(7000), 1)
    flow = Flow((voice,), (chapter,), Joints(2, 0.5, 1.0, 1.5))
    return ListeningReport(3, 3, (line,), ((NASTY, NASTY, 2),), flow)


def test_no_word_of_a_story_is_markup() -> None:
    """Whatever it is, it stands in the page as data."""
    page = html(NASTY, report())
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "\0" not in page


def test_a_mark_plays_its_second(chromium: Any, tmp_path: Path) -> None:
    """The page shows every unclear line as text, and plays it from shortly before it."""
    path = tmp_path / NAME
    path.write_text(html("The Kettle", report()), encoding="utf-8")
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(path.as_uri())
    assert "alert(2)" in page.locator("#lines li").inner_text()
    assert "3 lines, 1 of them sound unclear." in page.locator("#summary").inner_text()
    assert page.locator("#voices tr").count() == 2
    assert complaints == []
    page.locator(".strip button").click()
    assert page.locator("#sound").get_attribute("src") == "1%20%232%3F.mp3"
    page.close()
