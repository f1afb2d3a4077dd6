"""What holds for every kind of storage; a class for each kind inherits it."""

import pytest

from tests.storage.delivering import Delivering
from tests.storage.keeping import Keeping


@pytest.mark.django_db
class Storage(Keeping, Delivering):
    """Set STORAGES in an autouse fixture to whatever is tested."""
