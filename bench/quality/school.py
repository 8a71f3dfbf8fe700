"""A school that does not exist, out of a seed: people with the collisions of a real register, lessons, consent.

Everything that can confuse is in it on purpose: a surname twelve times, siblings, two pupils of one name, parents who are
staff, staff who left, pupils of exactly sixteen.
"""
import random
from datetime import date, datetime, timedelta

GIVEN = ("Sanne Bram Iris Lars Noor Tijn Fenna Daan Lotte Sem Jolijn Thijs Maud Ruben Anouk Jesse Femke Stijn Elin Gijs Roos "
         "Mees Jelte Nienke Wout Sietske Hidde Marit Koen Lieke Teun Amira Yusuf Fatima Omar Layla Karim Nadia Soumaya "
         "Bilal Zoë Jiska Rinske Douwe Hessel Aukje Wiebe Doutzen Tjitske").split()
ADULT = ("Karin Joost Petra Wim Mieke Henk Ineke Pieter Anja Ruud Wilma Gerrit Hanneke Rob Marja Jaap Els Kees Truus Arie Bea Cor "
         "Dineke Evert Froukje Geert Hilde Ids Jeltje Klaas").split()
COMMON = "Jansen Vries Bakker Visser Smit Meijer Mulder Bos".split()
HEADS = ("Zand Veld Water Oude Nieuw Hout Steen Berg Koren Wilgen Linden Duin Meer Vlas Rogge Haver Klaver Brem Lis Riet Kerk Molen Brug Poel "
         "Heide Esdoorn Els Kamp Broek Horst").split()
TAILS = "hoven burg dijk stra sma kamp winkel meer laar huis berg poort haag man beek veen".split()
FAMILY = [head + tail for head in HEADS for tail in TAILS]
INFIX = ["", "", "", "", "van", "de", "van der", "van de"]
SCHOOL = "Scholengemeenschap Zandpoort"
AS_OF = date(2026, 7, 17)
MONDAY = date(2026, 3, 2)


class Person:
    def __init__(self, number, role, given, infix, family, **more):
        self.id = f"{dict(pupil='p', staff='s', parent='o')[role]}{number:04d}"
        self.role, self.given, self.infix, self.family = role, given, infix, family
        self.function = more.get("function", "")
        self.group = more.get("group", "")
        self.birth = more.get("birth")
        self.until = more.get("until")
        self.parent_of = []
        self.roles = [role]
        self.phone = f"06 1000 {number % 10000:04d}" if role != "pupil" else f"06 1001 {number % 10000:04d}"
        if role == "parent":
            self.phone = f"06 1002 {number % 10000:04d}"
        self.mail = f"{given}.{family}{number}@{'zandpoort' if role != 'parent' else 'post'}.example".lower().replace("ë", "e")
        self.handle = f"{given}{family}{self.id}".lower().replace("ë", "e")

    @property
    def name(self):
        return " ".join(part for part in (self.given, self.infix, self.family) if part)


class School:
    def __init__(self, seed, pupils=None):
        self.random = random.Random(seed)
        r = self.random
        count = pupils or r.randint(600, 1200)
        self.groups = [f"{year}{letter}" for year in range(1, 7) for letter in "ABCDE"]
        self.pupils, self.staff, self.parents = [], [], []
        for number in range(count):
            family = r.choice(COMMON) if r.random() < 0.12 else r.choice(FAMILY)
            birth = date(2026 - 12 - number % 6, r.randint(1, 12), r.randint(1, 28))
            self.pupils.append(Person(number, "pupil", r.choice(GIVEN), r.choice(INFIX), family,
                                      group=self.groups[number % len(self.groups)], birth=birth))
        # Two pairs of one name, and siblings.
        for a, b in ((0, 1), (2, 3)):
            self.pupils[b].given, self.pupils[b].infix, self.pupils[b].family = (
                self.pupils[a].given, self.pupils[a].infix, self.pupils[a].family)
        for number in range(80):
            function = "director" if number == 0 else "leadership" if number < 5 else "teacher"
            until = date(2026, 1, 31) if number >= 76 else None
            self.staff.append(Person(number, "staff", r.choice(ADULT), r.choice(INFIX), r.choice(FAMILY),
                                     function=function, until=until))
        for number in range(900):
            child = self.pupils[number % len(self.pupils)]
            parent = Person(number, "parent", r.choice(ADULT), child.infix, child.family)
            parent.parent_of.append(child.id)
            if r.random() < 0.2:
                parent.parent_of.append(self.pupils[(number + 7) % len(self.pupils)].id)
            self.parents.append(parent)
        for number in range(10, 16):   # staff who are parents at this school
            self.staff[number].roles.append("parent")
            self.staff[number].parent_of.append(self.pupils[number].id)
        self.lessons = self.make_lessons()

    def people(self):
        return self.staff + self.pupils + self.parents

    def make_lessons(self):
        """A week in winter and one in summer time: five lessons a day for each group, each with a teacher."""
        lessons = []
        for monday in (MONDAY, date(2026, 6, 1)):
            for day in range(5):
                for hour in range(5):
                    start = datetime.combine(monday + timedelta(days=day), datetime.min.time()) + timedelta(hours=9 + hour)
                    for number, group in enumerate(self.groups):
                        teacher = self.staff[5 + (number + hour * 7) % 60]
                        lessons.append((start, start + timedelta(minutes=50), group, teacher.id))
        return lessons

    def lesson_of(self, person, summer=False):
        key = person.id if person.role == "staff" else person.group
        month = 6 if summer else 3
        mine = [lesson for lesson in self.lessons if key in (lesson[2], lesson[3]) and lesson[0].month == month]
        return self.random.choice(mine) if mine else None

    def is_in_lesson(self, person, when):
        key = person.id if person.role == "staff" else person.group
        return any(key in (lesson[2], lesson[3]) and lesson[0] <= when < lesson[1] for lesson in self.lessons)


def wilson(hits, total, z=1.96):
    """95 % interval of a share."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5) / (1 + z * z / total)
    return max(0.0, middle - half), min(1.0, middle + half)
