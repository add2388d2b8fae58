"""The user's configuration."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from postlude.errors import UsageError
from postlude.plugins.config import config_folder, load_config


def write(folder: Path, text: str) -> Path:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_folder_is_the_environment_s_or_the_system_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POSTLUDE_CONFIG_DIR", str(tmp_path))
    assert config_folder() == tmp_path
    monkeypatch.delenv("POSTLUDE_CONFIG_DIR")
    assert "postlude" in str(config_folder()) and config_folder().is_absolute()


def test_without_a_file_it_is_empty(tmp_path: Path) -> None:
    config = load_config(tmp_path / "none")
    assert config.scripts == () and config.system_prefix is None
    assert config.plugin_folders == (tmp_path / "none" / "plugins",)


def test_scripts_and_folders_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    folder = write(
        tmp_path,
        """
        plugin_folders = ["more", "~/scripts"]
        [[script]]
        path = "~/scripts/a.lua"
        menu = "A up"
        undo = "Up"
        description = "Goes up"
        prefix = "up.lua"
        [[script]]
        path = "~/scripts/a.lua"
        allow_at_startup = true
        sha256 = "ABC"
        """,
    )
    (tmp_path / "system.lua").write_text("x = 1", encoding="utf-8")
    config = load_config(folder)
    script = (tmp_path / "home/scripts/a.lua").resolve()
    assert config.plugin_folders == (tmp_path / "plugins", tmp_path / "more", tmp_path / "home/scripts")
    assert config.system_prefix == tmp_path / "system.lua"
    first, second = config.scripts
    assert (first.path, first.menu_text, first.undo_text, first.description) == (
        script,
        "A up",
        "Up",
        "Goes up",
    )
    assert first.prefix == tmp_path / "up.lua"
    assert (second.prefix, second.allow_at_startup, second.sha256) == (None, True, "abc")
    assert config.scripts_at(script) == [first, second]


def test_a_script_is_known_by_its_resolved_path(tmp_path: Path) -> None:
    (tmp_path / "real.lua").write_text("", encoding="utf-8")
    (tmp_path / "link.lua").symlink_to(tmp_path / "real.lua")
    config = load_config(write(tmp_path, '[[script]]\npath = "link.lua"\n'))
    assert len(config.scripts_at(tmp_path / "real.lua")) == 1
    assert len(config.scripts_at(tmp_path / "x/../link.lua")) == 1
    assert config.scripts_at(tmp_path / "other.lua") == []


def test_a_script_is_allowed_at_startup_as_long_as_it_is_unmodified(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"print(1)").hexdigest().upper()
    config = load_config(
        write(
            tmp_path,
            f"""
            [[script]]
            path = "a.lua"
            allow_at_startup = true
            sha256 = "{digest}"
            [[script]]
            path = "b.lua"
            sha256 = "{digest}"
            """,
        )
    )
    assert config.allows_at_startup(tmp_path / "a.lua", b"print(1)")
    assert not config.allows_at_startup(tmp_path / "a.lua", b"print(2)")
    assert not config.allows_at_startup(tmp_path / "b.lua", b"print(1)")
    assert not config.allows_at_startup(tmp_path / "c.lua", b"print(1)")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = 1\nb = = 2\n", 2, "Invalid value"),
        ("\n\nplugin_folders = [", 3, ""),
        (
            "plugin_folder = []\n",
            1,
            "'plugin_folder' is not a setting here; there are folder, hash_hosts, plugin_folders, script",
        ),
        ('x = 1\n[[script]]\npath = "a"\n', 1, "'x' is not a setting"),
        ('[[script]]\npath = "a"\n\n[[script]]\npath = "b"\nmenus = "x"\n', 6, "'menus' is not a setting of"),
        ('[[script]]\npath = "a"\n[[script]]\nmenu = "x"\n', 3, "has no path"),
        ('[[script]]\npath = "a"\nmenu = 3\n', 3, "menu is text"),
        ("\nplugin_folders = 'x'\n", 2, "plugin_folders is a list"),
        ("plugin_folders = [1]\n", 1, "plugin_folders is a path"),
        ('[script]\npath = "a"\n', 1, "script is a list"),
        ('[[script]]\npath = "a"\nallow_at_startup = "yes"\n', 3, "allow_at_startup is true or false"),
        ("script = [1]\n", 1, "write [[script]]"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(write(tmp_path, text))
    assert caught.value.message.startswith(f"{tmp_path / 'config.toml'}:{line}: ")
    assert message in caught.value.message


def test_a_file_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"config\.toml: can't read"):
        load_config(tmp_path)
