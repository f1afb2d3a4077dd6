"""Runway: its own models and those of others that it sells, by its own SDK."""
