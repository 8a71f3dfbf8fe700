"""Berichten of Magister, saved from the web application with their text. All of it is as the protocol wants."""
import json

from .clock import iso
from .people import name

NUMBERS = {"m04": 5104, "m10": 5110, "m02": 5102}


def _number(pid):
    return NUMBERS.get(pid, 7000 + int(pid[1:]) + (100 if pid.startswith("o") else 0))


def _person(pid, shown=None):
    number = _number(pid)
    return {"id": number, "weergavenaam": shown or name(pid), "type": "persoon", "mailGroep": None,
            "links": {"self": {"href": f"/api/personen/{number}"}}}


def _sender(pid, shown):
    number = _number(pid)
    return {"id": number, "naam": shown, "links": {"self": {"href": f"/api/personen/{number}"}}}


def _message(number, stamp, subject, sender, to, body, files=(), about=None):
    return {
        "id": number, "mapId": 1, "onderwerp": subject, "afzender": sender, "ontvangers": to,
        "kopieOntvangers": [], "blindeKopieOntvangers": [], "inhoud": body,
        "verzondenOp": iso(stamp, "0000000"), "isGelezen": True, "heeftBijlagen": bool(files),
        "bijlagen": [{"id": 900 + i, "naam": f, "contentType": kind, "grootte": size, "status": 1}
                     for i, (f, kind, size) in enumerate(files)],
        "heeftPrioriteit": False, "gerelateerdBerichtId": about,
        "links": {"self": {"href": f"/api/berichten/berichten/{number}"}},
    }


def sent():
    karin = _sender("m04", "K. Dijkgraaf (DKG)")
    return [
        _message(41001, "2025-09-05 13:30:00", "Welkom in 4h1", karin,
                 [_person("o23"), _person("o01"), _person("o03")],
                 "<p>Beste ouders,</p><p>Op 18 september is de kennismakingsavond. U bent van harte welkom.</p>"),
        _message(41007, "2025-11-28 15:05:00", "Foto's voorleeswedstrijd", karin, [_person("o23")],
                 "<p>Dag mevrouw Zonneveld, in de bijlage de foto van Mila Zonneveld op het podium.</p>",
                 [("podium.jpg", "image/jpeg", 48213)]),
        _message(41012, "2026-02-10 08:12:00", "RE: Afwezig", karin, [_person("o03")],
                 "<p>Dank voor het bericht, beterschap voor Daan.</p>"
                 "<p>-----Oorspronkelijk bericht-----</p><p>Daan is ziek en komt vandaag niet.</p>", about=41011),
    ]


def received():
    return [
        _message(41011, "2026-02-10 07:31:00", "Afwezig", _sender("o03", "Saskia Ooievaar"),
                 [_person("m04", "K. Dijkgraaf (DKG)")], "<p>Daan is ziek en komt vandaag niet.</p>"),
        _message(41015, "2026-02-12 16:50:00", "Inleveren opdracht", _sender("l03", "Daan Ooievaar (4h1)"),
                 [_person("m04", "K. Dijkgraaf (DKG)")], "<p>Mevrouw, mag ik de opdracht maandag inleveren?</p>"),
        _message(41016, "2026-02-13 09:00:00", "Vergadering verplaatst", _sender("m10", "A. Bremer (BRA)"),
                 [_person("m04", "K. Dijkgraaf (DKG)")], "<p>We beginnen een half uur later.</p>"),
    ]


def _text(items):
    return (json.dumps({"items": items, "paging": {"next": None}}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def files():
    return {"exports/magister/k-dijkgraaf-verzonden.json": _text(sent()),
            "exports/magister/k-dijkgraaf-postvak-in.json": _text(received())}
