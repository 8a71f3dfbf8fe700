"""The WhatsApp conversations. The folder says who handed the export in; P and N numbers are those of README.md."""
from .people import name, phone

KARIN, JOOST, MARLOES, PIETER, HENK = (name(p) for p in ("m04", "m05", "m06", "m07", "m09"))
ANOUK, SJOERD, ESRA, NOOR = (name(p) for p in ("m10", "m11", "m12", "m08"))
INEKE, BRAM, SAMIRA = (name(p) for p in ("m01", "m02", "m03"))
MILA, DAAN, ROOS, NINA = (name(p) for p in ("l02", "l03", "l25", "l21"))
GROUP = "Klas 4h1 - mentorgroep"


def class_group(me):
    """P1. What the phone of `me` wrote: its owner is "Je" in what the app itself writes."""
    def by(who):
        return "Je hebt" if who == me else f"{who} heeft"

    return [
        ("2025-09-01 15:58:03", "*", f'{by(KARIN)} de groep "{GROUP}" gemaakt'),
        ("2025-09-01 15:59:10", "*", f"{by(KARIN)} {'je' if me == MILA else MILA} toegevoegd"),
        ("2025-09-01 15:59:40", "*", f"{by(KARIN)} {DAAN} toegevoegd"),
        ("2025-09-01 16:02:21", KARIN, "Welkom allemaal! Hier zet ik dingen over roosters en uitjes in. "
                                       "Vragen over je cijfers liever in Magister."),
        ("2025-09-01 16:04:47", MILA, "Top mevrouw 👍"),
        ("2025-09-01 16:05:12", DAAN, "ok!"),
        ("2025-09-02 08:11:30", phone("l04"), "hoi dit is Yara, mijn nummer stond nog niet in de lijst"),
        ("2025-09-22 19:34:02", KARIN, "Morgen het eerste uur vrij, ik ben naar een cursus.\n"
                                       "Tweede uur gewoon in lokaal 114."),
        ("2025-09-22 19:35:44", ROOS, "jaaa uitslapen"),
        ("2025-10-14 11:02:15", KARIN,
         "FILE IMG-20251014-WA0003.jpg|Mila Zonneveld op het podium bij de voorleeswedstrijd!"),
        ("2025-10-14 11:03:27", DAAN, "haha mooi"),
        ("2025-10-14 11:06:09", MILA, "mag die er misschien af? Ik sta er zo raar op"),
        ("2025-10-14 16:40:55", KARIN, "Je hebt dit bericht verwijderd" if me == KARIN else "Dit bericht is verwijderd"),
        ("2025-11-26 17:20:01", NINA, "Mevrouw is de toets morgen nou over hoofdstuk 3 of 4?"),
        ("2025-11-26 17:31:18", KARIN, "Hoofdstuk 3, en van 4 alleen paragraaf 1."),
        ("2026-01-12 07:48:36", KARIN, "Het is glad vanochtend. Doe voorzichtig op de fiets; "
                                       "wie te laat is, heeft vandaag geen briefje nodig."),
        ("2026-01-12 07:51:02", phone("l04"), "dank u!"),
    ]


CLASS_LATER = [
    ("2026-02-01 10:00:14", "*", f"{ROOS} heeft de groep verlaten"),
    ("2026-03-05 18:12:40", KARIN, "Neem morgen je laptop mee, opgeladen graag."),
    ("2026-03-05 18:15:33", MILA, "Komt goed"),
]

PARENT_DIRECT = [  # P2; the last line lies behind the period
    ("2025-09-16 19:05:00", name("o01"), "Goedenavond, mag Sanne morgen eerder weg voor de tandarts?"),
    ("2025-09-16 19:21:00", JOOST, "Prima, laat haar zich even bij mij melden. Hoe laat is de afspraak?"),
    ("2025-09-16 19:22:00", name("o01"), "Kwart voor drie. Dankjewel!"),
    ("2025-12-09 21:47:00", JOOST, "Sanne liep vandaag weer lekker mee, de enkel is gelukkig genezen."),
    ("2025-12-09 21:55:00", name("o01"), "Fijn om te horen :)"),
    ("2026-08-04 11:00:00", name("o01"), "Fijne vakantie nog!"),
]

