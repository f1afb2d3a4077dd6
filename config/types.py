"""Types that every room shares and that belong to none."""

UserId = int
"""Primary key of a user. Rooms pass it around, so that none needs to know the model."""
