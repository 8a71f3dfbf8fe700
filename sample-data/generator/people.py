"""Everybody at the invented school. One row a person and role; the order is the order of the register.

    id, role, function, given, infix, family, born, group, phone number (last digits), e-mail, from, until
"""
STAFF_DOMAIN = "dehorizon.example"
PUPIL_DOMAIN = "leerling.dehorizon.example"
HOME_DOMAIN = "example.org"

# A teacher who is also a parent (m07) has two rows. Numbers are 06 1000 0xxx.
STAFF = [
    ("m01", "director", "Ineke", "", "Oosterveld", "101", "", ""),
    ("m02", "leadership", "Bram", "van", "Leeuwerik", "102", "", ""),
    ("m03", "leadership", "Samira", "", "Boukhari", "103", "", ""),
    ("m04", "teacher", "Karin", "", "Dijkgraaf", "104", "", ""),
    ("m05", "teacher", "Joost", "", "Wielewaal", "105", "", ""),
    ("m06", "teacher", "Marloes", "", "Hazelaar", "106", "", ""),
    ("m07", "teacher", "Pieter", "", "Zandstra", "107", "", ""),
    ("m08", "intern", "Noor", "", "Kwikstaart", "108", "2026-02-02", "2026-07-17"),
    ("m09", "teacher", "Henk", "", "Roerdomp", "109", "2009-08-01", "2025-12-31"),
    ("m10", "teacher", "Anouk", "", "Bremer", "110", "", ""),
    ("m11", "support", "Sjoerd", "", "Palmboom", "111", "", ""),
    ("m12", "teacher", "Esra", "", "Yıldız", "112", "", ""),
    ("m13", "communication", "Daan", "", "Kranenborg", "113", "", ""),
    ("m14", "teacher", "Willemijn", "van 't", "Hooft", "114", "2026-01-05", ""),
]

PUPILS = [
    ("l01", "Sanne", "", "Duinker", "2010-12-04", "4h1", "201", "2022-08-01", ""),
    ("l02", "Mila", "", "Zonneveld", "2010-03-19", "4h1", "202", "2022-08-01", ""),
    ("l03", "Daan", "", "Ooievaar", "2009-10-08", "4h1", "203", "2022-08-01", ""),
    ("l04", "Yara", "el", "Amrani", "2009-09-21", "4h1", "204", "2022-08-01", ""),
    ("l05", "Emma", "", "Visscher", "2010-05-30", "4h1", "", "2022-08-01", ""),
    ("l06", "Emma", "", "Visscher", "2011-04-02", "3m1", "", "2023-08-01", ""),
    ("l07", "Lieke", "", "Waterman", "2009-02-11", "5v2", "207", "2021-08-01", ""),
    ("l08", "Bilal", "", "Aziz", "2009-06-17", "5v2", "208", "2021-08-01", ""),
    ("l09", "Tess", "", "Korenbloem", "2008-11-25", "5v2", "209", "2021-08-01", ""),
    ("l10", "Finn", "", "Boomkamp", "2011-01-15", "3m1", "210", "2023-08-01", ""),
    ("l11", "Julia", "", "Steenuil", "2011-06-06", "3m1", "211", "2023-08-01", ""),
    ("l12", "Thijs", "", "Zandstra", "2010-10-01", "3m1", "212", "2023-08-01", ""),
    ("l13", "Noah", "van der", "Wiel", "2012-02-20", "2b1", "213", "2024-08-01", ""),
    ("l14", "Fenna", "", "Lindeboom", "2011-09-09", "2b1", "214", "2024-08-01", ""),
    ("l15", "Sem", "", "Braamhorst", "2012-05-14", "2b1", "215", "2024-08-01", ""),
    ("l16", "Isa", "", "Notenboom", "2012-07-07", "2b1", "216", "2024-08-01", ""),
    ("l17", "Ruben", "", "Tamarisk", "2011-11-11", "2b1", "217", "2024-08-01", ""),
    ("l18", "Amira", "", "Haddou", "2009-01-29", "5v2", "218", "2021-08-01", ""),
    ("l19", "Luuk", "", "Paardekooper", "2011-03-03", "3m1", "219", "2023-08-01", ""),
    ("l20", "Tim", "", "Bremer", "2011-02-22", "3m1", "220", "2023-08-01", ""),
    ("l21", "Nina", "", "Schollevaar", "2010-08-15", "4h1", "221", "2022-08-01", ""),
    ("l22", "Jayden", "", "Kerkuil", "2009-12-12", "4h1", "222", "2022-08-01", ""),
    ("l23", "Sofie", "", "Maasdam", "2011-10-19", "2b1", "223", "2024-08-01", ""),
    ("l24", "Jesse", "", "Havik", "2008-05-05", "5v2", "224", "2020-08-01", "2025-07-15"),
    ("l25", "Roos", "", "Ganzevoort", "2009-07-20", "4h1", "225", "2021-08-01", "2026-01-31"),
]

