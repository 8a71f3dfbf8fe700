#!/usr/bin/env python3
"""Holds every #include to the layer table in CMakeLists.txt.

A layer includes itself and what it USES; the headers a layer OWNS are its alone; a header that is neither
standard, POSIX nor owned needs a row in the table first. Threads live in pipeline.
"""
import re

from tree import Proof, code_paths, lines, run

STANDARD = set("""algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
cinttypes climits clocale cmath compare complex concepts condition_variable csetjmp csignal cstdarg cstddef cstdint
cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception filesystem forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex
new numbers numeric optional ostream queue random ranges ratio scoped_allocator semaphore set shared_mutex
source_location span sstream stack stdexcept stop_token streambuf string string_view system_error thread tuple
type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version""".split())
POSIX = set("""dirent.h dlfcn.h fcntl.h iconv.h langinfo.h poll.h pwd.h signal.h spawn.h termios.h unistd.h
sys/file.h sys/ioctl.h sys/mman.h sys/prctl.h sys/resource.h sys/stat.h sys/statvfs.h sys/time.h sys/types.h
sys/vfs.h sys/wait.h""".split())
# What g++ 12 lacks of the standard library, and stands in for it (docs/adr/0004-fmt-everywhere.md).
STAND_INS = {"fmt/format.h"}  # <format>
# Each with the layers that may have it, and why nobody else does.
RESERVED = {
    "atomic": ("pipeline", "threads"), "barrier": ("pipeline", "threads"), "condition_variable": ("pipeline", "threads"),
    "future": ("pipeline", "threads"), "latch": ("pipeline", "threads"), "mutex": ("pipeline", "threads"),
    "semaphore": ("pipeline", "threads"), "shared_mutex": ("pipeline", "threads"), "stop_token": ("pipeline", "threads"),
    "thread": ("pipeline", "threads"), "regex": ("", "a grammar by hand"), "iostream": ("", "fmt/format.h"),
    "iomanip": ("", "fmt/format.h"), "clocale": ("cli", "the locale"), "pwd.h": ("cli", "the environment"),
}


def layer_table(text: str) -> dict:
    """name -> {folder, uses, owns}, read from the calls in CMakeLists.txt."""
    table = {}
    for call in re.finditer(r"^schouw_(layer|program)\((.*?)\)", text, re.M | re.S):
        words = re.sub(r"#.*", "", call.group(2)).split()
        name = words[0] if call.group(1) == "layer" else "cli"
        row = {"folder": f"src/{name}", "uses": [], "owns": []}
        part = ""
        for word in words[1:]:
            if word in ("DIR", "USES", "OWNS", "LINKS"):
                part = word
            elif part == "DIR":
                row["folder"] = word
            elif part in ("USES", "OWNS"):
                row[part.lower()].append(word)
        table[name] = row
    return table


def layer_of(path: str, table: dict) -> str | None:
    if path.startswith("include/schouw/"):
        name = path.split("/")[2]
        return name if name in table else None
    return next((name for name, row in table.items() if path.startswith(row["folder"] + "/")), None)


def judge_system(header: str, layer: str, table: dict) -> str | None:
    owner = next((name for name, row in table.items() if any(header.startswith(o) for o in row["owns"])), None)
    if owner is not None:
        return None if owner == layer else f"<{header}> belongs to {owner}, not to {layer}"
    if header in RESERVED and RESERVED[header][0] != layer:
        allowed, what = RESERVED[header]
        return f"<{header}>: {what} {'is for ' + allowed + ' only' if allowed else 'takes its place'}"
    if header in STANDARD or header in POSIX or header in STAND_INS:
        return None
    return f"<{header}> is owned by no layer: add it to OWNS in CMakeLists.txt, with a decision in docs/adr/"


def judge_quoted(header: str, path: str, layer: str, table: dict, known: set) -> str | None:
    if not header.startswith("schouw/"):
        beside = path.rsplit("/", 1)[0] + "/" + header
        return None if beside in known else f'"{header}" does not lie beside this file'
    if f"include/{header}" not in known:
        return f'"{header}" does not exist'
    other = header.split("/")[1]
    if other == layer or other in table[layer]["uses"]:
        return None
    return f'"{header}": {layer} does not use {other}'


def check(root) -> list[str]:
    table = layer_table((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    sources = code_paths(root)
    complaints = []
    for path in sources:
        layer = layer_of(path, table)
        if layer is None:
            complaints.append(f"{path}: in no layer of CMakeLists.txt")
            continue
        for number, line in enumerate(lines(root, path), 1):
            found = re.match(r'\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")', line)
            if not found:
                continue
            system, quoted = found.groups()
            if quoted and quoted.endswith(".def"):
                continue
            wrong = judge_system(system, layer, table) if system else judge_quoted(quoted, path, layer, table, set(sources))
            if wrong:
                complaints.append(f"{path}:{number}: {wrong}")
    return complaints


TABLE = "schouw_layer(base OWNS nlohmann/)\nschouw_layer(model USES base)\nschouw_layer(index DIR indexer USES model OWNS xapian.h)\n"
HEADERS = {"CMakeLists.txt": TABLE, "include/schouw/base/a.h": "", "include/schouw/model/m.h": '#include "schouw/base/a.h"\n'}
PROOFS = [
    Proof("a tree that keeps the table", HEADERS | {"indexer/x.cpp": '#include <vector>\n#include <xapian.h>\n#include "schouw/model/m.h"\n'}, None),
    Proof("a layer that is not used", HEADERS | {"indexer/x.cpp": '#include "schouw/base/a.h"\n'}, "indexer/x.cpp:1: \"schouw/base/a.h\": index does not use base"),
    Proof("upwards", HEADERS | {"src/base/x.cpp": '\n#include "schouw/model/m.h"\n'}, "src/base/x.cpp:2"),
    Proof("somebody else's library", HEADERS | {"src/model/x.cpp": "#include <nlohmann/json.hpp>\n"}, "belongs to base"),
    Proof("a library of nobody", HEADERS | {"src/model/x.cpp": "#include <curl/curl.h>\n"}, "owned by no layer"),
    Proof("a thread outside pipeline", HEADERS | {"src/model/x.cpp": "#include <mutex>\n"}, "pipeline only"),
    Proof("another folder's private header", HEADERS | {"src/model/x.cpp": '#include "secret.h"\n', "src/base/secret.h": ""}, "does not lie beside"),
    Proof("a folder without a layer", HEADERS | {"src/common/x.cpp": ""}, "in no layer"),
]

if __name__ == "__main__":
    run(check, PROOFS)
