"""Settings are read strictly, and a mistake is one clear line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from funade.config.database import connection_settings
from funade.config.env import Env, SettingError
from funade.config.secret import local_secret_key


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def test_empty_means_not_set() -> None:
    env = Env({"A": "  "})
    assert env.text("A", "default") == "default"
    assert env.asked == {"A"}


@pytest.mark.parametrize(("value", "flag"), [("1", True), ("TRUE", True), ("off", False)])
def test_flags(value: str, flag: bool) -> None:  # noqa: FBT001
    assert Env({"A": value}).flag("A", default=not flag) is flag


def test_mistakes_name_the_variable_and_the_value() -> None:
    env = Env({"A": "green"})
    with pytest.raises(SettingError, match="A must be 1 or 0, not 'green'"):
        env.flag("A", default=False)
    with pytest.raises(SettingError, match="A must be a whole number, not 'green'"):
        env.integer("A", 1)
    with pytest.raises(SettingError, match="A must be one of red, blue, not 'green'"):
        env.choice("A", Colour.RED)
    with pytest.raises(SettingError, match="A must be at least 1, not 0"):
        Env({"A": "0"}).integer("A", 5, at_least=1)


def test_words() -> None:
    assert Env({"A": "a, b ,,c"}).words("A", ()) == ["a", "b", "c"]


def test_secrets_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("hidden\n")
    assert Env({"KEY_FILE": str(file)}).secret("KEY") == "hidden"
    with pytest.raises(SettingError, match="not both"):
        Env({"KEY_FILE": str(file), "KEY": "x"}).secret("KEY")
    with pytest.raises(SettingError, match="No such file"):
        Env({"KEY_FILE": str(tmp_path / "none")}).secret("KEY")


def test_a_local_key_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    key = local_secret_key(file)
    assert len(key) >= 50
    assert local_secret_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_postgres_url() -> None:
    settings = connection_settings(
        "postgres://user:p%40ss@db.example:5433/funade?sslmode=require", statement_timeout_ms=5000
    )
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("user", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
    assert settings["OPTIONS"]["options"] == "-c statement_timeout=5000"
    assert settings["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@h/n", "postgres://u:secret@h/", "postgres://u:secret@h:port/n", "secret"],
)
def test_a_bad_url_is_refused_without_telling_its_password(url: str) -> None:
    with pytest.raises(SettingError) as error:
        connection_settings(url, statement_timeout_ms=1)
    assert "FUNADE_DATABASE_URL" in str(error.value)
    assert "secret" not in str(error.value)