BEFORE = [  # N9: all of it before the period
    ("2025-05-20 19:10:00", name("o03"), "Dag Karin, Daan is zijn gymtas kwijt. Ligt die nog in het lokaal?"),
    ("2025-05-20 19:42:00", KARIN, "Ik kijk morgen even!"),
    ("2025-05-21 08:33:00", KARIN, "Gevonden, hij hangt aan de kapstok."),
]

PARENTS_2B1 = [  # P3: the teacher was added, and never wrote
    ("2025-09-03 20:01:12", "*", f'{name("o13")} heeft de groep "Ouders 2b1" gemaakt'),
    ("2025-09-03 20:02:00", "*", f'{name("o13")} heeft {name("o15")} toegevoegd'),
    ("2025-09-03 20:02:20", "*", f'{name("o13")} heeft {name("o16")} toegevoegd'),
    ("2025-09-03 20:02:45", "*", f'{name("o13")} heeft {MARLOES} toegevoegd'),
    ("2025-09-03 20:05:31", name("o13"), "Hoi allemaal, hier kunnen we dingen afstemmen voor de klas."),
    ("2025-09-03 20:09:02", name("o15"), "Goed idee!"),
    ("2025-10-06 18:44:50", name("o16"), "Wie kan er rijden naar het museum op vrijdag?"),
    ("2025-10-06 18:50:09", name("o15"), "Ik heb plek voor vier."),
    ("2026-03-16 21:12:27", phone("o17"), "Heeft iemand de wiskundebladen van Ruben? Hij is ze vergeten."),
    ("2026-03-16 21:20:00", name("o13"), "Stuur ik je zo, Ria."),
]

LEADERSHIP = [  # N1: leadership only, and in the register of exceptions
    ("2025-08-25 09:00:41", "*", f'{BRAM} heeft de groep "Calamiteiten schoolleiding" gemaakt'),
    ("2025-08-25 09:01:10", "*", f"{BRAM} heeft {SAMIRA} toegevoegd"),
    ("2025-08-25 09:03:25", INEKE, "Alleen voor spoed, zoals in juni besloten."),
    ("2026-01-06 06:12:05", SAMIRA, "Lekkage in de kelder van gebouw B, de stroom is daar uit."),
    ("2026-01-06 06:14:30", INEKE, "Ik bel de installateur. Bram, zet jij gebouw B in het rooster om?"),
    ("2026-01-06 06:15:11", BRAM, "Doe ik, bericht gaat via Magister uit."),
]

TEAM = [  # P4 (a group of teachers); N2: a pupil's words that are only pasted
    ("2025-09-08 16:20:00", "*", 'Je hebt de groep "Team bovenbouw borrel" gemaakt'),
    ("2025-09-08 16:20:30", "*", f"Je hebt {KARIN} toegevoegd"),
    ("2025-09-08 16:20:50", "*", f"Je hebt {ESRA} toegevoegd"),
    ("2025-09-08 16:31:00", ANOUK, "Vrijdag om vijf uur bij de Verzonnen Vis?"),
    ("2025-09-08 16:40:00", KARIN, "Leuk, ik ben er!"),
    ("2025-11-27 08:20:00", KARIN, "Zo lief, dit kreeg ik gisteren van een leerling:\n"
                                   "[17:31, 26-11-2025] Nina Schollevaar: Dank u mevrouw, nu snap ik het"),
    ("2025-11-27 08:26:00", ESRA, "Daar doe je het voor 😊"),
    ("2025-11-27 08:30:00", ANOUK, "Je hebt dit bericht verwijderd"),
]

OWN_CHILD = [  # N3
    ("2025-09-11 14:02:00", name("l12"), "pap kun je mn broodtrommel meenemen, ligt op het aanrecht"),
    ("2025-09-11 14:06:00", PIETER, "Ligt bij de balie. Eet je fruit ook op!"),
    ("2026-02-17 17:33:00", PIETER, "Ik ben om zes uur thuis, zet jij vast water op?"),
    ("2026-02-17 17:34:00", name("l12"), "ja hoor"),
]

