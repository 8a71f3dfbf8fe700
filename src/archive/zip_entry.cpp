// One entry, three ways (APPNOTE 4.4.5: 0 stored, 8 deflated, all others).
//
// For the third way libarchive is given a zip made here, of this entry alone: a local header, the packed bytes
// where they lie, a directory of one record and an end record. So one entry can neither hide another nor slow it
// down, and the name's encoding does not matter.
// Gap: shrink, reduce, implode and deflate64 are unknown to libarchive 3.6: refused, by name.
#include "zip_entry.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "inflate.h"
#include "libarchive_handle.h"

namespace schouw {
namespace {

constexpr std::size_t kTrial = 64 << 10;
constexpr std::uint64_t kLongestLink = 4096;  // PATH_MAX

void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

/// The extra field that a method needs: 0x9901 holds the strength and the true method of WinZip's AES.
std::string aes_extra(const std::string& extra) {
  std::size_t at = 0;
  while (at + 4 <= extra.size()) {
    const std::size_t size = 4 + static_cast<std::size_t>(little_endian(extra, at + 2, 2));
    if (at + size > extra.size()) break;
    if (little_endian(extra, at, 2) == 0x9901) return extra.substr(at, size);
    at += size;
  }
  return {};
}

/// AE-2 leaves the checksum out: its own authentication code stands for it.
bool has_crc(const ZipRecord& record) {
  if (record.method != kWinZipAes) return true;
  const std::string extra = aes_extra(record.extra);
  return extra.size() >= 6 && little_endian(extra, 4, 2) == 1;
}

std::string zip64_extra(const ZipRecord& record) {
  std::string extra;
  put(extra, 1, 2);
  put(extra, 16, 2);
  put(extra, record.size, 8);
  put(extra, record.packed_size, 8);
  return extra;
}

/// The fields that local header and directory record share, from "version needed" to "extra length".
std::string shared_fields(const ZipRecord& record, std::size_t extra_size) {
  std::string out;
  put(out, 45, 2);
  put(out, record.flags & 0x000b, 2);  // encrypted, end mark of LZMA, sizes behind (its time is then the check byte)
  put(out, record.method, 2);
  put(out, record.dos_time, 4);
  put(out, record.crc, 4);
  put(out, 0xffffffff, 4);
  put(out, 0xffffffff, 4);
  put(out, 1, 2);
  put(out, extra_size, 2);
  return out;
}

SharedBytes zip_of_one(SharedBytes zip, const ZipRecord& record) {
  const std::string extra = zip64_extra(record) + aes_extra(record.extra);
  const std::string local = "PK\3\4" + shared_fields(record, extra.size()) + "e" + extra;
  std::string tail;
  if ((record.flags & 8) != 0) {
    tail += "PK\7\10";
    put(tail, record.crc, 4);
    put(tail, record.packed_size, 8);
    put(tail, record.size, 8);
  }
  const std::uint64_t start = local.size() + record.packed_size + tail.size();
  std::string central = std::string("PK\1\2") + std::string("\x2d\3", 2) + shared_fields(record, extra.size());
  put(central, 0, 8);        // comment length, disk, internal attributes, and half of the external ones
  put(central, 0100644, 2);  // the upper half: a regular file
  put(central, 0, 4);        // offset of the local header
  central += "e" + extra;
  std::string end64 = "PK\6\6";
  put(end64, 44, 8);
  put(end64, 45, 2);
  put(end64, 45, 2);
  put(end64, 0, 8);
  put(end64, 1, 8);
  put(end64, 1, 8);
  put(end64, central.size(), 8);
  put(end64, start, 8);
  end64 += "PK\6\7";
  put(end64, 0, 4);
  put(end64, start + central.size(), 8);
  put(end64, 1, 4);
  std::string end = "PK\5\6";
  put(end, 0, 4);
  put(end, 1, 2);
  put(end, 1, 2);
  put(end, central.size(), 4);
  put(end, std::min<std::uint64_t>(start, 0xffffffff), 4);
  put(end, 0, 2);
  return bytes_in_a_row({bytes_in_memory(local), bytes_within(std::move(zip), record.data_at, record.packed_size),
                         bytes_in_memory(tail + central + end64 + end)});
}

/// Checks what comes against checksum and size. The directory's word counts; where the local header gives
/// another checksum and the data agrees with that, the data is whole and the directory was wrong.
class CheckedStream : public ByteStream {
 public:
  CheckedStream(std::unique_ptr<ByteStream> inner, SharedBytes zip, ZipRecord record)
      : inner_(std::move(inner)), zip_(std::move(zip)), record_(std::move(record)) {}

