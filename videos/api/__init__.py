"""The REST door to the same use cases as the pages."""
