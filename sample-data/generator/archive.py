"""Zip files and pictures whose bytes depend on nothing but their content.

Deflate with fixed Huffman codes and no repeats (RFC 1951, 3.2.6): larger than zlib's, but the same everywhere, and a
real compressed entry for whoever reads it.
"""
import binascii
import struct
import zlib

STORED_ENDINGS = (".jpg", ".png", ".opus", ".mp4")
DOS_TIME = (12 << 11) | (0 << 5) | 0             # 12:00:00
DOS_DATE = ((2026 - 1980) << 9) | (8 << 5) | 1   # 1 August 2026


def _reversed(code, length):
    return int(format(code, f"0{length}b")[::-1], 2)


# Literal byte (or 256, end of block) -> bits as they go into the stream, and how many.
_CODES = [(_reversed(0x30 + b, 8), 8) for b in range(144)]
_CODES += [(_reversed(0x190 + b - 144, 9), 9) for b in range(144, 256)]
_CODES.append((0, 7))


def deflate(data):
    out, bits, count = bytearray(), 0b011, 3     # last block, fixed codes
    for symbol in (*data, 256):
        code, length = _CODES[symbol]
        bits |= code << count
        count += length
        while count >= 8:
            out.append(bits & 0xFF)
            bits >>= 8
            count -= 8
    if count:
        out.append(bits)
    return bytes(out)


def make_zip(entries):
    """entries: (name, bytes) in the order of the archive."""
    body, directory, number = bytearray(), bytearray(), 0
    for name, data in entries:
        raw = name.encode("utf-8")
        stored = name.endswith(STORED_ENDINGS) or not data
        packed = data if stored else deflate(data)
        fields = struct.pack("<HHHHHIIIHH", 20, 0x0800, 0 if stored else 8, DOS_TIME, DOS_DATE,
                             binascii.crc32(data), len(packed), len(data), len(raw), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 0x0314) + fields
        directory += struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(body)) + raw
        body += b"PK\x03\x04" + fields + raw + packed
        number += 1
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, number, number, len(directory), len(body), 0)
    return bytes(body + directory + end)


def png(seed):
    """An 8x8 picture in one colour, drawn from a number: invented, and different for every seed."""
    colour = bytes(((seed * 37) % 256, (seed * 91 + 40) % 256, (seed * 53 + 80) % 256))
    rows = b"".join(b"\x00" + colour * 8 for _ in range(8))
    stored = b"\x01" + struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF) + rows
    image = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(rows))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", binascii.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", image) + chunk(b"IEND", b"")


def jpeg(seed):
    """A valid grey 8x8 JPEG with one DC value, and a comment that makes every seed another file."""
    def segment(marker, data):
        return b"\xff" + bytes((marker,)) + struct.pack(">H", len(data) + 2) + data

    out = b"\xff\xd8" + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    out += segment(0xFE, f"verzonnen beeld {seed}".encode())
    out += segment(0xDB, b"\x00" + b"\x10" * 64)
    out += segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\x01\x11\x00")
    # DC table: category 0 and 3; AC table: end of block only.
    out += segment(0xC4, b"\x00" + bytes((0, 2)) + bytes(14) + bytes((0, 3)))
    out += segment(0xC4, b"\x10" + bytes((1,)) + bytes(15) + bytes((0,)))
    out += segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
    # Bits: 01 (category 3), three bits of value, 0 (end of block), padded with ones.
    value = 4 + seed % 4
    bits = f"01{value:03b}0".ljust(8, "1")
    return out + bytes((int(bits, 2),)) + b"\xff\xd9"
