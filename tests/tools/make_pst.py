"""Writes a small Outlook data file (MS-PST, Unicode, not encoded) from a description, so that the corpora hold invented
mailboxes only. As small as readers accept: no allocation maps, one block for each thing.

    python3 tests/tools/make_pst.py description.json mailbox.pst

The description: {"store": "name", "folders": [{"name": "Inbox", "trash": true, "items": [{"props": {"0x0037": "Hallo"},
"named": {"#8083": "a@b.example"}, "recipients": [{...}], "files": [{"props": {...}, "text": "bytes"}]}]}]}
A text is a string property, a number an integer, {"time": "2026-01-05T08:12:00"} a time, {"hex": "..."} binary.
"""
import datetime
import json
import struct
import sys

TABLE = []
for n in range(256):
    for _ in range(8):
        n = (n >> 1) ^ (0xEDB88320 if n & 1 else 0)
    TABLE.append(n)


def crc(data):
    c = 0
    for byte in data:
        c = TABLE[(c ^ byte) & 0xFF] ^ (c >> 8)
    return c


def signature(place, bid):
    value = place ^ bid
    return ((value >> 16) ^ value) & 0xFFFF


def typed(value):
    """(property type, bytes) of a value of the description."""
    if isinstance(value, bool):
        return 0x000B, struct.pack("<H", value)
    if isinstance(value, int):
        return 0x0003, struct.pack("<i", value)
    if isinstance(value, str):
        return 0x001F, value.encode("utf-16-le")
    if "time" in value:
        moment = datetime.datetime.fromisoformat(value["time"]).replace(tzinfo=datetime.timezone.utc)
        since = moment - datetime.datetime(1601, 1, 1, tzinfo=datetime.timezone.utc)
        return 0x0040, struct.pack("<q", round(since.total_seconds()) * 10_000_000)
    if "hex" in value:
        return 0x0102, bytes.fromhex(value["hex"])
    return 0x0102, value["text"].encode()


class Heap:
    """A heap on a node: allocations, then the map of where they begin."""

    def __init__(self, client):
        self.client, self.parts = client, []

    def put(self, data):
        self.parts.append(data)
        return len(self.parts) << 5

    def bytes(self, root):
        out, starts = bytearray(12), []
        for part in self.parts:
            starts.append(len(out))
            out += part
        starts.append(len(out))
        out += bytes(len(out) % 2)
        struct.pack_into("<HBBI4x", out, 0, len(out), 0xEC, self.client, root)
        return bytes(out + struct.pack(f"<HH{len(starts)}H", len(self.parts), 0, *starts))


def property_context(props):
    """props: {id: (type, bytes)}."""
    heap, records = Heap(0xBC), b""
    header = heap.put(b"")
    rows = heap.put(b"")
    for number, (kind, data) in sorted(props.items()):
        inline = kind in (0x0003, 0x000B)
        value = data.ljust(4, b"\0") if inline else struct.pack("<I", heap.put(data) if data else 0)
        records += struct.pack("<HH", number, kind) + value
    heap.parts[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, rows if records else 0)
    heap.parts[1] = records
    return heap.bytes(header)


