"""What a running studio consists of."""

from __future__ import annotations

from pathlib import Path

from fic_audio.studio.desk import Desks
from fic_audio.studio.fetching import Fetching
from fic_audio.studio.hub import Hub
from fic_audio.studio.installing import Installing
from fic_audio.studio.making import Making
from fic_audio.studio.phone import Phone
from fic_audio.studio.records import Records


class Studio:
    """The stories of a folder, those that are open, and what is being made of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hub = Hub()
        self.records = Records(folder)
        self.desks = Desks(self.records, self.hub)
        self.making = Making(self.records, self.hub)
        self.fetching = Fetching(self.records, self.hub)
        self.phone = Phone(folder)
        # Stories that are open know only the voices that were there before.
        self.installing = Installing(self.hub, self.desks.close)

    def end_streams(self) -> None:
        """Ends the open event streams, so that the server can end."""
        self.hub.close()

    def close(self) -> None:
        """Ends all work; what is being made is kept."""
        self.hub.close()
        self.phone.stop()
        self.installing.stop()
        self.fetching.stop()
        self.making.close()
        self.desks.close()
