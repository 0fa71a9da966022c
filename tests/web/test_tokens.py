"""The secret part of addresses."""

from __future__ import annotations

import sys

import pytest

from fic_audio.errors import UsageError
from fic_audio.web.tokens import add_token, check_token, new_token, split_path

TOKEN = "tea-and-cake-at-five"


def test_a_new_token_is_long_and_never_the_same() -> None:
    first, second = new_token(), new_token()
    assert len(first) >= 20
    assert first != second
    check_token(first)


@pytest.mark.parametrize("token", ["", "short", "with a space in it", "with/a/slash/in", "é" * 20])
def test_a_token_that_is_no_part_of_an_address_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="token"):
        check_token(token)


@pytest.mark.parametrize("token", [TOKEN, None])
def test_the_first_page_is_the_root_below_its_token(token: str | None) -> None:
    path = add_token("http://127.0.0.1:8080/", token).removeprefix("http://127.0.0.1:8080")
    assert split_path(path.encode(), token) == [""]


@pytest.mark.parametrize(
    "path",
    [
        b"/",
        b"/x.mp3",
        b"/t",
        b"/t/",
        b"/t//x.mp3",
        b"/t/tea-and-cake-at-fiv/x.mp3",
        b"/t/tea-and-cake-at-fives/x.mp3",
        b"/T/tea-and-cake-at-five/x.mp3",
        b"//t/tea-and-cake-at-five/x.mp3",
        b"/t/%C3%A9/",
        b"t/tea-and-cake-at-five/x.mp3",
        b"/t/tea-and-cake-at-\xff",
        b"",
        b"*",
    ],
)
def test_a_path_without_the_token_has_no_parts(path: bytes) -> None:
    assert split_path(path, TOKEN) is None


def test_a_quoted_slash_parts_nothing() -> None:
    """It stays in the name, which then is none that a folder has."""
    assert split_path(b"/..%2Fsecret.mp3", None) == ["../secret.mp3"]


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_names_need_not_be_utf_8() -> None:
    assert split_path(b"/caf%E9.mp3", None) == ["caf\udce9.mp3"]
