"""Posts and stories: (time, caption, pictures). M and C numbers are those of README.md."""

SCHOOL_POSTS = [
    ("2025-09-19 15:30:00", "Sportdag! Sanne Duinker wint de 800 meter. Proficiat! 🏃‍♀️", 1),                    # C1
    ("2025-09-26 16:00:00", "Sofie Maasdam las voor in de bibliotheek. Wat een stilte in de zaal.", 1),         # M1
    ("2025-10-10 14:15:00", "De voorleeswedstrijd is gewonnen door Mila Zonneveld, klas 4h1!", 1),              # M2
    ("2025-10-24 12:00:00", "Noah van der Wiel bouwde een windmolen van karton. En hij draait.", 1),            # C2
    ("2025-11-07 17:00:00", "Ons boekenteam: Karin Dijkgraaf en Anouk Bremer vullen de kast.", 2),              # C3
    ("2025-11-20 13:20:00", "Daan Ooievaar (16) vertelt over zijn bijbaan als vakkenvuller.", 1),               # C4
    ("2025-12-05 09:45:00", "Pakjesmiddag met Sem Braamhorst als hulpsint.", 1),                                # M3
    ("2025-12-12 15:00:00", "Isa Notenboom speelde piano in de aula.", 1),                                      # M4
    ("2026-01-16 11:00:00", "Techniekles: Finn Boomkamp soldeert zijn eerste lampje.", 1),                      # M5
    ("2026-01-23 10:30:00", "Jayden Kerkuil hielp bij het open huis. Bedankt!", 1),                             # C5
    ("2026-02-06 16:10:00", "Yara el Amrani presenteerde haar profielwerkstuk over bijen.", 1),                 # C6
    ("2026-02-13 14:00:00", "Julia Steenuil en het zelfgemaakte schaakbord.", 1),                               # M6
    ("2026-03-06 13:00:00", "Weerzien: Roos Ganzevoort vertelt over haar nieuwe opleiding.", 1),                # C7
    ("2026-03-13 12:30:00", "Tess Korenbloem bracht een bezoek aan het Europees Parlement.", 1),                # M7
    ("2026-03-27 18:00:00", "Onze derdeklassers op werkweek. Nat, moe en heel tevreden.", 3),                   # C8
    ("2026-04-17 15:45:00", "Ruben Tamarisk scoorde de winnende goal voor 2b1.", 1),                            # M8
    ("2026-04-24 10:00:00", "Luuk Paardekooper verzorgt de schooltuin.", 1),                                    # M9
    ("2026-05-22 09:30:00", "Examentijd: Amira Haddou deelt pepermunt uit bij de deur.", 1),                    # M10
    ("2026-06-12 14:40:00", "Tim Bremer op de klimwand. Hoger, hoger!", 1),                                     # M11
    ("2026-06-19 16:20:00", "Sanne en Mila samen achter de limonadekraam.", 1),                                 # C9
    ("2026-07-02 17:15:00", "Oud-leerling Jesse Havik kwam vertellen over de hogeschool.", 1),                  # C10
    ("2026-07-03 11:00:00", "Emma Visscher kreeg de prijs voor het mooiste herbarium.", 1),                     # C11
]

SCHOOL_STORIES = [
    ("2026-03-18 12:00:00", "Lieke Waterman opent de debatweek", 1),                                            # C12
]

JOOST_POSTS = [
    ("2025-10-04 08:15:00", "Buizerd boven de plas. Vijf uur opgestaan, elke minuut waard.", 1),
    ("2026-05-08 19:30:00", "Bilal Aziz van 5v2 rent de Coopertest alsof het niets is 💪", 1),                  # M12
]
JOOST_STORIES = [
    ("2026-05-30 16:00:00", "De zaal na het slotfeest. Niemand meer te zien, wel veel confetti.", 1),           # C13
]

SANNE_POSTS = [
    ("2026-04-10 19:00:00", "beste dag ooit met Mila Zonneveld 💛", 1),                                         # M13
    ("2026-05-01 13:00:00", "nieuwe schoenen", 1),
]
