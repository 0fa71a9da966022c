"""What tells others of a story: feed, post, addresses."""
