"""What the whole-run tests share: a temporary folder, running the program, and comparing."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(sys.argv[2]).resolve()
SAMPLE = ROOT / "sample-data"
POLICIES = ("ooh", "eduvier", "cvo-nwf", "merlet", "de-breul")
SKIP = 77


def run(*args, env=None, statuses=(0,), timeout=300):
    """Runs the program and gives its stdout; another exit status than those ends the test."""
    done = subprocess.run([str(PROGRAM), *map(str, args)], capture_output=True, timeout=timeout,
                          env={**os.environ, **(env or {})})
    if done.returncode not in statuses:
        fail(f"schouw {' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def fail(message):
    print(message)
    sys.exit(1)


def skip(message):
    print(message)
    sys.exit(SKIP)


def same(what, expected, actual):
    """Ends the test at the first line that differs."""
    if expected == actual:
        return
    old, new = expected.splitlines(), actual.splitlines()
    for number, (a, b) in enumerate(zip(old, new), 1):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            around = slice(max(0, at - 60), at + 120)
            fail(f"{what}: line {number} differs\n  expected ...{a[around]!r}\n  actual   ...{b[around]!r}")
    fail(f"{what}: {len(old)} lines expected, {len(new)} lines came")


class Folder:
    """A temporary folder that is gone afterwards."""

    def __enter__(self):
        # In memory where that is possible: thousands of cases, each synced to disk, would cost minutes.
        memory = pathlib.Path("/dev/shm")
        usable = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="schouw-test-", dir=memory if usable else None))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def run_sample(folder, *options, env=None):
    """Runs the plan of sample-data on a copy, so that nothing is written beside the evidence."""
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("case", "report.*", "expected"))
    run("run", copy / "plan.json", "--case", folder / "case", *options, env=env, statuses=(0, 3))
    return folder / "case", copy
