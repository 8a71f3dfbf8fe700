// A zip without its directory, read by its local headers (PKWARE APPNOTE 6.3.10, 4.3.7 and 4.3.9).
//
//   PK\3\4 version flags method time date crc packed-size size name-length extra-length name extra  data
//   with flag 8 the sizes are 0 and stand behind the data: [PK\7\8] crc packed-size size
//
// Gap: a stored entry with flag 8 that itself holds zip headers may end too early; its checksum then says so.
#include <algorithm>
#include <string_view>
#include <utility>

#include "zip_directory.h"

namespace schouw {
namespace {

constexpr std::uint64_t kWindow = 1 << 20;

/// The next place in [from, until) where one of the record signs of a zip stands; `until` if none.
std::uint64_t find_sign(const ByteSource& zip, std::uint64_t from, std::uint64_t until, std::string_view kinds) {
  while (from < until) {
    const std::string window = read_piece(zip, from, std::min(kWindow, until - from));
    for (std::size_t at = window.find("PK"); at != std::string::npos; at = window.find("PK", at + 1)) {
      if (at + 4 > window.size()) break;
      const char kind = window[at + 2];
      const bool pair = window[at + 3] == kind + 1;
      if (pair && kinds.find(kind) != std::string_view::npos) return from + at;
    }
    if (window.size() <= 3) break;
    from += window.size() - 3;  // a sign may lie across two windows
    if (from + 3 >= until) break;
  }
  return until;
}

/// Chance makes four bytes look like a sign; a header that makes sense as well is one.
std::optional<ZipRecord> read_header(const ByteSource& zip, std::uint64_t at) {
  const std::string fixed = read_piece(zip, at, kLocalSize);
  if (fixed.size() < kLocalSize || !fixed.starts_with(kLocalSign)) return std::nullopt;
  const std::uint64_t name = little_endian(fixed, 26, 2);
  const std::uint64_t extra = little_endian(fixed, 28, 2);
  const std::uint64_t method = little_endian(fixed, 8, 2);
  const bool plausible = little_endian(fixed, 4, 1) <= 90 && name > 0 && (method <= 19 || method >= 93) && method <= 99;
  if (!plausible || at + kLocalSize + name > zip.size()) return std::nullopt;
  ZipRecord record;
  record.flags = static_cast<std::uint16_t>(little_endian(fixed, 6, 2));
  record.method = static_cast<std::uint16_t>(method);
  record.dos_time = static_cast<std::uint32_t>(little_endian(fixed, 10, 4));
  record.crc = static_cast<std::uint32_t>(little_endian(fixed, 14, 4));
  record.packed_size = little_endian(fixed, 18, 4);
  record.size = little_endian(fixed, 22, 4);
  record.name = read_piece(zip, at + kLocalSize, name);
  record.extra = read_piece(zip, at + kLocalSize + name, extra);
  record.header_at = at;
  record.data_at = at + kLocalSize + name + extra;
  apply_zip64(record.extra, record, nullptr);
  record.size_unknown = (record.flags & 8) != 0 && record.packed_size == 0;
  return record;
}

/// Sizes behind the data: the descriptor directly in front of `next`, with or without its sign, in 32 or
/// 64 bits. The one whose packed size is the distance is it.
void find_descriptor(const ByteSource& zip, std::uint64_t next, ZipRecord& record) {
  for (const std::uint64_t width : {4u, 8u}) {
    for (const std::uint64_t sign : {4u, 0u}) {
      const std::uint64_t length = sign + 4 + 2 * width;
      if (next < record.data_at + length) continue;
      const std::string tail = read_piece(zip, next - length, length);
      if (tail.size() < length) continue;
      const auto field = [&](std::uint64_t at, std::uint64_t size) {
        return little_endian(tail, static_cast<std::size_t>(at), static_cast<std::size_t>(size));
      };
      if (field(sign + 4, width) != next - length - record.data_at) continue;
      record.crc = static_cast<std::uint32_t>(field(sign, 4));
      record.packed_size = field(sign + 4, width);
      record.size = field(sign + 4 + width, width);
      record.size_unknown = false;
      return;
    }
  }
}

}  // namespace

std::uint64_t count_headers(const ByteSource& zip, std::uint64_t from, std::uint64_t until) {
  std::uint64_t count = 0;
  while ((from = find_sign(zip, from, until, "\3")) < until) {
    const auto record = read_header(zip, from);
    if (record) ++count;
    const bool jump = record && !record->size_unknown && record->data_at + record->packed_size <= until;
    from = jump ? std::max(from + 4, record->data_at + record->packed_size) : from + 4;
  }
  return count;
}

std::uint64_t salvage(const ByteSource& zip, std::uint64_t from, std::uint64_t until, std::uint64_t max_records,
                      std::vector<ZipRecord>& out) {
  std::uint64_t added = 0;
  while (added < max_records && (from = find_sign(zip, from, until, "\3")) < until) {
    auto record = read_header(zip, from);
    if (!record) {
      from += 4;
      continue;
    }
    if (record->size_unknown) {
      // 3: the next entry, 1: the directory, 5 and 6: the end records. A bare descriptor sign (7) stands
      // within the entry's own tail and is passed over.
      const std::uint64_t next = find_sign(zip, record->data_at, until, "\3\1\5\6");
      find_descriptor(zip, next, *record);
      record->room = next > record->data_at ? next - record->data_at : 0;
      from = std::max(from + 4, next);
    } else {
      const std::uint64_t stop = record->data_at + std::min(record->packed_size, zip.size());
      record->room = until > record->data_at ? until - record->data_at : 0;
      from = std::max(from + 4, std::min(stop, until));
    }
    out.push_back(std::move(*record));
    ++added;
  }
  return added;
}

}  // namespace schouw
