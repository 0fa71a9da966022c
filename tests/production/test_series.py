"""A series shares its voices: whoever has one in the first story has it in the next."""

from __future__ import annotations

from pathlib import Path

from tests.commands import SILENT, Fic

NEXT = """Title: The Teapot

"Is it hot?" Tom asked.

"It is," said Ottilie.

"Then pour," said Mina.
"""
CONFIG = '[cast]\nseries = "shared/tea.toml"\n'


def voices(text: str) -> dict[str, str]:
    rows = [row.split() for row in text.splitlines() if row.startswith("  ")]
    return {row[0]: row[1] for row in rows if len(row) > 3 and row[3].startswith("line")}


def test_the_next_story_has_the_same_voices(fic: Fic) -> None:
    Path("fic-audio.toml").write_text(CONFIG)
    first = voices(fic("produce", "kettle.txt", *SILENT).err)
    shared = Path("shared/tea.toml").read_text()
    assert f'[characters."Mina"]\ngender = "female"\nvoice = "{first["Mina"]}"' in shared
    Path("teapot.txt").write_text(NEXT)
    second = voices(fic("produce", "teapot.txt", *SILENT).err)
    assert {name: second[name] for name in ("Mina", "Tom")} == {
        name: first[name] for name in ("Mina", "Tom")
    }
    assert "Ottilie" in Path("shared/tea.toml").read_text()


def test_what_is_changed_in_the_shared_file_is_heard_in_each_story(fic: Fic) -> None:
    Path("fic-audio.toml").write_text(CONFIG)
    fic("produce", "kettle.txt", *SILENT)
    shared = Path("shared/tea.toml")
    old = voices(fic("produce", "kettle.txt", "--again", *SILENT).err)["Mina"]
    shared.write_text(shared.read_text().replace(f'voice = "{old}"', 'voice = "Dot"'))
    assert voices(fic("produce", "kettle.txt", *SILENT).err)["Mina"] == "Dot"


def test_a_storys_own_config_stands_above_the_series(fic: Fic) -> None:
    Path("shared").mkdir()
    Path("shared/tea.toml").write_text('[characters.Mina]\nvoice = "Dot"\n')
    Path("fic-audio.toml").write_text(CONFIG + '[characters.Mina]\nvoice = "Cora"\n')
    assert voices(fic("produce", "kettle.txt", *SILENT).err)["Mina"] == "Cora"


def test_a_mistake_in_the_shared_file_is_told_with_its_name(fic: Fic) -> None:
    Path("shared").mkdir()
    Path("shared/tea.toml").write_text('[characters.Mina]\nvoice = "Dott"\n')
    Path("fic-audio.toml").write_text(CONFIG)
    ran = fic("produce", "kettle.txt", *SILENT)
    assert ran.code == 4
    assert "shared/tea.toml:2" in ran.err


def test_a_dry_run_shares_nothing(fic: Fic) -> None:
    Path("fic-audio.toml").write_text(CONFIG)
    fic("produce", "kettle.txt", "--dry-run", *SILENT)
    assert not Path("shared").exists()
