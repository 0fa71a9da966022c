from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fic_audio.errors import UsageError
from fic_audio.shelf.podcast import urls

NONE_OF_THE_WEB = [
    "",
    "x",
    "/fics/",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https://:8080/",
    "http://[",
    "http://[::1",
    "https://example.org:99999/",
    "https://example.org:port/",
    "https://me@example.org/",
    "https://me:secret@example.org/",
    "https://@example.org/",
    "https://exa mple.org/",
    "https://example.org/a b/",
    "https://example.org/\n",
    "https://example.org/\x00",
    "https://example.org\\@evil.example/",
    'https://example.org/"onclick="',
    "https://example.org/<b>",
    "https://-example.org/",
    "https://exam%70le.org/",
    "https://example.org/\ud800",
    "https://example.org/" + "x" * 2000,
]


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:8080/My%20Fics//", "http://example.org:8080/My%20Fics/"),
        ("https://example.org/fics", "https://example.org/fics/"),
        ("http://192.168.1.5:8080", "http://192.168.1.5:8080/"),
        ("http://[::1]:80/x", "http://[::1]:80/x/"),
        ("https://bücher.example/çay", "https://xn--bcher-kva.example/%C3%A7ay/"),
        ("https://example.org/100%/", "https://example.org/100%25/"),
    ],
)
def test_a_folder_has_one_address(given_: str, found: str) -> None:
    """However it is written; and what comes out stays as it is."""
    assert urls.base(given_) == found
    assert urls.base(found) == found


@pytest.mark.parametrize("url", NONE_OF_THE_WEB)
def test_what_is_no_address_of_the_web_is_an_error_or_no_link(url: str) -> None:
    for check in (urls.base, urls.whole):
        with pytest.raises(UsageError, match="not a public web address"):
            check(url)
    assert urls.link(url.strip("\n ")) in ("", "https://example.org/")


@pytest.mark.parametrize("url", ["https://example.org/?list=1", "https://example.org/#top"])
def test_a_folder_has_no_query(url: str) -> None:
    with pytest.raises(UsageError, match="without the part"):
        urls.base(url)
    assert urls.link(url) == url


def test_no_message_tells_a_password_or_moves_the_cursor() -> None:
    with pytest.raises(UsageError) as told:
        urls.base("https://me:secret@example.org/\x1b[31m")
    assert "secret" not in str(told.value)
    assert str(told.value).isprintable()


@given(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"])))
@example("a/../b?c#d%2f&é")
def test_a_file_of_any_name_is_one_step_in_the_folder(name: str) -> None:
    """Its name comes back whole, and nothing of it ends the path."""
    found = urlsplit(urls.file("https://example.org/x/", name))
    assert found.path.count("/") == 2
    assert not found.query + found.fragment
    assert found.path.isascii()
    assert unquote(urls.file("", unquote(found.path[3:]))) == unquote(found.path[3:])


@given(st.text() | st.text("htps:/.@[]?#%é-a1", max_size=30).map("http://".__add__))
def test_any_text_is_a_link_or_none(text: str) -> None:
    """What is one is ASCII, whole, and of the web."""
    link = urls.link(text)
    assert link.isascii()
    assert not link or urlsplit(link).scheme in ("http", "https")
    assert not set(link) & set(" \"'<>\\\n\r\t") - {"'"}
    assert urls.link(link) == link


@pytest.mark.parametrize(
    ("url", "host"), [("http://example.org:1/", "example.org"), ("http://[::1]:1/", "[::1]")]
)
def test_the_host_is_as_browsers_send_it(url: str, host: str) -> None:
    assert urls.host(url) == host
