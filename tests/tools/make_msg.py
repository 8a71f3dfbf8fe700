"""Writes a small Outlook message (MS-CFB, MS-OXMSG) from a description, as make_pst.py does a mailbox.

    python3 tests/tools/make_msg.py description.json message.msg

The description is one item of make_pst.py; {"text8": "..."} is a text in windows-1252, and a file may be
{"props": {...}, "item": {...}}: an item inside this one.
"""
import json
import struct
import sys

from make_pst import typed

SECTOR, MINI, FREE, END = 512, 64, 0xFFFFFFFF, 0xFFFFFFFE
SMALL = {0x0003, 0x000B, 0x0040}


def value_of(value):
    if isinstance(value, dict) and "text8" in value:
        return 0x001E, value["text8"].encode("windows-1252")
    return typed(value)


def property_streams(props, head, names):
    """{name: bytes} for the properties; `head` zero bytes in front of the fixed ones."""
    out, fixed = {}, bytes(head)
    for key, value in props.items():
        number = int(key, 16) if key.startswith("0x") else 0x8000 + names.setdefault(key, len(names))
        kind, data = value_of(value)
        if kind in SMALL:
            fixed += struct.pack("<HHI", kind, number, 6) + data.ljust(8, b"\0")
        else:
            fixed += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == 0x001F else 0), 0)
            out[f"__substg1.0_{number:04X}{kind:04X}"] = data
    out["__properties_version1.0"] = fixed
    return out


def item_tree(item, head, names):
    props = dict(item.get("props", {}), **item.get("named", {}))
    tree = property_streams(props, head, names)
    for number, one in enumerate(item.get("recipients", [])):
        tree[f"__recip_version1.0_#{number:08X}"] = property_streams(one["props"], 8, names)
    for number, one in enumerate(item.get("files", [])):
        inner = "item" in one
        folder = property_streams(dict(one["props"], **{"0x3705": 5 if inner else 1}), 8, names)
        if inner:
            folder["__substg1.0_3701000D"] = item_tree(one["item"], 24, names)
        else:
            folder["__substg1.0_37010102"] = one["text"].encode()
        tree[f"__attach_version1.0_#{number:08X}"] = folder
    return tree


def name_tree(names):
    entries, strings = b"", b""
    for name, number in names.items():
        if name.startswith("#"):
            entries += struct.pack("<IHH", int(name[1:], 16), 2 << 1, number)
        else:
            text = name.encode("utf-16-le")
            entries += struct.pack("<IHH", len(strings), 2 << 1 | 1, number)
            strings += struct.pack("<I", len(text)) + text + bytes(-len(text) % 4)
    return {"__substg1.0_00020102": b"", "__substg1.0_00030102": entries, "__substg1.0_00040102": strings}


class Compound:
    """Every stream in the mini stream, so none may be 4096 bytes or longer."""

    def __init__(self):
        self.entries, self.mini, self.mini_fat = [["Root Entry", 5, FREE, FREE, FREE, 0, 0]], b"", []

    def stream(self, data):
        if len(data) >= 4096:
            raise ValueError("a stream of 4096 bytes or more")
        if not data:
            return END
        start, count = len(self.mini_fat), -(-len(data) // MINI)
        self.mini_fat += [start + i + 1 for i in range(count - 1)] + [END]
        self.mini += data + bytes(-len(data) % MINI)
        return start

    def folder(self, owner, tree):
        before = None
        for name, content in sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())):
            at = len(self.entries)
            if isinstance(content, dict):
                self.entries.append([name, 1, FREE, FREE, FREE, 0, 0])
                self.folder(at, content)
            else:
                self.entries.append([name, 2, FREE, FREE, FREE, self.stream(content), len(content)])
            if before is None:
                self.entries[owner][4] = at
            else:
                self.entries[before][3] = at
            before = at

    def bytes(self):
        self.mini += bytes(-len(self.mini) % SECTOR)
        mini_fat = struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat)
        mini_fat += b"\xff" * (-len(mini_fat) % SECTOR)
        directory_sectors = -(-len(self.entries) * 128 // SECTOR)
        sizes = [1, directory_sectors, len(mini_fat) // SECTOR, len(self.mini) // SECTOR]
        starts = [sum(sizes[:i]) for i in range(4)]
        fat = [0xFFFFFFFD]
        for start, size in list(zip(starts, sizes))[1:]:
            fat += [start + i + 1 for i in range(size - 1)] + [END]
        self.entries[0][5:] = [starts[3], len(self.mini)]
        directory = b""
        for name, kind, left, right, child, start, size in self.entries:
            text = name.encode("utf-16-le") + b"\0\0"
            directory += struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, left, right, child, start, size)
        directory += bytes(-len(directory) % SECTOR)
        head = struct.pack("<8s16xHHHHH6xIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, 1,
                           starts[1], 0, 4096, starts[2], sizes[2], END, 0, 0)
        head += b"\xff" * (SECTOR - len(head))
        table = struct.pack(f"<{len(fat)}I", *fat)
        return head + table + b"\xff" * (SECTOR - len(table)) + directory + mini_fat + self.mini


def build(item):
    names = {}
    tree = item_tree(item, 32, names)
    tree["__nameid_version1.0"] = name_tree(names)
    compound = Compound()
    compound.folder(0, tree)
    return compound.bytes()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "wb") as target:
        target.write(build(json.load(source)))
