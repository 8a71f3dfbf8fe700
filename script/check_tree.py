#!/usr/bin/env python3
"""Holds the tree to the rules of form, and what is registered to what must come with it.

Form: no file of code over 500 lines, no unfinished work without an issue number, no path of somebody's machine, no white space at
the end of a line, one word for one thing in the texts.
Registered: an importer, detector or report has its file, its cases and its page; a problem has its line in
docs/problems.md. What has a case or a page is registered.
"""
import json
import os
import re

from tree import CODE_FOLDERS, Proof, lines, paths, run

MOST_LINES = 500
LONG_BY_NATURE = (".json", ".csv", ".svg", ".lock")   # data: a protocol is as long as it is
EVIDENCE = ("tests/corpus/", "sample-data/exports/")  # bytes that must stay as they are
TEXT = (".h", ".cpp", ".def", ".py", ".cmake", ".txt", ".md", ".json", ".css", ".js", ".html", "")
# Written in two parts, so that this file does not find itself.
MACHINE_PATH = re.compile("(?<![\\w.])/" + r"(?:work|root|home/\w+|Users/\w+)/")
OPEN_END = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!\s*\(#\d+\))")
# Talk about files of others, which have words of their own.
QUOTES_OTHERS = ("error.", "register.", "cli.", "command.", "option.")
# Words of the catalogue that docs/glossary.md replaces, by language.
OTHER_WORDS = {
    "en": {"student": "pupil", "students": "pupils", "employee": "member of staff", "employees": "staff",
           "guardian": "parent", "article": "clause", "violation": "finding", "violations": "findings"},
    "nl": {"scholier": "leerling", "scholieren": "leerlingen", "student": "leerling", "werknemer": "medewerker",
           "personeelslid": "medewerker", "overtreding": "bevinding", "overtredingen": "bevindingen"},
}


def is_text(path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return (path.startswith(("script/", ".ci/")) or name.endswith(TEXT[:-1])) and not path.startswith(EVIDENCE)


def check_form(root, files) -> list[str]:
    out = []
    for path in filter(is_text, files):
        content = lines(root, path)
        if len(content) > MOST_LINES and not path.endswith(LONG_BY_NATURE):
            out.append(f"{path}: {len(content)} lines; more than {MOST_LINES} is two files")
        for number, line in enumerate(content, 1):
            if line != line.rstrip():
                out.append(f"{path}:{number}: white space at the end of the line")
            if MACHINE_PATH.search(line):
                out.append(f"{path}:{number}: names a path of one machine")
            if OPEN_END.search(line):
                out.append(f"{path}:{number}: unfinished work without an issue: write (#number) behind it")
    return out


def check_words(root, files) -> list[str]:
    out = []
    for path in files:
        found = re.fullmatch(r"reports/texts/\w+\.(nl|en)\.json", path)
        if not found:
            continue
        avoided = OTHER_WORDS[found.group(1)]
        for key, value in json.loads((root / path).read_text(encoding="utf-8")).items():
            if key.startswith(QUOTES_OTHERS):
                continue
            for word in re.findall(r"\w+", json.dumps(value, ensure_ascii=False).lower()):
                if word in avoided:
                    out.append(f"{path}: \"{key}\" says \"{word}\"; the word is \"{avoided[word]}\" (docs/glossary.md)")
    return out


def check_links(root, files) -> list[str]:
    """Links between pages, and pages that code and texts send a reader to."""
    out = []
    for path in files:
        page = path.endswith(".md") and not path.startswith("tests/corpus/")  # an invented export is no page
        if not page and not path.startswith(CODE_FOLDERS):
            continue
        for number, line in enumerate(lines(root, path), 1):
            found = re.findall(r"\]\(([^)#\s]+)", line) if page else re.findall(r"\bdocs/[\w/.-]+\.(?:md|json)\b", line)
            for link in found:
                target = os.path.normpath(os.path.join(os.path.dirname(path), link)) if page else link
                if "://" not in link and not (root / target).exists():
                    out.append(f"{path}:{number}: {target} does not exist")
    return out


def check_types(root, files) -> list[str]:
    """There is one flat namespace: two layers with a private type of one name are one type to the linker, which mixes their
    functions without a word."""
    out, seen = [], {}
    for path in files:
        if not path.endswith(".h") or not path.startswith(CODE_FOLDERS):
            continue
        for number, line in enumerate(lines(root, path), 1):
            found = re.match(r"(?:struct|class|enum class|enum) (\w+)(?: final)?(?: ?: [^;]*| )\{", line)
            if found and seen.setdefault(found.group(1), path) != path:
                out.append(f"{path}:{number}: {seen[found.group(1)]} has a type {found.group(1)} too")
    return out


def registered(root, def_file: str) -> list[str]:
    if not (root / def_file).exists():
        return []
    return re.findall(r"^SCHOUW_\w+\((\w+)\)", (root / def_file).read_text(encoding="utf-8"), re.M)


def check_twice(root) -> list[str]:
    """A merge that keeps both sides registers a thing twice, and lists then show it twice."""
    out = []
    for def_file in ("src/import/importers.def", "src/detect/detectors.def", "reports/reports.def", "fuzz/parsers.def"):
        all_of_them = registered(root, def_file)
        out += [f"{def_file}: {symbol} is registered twice" for symbol in sorted(set(all_of_them)) if all_of_them.count(symbol) > 1]
    return out


def cases(files, folder: str) -> set[str]:
    """The case folders directly below `folder`."""
    return {path[len(folder):].split("/")[0] for path in files if path.startswith(folder) and "/" in path[len(folder):]}


def check_one(files, symbol, source, corpus, page) -> list[str]:
    out = [] if f"{source}{symbol}.cpp" in files else [f"{source}{symbol}.cpp is missing"]
    if not cases(files, corpus):
        out.append(f"{corpus} has no case")
    if page and page not in files:
        out.append(f"{page} is missing")
    return out


def check_orphans(files, folder, ids, suffix="") -> list[str]:
    there = {p[len(folder):-len(suffix)] for p in files if p.startswith(folder) and p.endswith(suffix)} if suffix else cases(files, folder)
    return [f"{folder}{name}{suffix} belongs to nothing that is registered" for name in sorted(there - ids) if name != "README"]


def check_importers(root, files) -> list[str]:
    out, ids = [], set()
    for symbol in registered(root, "src/import/importers.def"):
        name = symbol.replace("_", "-")
        ids.add(name)
        corpus = f"tests/corpus/import/{name}/"
        out += check_one(files, symbol, "src/import/", corpus, f"docs/formats/{name}.md")
        for case in sorted(cases(files, corpus)):
            out += [f"{corpus}{case}/{part} is missing" for part in ("input/", "expected.json")
                    if not any(p.startswith(f"{corpus}{case}/{part}") for p in files)]
    return out + check_orphans(files, "tests/corpus/import/", ids) + check_orphans(files, "docs/formats/", ids, ".md")


def check_detectors(root, files) -> list[str]:
    out, ids = [], set()
    for symbol in registered(root, "src/detect/detectors.def"):
        name = symbol.replace("_", "-")
        ids.add(name)
        corpus = f"tests/corpus/detect/{name}/"
        out += check_one(files, symbol, "src/detect/", corpus, f"docs/findings/{name}.md")
        for kind in ("hit", "near-miss"):
            if not any(case.startswith(kind) for case in cases(files, corpus)):
                out.append(f"{corpus} has no {kind} case")
    return out + check_orphans(files, "tests/corpus/detect/", ids) + check_orphans(files, "docs/findings/", ids, ".md")


def check_reports(root, files) -> list[str]:
    out, ids = [], set()
    page = (root / "docs/reports.md").read_text(encoding="utf-8") if (root / "docs/reports.md").exists() else ""
    for symbol in registered(root, "reports/reports.def"):
        name = symbol.replace("_", "-")
        ids.add(name)
        out += check_one(files, symbol, "reports/", f"tests/corpus/report/{name}/", None)
        if not re.search(rf"^#+ .*\b{name}\b", page, re.M):
            out.append(f"docs/reports.md has no section {name}")
    return out + check_orphans(files, "tests/corpus/report/", ids)


def check_problems(root, files) -> list[str]:
    codes = set()
    for path in files:
        if re.fullmatch(r"reports/texts/\w+\.en\.json", path):
            codes |= {key[8:] for key in json.loads((root / path).read_text(encoding="utf-8")) if key.startswith("problem.")}
    if not codes:
        return []
    page = root / "docs/problems.md"
    described = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page.read_text(encoding="utf-8"), re.M)) if page.exists() else set()
    return ([f"docs/problems.md: the problem {code} is not described" for code in sorted(codes - described)] +
            [f"docs/problems.md: there is no problem {code}" for code in sorted(described - codes)])


