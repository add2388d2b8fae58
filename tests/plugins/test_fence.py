"""The file fence, and attempts to get around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlude.errors import RefusedError
from postlude.plugins.fence import FileFence, folders_on_path
from postlude.plugins.permissions import Ledger


class Place:
    """A script, its document, its data, a home with secrets, and the fence around the script."""

    def __init__(self, root: Path, **options: bool) -> None:
        self.root = root
        for name in ("scripts/library", "scores", "data/preferences", "temp", "home/.ssh", "config", "fonts"):
            (root / name).mkdir(parents=True)
        self.files = {
            "script": root / "scripts/a.lua",
            "document": root / "scores/score.musx",
            "secret": root / "home/.ssh/id",
            "config": root / "config/config.toml",
        }
        for file in self.files.values():
            file.write_text("x", encoding="utf-8")
        self.ledger = Ledger()
        self.fence = FileFence(
            root / "scripts",
            read=[root / "scores", root / "fonts"],
            write=[root / "data", root / "temp"],
            documents=[root / "scores/score.musx"],
            secret=[root / "config"],
            ledger=self.ledger,
            **options,
        )

    def reads(self, path: str | Path) -> bool:
        return self._try(self.fence.read, path)

    def writes(self, path: str | Path) -> bool:
        return self._try(self.fence.write, path)

    def _try(self, method: object, path: str | Path) -> bool:
        assert callable(method)
        before = len(self.ledger.refused)
        try:
            result = method(str(path), "io.open")
        except RefusedError as error:
            assert len(self.ledger.refused) >= before and self.ledger.refused
            assert "\n" not in error.message
            return False
        assert result == Path(os.path.realpath(result))
        return True


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_what_may_be_read(place: Place) -> None:
    root = place.root
    for path in (
        "scripts/a.lua",
        "scripts/library/x.lua",
        "scores/score.musx",
        "scores",
        "fonts/Bravura/b.json",
    ):
        assert place.reads(root / path), path


def test_what_may_be_written(place: Place) -> None:
    for path in ("data/preferences/x.txt", "data/new/deep/y.xml", "temp/t"):
        assert place.writes(place.root / path), path


def test_what_may_be_written_may_be_read(place: Place) -> None:
    assert place.reads(place.root / "data/preferences/x.txt")
    assert place.reads(place.root / "temp/t")


def test_all_else_is_refused(place: Place) -> None:
    for path in ("home/.ssh/id", "home", "", "scoresx/a", "other.txt"):
        assert not place.reads(place.root / path), path
        assert not place.writes(place.root / path), path
    assert not place.writes(place.root / "scripts/notes.txt")
    assert not place.writes(place.root / "scores/other.musx")
    assert not place.reads("/etc/passwd")


def test_relative_paths_count_from_the_script_s_folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.root / "home")
    assert place.reads("a.lua") and place.reads("library/x.lua") and place.reads("../scores/score.musx")
    assert not place.reads("../home/.ssh/id")
    assert place.fence.read("a.lua", "io.open") == Path(os.path.realpath(place.files["script"]))


def test_the_refusal_says_what_where_and_what_to_do(place: Place) -> None:
    with pytest.raises(RefusedError) as caught:
        place.fence.read("/etc/passwd", "io.open")
    assert caught.value.message.startswith("io.open: reading /etc/passwd is not allowed: outside")
    assert "--allow-read" in caught.value.message
    with pytest.raises(RefusedError, match=r"writing .* is not allowed: outside .*--allow-write"):
        place.fence.write("x.txt", "io.open")
    assert [(r.rule, r.what) for r in place.ledger.refused] == [
        ("files", "io.open: reading /etc/passwd"),
        ("files", "io.open: writing x.txt"),
    ]


@pytest.mark.parametrize(
    "name", ["x.lua", "x.luac", "x.py", "X.LUA", "x.Py", ".lua", "x.lua.", "x.lua ", "x.lua::$DATA"]
)
def test_plugins_are_never_written(place: Place, name: str) -> None:
    place.fence.allow_write(place.root / "data" / name)
    assert not place.writes(place.root / "data" / name)
    assert place.writes(place.root / "data" / "x.lua.txt")


def test_a_link_to_a_plugin_is_not_written_through(place: Place) -> None:
    (place.root / "data/later.txt").symlink_to(place.root / "data/new.lua")
    assert not place.writes(place.root / "data/later.txt")


def test_the_input_document_is_never_written(place: Place) -> None:
    place.fence.allow_write(place.root / "scores")
    assert place.writes(place.root / "scores/copy.musx")
    assert not place.writes(place.root / "scores/score.musx")
    assert not place.writes(place.root / "scores/../scores/./score.musx")
    (place.root / "data/link.musx").symlink_to(place.root / "scores/score.musx")
    assert not place.writes(place.root / "data/link.musx")


def test_nor_is_another_name_of_the_input_document(place: Place) -> None:
    os.link(place.root / "scores/score.musx", place.root / "data/hard.musx")
    assert not place.writes(place.root / "data/hard.musx")


def test_nor_is_the_folder_that_it_lies_in_moved(place: Place) -> None:
    place.fence.allow_write(place.root)
    assert not place.writes(place.root / "scores")
    assert place.writes(place.root / "fonts")


def test_the_configuration_is_neither_written_nor_read(place: Place) -> None:
    place.fence.allow_write(place.root)
    place.fence.allow_read(place.root)
    for path in ("config", "config/config.toml", "config/system.lua", "config/new/x.txt"):
        assert not place.writes(place.root / path), path
        assert not place.reads(place.root / path), path


def test_a_user_s_plugin_in_the_configuration_reads_its_own_folder_only(tmp_path: Path) -> None:
    own = tmp_path / "config/plugins"
    own.mkdir(parents=True)
    prefix = own / "prefix_of_mine.lua"
    prefix.write_text("key = 1", encoding="utf-8")
    fence = FileFence(own, secret=[tmp_path / "config", prefix])
    assert fence.read("helper.lua", "require")
    for path in ("../config.toml", "../system.lua", "prefix_of_mine.lua"):
        with pytest.raises(RefusedError):
            fence.read(path, "io.open")


def test_a_folder_of_the_configuration_that_a_prefix_put_on_package_path_is_read(place: Place) -> None:
    place.fence.allow_read(place.root / "config/lib")
    assert place.reads(place.root / "config/lib/mine.lua")
    assert not place.reads(place.root / "config/config.toml")
    assert not place.writes(place.root / "config/lib/x.txt")


def test_a_prefix_beside_the_script_is_not_read(tmp_path: Path) -> None:
    prefix = tmp_path / "prefix.lua"
    prefix.write_text("key = 1", encoding="utf-8")
    (tmp_path / "alias.txt").symlink_to(prefix)
    os.link(prefix, tmp_path / "hard.txt")
    fence = FileFence(tmp_path, secret=[prefix])
    for name in ("prefix.lua", "alias.txt", "hard.txt", "./x/../prefix.lua"):
        with pytest.raises(RefusedError):
            fence.read(name, "io.open")


def test_what_the_user_allows(place: Place) -> None:
    place.fence.allow_read(place.root / "home")
    assert place.reads(place.files["secret"]) and not place.writes(place.files["secret"])
    granted = place.root / "home/answer.txt"
    place.fence.allow_write(granted)
    assert place.writes(granted) and place.reads(granted)
    assert not place.writes(place.root / "home/answer.txt.bak")


def test_a_file_allowed_by_a_link_is_what_the_link_means_now(place: Place) -> None:
    link = place.root / "home/out.txt"
    link.symlink_to(place.root / "home/real.txt")
    place.fence.allow_write(link)
    assert place.writes(link) and place.writes(place.root / "home/real.txt")
    assert not place.writes(place.root / "home/other.txt")


def test_trust_lifts_the_fence(tmp_path: Path) -> None:
    place = Place(tmp_path, trusted=True)
    assert place.reads("/etc/passwd") and place.writes(tmp_path / "home/x.lua")
    assert place.ledger.refused == []


def test_it_is_lifted_while_the_user_s_own_code_runs(place: Place) -> None:
    with place.fence.lifted():
        assert place.reads(place.files["secret"])
    assert not place.reads(place.files["secret"])


def test_the_folders_of_a_package_path(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    absolute = f"{root}/a/?.lua;{root}/a/?/init.lua;{root}/b/x?y/z.lua;/?.lua;{root}/no"
    path = f"{absolute};./own/?.lua;../up/?.lua;?.lua;;"
    assert folders_on_path(path, root / "s") == [
        root / "a",
        root / "b",
        root / "s/own",
        root / "up",
        root / "s",
    ]


def test_a_folder_that_a_prefix_put_on_package_path_is_read(place: Place) -> None:
    for folder in folders_on_path(f"{place.root}/lib/?.lua", place.root / "scripts"):
        place.fence.allow_read(folder)
    assert place.reads(place.root / "lib/x.lua") and not place.writes(place.root / "lib/x.txt")


# ---- ways out


@pytest.mark.parametrize(
    "path",
    [
        "../home/.ssh/id",
        "./../home/.ssh/id",
        "library/../../home/.ssh/id",
        "nothing/../../home/.ssh/id",
        "..//home///.ssh/id",
        "../data/../home/.ssh/id",
        "../scores/../home/.ssh/id",
        "../../../../../../../../../../etc/passwd",
        "/proc/self/environ",
        "/proc/self/root/etc/passwd",
        "/dev/stdin",
        "//etc/passwd",
        "a.lua/../../home/.ssh/id",
        "../scoresx",
        "~/.ssh/id",
        "a.lua\0/../x",
        "\0",
        "../home/.ssh/id\0.lua",
    ],
)
def test_no_spelling_leads_out(place: Place, path: str) -> None:
    if path == "~/.ssh/id":  # Lua knows no ~: a folder of that name beside the script
        assert place.fence.read(path, "io.open").is_relative_to(os.path.realpath(place.root / "scripts"))
        return
    assert not place.reads(path)
    assert not place.writes(path)


def test_no_link_leads_out(place: Place) -> None:
    root = place.root
    (root / "scripts/file").symlink_to(root / "home/.ssh/id")
    (root / "scripts/folder").symlink_to(root / "home")
    (root / "scripts/up").symlink_to("../home")
    (root / "scripts/twice").symlink_to("folder")
    (root / "data/out").symlink_to(root / "home")
    (root / "data/dangling").symlink_to(root / "home/not_there_yet")
    (root / "data/dangling_folder").symlink_to(root / "home/nowhere")
    for path in ("file", "folder/.ssh/id", "up/.ssh/id", "twice/.ssh/id", "folder/../home/.ssh/id"):
        assert not place.reads(path), path
    for path in ("out/x", "out/new/deep", "dangling", "dangling_folder/x"):
        assert not place.writes(root / "data" / path), path


def test_a_link_within_the_fence_is_followed(place: Place) -> None:
    (place.root / "scripts/lib").symlink_to(place.root / "scripts/library")
    (place.root / "data/ok").symlink_to(place.root / "temp/not_yet")
    assert place.reads("lib/x.lua")
    assert place.fence.write(str(place.root / "data/ok"), "io.open") == place.root.resolve() / "temp/not_yet"


def test_dots_behind_a_link_count_from_where_it_leads(place: Place) -> None:
    # scripts/away -> data/preferences; scripts/away/../x is data/x, not scripts/x.
    (place.root / "scripts/away").symlink_to(place.root / "data/preferences")
    assert place.fence.write("away/../x", "io.open") == place.root.resolve() / "data/x"


def test_a_loop_of_links_neither_hangs_nor_leads_out(place: Place) -> None:
    (place.root / "data/a").symlink_to(place.root / "data/b")
    (place.root / "data/b").symlink_to(place.root / "data/a")
    place.reads(place.root / "data/a")
    assert not place.reads(place.root / "data/a/../../home/.ssh/id")


def test_folders_that_are_links_themselves_are_resolved(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    fence = FileFence(tmp_path / "alias", write=[tmp_path / "alias"])
    assert fence.read("x", "io.open") == tmp_path.resolve() / "real/x"
    assert fence.write(str(tmp_path / "real/y"), "io.open") == tmp_path.resolve() / "real/y"


def test_a_folder_made_later_is_still_the_one_that_was_allowed(tmp_path: Path) -> None:
    fence = FileFence(tmp_path / "scripts", write=[tmp_path / "data"])
    assert fence.write(str(tmp_path / "data/x"), "io.open")
    (tmp_path / "data").mkdir()
    assert fence.write(str(tmp_path / "data/x"), "io.open")
    assert fence.write(str(tmp_path / "data/deep/x"), "io.open")


def test_a_folder_is_known_by_its_identity_not_by_its_spelling(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a file system without case: every spelling of a name finds the same file."""
    real_stat = Path.stat

    def caseless(self: Path, **options: bool) -> os.stat_result:
        relative = str(self).removeprefix(str(place.root))
        return real_stat(
            Path(str(place.root) + relative.lower()) if relative != str(self) else self, **options
        )

    monkeypatch.setattr(Path, "stat", caseless)
    place.fence.allow_write(place.root / "scores")
    assert place.writes(place.root / "DATA/preferences/x.txt")
    assert not place.writes(place.root / "Scores/SCORE.musx")
    assert not place.writes(place.root / "Config/config.toml")
    assert not place.reads(place.root / "CONFIG/config.toml")
    assert not place.reads(place.root / "HOME/.ssh/id")


