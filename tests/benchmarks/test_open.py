"""How fast documents open, and how much memory that takes.

Run by hand: ``pytest -m benchmark --benchmark-only tests/benchmarks/test_open.py``. The template is the test template
in ../shared/documents, or without it a generated document of its size.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postlude.enigma.container import Container
from postlude.enigma.document import document_from_bytes, open_document
from tests.benchmarks.symphony import ENTRIES, symphony_path, symphony_xml
from tests.conftest import ROOT

pytestmark = pytest.mark.benchmark

TEMPLATE = ROOT.parent / "shared" / "documents" / "testtemplate-fin2011format.musx"
PEAK_MB = 250
"""What the project promises, with under 20 ms for the template and under 0.6 s for the symphony on a quiet machine."""


def _template(folder: Path) -> Path:
    """The template, or the first part of each section of the symphony: 2.7 MB of XML."""
    if TEMPLATE.exists():
        return TEMPLATE
    xml = symphony_xml()
    for section in (b"others", b"details", b"entries"):
        start = xml.index(b"\r\n  <%s>" % section)
        end = xml.index(b"\r\n  </%s>" % section)
        cut = re.compile(rb"\r\n    <\w+ ").search(xml, start + (end - start) // 32)
        assert cut is not None
        xml = xml[: cut.start()] + xml[end:]
    path = folder / "template.musx"
    path.write_bytes(Container.new("27.4").with_score(xml))
    return path


def test_open_the_template(benchmark: Any, tmp_path: Path) -> None:
    path = _template(tmp_path)
    opened = benchmark.pedantic(open_document, (path,), rounds=30, warmup_rounds=3)
    assert opened.store.tags("entries") == ["entry"]


def test_open_the_symphony(benchmark: Any) -> None:
    path = symphony_path()
    opened = benchmark.pedantic(open_document, (path,), rounds=5, warmup_rounds=1)
    assert len(opened.store.keys("entries", "entry")) == ENTRIES


MEASURE = """
import re, sys
from pathlib import Path
from postlude.enigma.document import open_document
opened = open_document(sys.argv[1])
status = Path("/proc/self/status")
if status.exists():  # what getrusage tells on Linux includes the process that started this one
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) / 1024)
else:
    try:
        import resource
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20))
    except ImportError:
        print("unknown")
"""


def test_memory_of_an_open_symphony(benchmark: Any) -> None:
    command = [sys.executable, "-c", MEASURE, str(symphony_path())]

    def peak() -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    megabytes = benchmark.pedantic(peak, rounds=1)
    if megabytes == "unknown":
        pytest.skip("this system does not tell the peak memory of a process")
    benchmark.extra_info["peak_mb"] = round(float(megabytes), 1)
    assert float(megabytes) < PEAK_MB


def test_walk_all_entries_of_the_symphony(benchmark: Any) -> None:
    store = open_document(symphony_path()).store
    store.keys("entries", "entry")
    count = benchmark.pedantic(lambda: sum(1 for _ in store.walk("entries", "entry")), rounds=3)
    assert count == ENTRIES


def test_index_all_entries_of_the_symphony(benchmark: Any) -> None:
    data = symphony_path().read_bytes()
    keys = benchmark.pedantic(
        lambda store: store.keys("entries", "entry"),
        setup=lambda: ((document_from_bytes(data).store,), {}),
        rounds=3,
    )
    assert len(keys) == ENTRIES


def test_load_an_entry(benchmark: Any) -> None:
    store = open_document(symphony_path()).store
    key = store.keys("entries", "entry")[1000]
    node = benchmark(store.load, "entries", "entry", key)
    assert node.tag == "entry"


def test_save_an_entry(benchmark: Any) -> None:
    store = open_document(symphony_path()).store
    key = store.keys("entries", "entry")[1000]
    node = store.load("entries", "entry", key)
    assert node is not None
    benchmark(store.save, "entries", "entry", key, node)
    assert not store.changed


def test_write_the_changed_symphony(benchmark: Any) -> None:
    opened = open_document(symphony_path())
    for key in opened.store.keys("entries", "entry")[::1000]:
        node = opened.store.load("entries", "entry", key)
        assert node is not None
        node.set("dura", "1536")
        opened.store.save("entries", "entry", key, node)
    xml = benchmark.pedantic(opened.store.to_xml, rounds=3)
    assert xml.count(b"<dura>1536</dura>") == ENTRIES // 1000
