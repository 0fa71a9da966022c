"""The studio: reading, correcting, making and hearing stories in the browser, on this computer.

`launch` starts it, `guard` keeps everybody else out, `records` remembers the stories, `desk` holds
an open one, `making` makes them, `hub` sends events to the pages, and `routes` answer requests.
The pages are in `data/studio`. Nothing here knows who says what: that is `fic_audio.project`.
"""
