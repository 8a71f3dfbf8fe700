#!/usr/bin/env python3
"""How good the detectors are, on schools that nobody tuned them on.

    bench/quality/measure.py [--schools 3] [--seed N] [--program build/release/schouw] [--keep FOLDER] [--write FILE]

Each school is planted from a fresh seed, ingested once and audited under three protocols. Printed per detector: precision and
recall with their 95 % intervals (Wilson), findings on decoys or chatter per 10,000 messages; and per band how many accounts were
given to the wrong person. Exit status 1 when a detector with a target is below it, or a wrong person is `certain`. With --write the
figures also replace those of FILE (reports/measured.json: what every report says of its checks).
"""
import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from exports import plan, registers  # noqa: E402
from plants import Planted  # noqa: E402
from school import SCHOOL, School, wilson  # noqa: E402

# Which protocol a detector is measured under. Parents are known by name only, so their target is that of names.
UNDER = {
    "de-breul": ["whatsapp-with-pupils-or-parents", "staff-pupil-connection", "staff-parent-connection", "pupil-page-admin",
                 "departed-staff-admin", "unauthorised-school-account", "duplicate-school-account", "stale-school-account",
                 "missing-affiliation-disclosure", "missing-disclaimer", "social-media-during-lessons",
                 "unconsented-media", "consent-register-gap", "personal-data-disclosed", "password-disclosed"],
    "ooh": ["unauthorised-poster", "must-not-miss-info-on-facebook", "negative-reaction-left-up"],
    "eduvier": ["unclear-capacity", "school-media-on-private-account"],
}
TARGETS = {
    "whatsapp-with-pupils-or-parents": (.99, .98), "staff-pupil-connection": (.99, .98), "staff-parent-connection": (.90, .80),
    "pupil-page-admin": (.99, .99), "departed-staff-admin": (.99, .99), "unauthorised-school-account": (.99, .99),
    "duplicate-school-account": (.99, .99), "stale-school-account": (.99, .99), "unauthorised-poster": (.99, .99),
    "social-media-during-lessons": (.95, .95), "missing-affiliation-disclosure": (.80, .80), "missing-disclaimer": (.80, .80),
    "unclear-capacity": (.80, .80), "unconsented-media": (.95, .90), "consent-register-gap": (.95, .90),
    "school-media-on-private-account": (.95, .90), "personal-data-disclosed": (.80, .70), "password-disclosed": (.80, .70),
}


class Score:
    def __init__(self):
        self.hits = self.planted = self.right = self.found = 0


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def records(program, case, what):
    return [json.loads(line) for line in run(program, "export", case, what, "--format", "jsonl").splitlines()]


def matches(plant, finding):
    persons = {person["person_id"] for person in finding["persons"]}
    day = (finding["time"] or {}).get("local") or ""
    return (plant.detector == finding["detector"] and plant.persons <= persons and bool(persons) == bool(plant.persons)
            and (plant.day is None or day[:10] == plant.day.isoformat()))


def score_school(planted, findings, detectors, scores, wrong, missed):
    plants = [plant for plant in planted.truth if plant.detector in detectors]
    for finding in findings:
        if finding["detector"] not in detectors or finding["baseline"] == "absent":
            continue
        score = scores[finding["detector"]]
        score.found += 1
        fitting = [plant for plant in plants if matches(plant, finding)]
        if fitting:
            score.right += 1
            for plant in fitting:
                plant.found = True
        else:
            wrong.append((finding["detector"], sorted(p["person_id"] for p in finding["persons"]), (finding["time"] or {}).get("local")))
    for plant in plants:
        scores[plant.detector].planted += 1
        scores[plant.detector].hits += plant.found
        if not plant.found:
            missed.append((plant.detector, sorted(plant.persons), plant.day))


