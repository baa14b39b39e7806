"""The command line says one clear line about bad input, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from funade import __version__

TREE = Path(__file__).resolve().parents[2]


def funade(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("FUNADE_")
    }
    inherited["DJANGO_SETTINGS_MODULE"] = "funade.config.settings"
    return subprocess.run(
        [sys.executable, "-m", "funade", *arguments],
        env=inherited | settings,
        cwd=TREE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_version() -> None:
    assert funade("version").stdout == f"funade {__version__}\n"


def test_no_arguments_is_help() -> None:
    result = funade()
    assert result.returncode == 0
    assert "serve" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (["nope"], {}, "No such command 'nope'"),
        (["serve", "--port", "0"], {}, "--port"),
        (["serve", "--nope"], {}, "--nope"),
        (["doctor"], {"FUNADE_MODE": "shop"}, "FUNADE_MODE must be one of personal, listing"),
        (["doctor"], {"FUNADE_ORIGIN": "https://a.example"}, "FUNADE_TRUSTED_PROXIES=1"),
        (["doctor"], {"FUNADE_DATABASE_URL": "mysql://x"}, "FUNADE_DATABASE_URL"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], settings: dict[str, str], words: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    result = funade(*arguments, FUNADE_DATA_DIR=str(data), **settings)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert not list(data.glob("*.sqlite3"))


def test_an_unwritable_data_directory_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = funade("doctor", FUNADE_DATA_DIR=str(tmp_path / "file"))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1


def test_an_https_origin_hardens_cookies_and_transport(tmp_path: Path) -> None:
    https = {"FUNADE_ORIGIN": "https://funade.example", "FUNADE_TRUSTED_PROXIES": "1"}
    settings = funade("django", "diffsettings", FUNADE_DATA_DIR=str(tmp_path), **https).stdout
    assert "SESSION_COOKIE_NAME = '__Host-session'" in settings
    assert "CSRF_COOKIE_NAME = '__Host-csrf'" in settings
    assert "SESSION_COOKIE_SECURE = True" in settings
    assert "SECURE_HSTS_SECONDS = 63072000" in settings
    assert "SECURE_SSL_REDIRECT = True" in settings


@pytest.mark.slow
def test_doctor_explains_what_is_missing(tmp_path: Path) -> None:
    here = {"FUNADE_DATA_DIR": str(tmp_path), "FUNADE_ORIGIN": "http://localhost:1"}
    before = funade("doctor", **here)
    assert before.returncode == 1
    assert "run `funade migrate`" in before.stdout
    assert "run `funade serve`" in before.stdout
    assert funade("migrate", **here).returncode == 0
    assert "migrations: all applied" in funade("doctor", **here).stdout
