"""A real browser for pages: headless Chromium, a new profile each time, and a proxy that sees what it asks for."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
NOWHERE = "127.0.0.1:9"
"""A proxy that is not there: what the browser asks for by itself stays here too."""
MISSING = "there is no Chromium: apt-get install chromium"
_QUIET = [
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--hide-scrollbars"),
]
_OWN = re.compile(r"(update\.googleapis|clients\d*\.google|accounts\.google|www\.google)\.com\b")
"""What Chromium asks for by itself, whatever the page."""
_FRAME = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="frame" style="border:0;width:{width}px;height:800px"></iframe><pre id="answer"></pre>
<script>
const frame = document.getElementById("frame");
frame.addEventListener("load", () => {{
  const page = frame.contentDocument, view = frame.contentWindow;
  let answer;
  try {{ answer = (({script})(page, view)); }} catch (error) {{ answer = {{error: String(error)}}; }}
  document.getElementById("answer").textContent = JSON.stringify(answer);
}});
frame.srcdoc = {source};
</script>"""


def ask(page: str, script: str, width: int = 1024, proxy: str = "") -> Any:
    """What a function `(page, view) => ...` of JavaScript answers about a page that is as wide as that."""
    source = json.dumps(page).replace("</", "<\\/").replace("<!--", "<\\!--")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frame.html"
        file.write_text(_FRAME.format(width=width, script=script, source=source), encoding="utf-8")
        dumped = _chromium(["--virtual-time-budget=10000", "--dump-dom", file.as_uri()], proxy)
    found = re.search(r'<pre id="answer">(.*?)</pre>', dumped, re.DOTALL)
    assert found, dumped[-2000:]
    return json.loads(html.unescape(found[1]))


def pictured(page: str, into: Path, width: int = 1024, height: int = 1200) -> None:
    """A picture of the page, as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        _chromium([f"--screenshot={into}", f"--window-size={width},{height}", file.as_uri()])


def printed(page: str, into: Path) -> None:
    """The page on paper, as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        _chromium([f"--print-to-pdf={into}", "--no-pdf-header-footer", file.as_uri()])


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A proxy that answers nothing: its address, and what the page has asked it for."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def _refuse(self) -> None:
            if not _OWN.search(self.path):
                asked.append(self.path)
            self.send_error(404)

        do_GET = do_POST = do_HEAD = do_CONNECT = _refuse  # noqa: N815 - names of http.server

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def _chromium(arguments: list[str], proxy: str = "") -> str:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [PROGRAM, *_QUIET, f"--user-data-dir={profile}", *arguments]
        command[1:1] = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
        command[1:1] = [f"--proxy-server={proxy or NOWHERE}", "--proxy-bypass-list=<-loopback>"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()
