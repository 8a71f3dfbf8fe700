"""What was decided about 500 findings is there after a new audit, an edited protocol, a move and on another machine."""
import json
import shutil

from running import Folder, fail, run

PUPILS = 500
STATES = ("confirm", "dismiss", "unsure")


def school(folder):
    """One teacher, 500 pupils, and a chat with each."""
    rows = ["person_id,role,given_name,family_name,phone", "m1,staff,Ans,Horzel,0610000001"]
    (folder / "chats").mkdir()
    for n in range(PUPILS):
        rows.append(f"l{n},pupil,Leerling,Nummer{n},06100{n + 1000:05}")
        number = f"+31 6 100{n + 1000:05}"
        (folder / f"chats/WhatsApp-chat met {number}.txt").write_text(
            f"13-01-2026 16:{n % 60:02} - {number}: Mag toets {n} later?\n"
            f"13-01-2026 17:{n % 60:02} - Ans Horzel: Dat mag\n", encoding="utf-8")
    (folder / "people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    plan = {"title": "Verzonnen", "purpose": "Proef", "legal_ground": "AVG 6 lid 1 f", "approved_by": "Rector",
            "case": "case/", "registers": ["people.csv"], "policy": "de-breul", "time_zone": "Europe/Amsterdam",
            "exports": ["chats/"], "reports": []}
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    run("run", folder / "plan.json", statuses=(0, 3))


def findings(case):
    return [json.loads(line) for line in run("export", case, "findings", "--format", "jsonl").splitlines()]


def decide(case, chosen):
    for n, finding in enumerate(chosen):
        run("review", case, STATES[n % 3], finding["id"], "--reason", f"reden {n}", "--by", "An")


def decisions(case):
    """What stands beside each finding, by fingerprint."""
    return {f["fingerprint"]: f["review"] for f in findings(case) if f["review"]["state"] != "open"}


with Folder() as folder:
    school(folder)
    case = folder / "case"
    chosen = findings(case)[:PUPILS]
    if len(chosen) < PUPILS:
        fail(f"{len(chosen)} findings of {PUPILS} chats")
    decide(case, chosen)
    before, exported = decisions(case), run("review", case, "export")
    if len(before) != PUPILS:
        fail(f"{len(before)} decisions of {PUPILS}")

    run("audit", case, statuses=(0, 3))
    if decisions(case) != before:
        fail("a new audit changed a decision")

    own = folder / "own.json"
    run("policy", "new", "--from", "de-breul", "-o", own)
    policy = json.loads(own.read_text(encoding="utf-8"))
    policy["title"] = "Eigen protocol, tweede versie"
    own.write_text(json.dumps(policy), encoding="utf-8")
    run("audit", case, "--policy", own, statuses=(0, 3))
    if decisions(case) != before:
        fail("an edited protocol changed a decision")

    moved = folder / "moved"
    shutil.copytree(case, moved)
    run("verify", moved)
    if decisions(moved) != before or run("review", moved, "export") != exported:
        fail("a move changed a decision")

    (folder / "reviews.json").write_bytes(exported)
    shutil.rmtree(case)
    run("run", folder / "plan.json", statuses=(0, 3))
    if decisions(case):
        fail("a new case has decisions")
    run("review", case, "import", folder / "reviews.json")
    if decisions(case) != before:
        fail("another machine has other decisions")