# The children stand behind: they become relations.csv.
PARENTS = [
    ("o01", "Petra", "", "Duinker", "301", "l01"),
    ("o02", "Rik", "", "Duinker", "302", "l01"),
    ("o03", "Saskia", "", "Ooievaar", "303", "l03"),
    ("o04", "Hassan", "el", "Amrani", "304", "l04"),
    ("o05", "Monique", "", "Visscher", "305", "l05"),
    ("o06", "Gerard", "", "Visscher", "306", "l06"),
    ("o07", "Ellen", "", "Waterman", "307", "l07"),
    ("o08", "Latifa", "", "Aziz", "308", "l08"),
    ("o09", "Marc", "", "Korenbloem", "309", "l09"),
    ("o10", "Wilma", "", "Boomkamp", "310", "l10"),
    ("o11", "Jolien", "", "Zandstra", "311", "l12"),
    ("o12", "Hanneke", "", "Steenuil", "312", "l11"),
    ("o13", "Inge", "van der", "Wiel", "313", "l13"),
    ("o14", "Ton", "", "Lindeboom", "314", "l14"),
    ("o15", "Yvonne", "", "Braamhorst", "315", "l15"),
    ("o16", "Kees", "", "Notenboom", "316", "l16"),
    ("o17", "Ria", "", "Tamarisk", "317", "l17"),
    ("o18", "Nadia", "", "Haddou", "318", "l18"),
    ("o19", "Frits", "", "Paardekooper", "319", "l19"),
    ("o20", "Carla", "", "Bremer", "320", "l20"),
    ("o21", "Dirk", "", "Bremer", "321", "l20"),
    ("o22", "Anja", "", "Maasdam", "322", "l23"),
    ("o23", "Vera", "", "Zonneveld", "323", "l02"),
]

STAFF_PARENT = ("m07", "l12")
EXTERNAL = ("x01", "Gijs", "", "Lichtval", "401")


def _plain(text):
    table = str.maketrans({"ı": "i", "'": "", " ": "", "ë": "e"})
    return text.lower().translate(table)


def _full(given, infix, family):
    return " ".join(part for part in (given, infix, family) if part)


def _names():
    names = {row[0]: _full(*row[2:5]) for row in STAFF}
    names |= {row[0]: _full(*row[1:4]) for row in PUPILS + PARENTS}
    names[EXTERNAL[0]] = _full(*EXTERNAL[1:4])
    return names


def _phones():
    phones = {row[0]: row[5] for row in STAFF}
    phones |= {row[0]: row[6] for row in PUPILS}
    phones |= {row[0]: row[4] for row in PARENTS}
    return {key: digits for key, digits in phones.items() if digits}


NAMES = _names()
PHONES = _phones()


def name(person):
    return NAMES[person]


def phone(person):
    """As WhatsApp writes a number that is not in the contacts of the phone."""
    return f"+31 6 10000{PHONES[person]}"


def mail_of(person):
    row = next(r for r in STAFF + PUPILS + PARENTS if r[0] == person)
    if person.startswith("m"):
        return f"{_plain(row[2])}.{_plain(row[3])}{_plain(row[4])}@{STAFF_DOMAIN}"
    if person.startswith("l"):
        return f"26{int(person[1:]):04d}@{PUPIL_DOMAIN}"
    return f"{_plain(row[1])}.{_plain(row[2])}{_plain(row[3])}@{HOME_DOMAIN}"


def rows():
    """The rows of people.csv, without its header."""
    for pid, function, given, infix, family, digits, start, end in STAFF:
        yield (pid, "staff", function, given, infix, family, "", "", mail_of(pid), f"0610000{digits}", start, end)
    pid = STAFF_PARENT[0]
    yield (pid, "parent", "", "Pieter", "", "Zandstra", "", "", mail_of(pid), f"0610000{PHONES[pid]}", "", "")
    for pid, given, infix, family, born, group, digits, start, end in PUPILS:
        number = f"06-10000{digits}" if digits else ""
        yield (pid, "pupil", "", given, infix, family, born, group, mail_of(pid), number, start, end)
    for pid, given, infix, family, digits, _child in PARENTS:
        yield (pid, "parent", "", given, infix, family, "", "", mail_of(pid), f"+31610000{digits}", "", "")
    pid, given, infix, family, digits = EXTERNAL
    yield (pid, "external", "", given, infix, family, "", "", "gijs@lichtval.example", f"0610000{digits}", "", "")


def relations():
    yield STAFF_PARENT[0], STAFF_PARENT[1]
    for row in PARENTS:
        yield row[0], row[5]
