"""Each hostile file alone: no crash, bounded memory and time. PART OF: this one's share of the files."""
import shutil
import sys

from hostile_files import HOSTILE, MEBIBYTES, ingest
from running import Folder, fail, run

SECONDS = 10
part, of = int(sys.argv[3]), int(sys.argv[4])
files = sorted(p for p in HOSTILE.rglob("*") if p.is_file())[part - 1::of]
with Folder() as folder:
    run("init", folder / "pristine", "--policy", "ooh")
    for file in files:
        shutil.copytree(folder / "pristine", folder / "case")
        seconds, peak = ingest(folder / "case", file)
        if seconds > SECONDS or peak > MEBIBYTES:
            fail(f"{file.name}: {seconds:.1f} s, {peak:.0f} MiB")
        shutil.rmtree(folder / "case")
