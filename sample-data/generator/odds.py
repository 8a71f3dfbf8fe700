"""What lies between real exports: a note of whoever gathered them. It is no export, and no reason for exit status 3."""

README = """Aangeleverd op 3 augustus 2026 door de afdeling ict.
Alle bestanden in deze map horen bij een verzonnen school; er komen geen bestaande personen in voor.
Het kanaal wiskunde 3m1 is bij het opslaan afgebroken, een nieuwe kopie volgt nog.
"""


def files():
    return {"exports/README.txt": README.encode("utf-8")}
