"""How long files are kept, how much of them, and what becomes of those of somebody who leaves."""
