"""Types that every room shares and that belong to none."""

UserId = int
"""Primary key of a user. Rooms pass it instead of the user, so that they need not know the model."""
