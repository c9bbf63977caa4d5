"""The command line as it is used: real processes, real files, real pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from icplang.cli.main import main

CLEAN = "US B2B SaaS, 50-500 employees"
VAGUE = "US, 50-500 employees, innovative"
ROOT = Path(__file__).resolve().parents[1]
PROFILE = {
    "format": "icplang/1",
    "name": None,
    "criteria": [
        {
            "role": "require",
            "layer": "firmographic",
            "weight": None,
            "text": "50-500 employees",
            "span": {"start": 0, "end": 16, "line": 1, "column": 1},
            "predicate": {"op": "range", "field": "employees", "min": 50, "max": 500},
        }
    ],
    "diagnostics": [],
}


def run(*args: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """`icplang ARGS` in a process of its own."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    command = [sys.executable, "-m", "icplang.cli.main", *args]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, input=data, capture_output=True, env=whole, timeout=60, check=False)


@pytest.fixture
def icp(tmp_path: Path) -> Path:
    path = tmp_path / "icp.txt"
    path.write_text(CLEAN + "\n", encoding="utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(PROFILE), encoding="utf-8")
    return path


class TestCompile:
    def test_sql_to_standard_output_and_nothing_else(self, icp: Path) -> None:
        done = run("compile", str(icp))
        assert done.returncode == 0, done.stderr
        assert b"SELECT" in done.stdout
        assert b"50" in done.stdout

    def test_the_three_ways_in_agree(self, icp: Path) -> None:
        texts = [
            run("compile", str(icp), "--as-of", "2026-11-01"),
            run("compile", "-", "--as-of", "2026-11-01", stdin=CLEAN),
            run("compile", "-e", CLEAN, "--as-of", "2026-11-01"),
        ]
        assert len({done.stdout for done in texts}) == 1

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", CLEAN, "--to", "json"]) == 0
        out = json.loads(capsys.readouterr().out)
        assert out["format"] == "icplang/1"
        assert {"op": "range", "field": "employees", "min": 50, "max": 500} in [c["predicate"] for c in out["criteria"]]

    @pytest.mark.parametrize("text", ["-B2B", "- B2B\n- US", "--to", "=B2B"])
    def test_a_text_may_begin_like_an_option(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        main(["compile", "-e", text, "--to", "json"])
        assert json.loads(capsys.readouterr().out)["format"] == "icplang/1"

    def test_a_profile_is_an_input_too(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", str(profile), "--form", "where", "--dialect", "postgres"]) == 0
        assert '"employees" >= 50' in capsys.readouterr().out
        assert main(["compile", str(profile), "--to", "json"]) == 0
        assert json.loads(capsys.readouterr().out) == PROFILE

    @pytest.mark.parametrize(
        "change",
        [
            {"criteria": 3},
            {"format": "icplang/99"},
            {"criteria": [{"role": "require"}]},
        ],
    )
    def test_a_bad_profile_is_refused(
        self, tmp_path: Path, change: dict[str, object], capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "p.json"
        path.write_text(json.dumps(PROFILE | change), encoding="utf-8")
        assert main(["compile", str(path)]) == 2
        assert "bad-profile" in capsys.readouterr().err

    @pytest.mark.parametrize("text", ['{"format": "icplang/1"', '{"format": "icplang/1", "x": ' + "[" * 100_000])
    def test_broken_json_of_a_profile(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", text]) == 2
        assert "bad-profile" in capsys.readouterr().err

    def test_errors_print_no_sql(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", VAGUE]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "vague-phrase" in err
        assert "^^^^^^^^^^" in err
        assert "1 error" in err

    def test_keep_going_says_what_is_left_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", VAGUE, "--keep-going"]) == 1
        out, err = capsys.readouterr()
        assert "SELECT" in out
        assert "left out of the SQL: `innovative`" in err

    def test_keep_going_never_selects_everything(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", "innovative", "--keep-going"]) == 1
        assert capsys.readouterr().out == ""

    def test_json_is_printed_with_its_errors(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", VAGUE, "--to", "json"]) == 1
        assert "vague-phrase" in [d["code"] for d in json.loads(capsys.readouterr().out)["diagnostics"]]

    def test_parameters(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", str(profile), "--params"]) == 0
        out = capsys.readouterr().out
        assert "?" in out
        assert json.loads(out.rstrip().rpartition("-- parameters: ")[2]) == [50, 500]

    def test_as_of_is_recorded(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", str(profile), "--as-of", "2026-11-01"]) == 0
        assert "2026-11-01" in capsys.readouterr().out

    def test_glossary(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        words = tmp_path / "words.toml"
        words.write_text('[technology.foobarix]\nname = "Foobarix"\ncategory = "crm"\n', encoding="utf-8")
        assert main(["compile", "-e", "running Foobarix", "--to", "json", "--glossary", str(words)]) == 0
        assert json.loads(capsys.readouterr().out)["criteria"][0]["predicate"]["values"] == ["foobarix"]
        words.write_text('[technology.foobarix]\nname = "Foobarix"\ncategory = "crn"\n', encoding="utf-8")
        assert main(["compile", "-e", "running Foobarix", "--glossary", str(words)]) == 2
        err = capsys.readouterr().err
        assert "bad-glossary" in err
        assert "words.toml:3:1" in err

    def test_several_dialects(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """All of them, one after the other; or none where one cannot say it."""
        mapping = tmp_path / "m.toml"
        mapping.write_text('[accounts.columns]\ntechnology = { list = "delimited:;" }\n')
        command = ["compile", "-e", "running HubSpot", "--as-of", "2026-11-01", "--dialect"]
        assert main([*command, "sqlite,mariadb,mysql"]) == 0
        out = capsys.readouterr().out
        assert out.count("SELECT a.*") == 2 and out.count(";\n") == 2 and "-- icplang: mysql" in out
        assert main([*command, "postgres,mysql", "--mapping", str(mapping)]) == 1
        done = capsys.readouterr()
        assert "SELECT" not in done.out and "mysql cannot look into the column `technology`" in done.err
        assert main([*command, "postgres,oracel"]) == 2
        assert "there is no SQL dialect `oracel`" in capsys.readouterr().err

    def test_unknown(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        table = tmp_path / "a.csv"
        table.write_text("id,employees\n1,60\n2,10\n3,\n")
        for role, choice, ids in (
            ("", "exclude", ["1"]),
            ("", "include", ["1", "3"]),
            ("not ", "exclude", ["2"]),
            ("not ", "include", ["2", "3"]),
        ):
            assert main(["match", "-e", f"{role}50+ employees", str(table), "--unknown", choice]) == 0
            assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]] == ids
        assert main(["compile", "-e", "US", "--to", "json", "--unknown", "include"]) == 2

    def test_mapping(self, profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "map.toml"
        path.write_text(
            '[accounts]\ntable = "crm_accounts"\n[accounts.columns]\nemployees = "headcount"\n', encoding="utf-8"
        )
        assert main(["compile", str(profile), "--mapping", str(path)]) == 0
        assert '"headcount" >= 50' in capsys.readouterr().out
        path.write_text("[acounts]\n", encoding="utf-8")
        assert main(["compile", str(profile), "--mapping", str(path)]) == 2
        assert "bad-mapping" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "args",
        [
            ["compile"],
            ["compile", "-e", "US", "file.txt"],
            ["compile", "-e", "US", "--dialect", "oracle8"],
            ["compile", "-e", "US", "--to", "nowhere"],
            ["compile", "-e", "US", "--as-of", "yesterday"],
            ["compile", "-e", "US", "--nonsense"],
            ["compile", "-e", "US", "--to", "json", "--dialect", "postgres"],
            ["compile", "--batch", "x.jsonl"],
            ["nonsense"],
            ["check"],
            ["vocab"],
            ["vocab", "list", "nokind"],
            ["match", "icp.txt"],
            ["compile", "-e", "US", "--glossary", "/nowhere/words.toml"],
            ["compile", "-e", "US", "--mapping", "/nowhere/map.toml"],
        ],
    )
    def test_wrong_usage(self, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(args) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(("icplang: ", "error["))
        assert "Traceback" not in err


class TestInput:
    @pytest.mark.parametrize(
        "data",
        [
            CLEAN.encode(),
            b"\xef\xbb\xbf" + CLEAN.encode(),
            CLEAN.encode("utf-16"),
            b"\xfe\xff" + CLEAN.encode("utf-16-be"),
            CLEAN.replace(", ", ",\r\n").encode(),
        ],
    )
    def test_encodings(self, data: bytes) -> None:
        done = run("compile", "-", "--to", "json", stdin=data)
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)["criteria"]) >= 3

    @pytest.mark.parametrize(
        "data",
        [
            b"caf\xe9, 50-500 employees",
            b"\x00\x01\x02",
            b"PK\x03\x04\x00\x00",
            b"US\0",
            b"\xff\xfeU",
            os.urandom(5000) + b"\xff",
        ],
    )
    def test_not_text(self, data: bytes) -> None:
        done = run("compile", "-", stdin=data)
        assert done.returncode == 2
        assert done.stdout == b""
        assert b"error[not-text]" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_bytes_that_are_no_characters_as_an_argument(self) -> None:
        command = [sys.executable, "-m", "icplang.cli.main", "compile", "-e", b"caf\xe9"]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        assert done.returncode == 2
        assert b"not-text" in done.stderr

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "large.txt"
        path.write_text("US, " * 300_000, encoding="utf-8")
        done = run("compile", str(path))
        assert done.returncode == 1
        assert b"too-large" in done.stderr

    def test_a_file_of_gigabytes_is_not_read_into_memory(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.txt"
        path.write_bytes(b"")
        os.truncate(path, 5 * 1024**3)
        begin = time.monotonic()
        done = run("compile", str(path))
        assert done.returncode == 2
        assert b"not-text" in done.stderr
        assert time.monotonic() - begin < 10

    def test_what_cannot_be_read(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for path in (tmp_path / "none.txt", tmp_path, Path("a\0b")):
            assert main(["compile", str(path)]) == 2
            out, err = capsys.readouterr()
            assert out == ""
            assert err.startswith("icplang: cannot read ")
            assert err.count("\n") == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_no_permission(self, icp: Path, capsys: pytest.CaptureFixture[str]) -> None:
        icp.chmod(0)
        assert main(["compile", str(icp)]) == 2
        assert "permission denied" in capsys.readouterr().err

    def test_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", "   "]) == 1
        assert "empty-text" in capsys.readouterr().err


class TestOutput:
    def test_a_file_is_written_whole(self, icp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "out.sql"
        out.write_text("old", encoding="utf-8")
        assert main(["compile", str(icp), "-o", str(out)]) == 0
        assert "SELECT" in out.read_text(encoding="utf-8")
        assert capsys.readouterr().out == ""
        assert sorted(p.name for p in tmp_path.iterdir()) == ["icp.txt", "out.sql"]

    def test_errors_leave_the_old_file(self, tmp_path: Path) -> None:
        out = tmp_path / "out.sql"
        out.write_text("old", encoding="utf-8")
        assert main(["compile", "-e", VAGUE, "-o", str(out)]) == 1
        assert out.read_text(encoding="utf-8") == "old"

    def test_a_place_that_cannot_be_written(
        self, icp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for out in (tmp_path / "none" / "out.sql", tmp_path, icp / "below.sql"):
            assert main(["compile", str(icp), "-o", str(out)]) == 2
            err = capsys.readouterr().err
            assert f"icplang: cannot write `{out}`" in err

    def test_devices_are_written_to_and_not_replaced(self, icp: Path) -> None:
        assert main(["compile", str(icp), "-o", os.devnull]) == 0
        assert Path(os.devnull).is_char_device()

    def test_a_link_stays_a_link(self, icp: Path, tmp_path: Path) -> None:
        (tmp_path / "real.sql").write_text("old", encoding="utf-8")
        (tmp_path / "link.sql").symlink_to("real.sql")
        assert main(["compile", str(icp), "-o", str(tmp_path / "link.sql")]) == 0
        assert (tmp_path / "link.sql").is_symlink()
        assert "SELECT" in (tmp_path / "real.sql").read_text(encoding="utf-8")

    @pytest.mark.parametrize(("to", "status"), [(">/dev/full", 2), (">&-", 0), ("2>&-", 0), ("<&-", 0)])
    def test_streams_that_are_full_or_closed(self, to: str, status: int) -> None:
        command = f"{sys.executable} -m icplang.cli.main compile -e '{CLEAN}' {to}"
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, shell=True, capture_output=True, check=False, env=env, timeout=60)
        assert done.returncode == status
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr

    def test_a_closed_pipe_is_quiet(self) -> None:
        lines = "".join(json.dumps({"id": i, "text": CLEAN}) + "\n" for i in range(400))
        command = f"{sys.executable} -m icplang.cli.main compile --batch - --to json | head -n 1"
        done = subprocess.run(
            command,
            shell=True,
            input=lines.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
        )
        assert done.stdout.count(b"\n") == 1
        assert done.stderr == b""

    def test_interrupted(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background inherit that it is ignored
        process = subprocess.Popen(
            [sys.executable, "-m", "icplang.cli.main", "compile", "--batch", "-", "--to", "json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"id": 1, "text": CLEAN}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1  # it streams: the answer comes before the end
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"Traceback" not in err

    @pytest.mark.parametrize(
        "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
    )
    def test_an_ascii_locale(self, env: dict[str, str]) -> None:
        done = run("compile", "-", "--to", "json", stdin="companies in São Paulo, inovação", env=env)
        assert b"Traceback" not in done.stderr
        assert "São Paulo" in done.stdout.decode()
        done = run("check", "-", stdin="日本 innovative", env=env)
        assert b"Traceback" not in done.stderr

    def test_no_colour_in_a_pipe(self) -> None:
        assert b"\x1b" not in run("check", "-e", VAGUE).stdout

    def test_start_up_imports_nothing_heavy(self) -> None:
        code = (
            "import sys; from icplang.cli.main import main\n"
            f"main(['compile', '-e', {CLEAN!r}]); main(['compile', '-e', {CLEAN!r}, '--to', 'json'])\n"
            "heavy = {'rich', 'pydantic', 'duckdb', 'prompt_toolkit', 'sqlglot', 'rapidfuzz'} & set(sys.modules)\n"
            "sys.exit(f'imported {heavy}' if heavy else 0)"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=env)
        assert done.returncode == 0, done.stderr


class TestBatch:
    def test_a_line_in_a_line_out(self) -> None:
        lines = [{"id": "a", "text": CLEAN}, {"id": 2, "text": VAGUE}, {"id": None, "text": "日本"}, {"text": "US"}]
        done = run("compile", "--batch", "-", "--to", "json", stdin="\n".join(map(json.dumps, lines)))
        assert done.returncode == 0, done.stderr
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [a["id"] for a in answers] == ["a", 2, None, 4]
        assert all(a["output"]["format"] == "icplang/1" for a in answers)

    def test_the_same_as_one_by_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run("compile", "--batch", "-", "--to", "json", stdin=json.dumps({"id": 1, "text": VAGUE}))
        main(["compile", "-e", VAGUE, "--to", "json"])
        assert json.loads(done.stdout)["output"] == json.loads(capsys.readouterr().out)

    def test_a_bad_line_stops_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "icps.jsonl"
        bad = [
            b"{",
            b"[]",
            b'{"id": 3}',
            b'{"id": 4, "text": 5}',
            b"caf\xe9",
            b'{"id": 6, "text": "\\ud800"}',
            b"[" * 100_000,
        ]
        good = json.dumps({"id": "good", "text": CLEAN}).encode()
        path.write_bytes(b"\n".join([*bad, b"", good]))
        done = run("compile", "--batch", str(path), "--to", "json")
        assert done.returncode == 2
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [a["id"] for a in answers] == [1, 2, 3, 4, 5, 6, 7, "good"]
        assert all(isinstance(a["error"], str) for a in answers[:-1])
        assert "output" in answers[-1]
        assert b"7 of 8 lines" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_a_missing_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "--batch", "/nowhere.jsonl", "--to", "json"]) == 2
        assert "cannot read" in capsys.readouterr().err


class TestCheck:
    def test_clean_is_silent(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "-e", CLEAN]) == 0
        assert capsys.readouterr() == ("", "")

    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "-e", VAGUE]) == 1
        out = capsys.readouterr().out
        assert "error[vague-phrase]" in out
        assert out.endswith("1 error\n")

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "-e", VAGUE, "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)["diagnostics"][0]
        assert VAGUE[found["span"]["start"] : found["span"]["end"]] == "innovative"

    def test_github(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "icp.txt"
        path.write_text(VAGUE, encoding="utf-8")
        assert main(["check", str(path), "--format", "github"]) == 1
        assert capsys.readouterr().out.startswith(f"::error file={path},line=1,col=23,title=vague-phrase::")

    def test_several_files_and_the_worst_counts(
        self, icp: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        binary = tmp_path / "b.bin"
        binary.write_bytes(b"\0")
        assert main(["check", str(icp), str(binary)]) == 2
        assert "not-text" in capsys.readouterr().out


class TestExplain:
    def test_clause_by_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", "-e", CLEAN]) == 0
        out = capsys.readouterr().out
        assert "Must: 50 to 500 employees\n  from       50-500 employees (1:14)\n" in out
        assert '{"op": "range", "field": "employees", "min": 50, "max": 500}' in out
        assert "require, firmographic" in out


class TestMatch:
    @pytest.fixture
    def accounts(self, tmp_path: Path) -> Path:
        path = tmp_path / "accounts.csv"
        path.write_text("id,name,employees\n1,Small,10\n2,Right,100\n3,Large,900\n4,Unknown,\n", encoding="utf-8")
        return path

    def test_csv_to_a_pipe(self, profile: Path, accounts: Path) -> None:
        done = run("match", str(profile), str(accounts))
        assert done.returncode == 0, done.stderr
        assert b"Right" in done.stdout
        assert b"Small" not in done.stdout
        assert b"Unknown" not in done.stdout
        assert b"1 of 4 accounts match" in done.stderr

    def test_the_icp_itself(self, accounts: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["match", "-e", "50-500 employees", "--limit", "5", str(accounts)]) == 0
        assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()] == ["name", "Right"]
        assert main(["match", "icp.txt", "-e", "US", str(accounts)]) == 2

    def test_to_a_file(self, profile: Path, accounts: Path, tmp_path: Path) -> None:
        out = tmp_path / "matched.csv"
        assert main(["match", str(profile), str(accounts), "-o", str(out)]) == 0
        assert "Right" in out.read_text(encoding="utf-8")
        assert not list(tmp_path.glob(".*"))

    def test_an_icp_with_errors_matches_nothing(
        self, accounts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        icp = tmp_path / "icp.txt"
        icp.write_text(VAGUE, encoding="utf-8")
        assert main(["match", str(icp), str(accounts)]) == 1
        assert capsys.readouterr().out == ""

    def test_wrong_files(
        self, profile: Path, accounts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for args in (
            ["/nowhere.csv"],
            [str(tmp_path)],
            [str(accounts), "--table", "rounds"],
            [str(accounts), "--limit", "-1"],
            [str(accounts), "-o", "/nowhere/out.csv"],
        ):
            assert main(["match", str(profile), *args]) == 2
            assert "Traceback" not in capsys.readouterr().err


class TestVocab:
    def test_find(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["vocab", "find", "sales engagement"]) == 0
        assert "technology_category\tsales-engagement\t" in capsys.readouterr().out.splitlines()[0]
        assert main(["vocab", "find", "sales", "engagement", "--kind", "technology_category", "--limit", "1"]) == 0
        assert capsys.readouterr().out.count("\n") == 1

    def test_find_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["vocab", "find", "qqqqzzzzxxxx"]) == 1
        assert capsys.readouterr().out == ""

    def test_list_and_stats(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["vocab", "list"]) == 0
        assert "technology\t" in capsys.readouterr().out
        assert main(["vocab", "list", "stage"]) == 0
        assert "series-a\tSeries A" in capsys.readouterr().out
        assert main(["vocab", "stats"]) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith("all\t")

    def test_a_kind_misspelt(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["vocab", "list", "tecnology"]) == 2
        assert "did you mean `technology`?" in capsys.readouterr().err


class TestRest:
    def test_schema(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema"]) == 0
        assert json.loads(capsys.readouterr().out)["title"]

    def test_help_and_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert capsys.readouterr().out.startswith("icplang ")
        assert main(["--help"]) == 0
        out = capsys.readouterr().out
        assert "examples:" in out
        assert "exit status:" in out
        for name in ("compile", "check", "explain", "match", "repl", "vocab", "schema"):
            assert f"  {name} " in out
            assert main([name, "--help"]) == 0
        assert main([]) == 2

    def test_an_internal_error_is_one_plain_message(self) -> None:
        code = (
            "import sys, icplang.cli.check as c; c.vocabulary = lambda _: 1 / 0;"
            "from icplang.cli.main import main; sys.exit(main(['check', '-e', 'US']))"
        )
        for debug, status in (("", 70), ("1", 1)):
            done = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT), "ICPLANG_DEBUG": debug},
            )
            assert done.returncode == status
            assert (b"Traceback" in done.stderr) == bool(debug)
            assert b"ZeroDivisionError" in done.stderr

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(max_size=80))
    @example(text="--")
    def test_any_text_ends_in_a_status(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compile", "-e", text]) in (0, 1, 2)
        assert "internal error" not in capsys.readouterr().err
