"""What every server of fic-audio has, whatever it shows.

`address` listens and knows the names that lead here, `hosts` refuses requests for other names,
`tokens` keeps out whoever doesn't know the link, `policy` has the headers that tell a browser what
it may do, and `server` answers, with time-outs. The packages that they need come with the extra
`studio`.
"""

from fic_audio.errors import UsageError


def check_installed(command: str) -> None:
    """Raises UsageError, in the name of that command, if what a server needs is missing."""
    try:
        import segno
        import starlette
        import uvicorn
    except ImportError as error:
        raise UsageError(
            f'{command} needs {error.name}, which is not installed: pip install "fic-audio[studio]"'
        ) from error
    del segno, starlette, uvicorn
