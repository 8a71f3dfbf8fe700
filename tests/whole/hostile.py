"""The whole folder of hostile files: no crash, bounded memory, totals that reconcile, nothing written outside the case."""
import json

from hostile_files import HOSTILE, MEBIBYTES, ingest
from running import Folder, fail, run


def check_totals(case):
    for line in run("export", case, "sources").splitlines():
        entries = json.loads(line)["entries"]
        parts = sum(entries[k] for k in ("read", "not_recognised", "refused", "damaged"))
        if entries["found"] != parts:
            fail(f"totals do not reconcile: {line.decode()}")


def listing(folder):
    return sorted(str(p) for p in folder.rglob("*") if "case" not in p.relative_to(folder).parts[:1])


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
