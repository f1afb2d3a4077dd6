"""How many SQL statements things take: exactly, and no more when there is more to show."""
