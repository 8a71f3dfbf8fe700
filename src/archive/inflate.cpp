// RFC 1951 and 1952. gzip is read here and not by libarchive, which passes over the checksum at the end.
//
//   1f 8b 08 flags mtime(4) xfl os [name] deflate-data crc32(4) size(4)   and again, any number of times
#include "inflate.h"

#include <zlib.h>

#include <string_view>
#include <utility>

namespace schouw {
namespace {

enum class Wrapping { none, gzip };

class Inflate : public ByteStream {
 public:
  Inflate(std::unique_ptr<ByteStream> packed, Wrapping wrapping) : packed_(std::move(packed)), wrapping_(wrapping) {
    const int window = wrapping == Wrapping::gzip ? 15 + 16 : -15;
    ready_ = inflateInit2(&z_, window) == Z_OK;
    if (!ready_) fault_ = Fault{"entry-unreadable", {"zlib"}};
    out_.resize(kChunk);
  }
  ~Inflate() override {
    if (ready_) inflateEnd(&z_);
  }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;

  std::span<const char> next() override {
    std::size_t made = 0;
    while (made == 0 && !ended_ && !fault_) {
      if (z_.avail_in == 0 && !refill()) break;
      made = step();
    }
    return std::span<const char>(out_).first(made);
  }
  std::uint64_t packed_bytes() const override { return taken_ - z_.avail_in; }

 private:
  bool refill() {
    const auto chunk = packed_->next();
    if (chunk.empty()) {
      at_end_of_input();
      return false;
    }
    taken_ += chunk.size();
    in_.assign(chunk.begin(), chunk.end());
    z_.next_in = reinterpret_cast<Bytef*>(in_.data());
    z_.avail_in = static_cast<uInt>(in_.size());
    return true;
  }

  void at_end_of_input() {
    ended_ = true;
    if (packed_->fault()) {
      fault_ = packed_->fault();
    } else if (!between_members_) {
      fault_ = Fault{"data-cut"};
    }
  }

  std::size_t step() {
    if (between_members_ && !starts_member()) return 0;
    z_.next_out = reinterpret_cast<Bytef*>(out_.data());
    z_.avail_out = static_cast<uInt>(out_.size());
    const int rc = inflate(&z_, Z_NO_FLUSH);
    const std::size_t made = out_.size() - z_.avail_out;
    if (rc == Z_STREAM_END) {
      if (wrapping_ == Wrapping::none) ended_ = true;
      between_members_ = true;
    } else if (rc == Z_BUF_ERROR && z_.avail_in == 0) {
      return made;
    } else if (rc != Z_OK) {
      const bool sum = z_.msg != nullptr && std::string_view(z_.msg).find("check") != std::string_view::npos;
      fault_ = sum ? Fault{"checksum-wrong"} : Fault{"entry-unreadable", {z_.msg != nullptr ? z_.msg : "deflate"}};
    }
    return made;
  }

  /// Between two gzip members: padding is skipped, a new member begun, anything else is a fault.
  bool starts_member() {
    while (z_.avail_in > 0 && *z_.next_in == 0) {
      ++z_.next_in;
      --z_.avail_in;
    }
    if (z_.avail_in == 0) return false;
    if (*z_.next_in != 0x1f) {
      fault_ = Fault{"archive-extra-bytes", {std::to_string(z_.avail_in)}, EntryState::read};
      return false;
    }
    between_members_ = false;
    return inflateReset(&z_) == Z_OK;
  }

  std::unique_ptr<ByteStream> packed_;
  Wrapping wrapping_;
  z_stream z_ = {};
  bool ready_ = false;
  bool ended_ = false;
  bool between_members_ = false;
  std::uint64_t taken_ = 0;
  std::vector<char> in_ = {};
  std::vector<char> out_ = {};
};

}  // namespace

std::unique_ptr<ByteStream> inflate_stream(std::unique_ptr<ByteStream> packed) {
  return std::make_unique<Inflate>(std::move(packed), Wrapping::none);
}

std::unique_ptr<ByteStream> gunzip_stream(std::unique_ptr<ByteStream> packed) {
  return std::make_unique<Inflate>(std::move(packed), Wrapping::gzip);
}

std::uint32_t crc32_of(std::uint32_t sum, std::span<const char> bytes) {
  return static_cast<std::uint32_t>(crc32_z(sum, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace schouw
