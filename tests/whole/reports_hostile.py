"""The hostile strings of others through a whole run: no element in a page that does anything, no formula in a table, no byte
on the terminal that steers it."""
import csv
import html.parser
import io
import re
import shutil
import subprocess
import zipfile

from running import Folder, PROGRAM, ROOT, SAMPLE, fail, run, skip

HOSTILE = ROOT.parent / "shared" / "fixtures" / "hostile"
FOLDERS = ("html", "csv", "text", "generated")
PASSIVE = {"html", "head", "meta", "title", "style", "body", "a", "abbr", "header", "p", "h1", "h2", "h3", "h4", "h5", "br", "div", "nav", "ol",
           "ul", "li", "main", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "b", "bdi", "code", "small",
           "strong", "i", "wbr", "article", "dl", "dt", "dd", "figure", "figcaption", "footer", "script", "form", "label", "select", "option",
           "input", "button", "svg", "desc", "defs", "pattern", "rect", "line", "text"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.bad, self.scripts = [], 0

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        if tag not in PASSIVE:
            self.bad.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc", "src", "action", "formaction", "xlink:href"):
                self.bad.append(f"<{tag} {name}>")
            if name == "href" and not re.fullmatch(r"#[\w-]+", value or ""):
                self.bad.append(f"<{tag} href={value!r}>")


def check_page(file):
    page = Page()
    page.feed(file.read_text(encoding="utf-8"))
    if page.bad or page.scripts != 1:
        fail(f"{file.name}: {page.scripts} scripts, {page.bad[:5]}")


def check_csv(file, delimiter):
    for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""), delimiter=delimiter):
        for cell in row:
            if cell[:1] in tuple("=+-@\t\r\n＝＋－＠\0") and cell:
                fail(f"{file.name}: {cell[:60]!r}")


def check_workbook(file):
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            content = book.read(name).decode("utf-8", "replace")
            if re.search(r"<f[ >]|<hyperlink|<externalLink|macro", content):
                fail(f"{file.name}: {name} has a formula or a link")


def formulas_in_office(file, folder):
    """How many cells LibreOffice takes for a formula; None when it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    subprocess.run([office, "--headless", "--convert-to", "fods", "--outdir", str(folder), str(file)], check=True,
                   capture_output=True, timeout=300)
    return len(re.findall(r"table:formula=", (folder / (file.stem + ".fods")).read_text(encoding="utf-8", errors="replace")))


if not HOSTILE.is_dir():
    skip("no files of others on this machine")
with Folder() as folder:
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("case", "report.*", "reports", "expected"))
    for part in FOLDERS:
        if (HOSTILE / part).is_dir():
            shutil.copytree(HOSTILE / part, copy / "exports" / f"hostile-{part}")
    done = subprocess.run([str(PROGRAM), "run", str(copy / "plan.json"), "--case", str(folder / "case"), "--names"], capture_output=True, timeout=900)
    if done.returncode not in (0, 3):
        fail(done.stderr.decode(errors="replace"))
    steering = re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", done.stdout + done.stderr)
    if steering:
        fail(f"the terminal gets {steering.group(0)!r}")
    for file in [copy / "report.html", *(copy / "reports").glob("*.html")]:
        check_page(file)
    tables = [*(copy / "reports").glob("*.csv"), *(copy / "reports" / "audit-csv").glob("*.csv")]
    for file in tables:
        check_csv(file, "," if "timesketch" in file.name else ";")
    check_workbook(copy / "reports" / "audit.xlsx")
    counts = [formulas_in_office(file, folder) for file in [copy / "reports" / "audit.xlsx", copy / "reports" / "audit.csv"]]
    if None in counts:
        print("LibreOffice is not installed (apt install libreoffice-calc); the tables were read without it")
    elif any(counts):
        fail(f"LibreOffice finds formulas: {counts}")
