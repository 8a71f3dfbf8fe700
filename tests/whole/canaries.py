"""200 invented people who are not concerned, in registers, chats, file names, captions and running text: a dossier and an
access report name none of them, in any form, with --names too."""
import shutil
import subprocess
import zipfile

from running import Folder, SAMPLE, fail, run

# Each of their names begins with one of these, and nothing else does.
BEGINNINGS = ("zwjq", "qrst", "wxhq")
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


def texts_of(path):
    """What a reader of the file can find in it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", str(path), "-"], capture_output=True).stdout.decode("utf-8", "replace")
    return path.read_text(encoding="utf-8")


with Folder() as folder:
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("case", "report.*", "reports", "expected"))
    plant(copy)
    run("run", copy / "plan.json", "--case", folder / "case", statuses=(0, 3))
    found = run("export", folder / "case", "messages").decode().lower().count("zwjq")
    if found < 400:
        fail(f"the names were not read: {found}")
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
