"""The commands, a file each: options in, a call of the library, rows out."""
