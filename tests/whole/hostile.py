"""Hostile files: no crash, bounded memory and time, totals that reconcile, and nothing written outside the case."""
import json
import os
import resource
import shutil
import subprocess
import time

from running import Folder, PROGRAM, ROOT, fail, run, skip

HOSTILE = ROOT.parent / "shared" / "fixtures" / "hostile"
MEBIBYTES = 512
SECONDS = 10


def ingest(case, path):
    """Exit status, seconds and peak memory in MiB of one ingest."""
    start = time.monotonic()
    process = subprocess.Popen([str(PROGRAM), "ingest", str(case), str(path)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        fail(f"{path}: exit {code}\n{errors.decode(errors='replace')}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def check_totals(case):
    for line in run("export", case, "sources").splitlines():
        entries = json.loads(line)["entries"]
        parts = sum(entries[k] for k in ("read", "not_recognised", "refused", "damaged"))
        if entries["found"] != parts:
            fail(f"totals do not reconcile: {line.decode()}")


def listing(folder):
    return sorted(str(p) for p in folder.rglob("*") if "case" not in p.relative_to(folder).parts[:1])


if not HOSTILE.is_dir():
    skip("no files of others on this machine")
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
with Folder() as folder:
    before = listing(HOSTILE.parent)
    run("init", folder / "case", "--policy", "ooh")
    _, peak = ingest(folder / "case", HOSTILE)
    if peak > MEBIBYTES:
        fail(f"the whole folder took {peak:.0f} MiB")
    check_totals(folder / "case")
    run("verify", folder / "case")
    if listing(folder) or listing(HOSTILE.parent) != before:
        fail("something was written outside the case")
with Folder() as folder:
    run("init", folder / "pristine", "--policy", "ooh")
    for file in sorted(p for p in HOSTILE.rglob("*") if p.is_file()):
        shutil.copytree(folder / "pristine", folder / "case")
        seconds, peak = ingest(folder / "case", file)
        if seconds > SECONDS or peak > MEBIBYTES:
            fail(f"{file.name}: {seconds:.1f} s, {peak:.0f} MiB")
        shutil.rmtree(folder / "case")
