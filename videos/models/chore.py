"""The chore: what is done once in a while, by one sweeper at a time."""

from django.db import models


class Chore(models.Model):
    """When something is due again. Whoever moves `next_at` does it."""

    name = models.CharField(max_length=20, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
