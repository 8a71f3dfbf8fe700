"""What the check_*.py scripts share: the files of the tree, and one way to run a check and to prove that it can fail.

A check is a function: root folder -> list of complaints. Its proofs are small invented trees that must be refused;
`--self-test` runs them, and ctest runs that beside the check itself.
"""
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("include/", "src/", "indexer/", "reports/")


@dataclass(frozen=True)
class Proof:
    """An invented tree, and a piece of the complaint it must give (None: it must give none)."""
    name: str
    files: dict
    complaint: str | None


def paths(root: Path) -> list[str]:
    """All files of the tree that are, or would be, in the repository: relative, '/'-separated, sorted."""
    if (root / ".git").exists():
        listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                 cwd=root, check=True, capture_output=True).stdout.decode()
        found = [name for name in listing.split("\0") if name]
    else:  # an unpacked source archive, or the tree of a proof
        found = [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()]
        found = [name for name in found if not name.startswith("build/")]
    return sorted({name for name in found if (root / name).is_file()})


def code_paths(root: Path) -> list[str]:
    return [p for p in paths(root) if p.endswith((".h", ".cpp", ".def")) and p.startswith(CODE_FOLDERS)]


def lines(root: Path, path: str) -> list[str]:
    return (root / path).read_text(encoding="utf-8", errors="replace").splitlines()


def _plant(root: Path, files: dict) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _self_test(check, proofs) -> int:
    failed = 0
    for proof in proofs:
        with tempfile.TemporaryDirectory() as folder:
            _plant(Path(folder), proof.files)
            complaints = check(Path(folder))
        good = not complaints if proof.complaint is None else any(proof.complaint in c for c in complaints)
        if not good:
            failed += 1
            print(f"self-test '{proof.name}': expected {proof.complaint!r}, got {complaints}", file=sys.stderr)
    print(f"{len(proofs) - failed} of {len(proofs)} proofs hold")
    return 1 if failed else 0


def run(check, proofs) -> None:
    """Ends the program: 0 when the tree keeps the rule, 1 with a line per complaint when it does not."""
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(_self_test(check, proofs))
    if sys.argv[1:]:
        sys.exit("usage: no arguments, or --self-test")
    complaints = check(ROOT)
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)
