"""WhatsApp exports: how the app on an Android phone and on an iPhone, both in Dutch, writes a chat.

A line of a chat is (time, who, text); who is "*" for what the app itself writes. Text that begins with "FILE " is a
picture that came along, with its caption behind a bar; "LEFT OUT" is one that did not.
"""
from . import archive, whatsapp_chats

LRM = "\u200e"
ENCRYPTED = ("Berichten en oproepen worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of "
             "beluisteren, zelfs WhatsApp niet.")


def _parts(stamp):
    date, time = stamp.split(" ")
    year, month, day = date.split("-")
    return year, month, day, time


def _android_body(text):
    if text == "LEFT OUT":
        return "<Media weggelaten>"
    if text.startswith("FILE "):
        file, _, caption = text[5:].partition("|")
        return f"{file} (bestand bijgevoegd)" + (f"\n{caption}" if caption else "")
    return text


def android(lines):
    """23-03-2026 13:31 - Naam: tekst"""
    first = lines[0][0]
    out = []
    for stamp, who, text in [(first, "*", ENCRYPTED + " Tik voor meer informatie."), *lines]:
        year, month, day, time = _parts(stamp)
        head = f"{day}-{month}-{year} {time[:5]} - "
        out.append(head + (text if who == "*" else f"{who}: {_android_body(text)}"))
    return ("\n".join(out) + "\n").encode("utf-8")


def _ios_line(title, number, stamp, who, text):
    year, month, day, time = _parts(stamp)
    head = f"[{day}-{month}-{year[2:]} {time}] "
    if who == "*":
        return f"{head}{title}: {LRM}{text}"
    if text == "LEFT OUT":
        return f"{LRM}{head}{who}: {LRM}afbeelding weggelaten"
    if text.startswith("FILE "):
        file = f"{number:08d}-PHOTO-{year}-{month}-{day}-{time.replace(':', '-')}.jpg"
        return f"{LRM}{head}{who}: {LRM}<bijgevoegd: {file}>"
    return f"{head}{who}: {text}"


def ios(title, lines):
    """[23-03-26 13:31:05] Naam: tekst, with CRLF between records."""
    out = [_ios_line(title, 0, lines[0][0], "*", ENCRYPTED)]
    out += [_ios_line(title, number, *line) for number, line in enumerate(lines, 1)]
    return ("\r\n".join(out) + "\r\n").encode("utf-8")


def _android_media(lines, seed):
    names = [text[5:].partition("|")[0] for _, _, text in lines if text.startswith("FILE ")]
    return [(name, archive.jpeg(seed + number)) for number, name in enumerate(names)]


def _ios_media(title, lines, seed):
    for number, (stamp, who, text) in enumerate(lines, 1):
        if text.startswith("FILE "):
            line = _ios_line(title, number, stamp, who, text)
            yield line.partition("<bijgevoegd: ")[2][:-1], archive.jpeg(seed + number)


def _render(kind, title, lines, seed):
    if kind == "android-txt":
        return f"WhatsApp-chat met {title}.txt", android(lines)
    if kind == "android":
        inside = [(f"WhatsApp-chat met {title}.txt", android(lines)), *_android_media(lines, seed)]
        return f"WhatsApp-chat met {title}.zip", archive.make_zip(inside)
    inside = [*_ios_media(title, lines, seed), ("_chat.txt", ios(title, lines))]
    return f"WhatsApp Chat - {title}.zip", archive.make_zip(inside)


def files():
    out = {}
    for seed, (folder, kind, title, lines) in enumerate(whatsapp_chats.CHATS):
        name, data = _render(kind, title, lines, 100 + 20 * seed)
        out[f"exports/whatsapp/{folder}/{name}"] = data
    return out
