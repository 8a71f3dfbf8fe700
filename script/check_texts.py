#!/usr/bin/env python3
"""Holds the catalogue (reports/texts/<section>.{nl,en}.json) to itself and to the code.

Both languages have the same ids with the same arguments, sorted, each id in one section. Every id that the code
writes out exists; every error and problem of the catalogue is named somewhere in the code (asked only when all
layers of CMakeLists.txt have code, for a text may wait for its layer).
Gap: an id that is put together at run time from two variables is not seen; the tests of its layer see it.
"""
import json
import re

from check_layers import layer_table
from tree import Proof, code_paths, run

FOLDER = "reports/texts"


def forms(value) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def arguments(value) -> set:
    return {n for form in forms(value) for n in re.findall(r"\{(\d+)\}", form)}


def read_section(path, complaints) -> dict:
    def no_twins(pairs):
        keys = [key for key, _ in pairs]
        complaints.extend(f"{path.name}: \"{key}\" stands here twice" for key in {k for k in keys if keys.count(k) > 1})
        return dict(pairs)

    try:
        section = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_twins)
    except ValueError as error:
        complaints.append(f"{path.name}: no JSON: {error}")
        return {}
    ids = list(section)
    unsorted = next((b for a, b in zip(ids, ids[1:]) if b < a), None)
    if unsorted:
        complaints.append(f"{path.name}: \"{unsorted}\" is not in order: sort the keys")
    for key, value in section.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            complaints.append(f"{path.name}: \"{key}\" needs exactly the forms one and other")
        complaints.extend(f"{path.name}: \"{key}\" is empty" for form in forms(value) if not form.strip())
    return section


def compare(name, nl, en, complaints) -> None:
    complaints.extend(f"{name}.en.json: \"{key}\" is missing" for key in sorted(nl.keys() - en.keys()))
    complaints.extend(f"{name}.nl.json: \"{key}\" is missing" for key in sorted(en.keys() - nl.keys()))
    for key in sorted(nl.keys() & en.keys()):
        if arguments(nl[key]) != arguments(en[key]):
            complaints.append(f"{name}: \"{key}\" has other arguments in Dutch than in English")
        if isinstance(nl[key], dict) != isinstance(en[key], dict):
            complaints.append(f"{name}: \"{key}\" has forms for one and other in one language only")


def read_catalogue(root, complaints) -> dict:
    """id -> section, over all sections."""
    catalogue = {}
    folder = root / FOLDER
    names = sorted({path.name.split(".")[0] for path in folder.glob("*.json")})
    for name in names:
        nl_path, en_path = folder / f"{name}.nl.json", folder / f"{name}.en.json"
        if not nl_path.exists() or not en_path.exists():
            complaints.append(f"{name}: one of the two languages is missing")
            continue
        nl, en = read_section(nl_path, complaints), read_section(en_path, complaints)
        compare(name, nl, en, complaints)
        for key in nl:
            if key in catalogue:
                complaints.append(f"\"{key}\" stands in {catalogue[key]} and in {name}")
            catalogue[key] = name
    return catalogue


# What the code writes, and the id it means. Group 1 is the literal; a literal that goes on with `+` is a prefix.
WRITTEN = [
    (re.compile(r'\bfail\(\s*ErrorCode::\w+,\s*"([^"]+)"'), "error."),
    (re.compile(r'\bError\{\s*(?:\.code = )?ErrorCode::\w+,\s*(?:\.text = )?"([^"]+)"'), "error."),
    (re.compile(r'\bdraft_?\(?\)?\.fail\(\s*"([^"]+)"'), "error."),
    (re.compile(r'\.code = "([^"]+)"'), "problem."),
    (re.compile(r'\bsink_?\.problem\(\s*about\(\s*"([^"]+)"'), "problem."),
    (re.compile(r'\bproblem\(\s*"([a-z0-9-]+)",\s*Severity::'), "problem."),
    (re.compile(r'\bbilingual\(\s*"([^"]+)"\s*[,)]'), ""),
    (re.compile(r'\btext\(\s*(?:Lang::\w+|[\w.]*lang\w*(?:\(\))?),\s*"([^"]+)"\s*[,)]'), ""),
    (re.compile(r'\bsay\(\s*"([^"]+)"\s*[,)]'), "report."),
    (re.compile(r'\bsay\.count\(\s*"([^"]+)"\s*[,)]'), "report."),
]


