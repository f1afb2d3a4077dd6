"""Tokens: a double-entry ledger that is only ever appended to. Knows nothing of videos."""
