"""Microsoft Teams as Microsoft Graph gives it: chats of two teachers, a channel, and one file that was cut off."""
import base64
import json

from .clock import iso, epoch
from .people import name

TENANT = "0c000000-1111-4222-8333-000000000001"
TEAM = "0d000000-1111-4222-8333-000000000002"
CHANNEL = "19:verzonnenkanaal4h1nederlands00000000@thread.tacv2"
CHANNEL_3M1 = "19:verzonnenkanaal3m1wiskunde000000000@thread.tacv2"
SECTION = "19:0e0000000000000000000000000000a1@thread.v2"
TRIP = "19:0e0000000000000000000000000000b2@thread.v2"
PRIVATE_JOOST = "0b050000-1111-4222-8333-000000009105"


def oid(person):
    digits = {"m": "1", "l": "2", "o": "3"}[person[0]] + person[1:]
    return f"0a{person[1:]}0000-1111-4222-8333-000000000{digits}"


def _user(ident, shown, kind="aadUser", tenant=TENANT):
    return {"application": None, "device": None, "user": {
        "@odata.type": "#microsoft.graph.teamworkUserIdentity", "id": ident, "displayName": shown,
        "userIdentityType": kind, "tenantId": tenant}}


def person(pid):
    return _user(oid(pid), name(pid))


def _message(stamp, sender, text, place, html=False, **more):
    time = iso(stamp, "310")
    out = {
        "id": str(epoch(stamp) * 1000 + 310), "replyToId": None, "etag": str(epoch(stamp) * 1000 + 310),
        "messageType": "message", "createdDateTime": time, "lastModifiedDateTime": time, "lastEditedDateTime": None,
        "deletedDateTime": None, "subject": None, "summary": None, "chatId": None, "importance": "normal",
        "locale": "nl-nl", "webUrl": None, "channelIdentity": None, "policyViolation": None, "eventDetail": None,
        "from": sender, "body": {"contentType": "html" if html else "text", "content": text},
        "attachments": [], "mentions": [], "reactions": [],
    }
    return out | place | more


def chat(chat_id):
    return {"chatId": chat_id}


def channel(channel_id=CHANNEL):
    return {"channelIdentity": {"teamId": TEAM, "channelId": channel_id}}


def _added(stamp, place, members, initiator):
    detail = {
        "@odata.type": "#microsoft.graph.membersAddedEventMessageDetail",
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "members": [{"id": oid(p), "displayName": None, "userIdentityType": "aadUser", "tenantId": TENANT}
                    for p in members],
        "initiator": person(initiator)}
    return _message(stamp, None, "<systemEventMessage/>", place, html=True,
                    messageType="systemEventMessage", eventDetail=detail) | {"from": None}


def _picture(text, key):
    ams = base64.b64encode(f"id=0-weu-d1-{key},type=1,url=https://eu-api.asm.skype.com/v1/objects/0-weu-d1-{key}"
                           "/views/imgo".encode()).decode()
    source = f"https://graph.microsoft.com/v1.0/teams/{TEAM}/channels/{CHANNEL}/messages/1/hostedContents/{ams}/$value"
    return f'<p>{text}</p><img alt="foto" src="{source}" width="640" height="480">'


def karin_chats():
    direct = chat(f"19:{oid('m04')}_{oid('l02')}@unq.gbl.spaces")
    parent = chat(f"19:{oid('m04')}_{oid('o23')}@unq.gbl.spaces")
    section = chat(SECTION)
    mother = _user(oid("o23"), name("o23"), "federatedUser", "0f000000-1111-4222-8333-000000000009")
    return [
        _message("2025-11-03 15:31:00", person("m04"), "Dag Mila, je boekverslag staat klaar in Teams.", direct),
        _message("2025-11-03 15:40:12", person("l02"), "Dank u wel mevrouw!", direct),
        _message("2026-01-19 12:10:00", mother, "Goedemiddag, kan ik u deze week even spreken over Mila?", parent),
        _message("2026-01-19 12:26:30", person("m04"), "Zeker, donderdag om vier uur in lokaal 114?", parent),
        _added("2025-09-01 12:00:00", section, ["m04", "m10"], "m02"),
        _message("2025-09-01 12:01:00", person("m02"), "Hier het concept van het <b>rooster</b>.", section, html=True,
                 attachments=[{"id": "1", "contentType": "reference", "name": "Rooster-P1.xlsx", "content": None,
                               "contentUrl": "https://dehorizon.sharepoint.example/Rooster-P1.xlsx",
                               "thumbnailUrl": None}]),
        _message("2025-09-01 12:44:00", person("m10"), "Akkoord!", section),
    ]


def joost_private():
    """P: Joost writes to a parent from a personal Microsoft account; she is a guest."""
    trip = chat(TRIP)
    joost = _user(PRIVATE_JOOST, "Joost Wielewaal", "personalMicrosoftAccountUser",
                  "9188040d-6c67-4c5b-b112-36a304b66dad")
    guest = _user("0b050000-1111-4222-8333-000000009307", name("o07"), "personalMicrosoftAccountUser",
                  "9188040d-6c67-4c5b-b112-36a304b66dad")
    return [
        _message("2026-05-11 20:15:00", joost, "Dag Ellen, even via mijn eigen account: rijdt u mee naar de regatta?",
                 trip),
        _message("2026-05-11 20:40:00", guest, "Ja hoor, ik kan vier roeiers meenemen.", trip),
    ]


def channel_messages():
    here = channel()
    root = _message("2025-11-21 10:00:00", person("m04"), _picture("Mila Zonneveld bij haar poster", "a1b2c3"), here,
                    html=True, subject="Posters")
    reply = _message("2025-11-21 10:12:00", person("l03"), "wow", here, replyToId=root["id"])
    return [reply, root, _message("2025-12-01 08:30:00", person("m04"), "De toetsstof staat in de studiewijzer.", here)]


def _page(context, messages):
    return {"@odata.context": f"https://graph.microsoft.com/v1.0/$metadata#{context}", "@odata.count": len(messages),
            "value": messages}


def _text(value):
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _cut_off():
    """The copy of this one stopped in the middle of its third message."""
    here = channel(CHANNEL_3M1)
    messages = [
        _message("2026-03-02 09:00:00", person("m07"), "Welkom in het kanaal wiskunde 3m1.", here),
        _message("2026-03-02 09:05:00", person("l12"), "moi", here),
        _message("2026-03-09 13:00:00", person("m07"), "Vrijdag toets over gelijkvormigheid.", here),
    ]
    whole = _text(_page(f"teams('{TEAM}')/channels('{CHANNEL_3M1}')/messages", messages))
    return whole[:whole.index("Vrijdag toets over".encode()) + 12]


def files():
    own_page = "Collection(microsoft.graph.chatMessage)"
    return {
        "exports/teams/karin-dijkgraaf-chats-getAllMessages.json": _text(_page(own_page, karin_chats())),
        "exports/teams/bram-van-leeuwerik-chats-getAllMessages.json":
            _text(_page(own_page, [m for m in karin_chats() if m["chatId"] == SECTION])),
        "exports/teams/ellen-waterman-chat.json":
            _text(_page(f"chats('{TRIP}')/messages", joost_private())),
        "exports/teams/kanaal-4h1-nederlands.json":
            _text(_page(f"teams('{TEAM}')/channels('{CHANNEL}')/messages", channel_messages())),
        "exports/teams/kanaal-3m1-wiskunde-afgebroken.json": _cut_off(),
    }
