"""The tour in README.md is true: its commands, run on a copy of the sample, print the lines that it shows.

"..." alone stands for any lines, within a line for any text; "  # ..." is a remark."""
import re
import shlex
import shutil
import subprocess

from running import Folder, PROGRAM, ROOT, SAMPLE, fail


def commands():
    """Each command of the tour as its words, with the lines shown under it."""
    tour = re.search(r"^## A tour.*?^```\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    steps = []
    for line in tour.group(1).splitlines():
        if line.startswith("$ "):
            steps.append((shlex.split(line[2:], comments=True), []))
        elif shown := re.sub(r"\s+#.*|^\.\.\.$", "", line):
            steps[-1][1].append(shown)
    return steps


def shows(actual, line):
    return re.fullmatch(".*".join(re.escape(piece) for piece in line.split("...")), actual) is not None


with Folder() as folder:
    shutil.copytree(SAMPLE, folder / "sample-data", ignore=shutil.ignore_patterns("case", "report.*", "reports", "expected"))
    steps = commands()
    if len(steps) < 5:
        fail(f"the tour has {len(steps)} commands")
    for words, lines in steps:
        done = subprocess.run([str(PROGRAM), *words[1:]], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=100)
        printed = done.stdout.splitlines()
        at = 0
        for line in lines:
            found = next((i for i in range(at, len(printed)) if shows(printed[i], line)), None)
            if found is None:
                fail(f"README.md shows under `{' '.join(words)}`:\n  {line}\nand the program printed:\n  " + "\n  ".join(printed))
            at = found + 1
