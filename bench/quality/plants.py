"""Breaches and decoys, planted in the downloads of a school. Each plant says which detectors must find it, whom and when.

A decoy looks like a breach and is none; a detector that fires on one is wrong. Everything else that people write is
chatter, in the spelling of chats: "ff", emoji, English, Frisian.
"""
from datetime import date, datetime, timedelta

from exports import Facebook, whatsapp
from school import AS_OF, SCHOOL

CHATTER = ["ff kijken 😅", "tot morgen!", "lekker weer", "haha jaa", "see you later", "moai waar hjoed", "wie gaat er mee?", "gefeliciteerd 🎉",
           "ik app je ff", "pffff druk", "mooi filmpje", "goed bezig!!", "Wat een foto ❤️", "zo, vakantie", "oant moarn", "nice one"]
OPINION = ["De nieuwe lestijden van {} vallen tegen", "Open dag op {} was top", "{} heeft weer een mooi gebouw 🎉", "Trots op {}!!", "Bij {} kan het echt beter"]
NOTICE = ["Op persoonlijke titel: {}. Niet verantwoordelijk voor reacties van derden.", "{} (mijn eigen mening; reacties van derden zijn voor hen)",
          "{} Views are my own, third parties speak for themselves."]
ANGRY = ["Schandalig hoe dit gaat", "wat een waardeloze bende", "belachelijk gewoon 😡"]
KIND = ["Wat een feest!", "Mooi zo 👏", "Prachtig, niet slecht!"]
MUST = ["Vrijdag studiedag: alle leerlingen vrij", "Uiterlijk maandag inleveren: de formulieren", "De school is dinsdag gesloten"]
CARE = ["{} heeft adhd, hou er rekening mee", "{} is gediagnosticeerd met autisme", "Even voor iedereen: {} zit in therapie", "{} heeft epilepsie, weten jullie dat?"]
NO_CARE = ["De workshop over adhd is woensdag in de aula", "Boek van de week gaat over autisme", "Wie heeft de sleutel van het therapielokaal?",
           "Volgende week collecte voor het epilepsiefonds"]
LOGIN = ["Het wachtwoord van de laptopkar is Zandkasteel{}!", "inlog wifi: gast, ww Duin{}pad#"]
NO_LOGIN = ["Ik ben mijn wachtwoord weer kwijt 😅", "Wachtwoord vergeten? Ga naar de balie", "Het wachtwoord is niet gewijzigd"]
MARKETING = ["Wat een musical van de eindexamenklas 🎭", "Wij zijn vrij trots op vrijdag", "Terugblik: gisteren genoten van de sportdag"]


class Plant:
    def __init__(self, detector, persons=(), day=None, platform="facebook"):
        self.detector, self.persons, self.day, self.platform = detector, frozenset(persons), day, platform
        self.found = False