def check(root) -> list[str]:
    files = set(paths(root))
    parts = (check_form, check_words, check_links, check_types, check_importers, check_detectors, check_reports, check_problems)
    return check_twice(root) + [complaint for part in parts for complaint in part(root, sorted(files))]


DETECTOR = {"src/detect/detectors.def": "SCHOUW_DETECTOR(a_b)\n", "src/detect/a_b.cpp": "", "docs/findings/a-b.md": "",
            "tests/corpus/detect/a-b/hit-x/case.json": "", "tests/corpus/detect/a-b/near-miss-x/case.json": ""}
IMPORTER = {"src/import/importers.def": "SCHOUW_IMPORTER(a_b)\n", "src/import/a_b.cpp": "", "docs/formats/a-b.md": "",
            "tests/corpus/import/a-b/x/input/f.txt": "", "tests/corpus/import/a-b/x/expected.json": ""}
REPORT = {"reports/reports.def": "SCHOUW_REPORT(a_b)\n", "reports/a_b.cpp": "", "docs/reports.md": "## a-b\n",
          "tests/corpus/report/a-b/x/expected.html": ""}
PROBLEM = {"reports/texts/p.en.json": '{"problem.x": "y"}'}


def without(files: dict, name: str) -> dict:
    return {key: value for key, value in files.items() if key != name}


