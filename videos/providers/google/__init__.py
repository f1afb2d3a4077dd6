"""Google: clips by Gemini Omni."""
