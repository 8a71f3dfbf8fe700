"""What Facebook's and Instagram's JSON have in common: UTF-8 bytes written as if they were Latin-1, threads."""
import json

from .clock import epoch


def _mangled(value):
    if isinstance(value, str):
        return value.encode("utf-8").decode("latin-1")
    if isinstance(value, list):
        return [_mangled(item) for item in value]
    if isinstance(value, dict):
        return {_mangled(key): _mangled(item) for key, item in value.items()}
    return value


def dump(value):
    return (json.dumps(_mangled(value), ensure_ascii=True, indent=2) + "\n").encode("ascii")


def thread(title, owner, others, lines, path, photos_below=""):
    """message_1.json: newest first. A line is (time, who, text) or (time, who, text, picture)."""
    messages = []
    for stamp, who, text, *picture in lines:
        message = {"sender_name": who, "timestamp_ms": epoch(stamp) * 1000 + 137}
        if text:
            message["content"] = text
        if picture:
            message["photos"] = [{"uri": f"{photos_below}{path}/photos/{picture[0]}",
                                  "creation_timestamp": epoch(stamp)}]
        messages.append(message | {"is_geoblocked_for_viewer": False})
    return dump({
        "participants": [{"name": name} for name in (*others, owner)],
        "messages": messages[::-1],
        "title": title,
        "is_still_participant": True,
        "thread_path": path,
        "magic_words": [],
    })
