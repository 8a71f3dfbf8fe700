"""The registers of the school: people, relations, accounts, consent, lessons, exceptions, own identifiers."""
import csv
import io

from . import people

ACCOUNTS = [
    # person, platform, handle, kind, may_post, from, until
    ("m05", "instagram", "joost.wielewaal", "private", "", "", ""),
    ("m05", "instagram", "Joost Wielewaal", "private", "", "", ""),  # as his messages show it
    ("m06", "facebook", "Marloes Hazelaar", "private", "", "", ""),
    ("m06", "facebook", "marloes.hazelaar.77", "private", "", "", ""),
    ("m12", "instagram", "esra.horizon", "professional", "", "2025-08-01", ""),
    ("", "instagram", "sg.dehorizon", "school", "m13|m01", "2023-01-01", ""),
    ("l01", "instagram", "sanne.duinkr", "private", "", "", ""),
    ("l02", "instagram", "mila_zv", "private", "", "", ""),
    ("l07", "instagram", "lieke.wtrmn", "private", "", "", ""),
    ("l08", "instagram", "bilal.azz", "private", "", "", ""),
    ("l09", "instagram", "tess_korenbloem", "private", "", "", ""),
    ("l24", "instagram", "jesse.havik08", "private", "", "", ""),
    ("o07", "instagram", "ellen_waterman", "private", "", "", ""),
    ("m04", "teams", "0a040000-1111-4222-8333-000000000104", "professional", "", "", ""),
    ("m02", "teams", "0a040000-1111-4222-8333-000000000102", "professional", "", "", ""),
    ("m10", "teams", "0a040000-1111-4222-8333-000000000110", "professional", "", "", ""),
    ("m05", "teams", "0b050000-1111-4222-8333-000000009105", "private", "", "", ""),
    ("m04", "magister", "5104", "professional", "", "", ""),
    ("m10", "magister", "5110", "professional", "", "", ""),
    ("m07", "mail", "p.zandstra@example.net", "private", "", "", ""),
    ("m10", "mail", "a.bremer@example.net", "private", "", "", ""),
]

