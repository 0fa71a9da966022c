#!/bin/sh
# For macOS: a double-click in the Finder installs fic-audio; see install.sh beside it.
sh "$(dirname "$0")/install.sh" "$@"
printf 'You may close this window.\n'
