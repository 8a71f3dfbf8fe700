#include "seven_zip_header.h"

#include <algorithm>
#include <string_view>

namespace schouw {
namespace {

// Property ids of 7zFormat.txt.
enum Id : std::uint64_t { end = 0x00, header = 0x01, main_streams = 0x04, pack_info = 0x06, unpack_info = 0x07,
                          sizes = 0x09, digests = 0x0A, folders = 0x0B, encoded_header = 0x17 };

constexpr std::size_t kStartBytes = 32;        ///< signature, version, and where the header lies
constexpr std::size_t kMostLooked = 64 << 10;  ///< the count stands near the front

/// Numbers of the header; past its end all are zero and `over` is set.
class Numbers {
 public:
  explicit Numbers(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t byte() {
    over = over || at_ >= bytes_.size();
    return over ? 0 : static_cast<unsigned char>(bytes_[at_++]);
  }

  /// As many bytes follow as the first has leading ones, the lowest first; what is left of the first is the highest.
  std::uint64_t next() {
    const std::uint64_t first = byte();
    std::uint64_t value = 0;
    for (unsigned shift = 0, mask = 0x80; shift < 64; shift += 8, mask >>= 1) {
      if ((first & mask) == 0) return value | (first & (mask - 1)) << shift;
      value |= byte() << shift;
    }
    return value;
  }

  /// 32 bits for each of `count`, or for those whose bit is set.
  void skip_digests(std::uint64_t count) {
    std::uint64_t stated = count;
    if (byte() == 0) {
      stated = 0;
      std::uint64_t bits = 0;
      for (std::uint64_t i = 0; i < count && !over; ++i) {
        if (i % 8 == 0) bits = byte();
        stated += bits >> (7 - i % 8) & 1;
      }
    }
    for (std::uint64_t i = 0; i < stated * 4 && !over; ++i) byte();
  }

  bool over = false;

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

void skip_pack_info(Numbers& numbers) {
  numbers.next();  // where the packed streams lie
  const std::uint64_t streams = numbers.next();
  for (std::uint64_t id = numbers.next(); id != end && !numbers.over; id = numbers.next()) {
    if (id == digests) numbers.skip_digests(streams);
    else if (id == sizes) for (std::uint64_t i = 0; i < streams && !numbers.over; ++i) numbers.next();
    else numbers.over = true;
  }
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[i]);
  return out;
}

}  // namespace

bool states_impossible_folders(const ByteSource& bytes) {
  char start[kStartBytes];
  if (bytes.read_at(0, start) != kStartBytes) return false;
  const std::uint64_t offset = little_endian({start + 12, 8}), size = little_endian({start + 20, 8});
  if (offset > bytes.size() - kStartBytes) return false;
  std::string head(std::min<std::uint64_t>(size, kMostLooked), '\0');
  head.resize(bytes.read_at(kStartBytes + offset, head));
  Numbers numbers(head);
  std::uint64_t id = numbers.next();
  if (id == header && (id = numbers.next()) == main_streams) id = encoded_header;
  if (id != encoded_header) return false;
  id = numbers.next();
  if (id == pack_info) {
    skip_pack_info(numbers);
    id = numbers.next();
  }
  if (id != unpack_info || numbers.next() != folders) return false;
  const std::uint64_t stated = numbers.next();
  return !numbers.over && stated > size;
}

}  // namespace schouw