PROOFS = [
    Proof("a whole tree", DETECTOR | IMPORTER | REPORT | PROBLEM | {"docs/problems.md": "| `x` | y |\n"}, None),
    Proof("a long file", {"src/a.cpp": "int a;\n" * 501}, "501 lines"),
    Proof("white space", {"src/a.cpp": "int a; \n"}, "src/a.cpp:1: white space"),
    Proof("a machine path", {"docs/a.md": "see /" + "work/notes\n"}, "one machine"),
    Proof("open work", {"src/a.cpp": "// TO" + "DO later\n"}, "without an issue"),
    Proof("open work with its issue", {"src/a.cpp": "// TO" + "DO (#12) later\n"}, None),
    Proof("a broken link", {"docs/a.md": "see [b](b.md)\n"}, "docs/b.md does not exist"),
    Proof("a page that a text names", {"reports/texts/a.en.json": '{"error.a": "see docs/plan.md"}'}, "docs/plan.md does not exist"),
    Proof("a whole link", {"docs/a.md": "see [b](b.md#x) and [c](../c.md)\n", "docs/b.md": "", "c.md": ""}, None),
    Proof("two types of one name", {"src/a/x.h": "struct Token {\n};\n", "src/b/y.h": "class Token : public Z {\n};\n"},
          "src/a/x.h has a type Token too"),
    Proof("a type that is announced elsewhere", {"src/a/x.h": "struct Token {\n};\n", "src/b/y.h": "struct Token;\n"}, None),
    Proof("another word", {"reports/texts/a.en.json": '{"report.a": "the student"}'}, 'the word is "pupil"'),
    Proof("a detector without near-miss", without(DETECTOR, "tests/corpus/detect/a-b/near-miss-x/case.json"), "no near-miss case"),
    Proof("a detector without page", without(DETECTOR, "docs/findings/a-b.md"), "docs/findings/a-b.md is missing"),
    Proof("a page without detector", DETECTOR | {"docs/findings/c.md": ""}, "belongs to nothing"),
    Proof("an importer registered twice", IMPORTER | {"src/import/importers.def": "SCHOUW_IMPORTER(a_b)\n" * 2}, "a_b is registered twice"),
    Proof("an importer without file", without(IMPORTER, "src/import/a_b.cpp"), "src/import/a_b.cpp is missing"),
    Proof("an importer without expectation", without(IMPORTER, "tests/corpus/import/a-b/x/expected.json"), "expected.json is missing"),
    Proof("a report without section", REPORT | {"docs/reports.md": "a-b is nice\n"}, "no section a-b"),
    Proof("a report without case", without(REPORT, "tests/corpus/report/a-b/x/expected.html"), "has no case"),
    Proof("a problem without a line", PROBLEM, "x is not described"),
    Proof("a line without a problem", PROBLEM | {"docs/problems.md": "| `x` | y |\n| `z` | y |\n"}, "there is no problem z"),
]

if __name__ == "__main__":
    run(check, PROOFS)
