"""Writes what the planted school's people downloaded: Facebook and WhatsApp as those write it, and the school's registers.

Facebook's texts are written with its own fault (UTF-8 taken for Latin-1), so that repairing it is part of the measurement.
"""
import json
import os
from datetime import timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def epoch(local):
    return int(local.replace(tzinfo=ZONE).astimezone(timezone.utc).timestamp())


def spoiled(value):
    """As Facebook writes it: each byte of the UTF-8 as a character of its own."""
    if isinstance(value, str):
        return value.encode("utf-8").decode("latin-1")
    if isinstance(value, list):
        return [spoiled(item) for item in value]
    return {key: spoiled(item) for key, item in value.items()} if isinstance(value, dict) else value


class Facebook:
    """One download."""

    def __init__(self, name, handle, mail=""):
        self.name, self.handle, self.mail = name, handle, mail
        self.friends, self.pages, self.posts, self.comments, self.albums, self.threads = [], [], [], [], [], []

    def befriend(self, name, when):
        self.friends.append({"name": name, "timestamp": epoch(when)})

    def manage(self, name, when):
        self.pages.append({"name": name, "timestamp": epoch(when)})

    def post(self, text, when, tags=()):
        self.posts.append({"timestamp": epoch(when), "data": [{"post": text}], "title": f"{self.name} heeft zijn status bijgewerkt.",
                           "tags": [{"name": tag} for tag in tags]})

    def photo(self, caption, when, tags=(), remarks=()):
        number = len(self.albums) + len(self.posts)
        self.posts.append({"timestamp": epoch(when), "title": f"{self.name} heeft een nieuwe foto toegevoegd.",
                           "attachments": [{"data": [{"media": {
                               "uri": f"posts/media/{number}.jpg", "creation_timestamp": epoch(when), "title": "",
                               "description": caption,
                               "comments": [{"timestamp": epoch(at), "comment": text, "author": author}
                                            for author, text, at in remarks]}}]}],
                           "data": [{"post": caption}], "tags": [{"name": tag} for tag in tags]})

    def album(self, caption, when, remarks):
        self.albums.append({"name": "Foto's", "photos": [{
            "uri": f"posts/media/album{len(self.albums)}.jpg", "creation_timestamp": epoch(when), "title": "Foto's", "description": caption,
            "comments": [{"timestamp": epoch(at), "comment": text, "author": author} for author, text, at in remarks]}],
            "last_modified_timestamp": epoch(when)})

    def comment(self, text, when):
        self.comments.append({"timestamp": epoch(when), "data": [{"comment": {"timestamp": epoch(when), "comment": text, "author": self.name}}],
                              "title": f"{self.name} heeft gereageerd op een bericht."})

    def chat(self, other, lines):
        self.threads.append((other, [{"sender_name": who, "timestamp_ms": epoch(at) * 1000, "content": text} for who, text, at in lines]))

    def write(self, folder):
        root = os.path.join(folder, f"facebook-{self.handle}")
        put(root, "profile_information/profile_information.json", {"profile_v2": {
            "name": {"full_name": self.name}, "username": self.handle,
            "emails": {"emails": [self.mail] if self.mail else []}, "registration_timestamp": 1262304000}})
        if self.friends:
            put(root, "friends_and_followers/friends.json", {"friends_v2": self.friends})
        if self.pages:
            put(root, "pages/your_pages.json", {"pages_v2": self.pages})
        if self.posts:
            put(root, "posts/your_posts_1.json", self.posts)
        if self.comments:
            put(root, "comments_and_reactions/comments.json", {"comments_v2": self.comments})
        for number, album in enumerate(self.albums):
            put(root, f"posts/album/{number}.json", album)
        for number, (other, messages) in enumerate(self.threads):
            put(root, f"messages/inbox/gesprek{number}_{number}abc/message_1.json", {
                "participants": [{"name": other}, {"name": self.name}], "messages": messages[::-1], "title": other,
                "is_still_participant": True, "thread_path": f"inbox/gesprek{number}_{number}abc", "magic_words": []})


def put(root, path, value):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        json.dump(spoiled(value), file, ensure_ascii=True)


def whatsapp(folder, title, lines):
    """lines: (local time, sender as shown, text)."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"WhatsApp-chat met {title}.txt"), "w", encoding="utf-8") as file:
        for when, sender, text in lines:
            file.write(f"{when:%d-%m-%Y %H:%M} - {sender}: {text}\n")


def registers(folder, school, accounts, consent):
    os.makedirs(folder, exist_ok=True)

    def table(name, header, rows):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(header + "\n")
            for row in rows:
                file.write(";".join(str(cell) for cell in row) + "\n")

    table("people.csv", "person_id;role;function;given_name;infix;family_name;birth_date;group;email;phone;valid_until",
          [(p.id, role, p.function if role == "staff" else "", p.given, p.infix, p.family, p.birth or "", p.group, p.mail, p.phone,
            p.until or "") for p in school.people() for role in p.roles])
    table("relations.csv", "person_id;relation;other_id",
          [(p.id, "parent_of", child) for p in school.people() for child in p.parent_of])
    table("accounts.csv", "person_id;platform;handle;kind;may_post", accounts)
    table("consent.csv", "person_id;category;medium;answer;given_by;form;date", consent)
    table("lessons.csv", "start;end;group;staff_ids;title",
          [(start.isoformat(), end.isoformat(), group, teacher, "Les") for start, end, group, teacher in school.lessons])


def plan(path, policy):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"title": "Planted school", "purpose": "measurement", "legal_ground": "invented", "approved_by": "nobody",
                   "as_of": "2026-07-17", "period": {"from": "2025-08-01", "until": "2026-07-17"}, "policy": policy,
                   "registers": ["registers/people.csv"], "relations": ["registers/relations.csv"],
                   "accounts": ["registers/accounts.csv"], "consent": ["registers/consent.csv"],
                   "lessons": ["registers/lessons.csv"], "exports": ["exports/*"]}, file, indent=1)

