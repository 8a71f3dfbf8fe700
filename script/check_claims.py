#!/usr/bin/env python3
"""Refuses words that claim more than an export can show, in every text that a report can contain.

An export shows that a message, a connection or a picture is there. It does not show what somebody did elsewhere,
wanted, knew or deserves. Read are the whole catalogue and the templates of the report. The summaries of clauses
in policies/ are not: a clause says what should be, and may say "always". A text that needs one of these words to
*deny* the claim stands in ALLOWED with its reason.
Gap: a word list finds words, not insinuations; docs/findings/<detector>.md and a reader find the rest.
"""
import json
import re

from tree import Proof, paths, run

# (what it claims, Dutch, English): patterns of whole words.
CLAIMS = [
    ("frequency that no export shows", r"altijd|nooit|steeds|voortdurend|telkens|stelselmatig|systematisch|structureel|regelmatig",
     r"always|never|constantly|continually|repeatedly|systematically|regularly|habitually"),
    ("that somebody looked", r"bezocht\w*|bekeken|las\b(?! dat)|heeft gelezen|heeft gezien|zag\b|bekijkt|bezoekt",
     r"visited|viewed|watched|looked at|saw\b|has seen|visits|was reading"),
    ("an attempt", r"probeer\w*|geprobeerd|pogingen?|trachtte\w*|getracht", r"tried to|tries to|attempt\w*|attempted"),
    ("a wish or a motive", r"wilde\w*|wou\b|van plan|met opzet|opzettelijk|bewust|bedoeling\w*|expres|moedwillig|doelbewust",
     r"wanted|wants to|intend\w*|intent\w*|deliberate\w*|on purpose|knowingly|wilful\w*|purposely"),
    ("guilt", r"schuldig\w*|schuld\b|daders?|verdachten?|slachtoffers?|misdrijf|misdaad|strafbaar\w*|vergrijp\w*|misbruik\w*",
     r"guilty|guilt|perpetrators?|culprits?|offenders?|suspects?|victims?|crimes?|criminal|abus\w+|misconduct"),
    ("proof", r"bewijst|bewezen|staat vast|aangetoond|onomstotelijk|ongetwijfeld|zonder twijfel|vaststaat",
     r"proves?|proven|proof|undoubtedly|without doubt|beyond doubt|established that|demonstrates"),
    ("a verdict on a person", r"overtreders?|heeft overtreden|overtrad\w*|schond\w*|heeft geschonden|ongepast\w*|grensoverschrijdend\w*|onbehoorlijk\w*|verwijtbaar",
     r"violators?|has violated|violated|infringed|inappropriate\w*|improper\w*|blameworthy|culpable"),
    ("concealment", r"verborg\w*|verbergt|verzweeg\w*|verzwegen|stiekem|heimelijk\w*|verhul\w*|gewist door|verwijderde bewijs",
     r"hid\b|hides|hidden from|conceal\w*|secretly|covert\w*|covered up|destroyed evidence"),
    ("knowledge", r"wist dat|weet dat|wisten dat|had moeten weten", r"knew|should have known|was aware|is aware"),
    ("a relation behind the connection", r"verhouding|affaire|verliefd\w*|bevriend zijn|goede vrienden",
     r"affair|love\b|romantic\w*|close friends|are friends"),
    ("absence in the world", r"er zijn geen overtredingen|niets aan de hand|het protocol is nageleefd|voldoet aan het protocol",
     r"no violations|nothing wrong|complies with|was complied with|is compliant"),
    ("a danger or a character", r"gevaarlijk\w*|onbetrouwbaar\w*|verdacht\w*|crimineel|pedofiel\w*|roofdier",
     r"dangerous|untrustworthy|suspicious\w*|predator\w*|grooming|paedophil\w*"),
]

# (id or file, word): why this text may have it.
ALLOWED = {
    ("format.whatsapp-text.gaps", "never"): "says whom the export leaves out",
    ("format.whatsapp-text.gaps", "nooit"): "says whom the export leaves out",
    ("format.whatsapp-text.gaps", "las"): "says that the export does not show who read what",
    ("problem.name-unsafe", "never"): "says what schouw does not do with a file name",
    ("problem.name-unsafe", "nooit"): "says what schouw does not do with a file name",
}

# Talk between the program and who runs it; no report contains these.
NOT_IN_A_REPORT = ("error.", "cli.", "command.", "option.", "help.")


def forms(value) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def claims_in(text: str, language: str) -> list[tuple[str, str]]:
    """(word, what it claims) for each claim in the text."""
    out = []
    for what, dutch, english in CLAIMS:
        pattern = dutch if language == "nl" else english
        out.extend((found.group(0).lower(), what) for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I))
    return out


def catalogue_texts(root):
    for path in paths(root):
        found = re.fullmatch(r"reports/texts/(\w+)\.(nl|en)\.json", path)
        if found:
            for key, value in json.loads((root / path).read_text(encoding="utf-8")).items():
                for form in forms(value) if not key.startswith(NOT_IN_A_REPORT) else []:
                    yield path, key, found.group(2), form


def template_texts(root):
    for path in paths(root):
        if path.startswith("reports/templates/"):
            content = (root / path).read_text(encoding="utf-8")
            for text in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'', content):
                for language in ("nl", "en"):
                    yield path, path, language, "".join(text)


def check(root) -> list[str]:
    complaints, used = [], set()
    for source in (catalogue_texts, template_texts):
        for path, key, language, text in source(root):
            for word, what in claims_in(text, language):
                if (key, word) in ALLOWED:
                    used.add((key, word))
                else:
                    complaints.append(f"{path}: \"{key}\" says \"{word}\", which claims {what}: {text[:100]}")
    if (root / "reports/texts/base.nl.json").exists():
        complaints.extend(f"check_claims.py: ALLOWED has {entry}, and no text says so any more" for entry in ALLOWED if entry not in used)
    return complaints


def catalogue(nl: str, en: str) -> dict:
    return {"reports/texts/a.nl.json": json.dumps({"finding.a": nl}), "reports/texts/a.en.json": json.dumps({"finding.a": en})}


PROOFS = [
    Proof("a sober sentence", catalogue("De export toont een verbinding tussen {0} en {1}.", "The export shows a connection between {0} and {1}."), None),
    Proof("frequency", catalogue("{0} schrijft altijd aan {1}.", "x"), "frequency"),
    Proof("a look", catalogue("x", "{0} visited the profile of {1}."), "looked"),
    Proof("an attempt", catalogue("{0} probeerde {1} te bereiken.", "x"), "attempt"),
    Proof("a motive", catalogue("x", "{0} wanted this."), "motive"),
    Proof("guilt", catalogue("{0} is schuldig.", "x"), "guilt"),
    Proof("proof", catalogue("Dit bewijst het contact.", "x"), "proof"),
    Proof("a verdict", catalogue("{0} heeft overtreden.", "x"), "verdict"),
    Proof("acquittal", catalogue("x", "The school complies with its protocol."), "absence"),
    Proof("an error is no part of a report", {"reports/texts/a.nl.json": '{"error.a": "Probeer het opnieuw."}'}, None),
    Proof("a template", {"reports/templates/report.js": "show('the perpetrator');"}, "guilt"),
    Proof("one of two forms", {"reports/texts/a.en.json": '{"finding.a": {"one": "fine", "other": "the culprits"}}',
                               "reports/texts/a.nl.json": '{"finding.a": {"one": "x", "other": "y"}}'}, "guilt"),
]

if __name__ == "__main__":
    run(check, PROOFS)
