#!/usr/bin/env python3
"""Writes registers/ and exports/ of the invented school, byte for byte the same on every run and machine.

    python3 sample-data/generate.py            writes the files next to this script
    python3 sample-data/generate.py --check    writes nothing; exit status 1 when a file differs

Standard library only. Compression is our own (generator/archive.py): zlib may give other bytes elsewhere.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import facebook, instagram, mail, magister, odds, registers, teams, whatsapp  # noqa: E402

HERE = Path(__file__).resolve().parent
PARTS = (registers, whatsapp, facebook, instagram, teams, magister, mail, odds)


def all_files():
    """Path below sample-data -> bytes."""
    files = {}
    for part in PARTS:
        for path, data in part.files().items():
            if path in files:
                raise SystemExit(f"{path}: made twice")
            files[path] = data
    return files


def leftovers(files):
    """Files of an earlier generation that this one no longer makes."""
    kept = {HERE / path for path in files}
    for folder in ("registers", "exports"):
        yield from (p for p in sorted((HERE / folder).rglob("*")) if p.is_file() and p not in kept)


def check(files):
    wrong = [p for p, data in files.items() if not (HERE / p).is_file() or (HERE / p).read_bytes() != data]
    wrong += [str(p.relative_to(HERE)) for p in leftovers(files)]
    for path in wrong:
        print(f"differs: {path}", file=sys.stderr)
    return 1 if wrong else 0


def write(files):
    for path in list(leftovers(files)):
        path.unlink()
    for path, data in sorted(files.items()):
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes")
    return 0


if __name__ == "__main__":
    made = all_files()
    sys.exit(check(made) if "--check" in sys.argv[1:] else write(made))
