// PKWARE APPNOTE 6.3.10, sections 4.3.12 (central directory), 4.3.14-16 (end records), 4.5.3 (zip64).
//
//   [anything] local header, data | local header, data | ... | central directory | [zip64 end] | end, comment
//
// Why not libarchive: it ends without an error with fewer entries than the directory names, among them for
// zip64, for comments that hold an end record and for duplicate offsets. docs/adr/0002-zip-inventory.md.
// Gap: entries on other volumes of a split archive are named, not read.
#include "zip_directory.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace schouw {
namespace {

constexpr std::uint64_t kEndSize = 22;
constexpr std::uint64_t kCentralSize = 46;
constexpr std::uint64_t kTail = (1 << 20);  // end record, comment of 64 KiB, and junk behind it
constexpr std::size_t kMaxEnds = 64;
constexpr std::uint64_t kMaxGapScan = 64ull << 20;
constexpr std::string_view kEndSign("PK\5\6", 4);
constexpr std::string_view kEnd64Sign("PK\6\6", 4);
constexpr std::string_view kLocator64Sign("PK\6\7", 4);
constexpr std::string_view kCentralSign("PK\1\2", 4);

/// Ranges that belong to no entry.
using Gaps = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

struct End {
  std::uint64_t at = 0;     // of the end record
  std::uint64_t limit = 0;  // the directory ends before this
  std::uint64_t disk = 0;
  std::uint64_t count = 0;
  std::uint64_t size = 0;
  std::uint64_t offset = 0;  // as stated
  std::uint64_t start = 0;   // as found
  std::uint64_t shift = 0;   // bytes in front of the archive that its offsets do not count
  std::uint64_t behind = 0;  // bytes behind the comment
  bool comment_fits = false;
  bool usable = false;
  bool zip64 = false;
};

bool signed_by(const ByteSource& zip, std::uint64_t at, std::string_view sign) {
  return read_piece(zip, at, sign.size()) == sign;
}

void read_zip64_end(const ByteSource& zip, End& end) {
  if (end.at < 20) return;
  const std::string locator = read_piece(zip, end.at - 20, 20);
  if (!locator.starts_with(kLocator64Sign)) return;
  std::uint64_t at = little_endian(locator, 8, 8);
  // The stated place does not count what stands in front of the archive; the usual place does.
  if (!signed_by(zip, at, kEnd64Sign) && end.at >= 76) at = end.at - 76;
  const std::string record = read_piece(zip, at, 56);
  if (record.size() < 56 || !record.starts_with(kEnd64Sign) || at >= end.at) return;
  end.zip64 = true;
  end.disk = little_endian(record, 16, 4);
  end.count = little_endian(record, 32, 8);
  end.size = little_endian(record, 40, 8);
  end.offset = little_endian(record, 48, 8);
  end.limit = at;
}

/// The directory stands where the end record says, or directly in front of it when something was put
/// in front of the whole archive.
void locate_directory(const ByteSource& zip, End& end) {
  const bool empty = end.count == 0 && end.size == 0;
  const auto holds = [&](std::uint64_t at) { return at < end.limit && signed_by(zip, at, kCentralSign); };
  if (end.size <= end.limit && holds(end.limit - end.size)) {
    end.start = end.limit - end.size;
    end.usable = true;
  } else if (holds(end.offset)) {
    end.start = end.offset;
    end.usable = true;
  } else {
    end.start = end.limit;
    end.usable = empty;
  }
  if (end.start <= end.offset || empty) return;
  // Offsets may count from the start of the file all the same: the first local header decides, by its name.
  const std::string first = read_piece(zip, end.start, kCentralSize);
  if (first.size() < kCentralSize) return;
  const std::string name = read_piece(zip, end.start + kCentralSize, little_endian(first, 28, 2));
  const std::uint64_t stated = little_endian(first, 42, 4);
  const std::uint64_t shift = end.start - end.offset;
  const auto fits = [&](std::uint64_t at) {
    return signed_by(zip, at, kLocalSign) && read_piece(zip, at + kLocalSize, name.size()) == name;
  };
  if (fits(stated + shift) || (!fits(stated) && !signed_by(zip, stated, kLocalSign))) end.shift = shift;
}

std::optional<End> read_end(const ByteSource& zip, std::uint64_t at) {
  const std::string record = read_piece(zip, at, kEndSize);
  if (record.size() < kEndSize) return std::nullopt;
  End end;
  end.at = end.limit = at;
  end.disk = little_endian(record, 4, 2);
  end.count = little_endian(record, 10, 2);
  end.size = little_endian(record, 12, 4);
  end.offset = little_endian(record, 16, 4);
  const std::uint64_t comment_end = at + kEndSize + little_endian(record, 20, 2);
  end.comment_fits = comment_end == zip.size();
  end.behind = comment_end < zip.size() ? zip.size() - comment_end : 0;
  read_zip64_end(zip, end);
  locate_directory(zip, end);
  return end;
}

std::vector<End> find_ends(const ByteSource& zip) {
  const std::uint64_t from = zip.size() > kTail ? zip.size() - kTail : 0;
  const std::string tail = read_piece(zip, from, kTail);
  std::vector<End> ends;
  for (std::size_t at = tail.rfind(kEndSign); at != std::string::npos && ends.size() < kMaxEnds;
       at = at == 0 ? std::string::npos : tail.rfind(kEndSign, at - 1)) {
    if (auto end = read_end(zip, from + at)) ends.push_back(*end);
  }
  return ends;
}

/// Last in the file first. An end record within the comment of another one is a decoy: the outer one, whose
/// comment reaches the end of the file, is meant. Otherwise the last that leads to a directory.
const End* choose_end(const std::vector<End>& ends) {
  const auto worth = [](const End& end) {
    return (end.usable ? 4 : 0) + (end.usable && end.count > 0 ? 2 : 0) + (end.comment_fits ? 1 : 0);
  };
  const End* best = nullptr;
  for (const End& end : ends) {
    const bool better = best == nullptr || worth(end) > worth(*best) ||
                        (worth(end) == worth(*best) && end.comment_fits && best->comment_fits);
    if (better) best = &end;
  }
  return best;
}

Problem note(std::string code, Severity severity, Loss loss, std::vector<std::string> args = {}) {
  return Problem{.code = std::move(code), .severity = severity, .loss = loss, .args = std::move(args)};
}

/// The record at `at`, and where the next one starts.
std::optional<std::pair<ZipRecord, std::uint64_t>> read_central(const ByteSource& zip, std::uint64_t at,
                                                                const End& end) {
  const std::string fixed = read_piece(zip, at, kCentralSize);
  if (fixed.size() < kCentralSize || !fixed.starts_with(kCentralSign)) return std::nullopt;
  const std::uint64_t name = little_endian(fixed, 28, 2);
  const std::uint64_t extra = little_endian(fixed, 30, 2);
  const std::uint64_t next = at + kCentralSize + name + extra + little_endian(fixed, 32, 2);
  if (next > end.limit) return std::nullopt;
  ZipRecord record;
  record.made_by = static_cast<std::uint16_t>(little_endian(fixed, 4, 2));
  record.flags = static_cast<std::uint16_t>(little_endian(fixed, 8, 2));
  record.method = static_cast<std::uint16_t>(little_endian(fixed, 10, 2));
  record.dos_time = static_cast<std::uint32_t>(little_endian(fixed, 12, 4));
  record.crc = static_cast<std::uint32_t>(little_endian(fixed, 16, 4));
  record.packed_size = little_endian(fixed, 20, 4);
  record.size = little_endian(fixed, 24, 4);
  record.attributes = static_cast<std::uint32_t>(little_endian(fixed, 38, 4));
  record.header_at = little_endian(fixed, 42, 4);
  const std::string rest = read_piece(zip, at + kCentralSize, name + extra);
  if (rest.size() < name + extra) return std::nullopt;
  record.name = rest.substr(0, static_cast<std::size_t>(name));
  record.extra = rest.substr(static_cast<std::size_t>(name));
  apply_zip64(record.extra, record, &record.header_at);
  const std::uint64_t disk = little_endian(fixed, 34, 2);
  if (disk != 0xffff && disk != (end.disk & 0xffff)) record.use = ZipRecord::Use::other_volume;
  record.header_at += end.shift;
  return std::pair{std::move(record), next};
}

/// All records of the directory; how many bytes of it could not be read as records.
std::uint64_t read_records(const ByteSource& zip, const End& end, std::uint64_t max_records, ZipDirectory& out) {
  std::uint64_t at = end.start;
  while (at < end.limit && out.records.size() < max_records) {
    auto record = read_central(zip, at, end);
    if (!record) break;
    out.records.push_back(std::move(record->first));
    at = record->second;
  }
  if (out.records.size() >= max_records && signed_by(zip, at, kCentralSign)) {
    Problem more = note("archive-entries", Severity::high, Loss::partial, {std::to_string(max_records)});
    more.lost_records = end.count > max_records ? end.count - max_records : 0;
    out.problems.push_back(std::move(more));
    return 0;
  }
  if (end.count > out.records.size() || end.limit - at > kEndSize) return end.limit - at;
  return 0;
}

void compare_headers(const std::string& local, std::string_view name, ZipRecord& record) {
  const bool sizes_follow = (little_endian(local, 6, 2) & 8) != 0;
  if (name != record.name) record.differs.emplace_back("name");
  if (little_endian(local, 8, 2) != record.method) record.differs.emplace_back("method");
  if (sizes_follow) return;
  record.local_crc = static_cast<std::uint32_t>(little_endian(local, 14, 4));
  if (*record.local_crc != record.crc) record.differs.emplace_back("crc");
  const std::uint64_t packed = little_endian(local, 18, 4);
  const std::uint64_t size = little_endian(local, 22, 4);
  const auto contradicts = [](std::uint64_t a, std::uint64_t b) { return a != 0xffffffff && a != b; };
  if (contradicts(packed, record.packed_size) || contradicts(size, record.size)) record.differs.emplace_back("size");
}

void read_local(const ByteSource& zip, ZipRecord& record) {
  if (record.use != ZipRecord::Use::data) return;
  const std::string local = read_piece(zip, record.header_at, kLocalSize);
  if (local.size() < kLocalSize || !local.starts_with(kLocalSign)) {
    record.use = ZipRecord::Use::no_header;
    return;
  }
  const std::uint64_t name_size = little_endian(local, 26, 2);
  record.data_at = record.header_at + kLocalSize + name_size + little_endian(local, 28, 2);
  compare_headers(local, read_piece(zip, record.header_at + kLocalSize, name_size), record);
}

/// Two entries that share bytes are a bomb or a trick; who is named last in such a case cannot be known.
/// The same header named twice is read once. Also finds the room each entry has.
Gaps mark_overlaps(std::vector<ZipRecord>& records, std::uint64_t end) {
  std::vector<ZipRecord*> order;
  for (ZipRecord& record : records)
    if (record.use == ZipRecord::Use::data) order.push_back(&record);
  std::ranges::stable_sort(order, {}, [](const ZipRecord* r) { return r->header_at; });
  Gaps gaps;
  std::uint64_t reached = 0;
  ZipRecord* last = nullptr;
  for (std::size_t i = 0; i < order.size(); ++i) {
    ZipRecord& record = *order[i];
    if (last != nullptr && record.header_at < reached) {
      record.use = ZipRecord::Use::overlap;
      if (record.header_at != last->header_at) last->use = ZipRecord::Use::overlap;
    } else if (record.header_at > reached) {
      gaps.emplace_back(reached, record.header_at);
    }
    const std::uint64_t stop = record.data_at + std::min(record.packed_size, end);
    if (stop >= reached) last = &record;
    reached = std::max(reached, stop);
  }
  if (reached < end) gaps.emplace_back(reached, end);
  std::uint64_t next = end;
  for (std::size_t i = order.size(); i-- > 0;) {
    if (i + 1 < order.size() && order[i + 1]->header_at > order[i]->header_at) next = order[i + 1]->header_at;
    order[i]->room = next > order[i]->data_at ? next - order[i]->data_at : 0;
  }
  return gaps;
}

void note_hidden(const ByteSource& zip, const Gaps& gaps, ZipDirectory& out) {
  std::uint64_t hidden = 0;
  std::uint64_t scanned = 0;
  for (const auto& [from, until] : gaps) {
    const std::uint64_t stop = std::min(until, from + (kMaxGapScan - scanned));
    hidden += count_headers(zip, from, stop);
    scanned += stop - from;
    if (scanned >= kMaxGapScan) break;
  }
  if (hidden == 0) return;
  const auto named = std::to_string(out.records.size());
  out.problems.push_back(note("archive-directory-differs", Severity::medium, Loss::partial,
                              {named, std::to_string(out.records.size() + hidden)}));
}

void note_shape(const End& end, std::uint64_t in_front, ZipDirectory& out) {
  if (end.disk != 0)
    out.problems.push_back(note("archive-volume", Severity::high, Loss::partial, {std::to_string(end.disk + 1)}));
  const std::uint64_t count = end.zip64 ? end.count : end.count & 0xffff;
  const std::uint64_t found = end.zip64 ? out.records.size() : out.records.size() & 0xffff;
  if (count != found)
    out.problems.push_back(note("archive-directory-differs", Severity::medium,
                                count > found ? Loss::partial : Loss::none,
                                {std::to_string(count), std::to_string(out.records.size())}));
  if (in_front > 0)
    out.problems.push_back(note("archive-extra-bytes", Severity::low, Loss::none, {std::to_string(in_front)}));
  if (end.behind > 0)
    out.problems.push_back(note("archive-extra-bytes", Severity::low, Loss::none, {std::to_string(end.behind)}));
}

/// No directory: whoever downloaded this lost the end of it. What is whole is read all the same.
void read_without_directory(const ByteSource& zip, std::uint64_t max_records, ZipDirectory& out) {
  out.found = salvage(zip, 0, zip.size(), max_records, out.records) > 0;
  if (!out.found) return;
  out.problems.push_back(note("archive-truncated", Severity::high, Loss::partial, {std::to_string(zip.size())}));
}

}  // namespace

