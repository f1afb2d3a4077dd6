"""Where finished files live and how they reach viewers."""