def wrong_people(school, accounts, bands):
    """Accounts by what they are shown as; a name of two people has no right answer but nobody."""
    owner, names = {}, defaultdict(set)
    for person in school.people():
        owner[person.handle] = person.id
        owner[person.mail] = person.id
        owner["+316" + person.phone[3:].replace(" ", "")] = person.id
        names[person.name].add(person.id)
    for account in accounts:
        person = account["person"]
        band = person["band"]
        given = person.get("person_id")
        true = [owner[account[key]] for key in ("handle", "email", "phone") if account.get(key) in owner]
        if not true:
            found = {i for name in account.get("display_names", []) for i in names.get(name, ())}
            true = list(found) if len(found) == 1 else []
        bands[band, "all"] += 1
        if given and given not in true:
            bands[band, "wrong"] += 1


def own_policy(program, policy, folder):
    """The protocol as this school would have it: under its own name."""
    protocol = json.loads(run(program, "policy", "new", "--from", policy))
    protocol["school"] = SCHOOL
    path = os.path.join(folder, f"{policy}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(protocol, file, ensure_ascii=False, indent=1)
    return path


def measure(program, seed, folder, scores, bands, totals, wrong, missed):
    school = School(seed)
    planted = Planted(school)
    os.makedirs(folder, exist_ok=True)
    planted.write(os.path.join(folder, "exports"))
    registers(os.path.join(folder, "registers"), school, planted.accounts, planted.consent)
    case = os.path.join(folder, "case")
    plan(os.path.join(folder, "plan.json"), "de-breul")
    run(program, "init", case, "--plan", os.path.join(folder, "plan.json"))
    run(program, "ingest", case, os.path.join(folder, "exports"), "--quiet")
    totals["messages"] += len(records(program, case, "messages"))
    wrong_people(school, records(program, case, "accounts"), bands)
    for policy, detectors in UNDER.items():
        run(program, "audit", case, "--policy", own_policy(program, policy, folder), "--quiet")
        score_school(planted, records(program, case, "findings"), detectors, scores, wrong, missed)


def print_table(scores, bands, totals):
    low = False
    print("| detector | planted | precision | 95 % | recall | 95 % | false per 10,000 messages |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for detector, s in sorted(scores.items()):
        precision, recall = s.right / max(1, s.found), s.hits / max(1, s.planted)
        p_low, p_high = wilson(s.right, s.found)
        r_low, r_high = wilson(s.hits, s.planted)
        false = 10000 * (s.found - s.right) / max(1, totals["messages"])
        print(f"| {detector} | {s.planted} | {precision:.3f} | {p_low:.3f}-{p_high:.3f} | {recall:.3f} | {r_low:.3f}-{r_high:.3f} | {false:.2f} |")
        if detector in TARGETS:
            low = low or precision < TARGETS[detector][0] or recall < TARGETS[detector][1]
    print("\n| band | accounts | wrong person |\n| --- | --- | --- |")
    for band in ("certain", "probable", "possible", "ambiguous", "none"):
        print(f"| {band} | {bands[band, 'all']} | {bands[band, 'wrong']} |")
    return low or bands["certain", "wrong"] > 0


def write_figures(path, scores, schools, seed, messages):
    """What the report shows; figures of words are measured elsewhere (docs/lexicons.md) and stay."""
    with open(path, encoding="utf-8") as file:
        figures = json.load(file)
    figures.update({"schools": schools, "first_seed": seed, "messages": messages})
    figures["checks"] = {detector: {"planted": s.planted, "precision": round(s.right / max(1, s.found), 3), "recall": round(s.hits / max(1, s.planted), 3)}
                         for detector, s in sorted(scores.items())}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=3)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--program", default="build/release/schouw")
    parser.add_argument("--keep", default=None)
    parser.add_argument("--write", default=None)
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(10 ** 6)
    scores, bands, totals, wrong, missed = defaultdict(Score), Counter(), Counter(), [], []
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(arguments.schools):
            folder = os.path.join(arguments.keep or temporary, f"school{number}")
            measure(os.path.abspath(arguments.program), seed + number, folder, scores, bands, totals, wrong, missed)
    print(f"Seeds {seed} to {seed + arguments.schools - 1}; {totals['messages']} messages.\n")
    low = print_table(scores, bands, totals)
    if arguments.write:
        write_figures(arguments.write, scores, arguments.schools, seed, totals["messages"])
    for line in wrong[:20]:
        print("not planted:", *line, file=sys.stderr)
    for line in missed[:20]:
        print("not found:", *line, file=sys.stderr)
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()