def table_context(rows):
    """rows: [(row id, {id: (type, bytes)})]; all columns as references or 4 bytes."""
    ids = sorted({(number, kind) for _, props in rows for number, (kind, _) in props.items()})
    columns = [(0x67F2, 0x0003), (0x67F3, 0x0003)] + ids
    width = 4 * len(columns)
    heap, index, matrix = Heap(0x7C), b"", b""
    root, tree, leaves, cells = (heap.put(b"") for _ in range(4))
    for number, (row, props) in enumerate(rows):
        index += struct.pack("<II", row, number)
        line, there = struct.pack("<II", row, 1), [1, 1]
        for key, kind in ids:
            data = props[key][1] if key in props else None
            there.append(int(data is not None))
            inline = kind in (0x0003, 0x000B)
            line += (data or b"").ljust(4, b"\0") if inline else struct.pack("<I", heap.put(data) if data else 0)
        bits = bytearray((len(columns) + 7) // 8)
        for at, bit in enumerate(there):
            bits[at // 8] |= bit << (7 - at % 8)
        matrix += line + bits
    described = b"".join(struct.pack("<IHBB", number << 16 | kind, 4 * at, 4, at)
                         for at, (number, kind) in enumerate(columns))
    ends = (width, width, width, width + (len(columns) + 7) // 8)
    heap.parts[0] = struct.pack("<BB4HIII", 0x7C, len(columns), *ends, tree, cells if rows else 0, 0) + described
    heap.parts[1] = struct.pack("<BBBBI", 0xB5, 4, 4, 0, leaves if rows else 0)
    heap.parts[2], heap.parts[3] = index, matrix
    return heap.bytes(root)


class Pst:
    def __init__(self):
        self.blocks, self.nodes, self.at = [], [], 0x400
        self.body, self.next_bid, self.known = bytearray(), 4, {}
        self.names, self.next_node = ["#8083"], 0x10001  # readers want one name at least

    def block(self, data, internal=False):
        """Gives the id of the block; equal data is kept once."""
        if not internal and data in self.known:
            return self.known[data]
        bid = self.next_bid | (2 if internal else 0)
        self.next_bid += 4
        padded = data + bytes(-(len(data) + 16) % 64)
        self.blocks.append((bid, self.at, len(data)))
        self.body += padded + struct.pack("<HHIQ", len(data), signature(self.at, bid), crc(data), bid)
        self.at = 0x400 + len(self.body)
        if not internal:
            self.known[data] = bid
        return bid

    def node(self, nid, data, sub=0, parent=0):
        self.nodes.append((nid, self.block(data), sub, parent))

    def name(self, name):
        if name not in self.names:
            self.names.append(name)
        return 0x8000 + self.names.index(name)

    def props(self, item):
        out = {int(key, 16): typed(value) for key, value in item.get("props", {}).items()}
        out.update({self.name(key): typed(value) for key, value in item.get("named", {}).items()})
        return out

    def message(self, nid, item, parent):
        subs = []
        recipients = [(i, self.props(one)) for i, one in enumerate(item.get("recipients", []))]
        subs.append((0x692, self.block(table_context(recipients))))
        files = item.get("files", [])
        if files:
            rows = [(0x8025 + 0x20 * i, {0x3705: (0x0003, struct.pack("<i", 1))}) for i in range(len(files))]
            subs.append((0x671, self.block(table_context(rows))))
        for i, one in enumerate(files):
            props = self.props(one)
            props[0x3701] = (0x0102, one["text"].encode())
            props[0x3705] = (0x0003, struct.pack("<i", 1))
            props[0x0E20] = (0x0003, struct.pack("<i", len(one["text"].encode())))
            subs.append((0x8025 + 0x20 * i, self.block(property_context(props))))
        entries = b"".join(struct.pack("<QQQ", sub, bid, 0) for sub, bid in sorted(subs))
        sub = self.block(struct.pack("<BBHI", 2, 0, len(subs), 0) + entries, internal=True)
        self.node(nid, property_context(self.props(item)), sub, parent)

    def folder(self, nid, name, folders, messages, parent):
        props = {0x3001: typed(name), 0x3602: typed(len(messages)), 0x3603: typed(0), 0x360A: typed(bool(folders))}
        self.node(nid, property_context(props), 0, parent)
        base = nid & ~0x1F
        self.node(base | 0x0D, table_context([(sub, {}) for sub in folders]))
        self.node(base | 0x0E, table_context([(one, {}) for one in messages]))
        self.node(base | 0x0F, table_context([]))

    def name_map(self):
        entries, strings = b"", b""
        for at, name in enumerate(self.names):
            if name.startswith("#") and len(name) == 5:
                entries += struct.pack("<IHH", int(name[1:], 16), 2 << 1, at)
            else:
                text = name.encode("utf-16-le")
                entries += struct.pack("<IHH", len(strings), 2 << 1 | 1, at)
                strings += struct.pack("<I", len(text)) + text + bytes(-len(text) % 4)
        props = {1: typed(1), 2: (0x0102, bytes(16)), 3: (0x0102, entries), 4: (0x0102, strings or bytes(4))}
        self.node(0x61, property_context(props))

    def pages(self, kind, entries, size):
        """Leaves of the tree, and a root above them. Gives (id, place) of the root."""
        room = 488 // size
        leaves = [entries[i:i + room] for i in range(0, len(entries), room)] or [[]]
        placed = [(leaf[0][0] if leaf else 0, *self.page(kind, [e[1] for e in leaf], size, room, 0)) for leaf in leaves]
        if len(placed) == 1:
            return placed[0][1:]
        above = [struct.pack("<QQQ", key, bid, place) for key, bid, place in placed]
        return self.page(kind, above, 24, 20, 1)

    def page(self, kind, entries, size, room, level):
        self.body += bytes(-len(self.body) % 512)
        place, bid = 0x400 + len(self.body), self.next_bid
        self.next_bid += 4
        data = b"".join(entries).ljust(488, b"\0") + struct.pack("<BBBB4x", len(entries), room, size, level)
        self.body += data + struct.pack("<BBHIQ", kind, kind, signature(place, bid), crc(data), bid)
        return bid, place

    def bytes(self):
        bbt = self.pages(0x80, [(bid, struct.pack("<QQHH4x", bid, place, size, 2)) for bid, place, size
                                in sorted(self.blocks)], 24)
        nbt = self.pages(0x81, [(nid, struct.pack("<QQQI4x", nid, data, sub, parent)) for nid, data, sub, parent
                                in sorted(self.nodes)], 32)
        end = 0x400 + len(self.body)
        header = bytearray(564)
        struct.pack_into("<4sI2sHHBB", header, 0, b"!BDN", 0, b"SM", 23, 19, 1, 1)
        struct.pack_into("<Q", header, 32, self.next_bid)
        struct.pack_into("<4xQQQQQQQQB", header, 180, end, 0, 0, 0, *nbt, *bbt, 0)
        header[256:512] = b"\xFF" * 256
        struct.pack_into("<BB2xQ", header, 512, 0x80, 0, self.next_bid)
        struct.pack_into("<I", header, 4, crc(header[8:8 + 471]))
        struct.pack_into("<I", header, 524, crc(header[8:8 + 516]))
        return bytes(header).ljust(0x400, b"\0") + bytes(self.body)


def build(description):
    pst = Pst()
    folders, trash = [], None
    for number, folder in enumerate(description["folders"]):
        nid = (0x401 + number) << 5 | 0x02
        folders.append(nid)
        trash = nid if folder.get("trash") else trash
        messages = []
        for item in folder["items"]:
            message = pst.next_node << 5 | 0x04
            pst.next_node += 1
            messages.append(message)
            pst.message(message, item, nid)
        pst.folder(nid, folder["name"], [], messages, 0x122)
    pst.folder(0x122, "", folders, [], 0x122)
    store = {0x0FF9: (0x0102, bytes(range(16))), 0x3001: typed(description["store"]),
             0x35E0: (0x0102, bytes(4) + bytes(range(16)) + struct.pack("<I", 0x122)),
             0x35DF: typed(0x81 if trash else 0x01)}
    if trash:
        store[0x35E3] = (0x0102, bytes(4) + bytes(range(16)) + struct.pack("<I", trash))
    pst.node(0x21, property_context(store))
    pst.name_map()
    return pst.bytes()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "wb") as target:
        target.write(build(json.load(source)))