class Planted:
    """A school with its downloads and the truth about them."""

    def __init__(self, school, breaches=12):
        self.school, self.r, self.count = school, school.random, breaches
        self.downloads, self.truth, self.decoys, self.chats, self.accounts, self.consent = {}, [], [], [], [], []
        self.page = Facebook(SCHOOL, "sgzandpoort")
        self.accounts.append(("", "facebook", "sgzandpoort", "school", school.staff[0].id))
        for parent in school.parents[:400]:
            for child in parent.parent_of:
                self.consent.append((child, "social_media", "*", "ja", "ouder", "schriftelijk", "2025-09-01"))
        taken = iter(self.unambiguous(school.staff[16:76]))
        self.teachers = [next(taken) for _ in range(40)]
        self.pupils = self.unambiguous(school.pupils[20:400])
        self.parents = self.unambiguous(school.parents[20:400])
        for part in (self.whatsapp_chats, self.friends, self.lessons, self.pages, self.utterances, self.page_posts, self.pictures,
                     self.personal_data, self.noise):
            part()

    def unambiguous(self, people):
        """People whose name nobody else has: what is planted on them can be found at all."""
        names = [p.name for p in self.school.people()]
        return [p for p in people if names.count(p.name) == 1]

    def download(self, person, registered=True):
        if person.id not in self.downloads:
            self.downloads[person.id] = Facebook(person.name, person.handle, person.mail)
            if registered:
                self.accounts.append((person.id, "facebook", person.handle, "private", ""))
        return self.downloads[person.id]

    def plant(self, detector, *persons, day=None, platform="facebook"):
        self.truth.append(Plant(detector, [p.id for p in persons], day, platform))

    def evening(self):
        """An hour without lessons, in a week without lessons in the timetable."""
        return datetime(2026, 4, self.r.randint(1, 28), self.r.randint(18, 22), self.r.randint(0, 59))

    def whatsapp_chats(self):
        for number in range(self.count):
            teacher, pupil = self.teachers[number], self.pupils[number]
            when = self.evening()
            self.chats.append((f"{pupil.given} {number}", [(when, e164(teacher), self.r.choice(CHATTER)),
                                                          (when + timedelta(minutes=2), e164(pupil), self.r.choice(CHATTER))]))
            self.plant("whatsapp-with-pupils-or-parents", teacher, pupil, platform="whatsapp")
        for number in range(self.count * 3):   # decoys: parents among themselves, colleagues, own child
            when = self.evening()
            a, b = [(self.parents[number], self.parents[number + 60]), (self.teachers[number % 20], self.teachers[20 + number % 20]),
                    (self.school.staff[10 + number % 6], self.own_child(self.school.staff[10 + number % 6]))][number % 3]
            self.chats.append((f"groepje {number}", [(when, e164(a), self.r.choice(CHATTER)),
                                                     (when + timedelta(minutes=1), e164(b), self.r.choice(CHATTER))]))

    def own_child(self, person):
        return next(p for p in self.school.pupils if p.id == person.parent_of[0])

    def friends(self):
        for number in range(self.count):
            teacher, pupil, parent = self.teachers[number], self.pupils[40 + number], self.parents[number]
            self.accounts.append((pupil.id, "facebook", pupil.name, "private", ""))
            self.download(teacher).befriend(pupil.name, self.evening())
            self.plant("staff-pupil-connection", teacher, pupil)
            self.download(teacher).befriend(parent.name, self.evening())
            self.plant("staff-parent-connection", teacher, parent)
        for number in range(self.count):   # decoys
            teacher = self.teachers[20 + number]
            facebook = self.download(teacher)
            facebook.befriend(self.teachers[number].name, self.evening())
            facebook.befriend("Zwemclub De Otter", self.evening())
            facebook.befriend(self.school.pupils[0].name, self.evening())   # two pupils of that name

    def lessons(self):
        people = [(p, False) for p in self.teachers[:self.count]] + [(p, False) for p in self.pupils[60:60 + self.count]]
        for number, (person, _) in enumerate(people):
            summer = number % 2 == 0
            lesson = self.school.lesson_of(person, summer)
            if lesson is None:
                continue
            when = lesson[0] + timedelta(minutes=self.r.randint(5, 40))
            self.download(person).post(self.r.choice(CHATTER), when)
            self.plant("social-media-during-lessons", person, day=when.date())
            for minutes in (-90, 51, 55):   # decoys: before, in the break
                at = lesson[0] + timedelta(minutes=minutes)
                if not self.school.is_in_lesson(person, at):
                    self.download(person).post(self.r.choice(CHATTER), at)
            self.download(person).post(self.r.choice(CHATTER), datetime(2026, 5, 3, 10, 30))   # a Sunday

    def pages(self):
        pupil = self.pupils[90]
        self.download(pupil).manage(SCHOOL, self.evening())
        self.plant("pupil-page-admin", pupil)
        self.plant("unauthorised-poster", pupil)
        left = self.school.staff[77]
        self.download(left).manage(SCHOOL, datetime(2025, 9, 1, 12))
        self.plant("departed-staff-admin", left)
        self.plant("unauthorised-poster", left)
        owner = self.teachers[30]
        self.download(owner).manage(f"{SCHOOL} 3A", self.evening())
        self.plant("unauthorised-school-account", owner)
        self.plant("duplicate-school-account")
        self.plant("unauthorised-poster", owner)
        for number, name in enumerate(("Oud-leerlingen " + SCHOOL, "De Zandbak", f"Ouders {SCHOOL}")):   # decoys
            self.download(self.pupils[95 + number]).manage(name, self.evening())
            self.download(self.teachers[31 + number]).manage(name, self.evening())
        self.download(self.school.staff[0]).manage(SCHOOL, datetime(2025, 8, 25, 9))   # the head may

    def utterances(self):
        for number in range(self.count):
            teacher, parent = self.teachers[number + 12], self.parents[90 + number]
            opinion = self.r.choice(OPINION).format(SCHOOL)
            when = self.evening()
            self.download(teacher).post(opinion, when)
            self.plant("missing-disclaimer", teacher, day=when.date())
            self.plant("unclear-capacity", teacher, day=when.date())
            when = datetime(2026, 5, 4 + number, 20, 15)
            self.download(teacher).comment(self.r.choice(OPINION).format(SCHOOL), when)
            self.plant("missing-affiliation-disclosure", teacher, day=when.date())
            self.plant("unclear-capacity", teacher, day=when.date())
            # Decoys: with a notice, with the employer and the function, by a parent, about something else.
            self.download(teacher).post(self.r.choice(NOTICE).format(opinion), datetime(2026, 6, 15, 20, number))
            self.download(teacher).comment(f"Op persoonlijke titel, ik werk als docent bij {SCHOOL}: {opinion}", datetime(2026, 6, 16, 20, number))
            self.download(parent).post(opinion, self.evening())
            self.download(teacher).post("Schoolfoto's van vroeger, wat een tijd", datetime(2026, 6, 17, 20, number))

    def page_posts(self):
        """The page's own download: what it published, and what others wrote below its pictures."""
        for number in range(self.count):
            day = date(2026, 5, 1) + timedelta(days=2 * number)
            noon = datetime(day.year, day.month, day.day, 12)
            self.page.post(self.r.choice(MUST), noon)
            self.plant("must-not-miss-info-on-facebook", day=day)
            self.page.post(self.r.choice(MARKETING), noon + timedelta(hours=1))
            self.page.album("Sportdag", noon, [("Buurman", self.r.choice(KIND), noon + timedelta(hours=2))])
            self.page.album("Feest", noon, [("Buurman", self.r.choice(ANGRY), noon + timedelta(hours=3))])
            self.plant("negative-reaction-left-up", day=day)
        asked = datetime(2026, 6, 8, 10)
        self.page.chat("Mevrouw Zoekt", [("Mevrouw Zoekt", "Wanneer is de open dag?", asked)])
        self.plant("stale-school-account", day=asked.date())
        self.page.chat("Meneer Vindt", [("Meneer Vindt", "Hoe laat?", asked), (SCHOOL, "Om acht uur", asked + timedelta(days=1))])
        self.page.chat("Laat Gevraagd", [("Laat Gevraagd", "Vraagje", datetime(AS_OF.year, AS_OF.month, AS_OF.day - 1, 20))])

    def pictures(self):
        """Pupils with a tag or their full name, against the register of consent. Whoever is 15 or younger has parents to answer."""
        young = [p for p in self.pupils if p.birth.year >= 2012]
        without = [p for p in self.unambiguous(self.school.pupils[420:]) if p.birth.year >= 2012 and not self.has_consent(p)]
        shown = iter(without)
        for number in range(self.count):
            teacher, at = self.teachers[number], self.evening()
            pupil = next(shown)
            tagged = number % 2 == 0
            caption = self.r.choice(CHATTER) if tagged else f"Wat een held, {pupil.name} op de schaatsbaan"
            self.download(teacher).photo(caption, at, [pupil.name] if tagged else [])
            self.plant("unconsented-media", teacher, pupil, day=at.date())
            self.plant("school-media-on-private-account", teacher, pupil, day=at.date())
            self.plant("consent-register-gap", pupil)
            at = self.evening()
            state = number % 3
            pupil = next(shown)
            if state == 1:
                self.consent.append((pupil.id, "social_media", "*", "nee", "ouder", "schriftelijk", "2025-09-02"))
            if state == 2:   # the pupil answered, where the parents decide
                self.consent.append((pupil.id, "social_media", "*", "ja", "leerling", "schriftelijk", "2025-09-02"))
            self.page.photo(f"Sportdag met {pupil.name}", at)
            self.plant("unconsented-media", pupil, day=at.date())
            if state != 1:
                self.plant("consent-register-gap", pupil)
        for number in range(self.count):   # decoys
            teacher, parent, yes = self.teachers[20 + number % 20], self.parents[100 + number], young[number]
            self.page.photo(f"Winnaar van de quiz: {yes.name}", self.evening())                       # consented
            self.page.photo(f"{yes.given} en de anderen op kamp", self.evening())                     # a first name
            self.page.photo(f"Geslaagd: {self.school.pupils[0].name}", self.evening())                # a name of two pupils
            self.page.photo(f"De moeder van {next(shown).name} deelt soep uit", self.evening())       # shown is the mother
            self.download(teacher).photo("Teamuitje", self.evening(), [self.teachers[number].name])   # a colleague
            self.download(parent).photo("Jarig!", self.evening(), [self.school_child(parent).name])   # one's own child

    def has_consent(self, pupil):
        return any(row[0] == pupil.id for row in self.consent)

    def school_child(self, parent):
        return next(p for p in self.school.pupils if p.id == parent.parent_of[0])

    def personal_data(self):
        """In chats of a class with its parents: what concerns one child, told to all."""
        for number in range(self.count):
            teacher, child = self.teachers[number], self.pupils[100 + number]
            readers = [p for p in self.parents[130:200] if child.id not in p.parent_of][:3]
            care, login, bsn = self.evening(), self.evening(), self.evening()
            lines = [(care, teacher, self.r.choice(CARE).format(child.given)), (login, teacher, self.r.choice(LOGIN).format(10 + number)),
                     (bsn, teacher, f"BSN van {child.name}: {bsn_number(self.r)}")]
            self.plant("personal-data-disclosed", teacher, day=care.date(), platform="whatsapp")
            self.plant("personal-data-disclosed", teacher, day=bsn.date(), platform="whatsapp")
            self.plant("password-disclosed", teacher, day=login.date(), platform="whatsapp")
            decoys = [self.r.choice(NO_CARE), self.r.choice(NO_LOGIN), f"Bestelnummer {self.r.randint(10**8, 2 * 10**8) | 1}", f"Bel mij op {teacher.phone}"]
            lines += [(self.evening(), teacher, text) for text in decoys]
            lines += [(self.evening(), reader, self.r.choice(CHATTER)) for reader in readers]
            self.chats.append((f"Ouders {number}", [(when, e164(who), text) for when, who, text in sorted(lines, key=lambda line: line[0])]))
            for other in readers:   # who reads along is a parent: the chat itself is one of staff with parents
                self.plant("whatsapp-with-pupils-or-parents", teacher, other, platform="whatsapp")

    def noise(self):
        for person in self.teachers + self.pupils[:40] + self.parents[:40]:
            for _ in range(20):
                self.download(person).post(self.r.choice(CHATTER), self.evening())

    def write(self, folder):
        for download in [self.page, *self.downloads.values()]:
            download.write(folder)
        for title, lines in self.chats:
            whatsapp(folder + "/whatsapp", title, lines)


def bsn_number(random):
    """Nine digits that pass the check of a BSN, out of a range that is not given out."""
    while True:
        digits = [1, 0] + [random.randint(0, 9) for _ in range(6)]
        last = sum((9 - place) * digit for place, digit in enumerate(digits)) % 11
        if last < 10:
            return "".join(map(str, digits)) + str(last)


def e164(person):
    return "+31 6 " + person.phone[3:].replace(" ", "")
