"""Hostile files: what the two tests of them share."""
import os
import resource
import subprocess
import time

from running import PROGRAM, ROOT, fail, skip

HOSTILE = ROOT.parent / "shared" / "fixtures" / "hostile"
MEBIBYTES = 512

if not HOSTILE.is_dir():
    skip("no files of others on this machine")
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
