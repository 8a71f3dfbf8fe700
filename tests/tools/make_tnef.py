"""Writes a winmail.dat (MS-OXTNEF) from a description: {"body": "...", "files": [{"title": "a.txt", "long": "long name.txt",
"text": "..."}]}. Prints it in base64, as a mail holds it.

    python3 tests/tools/make_tnef.py description.json
"""
import base64
import json
import struct
import sys


def attribute(level, number, kind, data):
    return struct.pack("<BHHI", level, number, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(props):
    out = struct.pack("<I", len(props))
    for number, text in props.items():
        data = text.encode("utf-16-le") + b"\0\0"
        out += struct.pack("<HHII", 0x001F, number, 1, len(data)) + data + bytes(-len(data) % 4)
    return out


def build(description):
    out = struct.pack("<IH", 0x223E9F78, 1)
    out += attribute(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    out += attribute(1, 0x9003, 6, properties({0x1000: description["body"]}))
    for one in description["files"]:
        out += attribute(2, 0x9002, 6, bytes(14))
        out += attribute(2, 0x8010, 1, one["title"].encode("windows-1252") + b"\0")
        out += attribute(2, 0x800F, 6, one["text"].encode())
        out += attribute(2, 0x9005, 6, properties({0x3707: one["long"]}))
    return out


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        print(base64.encodebytes(build(json.load(source))).decode(), end="")
