"""Settings of the test suite: the product's own, with fast hashing and folders of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
_scratch = tempfile.mkdtemp(prefix="reelsmith-tests-")
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
Path(_scratch, "static").mkdir()
os.environ["REELSMITH_VAR"] = _scratch
os.environ["SITE_URL"] = "http://testserver"
for _name in (
    "REDIS_URL", "OPENAI_API_KEY", "MODERATION", "EMAIL_HOST", "STORAGE_URL", "STORAGE_BUCKET",
    "CLOUDFRONT_DOMAIN", "CLOUDFRONT_KEY_ID", "CLOUDFRONT_KEY", "CLOUDFRONT_KEY_FILE",
    "MEDIA_DELIVERY", "MEDIA_ACCEL_PREFIX", "MEDIA_SENDFILE",
    "STORAGE_FALLBACK_URL",
):  # fmt: skip
    os.environ[_name] = ""

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("TEST", {})["NAME"] = str(Path(_scratch) / "test.sqlite3")
    # The machine does not fail here; processes do, against which SQLite needs no disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
JOB_HEARTBEAT_SECONDS = 60.0
