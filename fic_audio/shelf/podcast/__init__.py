"""What presents a story to others: feed, post, addresses."""
