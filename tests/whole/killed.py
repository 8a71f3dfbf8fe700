"""kill -9 at random moments of an ingest, each followed by a rerun: the case is that of an uninterrupted run."""
import random
import shutil
import subprocess
import time

from running import Folder, PROGRAM, SAMPLE, run, same

KILLS = 50
MESSAGES = 30_000


def make_chat(path):
    """A chat that takes long enough to be interrupted, with equal lines in it."""
    names = ("Juf Karin", "Meester Bas", "Fatima", "Sem de Boer")
    with path.open("w") as chat:
        for i in range(MESSAGES):
            minute = i // 7
            chat.write(f"{1 + minute // 1440 % 28:02}-{1 + minute // 40320 % 12:02}-2025 {minute // 60 % 24:02}:"
                       f"{minute % 60:02} - {names[i % 4]}: bericht {i // 3 % 5000} over het huiswerk\n")


def outcome(case):
    run("audit", case, "--as-of", "2026-08-15", statuses=(0, 3))
    return {kind: run("export", case, kind) for kind in ("messages", "findings", "conversations", "sources")}


with Folder() as folder:
    exports = folder / "exports"
    shutil.copytree(SAMPLE / "exports", exports)
    make_chat(exports / "WhatsApp-chat met Team 6.txt")
    pristine = folder / "pristine"
    shutil.copytree(SAMPLE, folder / "sample", ignore=shutil.ignore_patterns("case", "report.*", "exports"))
    (folder / "sample" / "exports").mkdir()
    run("init", pristine, "--plan", folder / "sample" / "plan.json")

    whole = folder / "whole"
    shutil.copytree(pristine, whole)
    start = time.monotonic()
    run("ingest", whole, exports, statuses=(0, 3))
    duration = time.monotonic() - start
    expected = outcome(whole)

    chance = random.Random(20260815)
    for kill in range(KILLS):
        case = folder / "case"
        shutil.copytree(pristine, case)
        process = subprocess.Popen([str(PROGRAM), "ingest", str(case), str(exports)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, duration))
        process.kill()
        process.wait()
        run("ingest", case, exports, statuses=(0, 3))
        run("verify", case)
        for what, text in outcome(case).items():
            same(f"kill {kill}: {what}", expected[what], text)
        hits = run("search", case, "huiswerk", "--count", "1", "--format", "json")
        same(f"kill {kill}: search", run("search", whole, "huiswerk", "--count", "1", "--format", "json"), hits)
        shutil.rmtree(case)
