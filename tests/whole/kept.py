"""What people decide is kept and guarded: reviews survive a new audit, another protocol and a move; any other change to
ledger, reviews or reports is found; a sealed case opens only for whom it is; a purge leaves nothing behind."""
import json
import shutil
import sqlite3
import subprocess

from running import Folder, fail, run, run_sample


def findings(case):
    return [json.loads(line) for line in run("export", case, "findings", "--format", "jsonl").splitlines()]


def review_of(case, fingerprint):
    return next((f["review"] for f in findings(case) if f["fingerprint"] == fingerprint), None)


def decide(case, high, other):
    run("review", case, "confirm", high["id"], "--by", "An")
    run("review", case, "second", high["id"], "agree", "--by", "An", statuses=(2,))  # not by the same person
    run("review", case, "second", high["id"], "agree", "--by", "Bo")
    run("review", case, "dismiss", other["id"], "--reason", "familie", "--by", "An")
    run("review", case, "assign", other["id"], "--to", "Cor")
    run("review", case, "breach", high["id"], "--discovered", "2026-08-14T09:00", "--nature", "verkeerd verzonden")


def check_kept(folder, case, high, other):
    before = run("review", case, "export")
    run("audit", case, "--policy", "cvo-nwf", statuses=(0, 3))
    run("audit", case, "--policy", "de-breul", statuses=(0, 3))
    if run("review", case, "export") != before:
        fail("reviews changed by an audit")
    if review_of(case, high["fingerprint"])["state"] != "confirmed" or \
            review_of(case, other["fingerprint"])["reason"] != "familie":
        fail("a decision is not with its finding")
    register = json.loads(run("review", case, "breaches", "--format", "json"))
    if [row["report_before"] for row in register] != ["2026-08-17T07:00:00Z"]:
        fail(f"the 72 hours are wrong: {register}")
    run("report", case, "--kind", "annual", "--format", "json", "-o", folder / "annual.json")
    cells = [cell for cell in json.loads((folder / "annual.json").read_text())["cell"] if cell["table"] == "breaches-by-state"]
    if [cell["row"] for cell in cells] != ["dismissed", "not-reported", "reported-in-time", "reported-late", "total"]:
        fail(f"the annual report has no register of breaches: {cells}")
    if any(cell["value"] for cell in cells):  # one breach is too few to show
        fail(f"the annual report gives a number of one: {cells}")
    moved = folder / "moved"
    shutil.copytree(case, moved)
    run("verify", moved)
    if run("review", moved, "export") != before:
        fail("reviews changed by a move")


def check_house_rules(folder, case):
    """A second person for names, and terms: both out of the protocol."""
    own = folder / "own.json"
    run("policy", "new", "--from", "de-breul", "-o", own)
    policy = json.loads(own.read_text(encoding="utf-8"))
    policy["names"] = "second-person"
    policy["retention"] = {"exports_months": 12, "findings_months": 24, "reports_months": 36}
    own.write_text(json.dumps(policy), encoding="utf-8")
    run("audit", case, "--policy", own, statuses=(0, 3))
    named = ("report", case, "--kind", "audit", "--format", "json", "--names")
    run(*named, statuses=(4,))
    me = [json.loads(line) for line in (case / "ledger.jsonl").read_text().splitlines()][-1]["by"]
    run(*named, "--names-with", me.split("@")[0].upper(), statuses=(4,))  # nobody is their own second person
    run(*named, "--names-with", "Bo")
    if json.loads((case / "ledger.jsonl").read_text().splitlines()[-1])["details"].get("names_with") != "Bo":
        fail("the ledger does not say who agreed to the names")
    run("report", case, "--kind", "audit", "--format", "json")

    def past(day):
        return {row["what"] for row in json.loads(run("doctor", case, "--format", "json", "--as-of", day))["past_term"]}
    if past("2000-01-01") or past("2060-01-01") != {"export", "finding", "report"}:
        fail(f"wrong terms: {past('2000-01-01')} {past('2060-01-01')}")
    policy["retention"] = {"exports_months": 0}
    own.write_text(json.dumps(policy), encoding="utf-8")
    run("policy", "check", own, statuses=(2,))
    run("audit", case, "--policy", "de-breul", statuses=(0, 3))
    if past("2060-01-01"):
        fail("terms that no protocol gives")


