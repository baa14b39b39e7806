"""The program's own settings with what only tests need; FUNADE_TEST_DATABASE=postgres switches."""

import os
import tempfile
from pathlib import Path

# What the developer's shell says about a real installation must not reach a test.
for _name in [name for name in os.environ if name.startswith("FUNADE_")]:
    if not _name.startswith("FUNADE_TEST_"):
        del os.environ[_name]

_TREE = Path(__file__).resolve().parents[1]
os.environ["FUNADE_SECRET_KEY"] = "only for tests"
os.environ["FUNADE_KEYRING"] = "b25seSBmb3IgdGVzdHMsIDMyIGJ5dGVzIGxvbmcuLi4="
os.environ["FUNADE_DATA_DIR"] = str(_TREE / "build" / "test")
os.environ["FUNADE_ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"

if os.environ.get("FUNADE_TEST_DATABASE") == "postgres":
    # The server itself is started by tests/conftest.py; xdist's workers inherit the directory.
    if "FUNADE_TEST_POSTGRES" not in os.environ:
        os.environ["FUNADE_TEST_POSTGRES"] = tempfile.mkdtemp(prefix="funade-pg-")
    _data = f"{os.environ['FUNADE_TEST_POSTGRES']}/data"
    os.environ["FUNADE_DATABASE_URL"] = f"postgres://postgres@/funade?host={_data}"

from funade.config.settings import *  # noqa: E402, F403
from funade.config.settings import STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, never in production
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True  # nothing needs collecting first
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
