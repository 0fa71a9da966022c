"""What is read beside the sound: captions, lyrics, pages and books to read along."""
