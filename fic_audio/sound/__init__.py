"""What is heard: Cues → Clips → a mastered chapter."""