def without_comments(content: str) -> str:
    return re.sub(r"(?m)(^|\s)//.*$", r"\1", content)


def check_written(root, sources, catalogue, complaints) -> None:
    for path in sources:
        content = without_comments((root / path).read_text(encoding="utf-8"))
        for pattern, prefix in WRITTEN:
            for found in pattern.finditer(content):
                if prefix + found.group(1) not in catalogue:
                    line = content.count("\n", 0, found.start()) + 1
                    complaints.append(f"{path}:{line}: there is no text \"{prefix}{found.group(1)}\"")


def check_unused(root, sources, catalogue, complaints) -> None:
    literals = set()
    for path in sources:
        literals.update(re.findall(r'"((?:[^"\\\n]|\\.)*)"', (root / path).read_text(encoding="utf-8")))
    for key in sorted(catalogue):
        kind, _, name = key.partition(".")
        if kind not in ("error", "problem") or name in literals or key in literals:
            continue
        if not any(len(l) > 3 and l.endswith(("-", ".")) and name.startswith(l) for l in literals):
            complaints.append(f"{FOLDER}/{catalogue[key]}: nothing in the code says \"{key}\"")


def all_layers_have_code(root, sources) -> bool:
    table = layer_table((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    return all(any(p.startswith(row["folder"] + "/") and p.endswith(".cpp") for p in sources) for row in table.values())


def check(root) -> list[str]:
    complaints = []
    catalogue = read_catalogue(root, complaints)
    sources = code_paths(root)
    check_written(root, sources, catalogue, complaints)
    if all_layers_have_code(root, sources):
        check_unused(root, sources, catalogue, complaints)
    return complaints


def tree(nl: str, en: str, code: str = "") -> dict:
    return {"CMakeLists.txt": "schouw_layer(base)\n", "src/base/a.cpp": code,
            f"{FOLDER}/a.nl.json": nl, f"{FOLDER}/a.en.json": en}


ONE = '{"report.a": "x {0}"}'
PROOFS = [
    Proof("two languages that agree", tree(ONE, ONE, 'say("a");'), None),
    Proof("a missing translation", tree('{"report.a": "x", "report.b": "y"}', '{"report.a": "x"}'), 'a.en.json: "report.b" is missing'),
    Proof("another argument", tree('{"report.a": "x {0}"}', '{"report.a": "x {1}"}'), "other arguments"),
    Proof("a form in one language", tree('{"report.a": {"one": "{0}", "other": "{0}"}}', '{"report.a": "{0}"}'), "one language only"),
    Proof("out of order", tree('{"report.b": "x", "report.a": "y"}', '{"report.a": "x", "report.b": "y"}'), "not in order"),
    Proof("twice in a file", tree('{"report.a": "x", "report.a": "y"}', '{"report.a": "x"}'), "twice"),
    Proof("twice over files", tree(ONE, ONE) | {f"{FOLDER}/b.nl.json": ONE, f"{FOLDER}/b.en.json": ONE}, "stands in a and in b"),
    Proof("an error without a text", tree(ONE, ONE, '\nreturn fail(ErrorCode::usage, "no-such");'), 'a.cpp:2: there is no text "error.no-such"'),
    Proof("a problem without a text", tree(ONE, ONE, 'Problem{.code = "no-such"}'), 'no text "problem.no-such"'),
    Proof("a report text that is not there", tree(ONE, ONE, 'page.say("b")'), 'no text "report.b"'),
    Proof("an error that nobody gives", tree('{"error.a": "x"}', '{"error.a": "x"}'), 'nothing in the code says "error.a"'),
]

if __name__ == "__main__":
    run(check, PROOFS)
