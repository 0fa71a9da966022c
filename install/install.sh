#!/bin/sh
# Installs fic-audio on Linux or macOS, for you alone, with an icon that opens its page.
#
#   sh install.sh                install, or bring up to date
#   sh install.sh --uninstall    remove; your stories and their audio stay
#
# It fetches uv (https://docs.astral.sh/uv/), which installs programs written in Python, unless uv
# is there already, and has it install fic-audio: this copy of it, if the script lies in one, else
# the newest release. FIC_AUDIO_PACKAGE names another: a folder or a wheel. No administrator is needed, and
# nothing outside your home folder changes.
set -eu

name="fic-audio"
bin="$HOME/.local/bin"
own="$HOME/.local/share/$name"
menu="$HOME/.local/share/applications/$name.desktop"
# Where the script lies; nowhere if it is read from a pipe.
if [ -f "$0" ]; then here="$(cd "$(dirname "$0")" && pwd)"; else here=; fi

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

find_uv() {
    for uv in "$(command -v uv || true)" "$bin/uv" "$own/uv/bin/uv"; do
        if [ -x "$uv" ]; then return 0; fi
    done
    return 1
}

bring_uv() {
    say "Fetching uv ..."
    script="$(mktemp)"
    if command -v curl >/dev/null; then
        curl -LsSf https://astral.sh/uv/install.sh -o "$script" || : >"$script"
    elif command -v wget >/dev/null; then
        wget -qO "$script" https://astral.sh/uv/install.sh || : >"$script"
    fi
    if [ -s "$script" ]; then
        UV_INSTALL_DIR="$bin" UV_NO_MODIFY_PATH=1 sh "$script" || true
    fi
    rm -f "$script"
    # The other way to get it, where that address cannot be reached.
    if ! find_uv && command -v python3 >/dev/null && python3 -m venv "$own/uv"; then
        "$own/uv/bin/pip" install --quiet --disable-pip-version-check uv || true
    fi
    find_uv || fail "uv could not be fetched. Install it as https://docs.astral.sh/uv/ says, then run this again."
}

# Where the desktop is called otherwise, the system knows how.
desktop() {
    folder="$(xdg-user-dir DESKTOP 2>/dev/null || true)"
    say "${folder:-$HOME/Desktop}"
}

if [ "$(uname)" = Darwin ]; then mac=yes; else mac=; fi

starters() {
    if [ "$mac" ]; then
        say "$HOME/Desktop/$name.command"
    else
        say "$menu"
        say "$(desktop)/$name.desktop"
    fi
}

starter_text() {
    if [ "$mac" ]; then
        say "#!/bin/sh"
        say "exec \"$bin/$name\" studio"
    else
        say "[Desktop Entry]"
        say "Type=Application"
        say "Name=fic-audio"
        say "Comment=Makes audio from stories; close its window to end it"
        say "Exec=\"$bin/$name\" studio"
        say "Terminal=true"
        say "Categories=AudioVideo;Audio;"
    fi
}

uninstall() {
    starters | while read -r starter; do rm -f "$starter"; done
    if find_uv; then "$uv" tool uninstall "$name" || true; fi
    rm -rf "$own/uv"
    say "fic-audio is removed. Your stories and their audio are where they were."
    say "Spoken lines that were kept: ${XDG_CACHE_HOME:-$HOME/.cache}/$name (on macOS: ~/Library/Caches/$name)."
}

install() {
    package="${FIC_AUDIO_PACKAGE:-}"
    if [ -z "$package" ]; then
        if [ -n "$here" ] && [ -f "$here/../pyproject.toml" ]; then package="$here/.."; else package="$name"; fi
    fi
    find_uv || bring_uv
    say "Installing fic-audio; this takes some minutes ..."
    UV_TOOL_BIN_DIR="$bin" "$uv" tool install --force --python ">=3.11,<3.14" "${package}[fetch]"
    starters | while read -r starter; do
        # No desktop, no icon on it.
        case "$starter" in "$menu") mkdir -p "$(dirname "$starter")" ;; esac
        if [ -d "$(dirname "$starter")" ]; then
            starter_text >"$starter"
            chmod +x "$starter"
        fi
    done
    say ""
    say "fic-audio is installed. Open it by its icon, or with:  $bin/$name studio"
}

case "${1:-}" in
    "") install ;;
    --uninstall) uninstall ;;
    *) fail "usage: sh install.sh [--uninstall]" ;;
esac