def check_tampering(folder, case):
    run("report", case, "--kind", "audit", "--format", "json")
    run("verify", case)

    def changed(name, change):
        copy = folder / "tampered"
        shutil.copytree(case, copy)
        change(copy)
        run("verify", copy, statuses=(5,))
        shutil.rmtree(copy)
        print(f"found: {name}")

    def flip(path, at):
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(bytes(data))

    size = (case / "ledger.jsonl").stat().st_size
    for at in (5, size // 3, size - 40, size - 1):
        changed(f"ledger byte {at}", lambda copy, at=at: flip(copy / "ledger.jsonl", at))
    changed("report", lambda copy: flip(copy / "reports/audit.json", 300))

    def sql(statement):
        def change(copy):
            with sqlite3.connect(copy / "case.db") as db:
                db.execute(statement)
        return change

    changed("reason of a review", sql("UPDATE review SET reason = 'Familie' WHERE reason = 'familie'"))
    changed("second reader", sql("UPDATE review SET more = replace(more, '\"Bo\"', '\"By\"')"))
    changed("removed review", sql("DELETE FROM review WHERE state = 'dismissed'"))

    def cut(copy):
        lines = (copy / "ledger.jsonl").read_bytes().splitlines(keepends=True)
        (copy / "ledger.jsonl").write_bytes(b"".join(lines[:-1]))
    changed("last line of the ledger", cut)


def check_sealed(folder, case):
    (folder / "phrase").write_text("een lange zin\n")
    run("seal", "--new-key", folder / "key")
    bundle = folder / "dossier.age"
    run("seal", case, "--passphrase-file", folder / "phrase", "--sign-key", folder / "key", "-o", bundle)
    if b"Visscher" in bundle.read_bytes():
        fail("the sealed file can be read")
    known = ("verify", bundle, "--public-key", folder / "key.pub")
    run(*known)
    run(*known, "--passphrase-file", folder / "phrase")
    (folder / "other").write_text("een andere zin\n")
    run(*known, "--passphrase-file", folder / "other", statuses=(4,))
    if shutil.which("minisign"):
        subprocess.run(["minisign", "-Vqm", str(bundle), "-p", str(folder / "key.pub")], check=True)
    if shutil.which("age") and shutil.which("age-keygen"):
        subprocess.run(["age-keygen", "-o", str(folder / "id")], check=True, capture_output=True)
        to = next(line.split()[-1] for line in (folder / "id").read_text().splitlines() if "public key" in line)
        run("seal", case, "--recipient", to, "--sign-key", folder / "key", "-o", folder / "second.age")
        tar = subprocess.run(["age", "-d", "-i", str(folder / "id"), str(folder / "second.age")], check=True,
                             capture_output=True).stdout
        (folder / "open").mkdir()
        subprocess.run(["tar", "-x", "-C", str(folder / "open")], input=tar, check=True)
        subprocess.run(["sha256sum", "--quiet", "-c", "MANIFEST.sha256"], cwd=folder / "open", check=True)
        run("verify", folder / "second.age", "--public-key", folder / "key.pub", "--identity", folder / "id")
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(bytes(data))
    run(*known, statuses=(5,))


def check_purged(folder, case):
    run("purge", case, "--yes", "-o", folder / "proof.json")
    if case.exists():
        fail("the case is still there")
    proof = (folder / "proof.json").read_bytes()
    if json.loads(proof)["messages"] == 0 or b"Visscher" in proof:
        fail("the proof says too little or too much")


with Folder() as folder:
    case, _ = run_sample(folder)
    high = next(f for f in findings(case) if f["severity"] == "high")
    other = next(f for f in findings(case) if f["severity"] != "high")
    decide(case, high, other)
    check_kept(folder, case, high, other)
    check_house_rules(folder, case)
    check_tampering(folder, case)
    check_sealed(folder, case)
    check_purged(folder, case)
