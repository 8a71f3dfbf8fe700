"""Two hundred mailboxes with something wrong in each: the run goes on, and each ends read, partial or unread, with a reason
when something is missing."""
import json
import random
import shutil

from running import Folder, ROOT, fail, run, skip

ORIGINALS = ROOT.parent / "shared" / "fixtures" / "school" / "pst"
COUNT = 200
WORDS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\0\0\0")


def mutated(data, chance):
    """A copy with bits flipped, words put in, a piece zeroed, or the end cut off."""
    data = bytearray(data)
    kind = chance.choice(("flip", "flip", "word", "zero", "cut"))
    if kind == "cut":
        return data[:chance.randrange(5, len(data))]
    for _ in range(chance.choice((1, 3, 10, 50, 200))):
        # The first bytes say that it is a mailbox: without them it is no test.
        at = chance.randrange(8, len(data) - 64)
        if kind == "flip":
            data[at] ^= 1 << chance.randrange(8)
        elif kind == "word":
            data[at:at + 4] = chance.choice(WORDS)
        else:
            data[at:at + 64] = bytes(64)
    return data


def make(folder):
    chance = random.Random(20260105)
    originals = [file.read_bytes() for file in sorted(ORIGINALS.glob("*.pst"))]
    different = {}  # equal bytes count once
    while len(different) < COUNT:
        different[bytes(mutated(chance.choice(originals), chance))] = None
    folder.mkdir()
    for number, data in enumerate(different):
        (folder / f"{number:03}.pst").write_bytes(data)


def check(case):
    problems = {}
    for line in run("export", case, "problems").splitlines():
        problem = json.loads(line)
        problems.setdefault(problem["origin"]["source"], []).append(problem["code"])
    count = {}
    sources = [json.loads(line) for line in run("export", case, "sources").splitlines()]
    for source in sources:
        status = source["status"]
        count[status] = count.get(status, 0) + 1
        if status not in ("read", "partial", "unread"):
            fail(f"{source['path']}: {status}")
        if status != "read" and not problems.get(source["path"]):
            fail(f"{source['path']}: {status}, and nothing says why")
    if len(sources) != COUNT:
        fail(f"{COUNT} mailboxes, {len(sources)} sources")
    codes = {}
    for found in problems.values():
        for code in found:
            codes[code] = codes.get(code, 0) + 1
    print(count, codes)


if not ORIGINALS.is_dir() or not list(ORIGINALS.glob("*.pst")):
    skip("no mailboxes of others on this machine")
with Folder() as folder:
    make(folder / "mutated")
    run("init", folder / "case", "--policy", "ooh")
    run("ingest", folder / "case", folder / "mutated", statuses=(0, 3), timeout=800)
    check(folder / "case")
    run("verify", folder / "case", statuses=(0,))
    shutil.rmtree(folder / "mutated")
