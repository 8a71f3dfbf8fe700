"""200 invented people who are not concerned, in registers, chats, file names, captions and running text: a dossier and an
access report name none of them, in any form, with --names too. And words that no report may hold (sexual matter, forbidden
matter): the place and the hash alone, in every kind and form, also where such a message is somebody's neighbour."""
import json
import shutil
import subprocess
import zipfile

from running import Folder, SAMPLE, fail, run

# Each of their names begins with one of these, and nothing else does.
BEGINNINGS = ("zwjq", "qrst", "wxhq")
WITHHELD = "kvxw"
SOUNDS = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu")
FORMS = ("html", "json", "jsonl", "csv", "xlsx", "timesketch", "case", "pdf")


def name(begin, i):
    return begin + SOUNDS[i // 100] + SOUNDS[i // 10 % 10] + SOUNDS[i % 10]


def plant(copy):
    rows, chats = [], copy / "exports" / "whatsapp" / "joost-wielewaal"
    group = []
    for i in range(200):
        given, family, mail = name("Zwjq", i), name("Qrst", i), name("wxhq", i)
        if i % 2 == 0:  # the others are in no register, only in chats
            rows.append(f"q{i},parent,,{given},van der,{family},,,{mail}@thuis.example,,,")
        sender = f"{given} {family}" if i % 3 else f"{given} van der {family}"
        when = f"{1 + i % 27:02}-10-2025 {8 + i % 12:02}:{i % 60:02}"
        group.append(f"{when} - {sender}: groet van {given}, of {given.lower()}, of {family}; mail {mail}@thuis.example of @{mail}")
        group.append(f"{when} - Joost Wielewaal: dag {given} van der {family}, tot {given.upper()}")
        if i % 20 == 0:
            (chats / f"WhatsApp-chat met {given} {family}.txt").write_text(
                f"{when} - Joost Wielewaal: zie {given}_{family}.pdf\n{when} - {sender}: IMG-2025.jpg (bestand bijgevoegd)\nvan {given} {family}\n",
                encoding="utf-8")
    (chats / "WhatsApp-chat met Oudergroep.txt").write_text("\n".join(group) + "\n", encoding="utf-8")
    with open(copy / "registers" / "people.csv", "a", encoding="utf-8") as people:
        people.write("\n".join(rows) + "\n")


def plant_withheld(copy):
    (copy / "exports" / "whatsapp" / "joost-wielewaal" / "WhatsApp-chat met Leesgroep.txt").write_text(
        "10-02-2026 20:01 - Joost Wielewaal: hoe gaat het, Petra Duinker?\n"
        "10-02-2026 20:02 - Petra Duinker: stuur een naaktfoto van Kvxwoord\n"
        "10-02-2026 20:03 - Joost Wielewaal: Kvxwplaat.jpg (bestand bijgevoegd)\nheil hitler, Kvxwlied\n"
        "10-02-2026 20:04 - Petra Duinker: dat meen je niet, Joost Wielewaal\n", encoding="utf-8")
    (copy / "exports" / "mail" / "los.eml").write_text(
        "From: Joost Wielewaal <joost.wielewaal@dehorizon.example>\nTo: Petra Duinker <petra.duinker@example.org>\n"
        "Date: Tue, 10 Feb 2026 21:00:00 +0100\nMessage-ID: <los@dehorizon.example>\n"
        "Subject: de naaktfoto van Kvxwkop\n\nLees maar.\n", encoding="utf-8")


def texts_of(path):
    """What a reader of the file can find in it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", str(path), "-"], capture_output=True).stdout.decode("utf-8", "replace")
    return path.read_text(encoding="utf-8")


def check_scope(folder, copy):
    """Approved for one person and one platform: the rest is counted."""
    plan = json.loads((copy / "plan.json").read_text(encoding="utf-8"))
    plan["scope"] = {"people": ["m05"], "platforms": ["whatsapp"]}
    plan["reports"] = []
    (copy / "narrow.json").write_text(json.dumps(plan), encoding="utf-8")
    narrow = folder / "narrow"
    run("run", copy / "narrow.json", "--case", narrow, statuses=(0, 3))
    run("report", narrow, "--kind", "dossier", "--person", "o01", statuses=(4,))
    for kind, person in (("dossier", "m05"), ("access", "m05"), ("access", "l01")):
        out = folder / "narrow.jsonl"
        run("report", narrow, "--kind", kind, "--person", person, "--format", "jsonl", "-o", out)
        records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        platforms = {record.get("platform") or record["conversation"]["platform"] for record in records
                     if record["record"] in ("message", "connection", "media")}
        if platforms - {"whatsapp"} or (person == "l01") != (platforms == set()):
            fail(f"{kind} of {person} shows {platforms}")
        if records[0]["outside_scope"] == 0:
            fail(f"{kind} of {person} does not count what lies outside the scope")


def check_withheld(folder, forms):
    """The protocol need not have a clause about it: the second one has none."""
    for policy in ("de-breul", "cvo-nwf"):
        run("audit", folder / "case", "--policy", policy, statuses=(0, 3))
        for kind, people in (("audit", []), ("dossier", ["m05"]), ("dossier", ["m05", "o01"]), ("access", ["m05"])):
            for form in forms:
                if kind == "access" and form in ("timesketch", "case"):
                    continue
                out = folder / "withheld"
                out.mkdir()
                who = [word for person in people for word in ("--person", person)]
                run("report", folder / "case", "--kind", kind, "--format", form, "-o", out / f"report.{form}", *who, "--names")
                for file in out.rglob("*"):
                    text = texts_of(file).lower() if file.is_file() else ""
                    at = text.find(WITHHELD)
                    if at >= 0:
                        fail(f"withheld, {policy} {kind} {people} as {form} ({file.name}): ...{text[max(0, at - 200):at + 60]!r}")
                shutil.rmtree(out)


with Folder() as folder:
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("case", "report.*", "reports", "expected"))
    plant(copy)
    plant_withheld(copy)
    run("run", copy / "plan.json", "--case", folder / "case", statuses=(0, 3))
    found = run("export", folder / "case", "messages").decode().lower().count("zwjq")
    if found < 400:
        fail(f"the names were not read: {found}")
    if run("export", folder / "case", "messages").decode().lower().count(WITHHELD) < 4:
        fail("the words to withhold were not read")
    forms = [form for form in FORMS if form != "pdf" or shutil.which("weasyprint") and shutil.which("pdftotext")]
    for kind, people in (("dossier", ["m05"]), ("dossier", ["m05", "o01"]), ("access", ["m05"])):
        for form in forms:
            if kind == "access" and form in ("timesketch", "case"):
                continue
            for naming in ([], ["--names"]) if form != "pdf" else ([],):
                out = folder / "out"
                out.mkdir()
                who = [word for person in people for word in ("--person", person)]
                run("report", folder / "case", "--kind", kind, "--format", form, "-o", out / f"report.{form}", *who, *naming)
                files = [file for file in out.rglob("*") if file.is_file()]
                for file in files:
                    text = texts_of(file).lower()
                    for begin in BEGINNINGS:
                        at = text.find(begin)
                        if at >= 0:
                            fail(f"{kind} {people} as {form} {naming} ({file.name}): ...{text[max(0, at - 80):at + 60]!r}")
                if not any("joost" in texts_of(file).lower() for file in files) and (naming or kind == "access"):
                    fail(f"{kind} as {form} {naming} does not name its subject")
                shutil.rmtree(out)
    check_withheld(folder, forms)
    check_scope(folder, copy)
