"""Videos: from a script to a stored file. See README.md for the map of its rooms."""
