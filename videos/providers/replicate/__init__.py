"""Replicate: whatever video model of its catalogue is configured."""
