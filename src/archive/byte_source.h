// Bytes that can be read at any place (a file, a piece of memory, an unlinked temporary file, several of
// them in a row), and bytes that can be read once from front to back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schouw/base/file.h"
#include "schouw/model/entry.h"

namespace schouw {

inline constexpr std::size_t kChunk = 256 << 10;  ///< bytes taken at once

/// Why a stream ended before its end, as the catalogue says it.
struct Fault {
  std::string code = {};                       ///< problem code
  std::vector<std::string> args = {};
  EntryState state = EntryState::damaged;
  enum class Reach { entry, source } reach = Reach::entry;  ///< source: a limit of the whole walk
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  /// Fewer than asked only at the end, or when the disk fails (then every later read is empty).
  virtual std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const = 0;
};
using SharedBytes = std::shared_ptr<const ByteSource>;

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// The next chunk, valid until the call after; empty at the end and after a fault.
  virtual std::span<const char> next() = 0;
  /// Set when the stream ended by a fault. Asked after next() was empty.
  virtual const std::optional<Fault>& fault() const { return fault_; }
  /// Bytes of the packed form used so far, for the ratio; 0 where unknown.
  virtual std::uint64_t packed_bytes() const { return 0; }

 protected:
  std::optional<Fault> fault_ = {};
};
using StreamOpener = std::function<std::unique_ptr<ByteStream>()>;

/// Up to 64 bits, little-endian, as zip and gzip write numbers. `at` and `width` must lie within.
std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width);

SharedBytes bytes_of_file(InputFile file);
SharedBytes bytes_in_memory(std::string bytes);
SharedBytes bytes_in_a_row(std::vector<SharedBytes> parts);
/// A part of another source.
SharedBytes bytes_within(SharedBytes whole, std::uint64_t offset, std::uint64_t size);

/// Up to `size` bytes at `offset`; shorter at the end.
std::string read_piece(const ByteSource& source, std::uint64_t offset, std::uint64_t size);

/// `expected` bytes; a fault `data-cut` when the source holds fewer.
std::unique_ptr<ByteStream> stream_of(SharedBytes source, std::uint64_t offset, std::uint64_t expected);

/// Collects the bytes of an inner archive: in memory up to a size, beyond it in an unlinked temporary file.
class Spool {
 public:
  Spool(std::uint64_t in_memory, std::filesystem::path scratch);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  /// False when there is no room: no scratch folder, or the disk is full.
  bool add(std::string_view bytes);
  SharedBytes finish();

 private:
  bool to_file();
  std::uint64_t in_memory_;
  std::filesystem::path scratch_;
  std::string memory_ = {};
  int fd_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace schouw
