#!/usr/bin/env python3
"""Runs clang-tidy (.clang-tidy: ten checks) over the sources of the layers, and fails on what it finds.

    script/check_tidy.py BUILD_FOLDER [FILE...]      needs BUILD_FOLDER/compile_commands.json
    script/check_tidy.py --self-test

clang 14 cannot read some uses of ranges that g++ 12 can. Such a file is not looked at, and named; in the layers
that are fuzzed with clang (base, model, archive, import) it is a failure.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import ROOT, code_paths

MUST_BE_READABLE = ("src/base/", "src/model/", "src/archive/", "src/import/")


def without_precompiled(build: Path, folder: Path) -> None:
    """The commands of the build without g++'s precompiled headers, which clang cannot read; and a file that leans on
    them without including what it uses should be seen. A warning of clang is no complaint: g++ judges those."""
    commands = json.loads((build / "compile_commands.json").read_text())
    for one in commands:
        one["command"] = re.sub(r" -(?:Werror|Winvalid-pch|fpch-preprocess|include \S+/cmake_pch\.hxx)(?= )", "", one["command"])
    (folder / "compile_commands.json").write_text(json.dumps(commands))


def tidy(build: Path, file: Path) -> tuple[list[str], bool]:
    """What the checks say about the file, and whether clang could read it."""
    done = subprocess.run(["clang-tidy", "-p", str(build), "--quiet", f"--config-file={ROOT / '.clang-tidy'}", str(file)],
                          capture_output=True, text=True)
    said = [line for line in done.stdout.splitlines() if re.search(r": (?:error|warning): .*\[[\w.,-]+\]$", line)]
    broken = [line for line in said if "clang-diagnostic-error" in line]
    if done.returncode != 0 and not said:
        raise SystemExit(f"clang-tidy failed on {file}:\n{done.stderr}")
    return sorted({line for line in said if line not in broken}), not broken


def judge(build: Path, files: list[str], root: Path) -> tuple[list[str], list[str]]:
    """Complaints, and the files that were not looked at."""
    complaints, unread = set(), []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name, (said, readable) in zip(files, pool.map(lambda f: tidy(build, root / f), files)):
            complaints.update(line.replace(f"{root}/", "") for line in said)
            if not readable:
                unread.append(name)
                if name.startswith(MUST_BE_READABLE):
                    complaints.add(f"{name}: clang cannot read this, and its layer is fuzzed with clang")
    return sorted(complaints), unread


def self_test() -> int:
    bad = "#include <string>\n#include <utility>\nstd::string f(std::string a) { std::string b = std::move(a); return a + b; }\n"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bad.cpp").write_text(bad)
        (root / "good.cpp").write_text("int g() { return 1; }\n")
        (root / "compile_commands.json").write_text("[" + ",".join(
            f'{{"directory": "{root}", "file": "{name}", "command": "c++ -std=c++20 -c {name}"}}' for name in ("bad.cpp", "good.cpp")) + "]")
        complaints, unread = judge(root, ["bad.cpp", "good.cpp"], root)
    works = len(complaints) == 1 and "bugprone-use-after-move" in complaints[0] and not unread
    print("the proof holds" if works else f"expected one use after move, got {complaints}, unread {unread}")
    return 0 if works else 1


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        return self_test()
    if not arguments:
        sys.exit("usage: script/check_tidy.py BUILD_FOLDER [FILE...] | --self-test")
    files = arguments[1:] or [path for path in code_paths(ROOT) if path.endswith(".cpp")]
    with tempfile.TemporaryDirectory() as folder:
        without_precompiled(Path(arguments[0]), Path(folder))
        complaints, unread = judge(Path(folder), files, ROOT)
    print("\n".join(complaints))
    print(f"clang-tidy: {len(files) - len(unread)} files looked at, {len(complaints)} complaints")
    for name in unread:
        print(f"not looked at, clang cannot read its ranges: {name}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
