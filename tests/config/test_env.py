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
    # A name that ends in "_" is what a family of them begins with.
    sought = {name: name if name.endswith("_") else f"{name}=" for name in names}
    missing = {name for name, start in sought.items() if f"\n{start}" not in example}
    assert not missing


def test_one_of_a_few_words_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.choice("WORD", ("red", "blue"), "red") == "red"
    monkeypatch.setenv("WORD", "blue")
    assert env.choice("WORD", ("red", "blue"), "red") == "blue"
    monkeypatch.setenv("WORD", "green")
    with pytest.raises(env.BadSetting, match="WORD must be one of red, blue, not 'green'"):
        env.choice("WORD", ("red", "blue"), "red")


def test_amounts_are_read_and_none_is_no_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"CAP_ONE": "25", "CAP_TWO": "2.50", "CAP_OLD": "", "CAP": "0"}.items():
        monkeypatch.setenv(name, value)
    assert env.amount("CAP") == 0
    assert env.amount("CAP_OLD") is None
    assert env.amounts("CAP_") == {"one": 25.0, "two": 2.5}


@pytest.mark.parametrize("value", ["-1", "ten", "1e3", "inf", "nan", "1,50", "$5", "٣"])
def test_a_bad_amount_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CAP_ONE", value)
    with pytest.raises(env.BadSetting, match="CAP_ONE must be an amount"):
        env.amounts("CAP_")


def test_groups_of_words_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.groups("PLANS") == {}
    monkeypatch.setenv("PLANS", "free: ; pro : one, two three;")
    assert env.groups("PLANS") == {
        "free": frozenset(), "pro": frozenset({"one", "two", "three"}),
    }  # fmt: skip


@pytest.mark.parametrize("value", ["pro", ": one", "pro: one; two"])
def test_a_group_without_a_name_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PLANS", value)
    with pytest.raises(env.BadSetting, match="PLANS must look like"):
        env.groups("PLANS")
