"""Synthesia: an avatar of its gallery speaks the script, a scene for each paragraph."""
