"""The registry of backdrops, by the names that themes use."""