  std::span<const char> next() override {
    if (ended_) return {};
    const auto chunk = inner_->next();
    if (!chunk.empty()) {
      crc_ = crc32_of(crc_, chunk);
      size_ += chunk.size();
      return chunk;
    }
    ended_ = true;
    fault_ = inner_->fault();
    if (!fault_) judge();
    return {};
  }
  std::uint64_t packed_bytes() const override { return inner_->packed_bytes(); }

 private:
  void judge() {
    if (record_.size_unknown) {
      if (!descriptor_agrees()) fault_ = Fault{"checksum-wrong"};
      return;
    }
    if (has_crc(record_) && crc_ != record_.crc && crc_ != record_.local_crc) {
      fault_ = Fault{"checksum-wrong"};
    } else if (size_ != record_.size && std::ranges::find(record_.differs, "size") == record_.differs.end()) {
      fault_ = Fault{"archive-header-differs", {"size"}, EntryState::read};
    }
  }

  /// Salvaged and cut: the checksum stands directly behind the data, with or without a sign in front.
  bool descriptor_agrees() const {
    const std::string tail = read_piece(*zip_, record_.data_at + inner_->packed_bytes(), 8);
    if (tail.size() >= 4 && little_endian(tail, 0, 4) == crc_) return true;
    return tail.size() == 8 && tail.starts_with("PK\7\10") && little_endian(tail, 4, 4) == crc_;
  }

  std::unique_ptr<ByteStream> inner_;
  SharedBytes zip_;
  ZipRecord record_;
  bool ended_ = false;
  std::uint32_t crc_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> open_zip_entry(SharedBytes zip, const ZipRecord& record, const std::string& passphrase) {
  std::unique_ptr<ByteStream> inner;
  const bool plain = !record.encrypted();
  if (plain && record.method == kStored) {
    // Packed and unpacked size are the same thing here; where they differ, the larger is the wrong one.
    const std::uint64_t size = std::min(record.packed_size, record.size);
    inner = stream_of(zip, record.data_at, record.size_unknown ? record.room : size);
  } else if (plain && record.method == kDeflated) {
    // Deflate knows its own end, so a wrong packed size in the directory costs nothing.
    inner = inflate_stream(stream_of(zip, record.data_at, record.room));
  } else {
    inner = first_entry_stream(ArchiveHandle::zip(zip_of_one(zip, record), passphrase));
  }
  return std::make_unique<CheckedStream>(std::move(inner), std::move(zip), record);
}

std::optional<std::string> find_passphrase(const SharedBytes& zip, const ZipRecord& record,
                                           const std::vector<std::string>& passphrases) {
  for (const std::string& passphrase : passphrases) {
    const auto stream = open_zip_entry(zip, record, passphrase);
    std::size_t seen = 0;
    while (seen < kTrial) {
      const auto chunk = stream->next();
      if (chunk.empty()) break;
      seen += chunk.size();
    }
    if (!stream->fault() || stream->fault()->state == EntryState::read) return passphrase;
  }
  return std::nullopt;
}

bool is_special_file(const ZipRecord& record) {
  const bool unix_host = record.made_by >> 8 == 3 || record.made_by >> 8 == 19;
  const std::uint32_t type = record.attributes >> 16 & 0170000;
  if (!unix_host || type == 0 || type == 0100000 || type == 0040000) return false;
  // `zip -` marks what came through a pipe as a pipe, and a chat marked as a link is longer than any path.
  const bool pipe = type == 0010000;
  return record.size <= (pipe ? 0 : kLongestLink);
}

bool is_folder(const ZipRecord& record) {
  return record.name.ends_with('/') && record.size == 0 && record.packed_size <= 2;
}

}  // namespace schouw