FORMER_PUPIL = [  # N4: left on 15 July 2025
    ("2025-11-04 20:15:00", name("l24"), "Dag mevrouw Dijkgraaf, ik zit nu op de hogeschool! Wilt u iets op mijn "
                                         "stageverslag zeggen?"),
    ("2025-11-04 20:48:00", KARIN, "Wat leuk Jesse. Stuur maar, ik lees het in het weekend."),
    ("2025-11-16 13:10:00", KARIN, "Mooi stuk. Let op de d's en t's :)"),
]

FORMER_STAFF = [  # N5: Henk left on 31 December 2025
    ("2026-02-19 10:20:11", name("o05"), "Dag Henk, hoe bevalt het pensioen? Emma mist je lessen!"),
    ("2026-02-19 11:04:52", HENK, "Ha Monique, prima, de tuin is nog nooit zo netjes geweest. Doe haar de groeten."),
    ("2026-02-19 11:06:20", name("o05"), "Zal ik doen!"),
]

AUNT = [  # N6: family_tie in the register of exceptions
    ("2026-03-21 12:00:10", name("l14"), "tante noor kom je vanavond ook op omas verjaardag"),
    ("2026-03-21 12:15:47", NOOR, "Ja natuurlijk, ik neem taart mee 🎂"),
]

PARENTS_3M1 = [  # N7: Pieter is here as the father of Thijs
    ("2025-09-17 19:00:00", "*", f'{name("o10")} heeft de groep "Ouders 3m1" gemaakt'),
    ("2025-09-17 19:00:30", "*", f'{name("o10")} heeft {name("o12")} toegevoegd'),
    ("2025-09-17 19:00:40", "*", f'{name("o10")} heeft {PIETER} toegevoegd'),
    ("2025-09-17 19:08:12", name("o10"), "Zullen we voor de mentor aan het eind van het jaar samen een cadeau doen?"),
    ("2025-09-17 19:15:55", PIETER, "Goed plan, Thijs en ik doen mee."),
    ("2025-09-17 19:17:03", name("o12"), "Wij ook"),
]

BY_NUMBER = [  # P5: the other is a number, and the register knows it
    ("2026-04-14 12:31:00", phone("o20"), "Dag meneer Palmboom, u spreekt met de moeder van Tim. "
                                          "Is zijn fiets al gevonden?"),
    ("2026-04-14 12:52:00", SJOERD, "Ja, die staat in het hok bij de conciërge. Hij kan hem na het zesde uur ophalen."),
    ("2026-04-14 12:53:00", phone("o20"), "Geweldig, dank u!"),
]

NAMESAKE = [  # N8: two pupils have this name, and nobody may be picked
    ("2026-05-20 16:44:00", "Emma Visscher", "mevrouw hoe laat vertrekt de bus morgen?"),
    ("2026-05-20 16:50:00", MARLOES, "Kwart over acht, bij het hek."),
]

CHATS = [
    ("karin-dijkgraaf", "android", GROUP, class_group(KARIN)),
    ("mila-zonneveld", "ios", GROUP, class_group(MILA) + CLASS_LATER),
    ("joost-wielewaal", "android-txt", name("o01"), PARENT_DIRECT),
    ("karin-dijkgraaf", "android-txt", name("o03"), BEFORE),
    ("inge-van-der-wiel", "ios", "Ouders 2b1", PARENTS_2B1),
    ("ineke-oosterveld", "android", "Calamiteiten schoolleiding", LEADERSHIP),
    ("anouk-bremer", "android-txt", "Team bovenbouw borrel", TEAM),
    ("pieter-zandstra", "android-txt", name("l12"), OWN_CHILD),
    ("karin-dijkgraaf", "android-txt", name("l24"), FORMER_PUPIL),
    ("henk-roerdomp", "ios", name("o05"), FORMER_STAFF),
    ("noor-kwikstaart", "ios", name("l14"), AUNT),
    ("wilma-boomkamp", "ios", "Ouders 3m1", PARENTS_3M1),
    ("sjoerd-palmboom", "android-txt", phone("o20"), BY_NUMBER),
    ("marloes-hazelaar", "android-txt", "Emma Visscher", NAMESAKE),
]
