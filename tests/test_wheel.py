"""What is shipped: the sdist builds the wheel, and the wheel works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = "US B2B SaaS, 50-500 employees, running HubSpot or Salesforce"


def _run(*command: str | Path, cwd: Path, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    _run("-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


def test_it_holds_the_grammar_the_vocabulary_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"icplang/_grammar/{p.name}" for p in (ROOT / "grammar").glob("*.lark")} <= names
    assert {str(p.relative_to(ROOT)) for p in (ROOT / "icplang").rglob("*.csv")} <= names
    assert {str(p.relative_to(ROOT)) for p in (ROOT / "icplang").rglob("*.py")} <= names
    assert {"icplang/py.typed", "icplang/report/page.css"} <= names
    assert not [n for n in names if n.split("/")[0] not in ("icplang", f"icplang-{_version()}.dist-info")]


def _version() -> str:
    import icplang

    return icplang.__version__


def test_it_compiles_a_sentence_outside_the_tree(wheel: Path, tmp_path: Path) -> None:
    site, home = tmp_path / "site", tmp_path / "home"
    home.mkdir()
    _run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel, cwd=tmp_path)
    outside = {"PYTHONPATH": str(site), "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    where = _run("-c", "import icplang; print(icplang.__file__)", cwd=tmp_path, **outside)
    assert Path(where.strip()) == site / "icplang" / "__init__.py"
    command = ("-m", "icplang.cli.main", "compile", "-e", TEXT, "--as-of", "2026-06-30")
    assert _run(*command, cwd=tmp_path, **outside) == _run(*command, cwd=ROOT, PYTHONPATH=str(ROOT))
    assert (site / "bin" / "icplang").exists()
    version = _run("-m", "icplang.cli.main", "--version", cwd=tmp_path, **outside)
    assert version.split()[-1] == _version()
