"""The Facebook download (JSON, layout of 2024 and later) of a teacher, Marloes Hazelaar."""
from . import archive, meta
from .clock import epoch

ME = "Marloes Hazelaar"
ACTIVITY = "your_facebook_activity/"

FRIENDS = [("Emma Visscher", "2026-03-02 20:00:00"), ("Daan Ooievaar", "2025-11-02 21:30:15"),
           ("Saskia Ooievaar", "2025-10-20 19:12:40"), ("Jesse Havik", "2025-09-10 17:00:00"),
           ("Anouk Bremer", "2019-08-30 14:00:00"), ("Karin Dijkgraaf", "2016-01-11 20:15:00"),
           ("Carla Zeegras", "2012-07-01 11:00:00")]

PARENT_THREAD = [
    ("2025-11-19 20:05:00", "Hassan el Amrani", "Goedenavond mevrouw Hazelaar, Yara durfde het niet te vragen: "
                                                "mag ze de toets inhalen? Ze was ziek, zie de foto van het briefje"),
    ("2025-11-19 20:06:00", "Hassan el Amrani", "", "41100001_n.jpg"),
    ("2025-11-19 20:31:00", ME, "Natuurlijk, laat haar donderdag na het achtste uur bij mij komen. Beterschap gewenst!"),
    ("2025-11-19 20:33:00", "Hassan el Amrani", "Heel fijn, dank u wel voor de moeite. Tot ziens bij de kerstviering"),
]
PUPIL_REQUEST = [
    ("2026-02-03 22:40:00", "Nina Schollevaar", "mevrouw bent u dit? kunt u mijn cijfer nakijken"),
]
COLLEAGUES = [
    ("2025-09-29 16:00:00", "Karin Dijkgraaf", "Wie heeft de sleutel van het magazijn?"),
    ("2025-09-29 16:04:00", ME, "Ligt in mijn postvak 🔑"),
    ("2025-09-29 16:05:00", "Anouk Bremer", "Dan haal ik de reünieborden vast op"),
]


def _post(number, stamp, text, picture=True, tags=(), description=""):
    out = {"timestamp": epoch(stamp), "data": [{"post": text}], "title": f"{ME} heeft een foto toegevoegd."}
    pictures = []
    if picture:
        uri = f"{ACTIVITY}posts/media/Tijdlijnfotos_1790/5110000{number}_n_1790000{number}.jpg"
        pictures.append((uri, archive.jpeg(700 + number)))
        out["attachments"] = [{"data": [{"media": {
            "uri": uri, "creation_timestamp": epoch(stamp), "title": "Tijdlijnfoto's",
            "media_metadata": {"photo_metadata": {"exif_data": [{"upload_ip": "192.0.2.10"}]}},
            "description": description}}]}]
    else:
        out["title"] = f"{ME} heeft een update geplaatst."
    if tags:
        out["tags"] = [{"name": name} for name in tags]
    return out, pictures


POSTS = [
    _post(1, "2025-11-15 16:00:00", "Prachtige excursie met 4h1 naar het waterschap!", tags=("Daan Ooievaar",),
          description="Daan bij het gemaal"),                                                             # M14
    _post(2, "2026-01-30 18:20:00", "Wat een trots moment in de les vandaag.", tags=("Finn Boomkamp",)),  # M15
    _post(3, "2026-04-03 21:00:00", "Borrel met de sectie 🎉", tags=("Karin Dijkgraaf", "Anouk Bremer")),  # C14
    _post(4, "2026-05-12 09:00:00", "Gefeliciteerd aan Bilal Aziz met de gewonnen wiskundeprijs!", picture=False),  # C15
    _post(5, "2026-06-05 20:30:00", "De tulpen zijn uitgebloeid, de cafés zitten vol."),
]


def _requests(key, rows):
    return meta.dump({key: [{"name": name, "timestamp": epoch(stamp)} for name, stamp in rows]})


def _threads():
    below = ACTIVITY + "messages/"
    parent, request, group = ("inbox/hassanelamrani_1790001", "message_requests/ninaschollevaar_1790002",
                              "inbox/sectiemensenmaatschappij_1790003")
    yield (f"{below}{parent}/message_1.json",
           meta.thread("Hassan el Amrani", ME, ["Hassan el Amrani"], PARENT_THREAD, parent, below))
    yield f"{below}{parent}/photos/41100001_n.jpg", archive.jpeg(790)
    yield (f"{below}{request}/message_1.json",
           meta.thread("Nina Schollevaar", ME, ["Nina Schollevaar"], PUPIL_REQUEST, request))
    yield (f"{below}{group}/message_1.json",
           meta.thread("Sectie mens & maatschappij", ME, ["Karin Dijkgraaf", "Anouk Bremer"], COLLEAGUES, group))


def _profile():
    return meta.dump({"profile_v2": {
        "name": {"full_name": ME, "first_name": "Marloes", "middle_name": "", "last_name": "Hazelaar"},
        "emails": {"emails": ["m.hazelaar@example.net"], "previous_emails": [], "pending_emails": []},
        "username": "marloes.hazelaar.77",
        "profile_uri": "https://www.facebook.com/marloes.hazelaar.77",
        "registration_timestamp": epoch("2009-03-14 12:00:00"),
        "intro_bio": {"name": "Aardrijkskunde, koffie en categorieën", "timestamp": 0},
    }})


def download():
    posts = [post for post, _ in POSTS]
    comment = {"timestamp": epoch("2026-04-04 10:00:00"), "author": ME, "comment": "Volgend jaar weer!"}
    lists = "connections/friends/"
    return [
        (lists + "your_friends.json",
         meta.dump({"friends_v2": [{"name": name, "timestamp": epoch(stamp)} for name, stamp in FRIENDS]})),
        (lists + "sent_friend_requests.json",
         _requests("sent_requests_v2", [("Finn Boomkamp", "2026-01-31 10:00:00")])),
        (lists + "received_friend_requests.json",
         _requests("received_requests_v2", [("Luuk Paardekooper", "2026-02-14 10:00:00")])),
        (lists + "removed_friends.json",
         _requests("deleted_friends_v2", [("Julia Steenuil", "2025-08-19 10:00:00")])),
        ("personal_information/profile_information/profile_information.json", _profile()),
        (ACTIVITY + "comments_and_reactions/comments.json", meta.dump({"comments_v2": [{
            "timestamp": comment["timestamp"], "data": [{"comment": comment}],
            "title": f"{ME} heeft gereageerd op het bericht van Karin Dijkgraaf."}]})),
        (ACTIVITY + "polls/no-data.txt", b""),
        (ACTIVITY + "posts/your_posts__check_ins__photos_and_videos_1.json", meta.dump(posts)),
        *[picture for _, pictures in POSTS for picture in pictures],
        *_threads(),
    ]


def files():
    return {"exports/facebook/facebook-marloeshazelaar77-2026-08-01-Wm3Rt9Pd.zip": archive.make_zip(download())}
