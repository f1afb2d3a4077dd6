"""Creators in plans, and time that passes."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from videos.models import Artifact, Job

KEEP = 90
DAY = 86_400.0


def after(days: float) -> time_machine.travel:
    """Move the clock to so many days from now."""
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def join(user: User, plan: str) -> None:
    """Put `user` into a plan."""
    user.groups.add(Group.objects.get_or_create(name=plan)[0])


def stored_files() -> list[str]:
    """Return the names of all files in storage."""
    root = Path(default_storage.path(""))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def named_files() -> list[str]:
    """Return the names of all delivered files that rows promise."""
    return sorted(Artifact.objects.values_list("key", flat=True))


@pytest.fixture
def plans(settings: Settings) -> Settings:
    """Plans of which the default one keeps files for 90 days, and "pro" for ever."""
    settings.PLAN_RETENTION_DAYS = {"default": float(KEEP), "basic": 10.0, "pro": 0.0}
    return settings


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A delivered video of alice's, with its files in storage."""
    return delivered(alice, tmp_path)
