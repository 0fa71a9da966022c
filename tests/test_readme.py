"""What the README and `docs/correcting.md` have a new user do, done on the stories of `seeds/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import SILENT, Fic
from tests.paths import SEEDS

NAMES = sorted(path.name for path in SEEDS.iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("name", NAMES)
def test_a_line_is_put_right(fic: Fic, name: str) -> None:
    """ "One line: the sheet": write it, find a "?", delete it or name another, save, produce; the
    next sheet keeps the corrections."""
    (fic.folder / name).write_bytes((SEEDS / name).read_bytes())
    sheet = Path(name).with_suffix(".script.txt")
    assert fic("script", name, "-o", sheet).code == 0
    rows = sheet.read_text(encoding="utf-8").splitlines()
    doubtful = [n for n, row in enumerate(rows) if row.startswith("? ")]
    assert doubtful, "there is something to be put right"
    assert all(re.match(r"# \d+% sure", rows[n - 1]) for n in doubtful)
    first, last = doubtful[0], doubtful[-1]
    rows[first] = rows[first].removeprefix("? ")
    rows[last] = re.sub(r"^\? [^:]+:", "narrator:", rows[last])
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    corrections = len({first, last})
    ran = fic("produce", name, "--dry-run", *SILENT)
    assert ran.code == 0
    assert f"{sheet}: {corrections} correction" in ran.err
    assert fic("script", name, "-o", sheet).code == 0
    kept = [row for row in sheet.read_text(encoding="utf-8").splitlines() if row.startswith("! ")]
    assert len(kept) == corrections


@pytest.mark.parametrize("name", NAMES)
def test_who_has_no_name_is_asked_for_first(fic: Fic, name: str) -> None:
    """People before lines, in the summary and at the top of the sheet."""
    (fic.folder / name).write_bytes((SEEDS / name).read_bytes())
    sheet = Path(name).with_suffix(".script.txt")
    err = fic("script", name, "-o", sheet).err
    text = sheet.read_text(encoding="utf-8")
    assert ("who is " in err) == ("# Who is " in text)
    if "who is " in err:
        assert err.index("who is ") < err.index(" unsure: ")
        assert text.index("# Who is ") < text.index("\n? ")
