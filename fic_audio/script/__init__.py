"""Who says it, and how: Spans → Lines → Cues."""
