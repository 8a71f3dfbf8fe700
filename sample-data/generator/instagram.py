"""Instagram downloads (JSON): of the school's account, of a teacher and of a pupil, in three layouts by year."""
from . import archive, meta
from .clock import epoch
from .instagram_posts import JOOST_POSTS, JOOST_STORIES, SANNE_POSTS, SCHOOL_POSTS, SCHOOL_STORIES


def _entry(user, stamp, name_in_title):
    link = {"href": f"https://www.instagram.com/{user}", "timestamp": epoch(stamp)}
    if name_in_title:
        return {"title": user, "media_list_data": [], "string_list_data": [link]}
    return {"title": "", "media_list_data": [], "string_list_data": [link | {"value": user}]}


def _followers(rows):
    return meta.dump([_entry(user, stamp, False) for user, stamp in rows])


def _list(key, rows, name_in_title=False):
    return meta.dump({key: [_entry(user, stamp, name_in_title) for user, stamp in rows]})


def _profile(user, shown, bio):
    def value(text):
        return {"href": "", "value": text, "timestamp": 0}

    return meta.dump({"profile_user": [{
        "title": "Gebruikersinformatie",
        "media_map_data": {},
        "string_map_data": {"Gebruikersnaam": value(user), "Naam": value(shown), "Bio": value(bio),
                            "Privéaccount": value("False")},
    }]})


def _picture(uri, stamp, caption):
    return {"uri": uri, "creation_timestamp": epoch(stamp), "media_metadata": {"camera_metadata": {
        "has_camera_metadata": False}}, "title": caption, "cross_post_source": {"source_app": "FB"}}


def _media(kind, posts, seed):
    """(JSON, picture files) of posts (time, caption, number of pictures) or of stories."""
    records, pictures = [], []
    for number, (stamp, caption, count) in enumerate(posts):
        month = stamp[:7].replace("-", "")
        names = [f"media/{kind}/{month}/{1000 + seed + number}{part}_n_1790000{seed + number:04d}{part}.jpg"
                 for part in range(count)]
        pictures += [(name, archive.jpeg(seed * 10 + number * 4 + part)) for part, name in enumerate(names)]
        if kind == "stories":
            records.append(_picture(names[0], stamp, caption))
        elif count == 1:
            records.append({"media": [_picture(names[0], stamp, caption)]})
        else:
            records.append({"media": [_picture(name, stamp, "") for name in names], "title": caption,
                            "creation_timestamp": epoch(stamp)})
    return records, pictures


SCHOOL_FOLLOWERS = [("sanne.duinkr", "2023-09-02 15:10:00"), ("lieke.wtrmn", "2022-10-11 16:00:00"),
                    ("ellen_waterman", "2024-01-20 20:31:00"), ("joost.wielewaal", "2023-01-12 09:00:00"),
                    ("nergenshuizen_nieuws", "2023-02-01 08:00:00")]

JOOST_FOLLOWING = [("lieke.wtrmn", "2025-10-03 21:14:09"), ("ellen_waterman", "2025-12-21 19:40:00"),
                   ("esra.horizon", "2025-09-05 12:00:00"), ("sg.dehorizon", "2023-01-12 09:00:00"),
                   ("jesse.havik08", "2025-09-02 18:22:30"), ("vogelkijker.oost", "2021-05-16 07:12:00")]
JOOST_FOLLOWERS = [("lieke.wtrmn", "2025-10-03 21:20:44"), ("bilal.azz", "2025-11-12 16:05:10"),
                   ("jesse.havik08", "2025-09-02 18:40:00"), ("vogelkijker.oost", "2021-05-16 08:00:00")]
JOOST_DM = [
    ("2025-10-04 16:30:12", "Lieke Waterman", "Meneer! Wat een mooie foto van die buizerd"),
    ("2025-10-04 18:02:47", "Joost Wielewaal", "Dankje 😄 Bij de plas, heel vroeg opgestaan."),
    ("2025-10-04 18:03:30", "Joost Wielewaal", "Hoe ging je selectiewedstrijd?"),
    ("2025-10-04 18:20:05", "Lieke Waterman", "Derde geworden!!"),
]

