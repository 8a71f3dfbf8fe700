"""The invented school gives exactly the expected findings under each of the five protocols.

With SCHOUW_UPDATE_GOLDEN set the files are written instead; the difference is reviewed like code, against the list of
what is planted in sample-data/README.md."""
import os

from running import Folder, POLICIES, SAMPLE, run, run_sample, same

for policy in POLICIES:
    with Folder() as folder:
        case, _ = run_sample(folder, "--policy", policy)
        findings = run("export", case, "findings", "--format", "json")
        golden = SAMPLE / "expected" / f"{policy}.json"
        if "SCHOUW_UPDATE_GOLDEN" in os.environ:
            golden.parent.mkdir(exist_ok=True)
            golden.write_bytes(findings)
        same(golden.name, golden.read_bytes(), findings)