def test_names_that_are_not_utf8_can_be_used(place: Place) -> None:
    assert place.writes(str(place.root / "data") + "/\udcff.txt")
    assert not place.reads("../home/\udcff")


def test_a_very_long_path_is_shortened_in_the_message(place: Place) -> None:
    with pytest.raises(RefusedError) as caught:
        place.fence.read("../" + "x" * 100_000, "io.open")
    assert len(caught.value.message) < 600


_parts = st.sampled_from(
    ["..", ".", "", "scripts", "data", "home", "config", "scores", "in", "out", "up", "x", "x.lua"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(_parts, max_size=8), absolute=st.booleans())
def test_whatever_is_allowed_lies_within(tmp_path: Path, parts: list[str], absolute: bool) -> None:
    root = tmp_path / "place"
    if not root.exists():
        Place(root)
        (root / "scripts/in").symlink_to(root / "data")
        (root / "scripts/out").symlink_to(root / "home")
        (root / "data/up").symlink_to("..")
        (root / "data/out").symlink_to(root / "home/nothing")
    fence = FileFence(root / "scripts", write=[root / "data"], secret=[root / "config"])
    path = "/".join([str(root), *parts] if absolute else parts)
    real = Path(os.path.realpath(root / "scripts" / path))
    inside = [real.is_relative_to(root.resolve() / name) for name in ("scripts", "data")]
    for method, allowed in ((fence.read, any(inside)), (fence.write, inside[1] and real.suffix != ".lua")):
        try:
            assert method(path, "io.open") == real and allowed
        except RefusedError:
            assert not allowed
