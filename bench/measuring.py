"""What bench/run and bench/audit have in common: the release build, and the cost of a process."""
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
TICKS = os.sysconf("SC_CLK_TCK")


def build():
    environment = dict(os.environ, SCHOUW_LAUNCHER=shutil.which("ccache") or "")
    subprocess.run(["cmake", "--preset", "release", "-DSCHOUW_BENCH=ON"], cwd=ROOT, env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "schouw", "make_corpus", "plain_xapian", "queries"],
                   cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def busy_seconds():
    user, nice, system = (int(word) for word in open("/proc/stat").readline().split()[1:4])
    return (user + nice + system) / TICKS


class Measured:
    def __init__(self, wall, cpu, peak_mb, foreign):
        self.wall, self.cpu, self.peak_mb, self.foreign = wall, cpu, peak_mb, foreign


def measure(command, environment=None, statuses=(0, 3)):
    """Wall and processor time, the largest resident set, and what others took of the processors meanwhile."""
    busy, begin = busy_seconds(), time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=dict(os.environ, **(environment or {})))
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        print(f"{command[0]} ended with status {process.returncode}", file=sys.stderr)
    cpu = used.ru_utime + used.ru_stime
    foreign = max(0.0, busy_seconds() - busy - cpu) / wall
    return Measured(wall, cpu, used.ru_maxrss / 1024, foreign)


def size_mb(*paths):
    total = 0
    for path in paths:
        files = [path] if path.is_file() else path.rglob("*")
        total += sum(file.stat().st_size for file in files if file.is_file())
    return total / 1e6
