#!/usr/bin/env python3
"""Runs clang-tidy (.clang-tidy: ten checks) over the sources of the layers, and fails on what it finds.

    script/check_tidy.py BUILD_FOLDER [FILE...]      needs BUILD_FOLDER/compile_commands.json
    script/check_tidy.py --self-test

A build folder that compiles several sources at once (release, asan) is looked at in the same portions, four times as quick;
one that compiles each alone (dev) says too where a source leans on an include of another. A source that clang 14 cannot
read is a complaint: it would be looked at by nobody, and not fuzzed.
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


def sources_of(unit: Path) -> list[Path]:
    """The sources that are compiled with the unit: those that it joins, or itself."""
    joined = re.findall(r'^#include "(/.+\.cpp)"$', unit.read_text(), re.MULTILINE) if "Unity" in unit.parts else []
    return [Path(source) for source in joined] or [unit]


def units_with(commands: list[dict], files: list[str], root: Path) -> list[Path]:
    """What must be looked at for these files. A file that nobody compiles is an error."""
    wanted = {root / name for name in files}
    units = [unit for unit in sorted({Path(one["file"]) for one in commands}) if wanted.intersection(sources_of(unit))]
    missing = wanted.difference(source for unit in units for source in sources_of(unit))
    if missing:
        raise SystemExit(f"not in the build: {', '.join(sorted(str(one) for one in missing))}")
    return units


def without_precompiled(commands: list[dict], folder: Path) -> None:
    """The commands of the build without g++'s precompiled headers, which clang cannot read; and a file that leans on
    them without including what it uses should be seen. A warning of clang is no complaint: g++ judges those."""
    for one in commands:
        one["command"] = re.sub(r" -(?:Werror|Winvalid-pch|fpch-preprocess|include \S+/cmake_pch\.hxx)(?= )", "", one["command"])
    (folder / "compile_commands.json").write_text(json.dumps(commands))


def tidy(build: Path, unit: Path) -> list[str]:
    done = subprocess.run(["clang-tidy", "-p", str(build), "--quiet", f"--config-file={ROOT / '.clang-tidy'}", str(unit)],
                          capture_output=True, text=True)
    said = [line for line in done.stdout.splitlines() if re.search(r": (?:error|warning): .*\[[\w.,-]+\]$", line)]
    if done.returncode != 0 and not said:
        raise SystemExit(f"clang-tidy failed on {unit}:\n{done.stderr}")
    return said


def judge(commands: list[dict], files: list[str], root: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        units = units_with(commands, files, root)
        without_precompiled(commands, Path(folder))
        said = pool.map(lambda unit: tidy(Path(folder), unit), units)
        return sorted({line.replace(f"{root}/", "") for lines in said for line in lines})


def self_test() -> int:
    """The same mistake in a source that is compiled alone and in one that is compiled with another."""
    bad = "#include <string>\n#include <utility>\nstd::string f(std::string a) { std::string b = std::move(a); return a + b; }\n"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {"src/alone.cpp": bad, "src/joined.cpp": bad.replace("f(", "g("), "src/good.cpp": "int h() { return 1; }\n",
                 "Unity/unity_0.cxx": f'#include "{root}/src/good.cpp"\n#include "{root}/src/joined.cpp"\n'}
        for name, text in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text)
        commands = [{"directory": folder, "file": f"{folder}/{name}", "command": f"c++ -std=c++20 -c {folder}/{name}"}
                    for name in ("src/alone.cpp", "Unity/unity_0.cxx")]
        said = judge(commands, ["src/alone.cpp", "src/joined.cpp", "src/good.cpp"], root)
    works = [line.split(":")[0] for line in said] == ["src/alone.cpp", "src/joined.cpp"] and all("use-after-move" in line for line in said)
    print("the proof holds" if works else f"expected two uses after a move, got {said}")
    return 0 if works else 1


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        return self_test()
    if not arguments:
        sys.exit("usage: script/check_tidy.py BUILD_FOLDER [FILE...] | --self-test")
    files = arguments[1:] or [path for path in code_paths(ROOT) if path.endswith(".cpp")]
    commands = json.loads((Path(arguments[0]) / "compile_commands.json").read_text())
    complaints = judge(commands, files, ROOT)
    print("\n".join(complaints))
    print(f"clang-tidy: {len(files)} files looked at, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