# person;category;medium;answer;given by;form;date;valid until;withdrawn on;source
CONSENT = [
    ("l01", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l01", "website", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l02", "website", "*", "nee", "ouder", "schriftelijk", "2025-09-02", "", "", "jaarformulier"),
    ("l03", "social_media", "*", "ja", "leerling", "digitaal", "2025-10-09", "", "", "leerlingportaal"),
    ("l04", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l05", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l06", "social_media", "*", "nee", "ouder", "schriftelijk", "2025-09-01", "", "", "jaarformulier"),
    ("l07", "social_media", "*", "ja", "leerling", "digitaal", "2025-09-03", "", "", "leerlingportaal"),
    ("l08", "newsletter", "*", "ja", "leerling", "digitaal", "2025-09-03", "", "", "leerlingportaal"),
    ("l09", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-02", "2026-08-31", "", "jaarformulier"),
    ("l10", "social_media", "*", "nee", "ouder", "schriftelijk", "2025-09-01", "", "", "jaarformulier"),
    ("l10", "website", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l11", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "2026-01-20",
     "jaarformulier; mail van 20 januari"),
    ("l12", "social_media", "*", "ja", "ouder", "digitaal", "2025-09-04", "2026-08-31", "", "ouderportaal"),
    ("l13", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "2026-05-04",
     "jaarformulier; telefoonnotitie van 4 mei"),
    ("l14", "social_media", "*", "ja", "ouder", "digitaal", "2025-09-04", "2026-08-31", "", "ouderportaal"),
    ("l15", "social_media", "*", "ja", "ouder", "schriftelijk", "2024-09-02", "2025-08-31", "", "jaarformulier"),
    ("l16", "social_media", "*", "ja", "ouder", "schriftelijk", "2024-10-01", "", "", "inschrijving"),
    ("l17", "website", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l18", "social_media", "facebook", "ja", "leerling", "digitaal", "2025-09-03", "", "", "leerlingportaal"),
    ("l19", "social_media", "*", "ja", "ouder", "mondeling", "2025-09-10", "", "", "gesprek met mentor"),
    ("l20", "social_media", "*", "ja", "ouder1", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l20", "social_media", "*", "nee", "ouder2", "schriftelijk", "2025-09-01", "", "", "jaarformulier"),
    ("l21", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
    ("l22", "social_media", "*", "ja", "ouder", "schriftelijk", "2024-09-02", "2025-08-31", "", "jaarformulier"),
    ("l22", "social_media", "*", "ja", "leerling", "digitaal", "2025-12-15", "2026-12-14", "", "leerlingportaal"),
    ("l23", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-11-03", "2026-08-31", "", "jaarformulier"),
    ("l25", "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01", "2026-08-31", "", "jaarformulier"),
]

LESSONS = [
    ("2025-10-14T10:30", "2025-10-14T11:20", "4h1", "m04", "Nederlands"),
    ("2025-10-14T11:20", "2025-10-14T12:10", "4h1", "m05", "Lichamelijke opvoeding"),
    ("2025-11-18T08:45", "2025-11-18T09:35", "5v2", "m05", "Lichamelijke opvoeding"),
    ("2026-01-20T09:35", "2026-01-20T10:25", "2b1", "m06", "Aardrijkskunde"),
    ("2026-03-10T13:00", "2026-03-10T13:50", "3m1", "m07", "Wiskunde"),
    ("2026-03-12T10:30", "2026-03-12T11:20", "3m1", "m12|m08", "Engels"),
    ("2026-05-19T08:45", "2026-05-19T09:35", "2b1", "m14", "Geschiedenis"),
]

EXCEPTIONS = [
    ("whatsapp_group", "Calamiteiten schoolleiding", "Bereikbaarheid bij spoed buiten kantoortijd",
     "bestuur, besluit 2025-06-12", "2025-08-01", "2026-07-31"),
    ("professional_account", "instagram:esra.horizon", "Leesclub Engels, account staat op de schoolwebsite",
     "rector", "2025-08-01", "2026-07-31"),
    ("family_tie", "m08|l14", "Noor is een tante van Fenna", "teamleider onderbouw", "2026-02-02", "2026-07-17"),
]

OWN = [
    "# Van de school zelf: geen persoonsgegevens",
    "NL00TEST0000000001",
    "010-1000000",
    "info@dehorizon.example",
    "administratie@dehorizon.example",
    "Kade zonder Nummer 1, Nergenshuizen",
]


def table(header, rows, delimiter=",", bom=False):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if bom else "\n")
    writer.writerow(header)
    writer.writerows(rows)
    return (b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode("utf-8")


def files():
    people_header = ("person_id", "role", "function", "given_name", "infix", "family_name", "birth_date", "group",
                     "email", "phone", "valid_from", "valid_until")
    relation_rows = [(parent, "parent_of", child) for parent, child in people.relations()]
    # The school's own systems write Dutch headers, semicolons and a byte order mark: that form is shown here.
    consent_header = ("persoon_id", "categorie", "medium", "antwoord", "gegeven_door", "vorm", "datum", "geldig_tot",
                      "ingetrokken_op", "bron")
    return {
        "registers/people.csv": table(people_header, people.rows()),
        "registers/relations.csv": table(("person_id", "relation", "other_id"), relation_rows),
        "registers/accounts.csv": table(
            ("person_id", "platform", "handle", "kind", "may_post", "valid_from", "valid_until"), ACCOUNTS),
        "registers/consent.csv": table(consent_header, CONSENT, ";", True),
        "registers/lessons.csv": table(("start", "end", "group", "staff_ids", "title"), LESSONS),
        "registers/exceptions.csv": table(
            ("kind", "subject", "reason", "decided_by", "valid_from", "valid_until"), EXCEPTIONS),
        "registers/own.txt": ("\n".join(OWN) + "\n").encode("utf-8"),
    }
