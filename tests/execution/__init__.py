"""Carrying a job from stage to stage."""
