"""Mail: one mailbox as mbox, and four mails as .eml, one of them with a picture."""
import base64
import quopri

from . import archive
from .clock import epoch, rfc2822
from .people import mail_of, name

DOMAIN = "dehorizon.example"
SCHOOL = "SG De Verzonnen Horizon <info@dehorizon.example>"


def who(person, address=None):
    shown = name(person)
    if not shown.isascii():
        shown = "=?utf-8?b?" + base64.b64encode(shown.encode("utf-8")).decode() + "?="
    elif "'" in shown:
        shown = f'"{shown}"'
    return f"{shown} <{address or mail_of(person)}>"


def _subject(text):
    return text if text.isascii() else "=?utf-8?q?" + quopri.encodestring(text.encode(), header=True).decode() + "?="


def _headers(number, stamp, sender, to, subject, **more):
    lines = [f"From: {sender}", "To: " + ",\n ".join(to), f"Subject: {_subject(subject)}", f"Date: {rfc2822(stamp)}",
             f"Message-ID: <{number}.{epoch(stamp)}@{DOMAIN}>"]
    lines += [f"{key.replace('_', '-')}: {value}" for key, value in more.items()]
    return lines + ["MIME-Version: 1.0"]


def mail(number, stamp, sender, to, subject, body, **more):
    head = _headers(number, stamp, sender, to, subject, **more)
    head += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"]
    text = quopri.encodestring(body.encode("utf-8")).decode("ascii")
    return "\n".join(head) + "\n\n" + text.rstrip("\n") + "\n"


def mail_with_picture(number, stamp, sender, to, subject, body, file, picture):
    edge = f"=_verzonnen_{number}"
    head = _headers(number, stamp, sender, to, subject) + [f'Content-Type: multipart/mixed; boundary="{edge}"']
    text = quopri.encodestring(body.encode("utf-8")).decode("ascii")
    coded = base64.encodebytes(picture).decode("ascii")
    return "\n".join(head) + (
        f"\n\n--{edge}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{text}\n"
        f'--{edge}\nContent-Type: image/jpeg; name="{file}"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="{file}"\n\n{coded}--{edge}--\n')


BOX = [
    ("2025-09-22 09:14:00", who("o10"), [who("m02")], "Vraag over het rooster",
     "Beste heer Van Leeuwerik,\n\nFinn heeft twee keer tegelijk les. Kunt u daarnaar kijken?\n\nGroet,\nWilma Boomkamp"),
    ("2025-09-22 11:02:00", who("m02"), [who("o10")], "RE: Vraag over het rooster",
     "Beste mevrouw Boomkamp,\n\nHet is hersteld, excuses.\n\nBram van Leeuwerik\n\n"
     "-----Oorspronkelijk bericht-----\nVan: Wilma Boomkamp\nVerzonden: maandag 22 september 2025 09:14\n"
     "Aan: Bram van Leeuwerik\nOnderwerp: Vraag over het rooster\n\nFinn heeft twee keer tegelijk les."),
    ("2025-11-28 16:20:00", who("m04"), [who("m02")], "Klassenapp",
     "Dag Bram,\n\nDit stond in de klassenapp die leerlingen zelf hebben:\n\n"
     "[15:02, 28-11-2025] Nina Schollevaar: wie gaat er mee naar de markt\n\nNiets aan de hand dus.\nKarin"),
    ("2026-01-13 08:05:00", who("m14"), [who("m02"), who("m12")], "Eerste week",
     "Goedemorgen,\n\nFijn begonnen! Waar vind ik de bordstiften?\n\nFrom hier naar lokaal 9 is het een eind lopen.\n"
     "Willemijn"),
    ("2026-02-03 19:45:00", who("o12"), [who("m02")], "Toestemming foto's",
     "Beste school,\n\nIk schreef het op 20 januari al: wij trekken de toestemming voor foto's van Julia in.\n\n"
     "Hanneke Steenuil"),
    ("2026-04-20 10:00:00", SCHOOL, [who("o01"), who("o03"), who("o10")], "Nieuwsbrief april",
     "Beste ouders,\n\nDe meivakantie begint op 24 april. Volgt u ons ook op Instagram?\n\nSG De Verzonnen Horizon"),
]


def mailbox():
    out = []
    for number, (stamp, sender, to, subject, body) in enumerate(BOX, 1):
        answers = {"In_Reply_To": f"<box{number - 1}.{epoch(BOX[number - 2][0])}@{DOMAIN}>"}
        text = mail(f"box{number}", stamp, sender, to, subject, body, **(answers if subject.startswith("RE: ") else {}))
        text = text.replace("\nFrom ", "\n>From ")
        out.append(f"From verzonnen@dehorizon.example {_asctime(stamp)}\n{text}\n")
    return "".join(out).encode("utf-8")


def _asctime(stamp):
    day, date, month, year, time, _zone = rfc2822(stamp).replace(",", "").split(" ")
    return f"{day} {month} {date} {time} {year}"


HOME = {"m07": "p.zandstra@example.net", "m10": "a.bremer@example.net"}


def files():
    anouk, pieter = who("m10", HOME["m10"]), who("m07", HOME["m07"])
    mails = {
        # P15: to a parent, from a private address
        "anouk-bremer-wiskundehulp.eml": mail(
            "eml1", "2026-03-24 21:18:00", anouk, [who("o12")], "Herkansing van Julia",
            "Dag Hanneke,\n\nEven vanaf mijn privémail: Julia heeft de herkansing ruim gehaald, een 7,4!\n\nAnouk"),
        # N18: the same address, to a colleague
        "anouk-bremer-fietstocht.eml": mail(
            "eml2", "2026-05-26 20:02:00", anouk, [who("m04")], "Fietstocht Hemelvaart",
            "Ha Karin,\n\nFiets je zondag mee? Start om tien uur bij de dijk.\n\nAnouk"),
        # N19: the two parents of Thijs
        "pieter-zandstra-aan-jolien.eml": mail(
            "eml3", "2025-12-01 12:31:00", pieter, [who("o11")], "Ouderavond Thijs",
            "Gaan we er samen heen, of ga jij? Ik moet tot acht uur vergaderen.\n\nP."),
        # C17: a picture by mail
        "nieuwsbrief-met-foto.eml": mail_with_picture(
            "eml4", "2026-06-22 10:00:00", SCHOOL, [who("o23"), who("o10")], "Foto's van het zomerfeest",
            "Beste ouders,\n\nBij deze mail een foto van Finn Boomkamp en Mila Zonneveld in het springkussen.\n",
            "springkussen.jpg", archive.jpeg(901)),
    }
    out = {f"exports/mail/{path}": text.encode("utf-8") for path, text in mails.items()}
    out["exports/mail/postvak-bram-van-leeuwerik.mbox"] = mailbox()
    return out
