"""What stands on the listener's shelf: tagged files."""
