"""What is written: files → Story → Spans."""