bool has_zip_end(const ByteSource& zip) {
  const auto ends = find_ends(zip);
  return std::ranges::any_of(ends, [](const End& end) { return end.usable; });
}

ZipDirectory read_zip_directory(const ByteSource& zip, std::uint64_t max_records) {
  ZipDirectory out;
  const auto ends = find_ends(zip);
  const End* end = choose_end(ends);
  if (end == nullptr || !end->usable) {
    read_without_directory(zip, max_records, out);
    return out;
  }
  out.found = true;
  const std::uint64_t unread = read_records(zip, *end, max_records, out);
  const bool all = out.problems.empty();
  for (ZipRecord& record : out.records) read_local(zip, record);
  const auto gaps = mark_overlaps(out.records, end->start);
  if (!all) return out;
  note_shape(*end, gaps.empty() || gaps.front().first > 0 ? 0 : gaps.front().second, out);
  if (unread == 0) {
    note_hidden(zip, gaps, out);
    return out;
  }
  // A directory that breaks off: what it does not name any more is looked for in the gaps it leaves.
  Problem broken = note("archive-unreadable", Severity::high, Loss::partial, {"central directory"});
  broken.lost_bytes = unread;
  out.problems.push_back(std::move(broken));
  for (const auto& [from, until] : gaps)
    salvage(zip, from, until, max_records - std::min<std::uint64_t>(max_records, out.records.size()), out.records);
  return out;
}

bool is_document(const ZipDirectory& directory) {
  if (directory.records.empty()) return false;
  const auto named = [&](std::string_view name) {
    return std::ranges::any_of(directory.records, [&](const ZipRecord& r) { return r.name == name; });
  };
  const bool jar = named("META-INF/MANIFEST.MF") || named("META-INF/manifest.xml") || named("META-INF/container.xml");
  return jar || (named("[Content_Types].xml") && named("_rels/.rels"));
}

void apply_zip64(const std::string& extra, ZipRecord& record, std::uint64_t* local_offset) {
  std::size_t at = 0;
  while (at + 4 <= extra.size()) {
    const std::size_t size = static_cast<std::size_t>(little_endian(extra, at + 2, 2));
    if (at + 4 + size > extra.size()) return;
    if (little_endian(extra, at, 2) == 1) {
      std::size_t from = at + 4;
      const std::size_t stop = from + size;
      for (std::uint64_t* field : {&record.size, &record.packed_size, local_offset}) {
        if (field == nullptr || *field != 0xffffffff) continue;
        if (from + 8 > stop) return;
        *field = little_endian(extra, from, 8);
        from += 8;
      }
      return;
    }
    at += 4 + size;
  }
}

}  // namespace schouw
