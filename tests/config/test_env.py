"""Reading the environment: typed, loud, and never leaking a secret."""

import re
from pathlib import Path

import pytest

from config import env


def test_numbers_and_flags_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBER", " 7 ")
    monkeypatch.setenv("FLAG", "Yes")
    assert env.integer("NUMBER", 3) == 7
    assert env.integer("UNSET", 3) == 3
    assert env.flag("FLAG", default=False) is True


@pytest.mark.parametrize("value", ["seven", "-1", "1.5"])
def test_a_bad_number_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NUMBER", value)
    with pytest.raises(env.BadSetting, match="NUMBER must be a whole number"):
        env.integer("NUMBER", 3)


def test_a_bad_flag_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLAG", "perhaps")
    with pytest.raises(env.BadSetting, match="FLAG must be true or false"):
        env.flag("FLAG", default=True)


def test_a_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.secret("KEY") == "hush"


def test_a_secret_given_twice_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("hush")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("KEY", "quiet")
    with pytest.raises(env.BadSetting, match="either KEY or KEY_FILE") as caught:
        env.secret("KEY")
    assert "hush" not in str(caught.value)
    assert "quiet" not in str(caught.value)


def test_a_secret_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY_FILE", "/nowhere/key")
    with pytest.raises(env.BadSetting, match="KEY_FILE points to a file"):
        env.secret("KEY")


def test_the_file_gives_way_to_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TAKEN", "environment")
    for name in ("PLAIN", "QUOTED", "NOTED", "EMPTY"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / ".env"
    path.write_text(
        "# a comment\nTAKEN=file\nPLAIN=a#b\nQUOTED='x # y'\nNOTED=5   # why\nEMPTY=   # none\n"
    )
    env.load_dotenv(path)
    read = {name: env.text(name) for name in ("TAKEN", "PLAIN", "QUOTED", "NOTED", "EMPTY")}
    assert read == {
        "TAKEN": "environment", "PLAIN": "a#b", "QUOTED": "x # y", "NOTED": "5", "EMPTY": "",
    }  # fmt: skip
    for name in ("PLAIN", "QUOTED", "NOTED", "EMPTY"):
        monkeypatch.delenv(name)


def test_the_example_lists_every_variable() -> None:
    root = Path(__file__).parents[2]
    source = (root / "config" / "settings.py").read_text()
    example = (root / ".env.example").read_text()

    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    missing = {name for name in names if f"\n{name}=" not in example}
    assert not missing
