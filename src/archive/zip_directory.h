// What entries a zip holds, by our own reading: the end record, zip64, the central directory, every local
// header; and when there is no usable directory, the local headers alone (PKWARE APPNOTE 6.3.10).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "byte_source.h"
#include "schouw/model/problem.h"

namespace schouw {

inline constexpr std::uint16_t kStored = 0;
inline constexpr std::uint16_t kDeflated = 8;
inline constexpr std::uint16_t kWinZipAes = 99;

/// A local header: its sign, and its bytes before the name.
inline constexpr std::string_view kLocalSign("PK\3\4", 4);
inline constexpr std::uint64_t kLocalSize = 30;

/// One entry. Where directory and local header contradict, the directory is followed and `differs` says so.
struct ZipRecord {
  std::string name = {};              ///< raw bytes
  std::uint16_t made_by = 0;          ///< high byte: 3 is Unix, 0 is MS-DOS
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t dos_time = 0;
  std::uint32_t attributes = 0;
  std::string extra = {};             ///< of the directory; of the local header when salvaged
  std::uint32_t crc = 0;
  std::uint64_t packed_size = 0;
  std::uint64_t size = 0;
  std::uint64_t header_at = 0;        ///< of the local header, in the source
  std::uint64_t data_at = 0;
  std::uint64_t room = 0;             ///< bytes from data_at to what comes next: deflate may use them all
  std::optional<std::uint32_t> local_crc = {};
  std::vector<std::string> differs = {};  ///< "name", "method", "size", "crc"
  enum class Use { data, overlap, no_header, other_volume } use = Use::data;
  bool size_unknown = false;          ///< salvaged, and the sizes stand behind the data

  bool encrypted() const { return (flags & 1) != 0; }
  bool strongly_encrypted() const { return (flags & 0x2040) != 0; }
};

struct ZipDirectory {
  std::vector<ZipRecord> records = {};
  std::vector<Problem> problems = {};
  bool found = false;                 ///< an end record or at least one local header
};

/// At most `max_records` are kept; what is beyond them becomes one `archive-entries` problem.
ZipDirectory read_zip_directory(const ByteSource& zip, std::uint64_t max_records);

/// Whether there is an end record near the end of the file, for archives with something in front.
bool has_zip_end(const ByteSource& zip);

/// A Word, Excel, OpenDocument or EPUB file, a Java or Android package: a zip by shape, a document by meaning.
bool is_document(const ZipDirectory& directory);

// -- shared by the two sources that make up the inventory --

/// Scans [from, until) for local headers and adds what stands there. Returns the number added.
std::uint64_t salvage(const ByteSource& zip, std::uint64_t from, std::uint64_t until, std::uint64_t max_records,
                      std::vector<ZipRecord>& out);

/// Counts local headers in [from, until), which the directory does not name.
std::uint64_t count_headers(const ByteSource& zip, std::uint64_t from, std::uint64_t until);

/// Replaces sizes of 0xffffffff by those of the zip64 extra field. `local_offset` may be null.
void apply_zip64(const std::string& extra, ZipRecord& record, std::uint64_t* local_offset);

}  // namespace schouw
