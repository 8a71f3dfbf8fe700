"""A whole run opens no internet socket: strace sees no AF_INET, AF_INET6 or AF_NETLINK."""
import shutil
import subprocess

from running import Folder, PROGRAM, SAMPLE, fail, skip

if shutil.which("strace") is None:
    skip("strace is not on this machine")
with Folder() as folder:
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("case", "report.*"))
    trace = folder / "trace"
    done = subprocess.run(["strace", "-f", "-e", "trace=network", "-o", str(trace), str(PROGRAM), "run",
                           str(copy / "plan.json"), "--case", str(folder / "case")], capture_output=True)
    if not trace.exists() or b"ptrace" in done.stderr and done.returncode not in (0, 3):
        skip("this machine does not allow tracing")
    if done.returncode not in (0, 3):
        fail(done.stderr.decode(errors="replace"))
    bad = [line for line in trace.read_text(errors="replace").splitlines()
           if any(family in line for family in ("AF_INET", "AF_NETLINK"))]
    if bad:
        fail("sockets were opened:\n" + "\n".join(bad[:10]))