SANNE_FOLLOWING = [("joost.wielewaal", "2026-01-14 17:45:00"), ("esra.horizon", "2025-10-01 15:00:00"),
                   ("sg.dehorizon", "2023-09-02 15:10:00"), ("mila_zv", "2022-11-05 12:00:00")]
SANNE_FOLLOWERS = [("mila_zv", "2022-11-05 12:30:00"), ("voetbalmeiden_nh", "2024-04-04 18:00:00")]
SANNE_DM = [
    ("2026-04-11 20:01:00", "Mila Zonneveld", "heb je die foto van ons online gezet??"),
    ("2026-04-11 20:03:00", "Sanne Duinker", "ja sorry, moet ik hem weghalen?"),
    ("2026-04-11 20:04:00", "Mila Zonneveld", "liever wel ja"),
]


def school():
    posts, pictures = _media("posts", SCHOOL_POSTS, 100)
    stories, more = _media("stories", SCHOOL_STORIES, 200)
    return [
        ("connections/followers_and_following/followers_1.json", _followers(SCHOOL_FOLLOWERS)),
        ("connections/followers_and_following/following.json",
         _list("relationships_following", [("esra.horizon", "2025-08-28 10:00:00")], True)),
        *pictures, *more,
        ("personal_information/personal_information/personal_information.json",
         _profile("sg.dehorizon", "SG De Verzonnen Horizon", "Vmbo · havo · vwo in Nergenshuizen")),
        ("your_instagram_activity/media/posts_1.json", meta.dump(posts)),
        ("your_instagram_activity/media/stories.json", meta.dump({"ig_stories": stories})),
        ("your_instagram_activity/messages/no-data.txt", b""),
    ]


def joost():
    posts, pictures = _media("posts", JOOST_POSTS, 300)
    stories, more = _media("stories", JOOST_STORIES, 400)
    below = "your_instagram_activity/messages/"
    path = "inbox/liekewaterman_17900000000000001"
    lists = "connections/followers_and_following/"
    return [
        (lists + "followers_1.json", _followers(JOOST_FOLLOWERS)),
        (lists + "following.json", _list("relationships_following", JOOST_FOLLOWING, True)),
        (lists + "pending_follow_requests.json",
         _list("relationships_follow_requests_sent", [("tess_korenbloem", "2026-02-27 22:10:00")])),
        (lists + "recently_unfollowed_profiles.json",
         _list("relationships_unfollowed_users", [("mila_zv", "2025-08-20 12:00:00")])),
        *pictures, *more,
        ("personal_information/personal_information/personal_information.json",
         _profile("joost.wielewaal", "Joost Wielewaal", "Vogels, water, wind. Privé.")),
        ("your_instagram_activity/media/posts_1.json", meta.dump(posts)),
        ("your_instagram_activity/media/stories.json", meta.dump({"ig_stories": stories})),
        (below + path + "/message_1.json",
         meta.thread("Lieke Waterman", "Joost Wielewaal", ["Lieke Waterman"], JOOST_DM, path)),
    ]


def sanne():
    posts, pictures = _media("posts", SANNE_POSTS, 500)
    path = "inbox/milazonneveld_17900000000000002"
    return [
        ("content/posts_1.json", meta.dump(posts)),
        ("followers_and_following/followers_1.json", _followers(SANNE_FOLLOWERS)),
        ("followers_and_following/following.json", _list("relationships_following", SANNE_FOLLOWING)),
        *pictures,
        ("messages/inbox/milazonneveld_17900000000000002/message_1.json",
         meta.thread("Mila Zonneveld", "Sanne Duinker", ["Mila Zonneveld"], SANNE_DM, path)),
        ("personal_information/personal_information.json", _profile("sanne.duinkr", "Sanne Duinker", "voetbal & zo")),
    ]


def files():
    return {
        "exports/instagram/instagram-sg.dehorizon-2026-08-01-Hn4Qe8Tz.zip": archive.make_zip(school()),
        "exports/instagram/instagram-joost.wielewaal-2026-08-01-Kq7Zs2Xa.zip": archive.make_zip(joost()),
        "exports/instagram/instagram-sanne.duinkr-2026-07-30-Bv6Lm1Rc.zip": archive.make_zip(sanne()),
    }
