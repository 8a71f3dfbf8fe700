// Bytes at rest and bytes in a stream. Nothing is mapped into memory: evidence that shrinks while it is
// read would end the program.
#include "byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

namespace schouw {
namespace {


class FileBytes : public ByteSource {
 public:
  explicit FileBytes(InputFile file) : file_(std::move(file)) {}
  std::uint64_t size() const override { return file_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const override {
    const auto got = file_.read_at(offset, buffer);
    return got ? *got : 0;
  }

 private:
  InputFile file_;
};

class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const override {
    if (offset >= bytes_.size()) return 0;
    return bytes_.copy(buffer.data(), buffer.size(), static_cast<std::size_t>(offset));
  }

 private:
  std::string bytes_;
};

/// An open file without a name: the kernel frees it when the program ends, however it ends.
class ScratchBytes : public ByteSource {
 public:
  ScratchBytes(int fd, std::uint64_t size) : fd_(fd), size_(size) {}
  ~ScratchBytes() override { ::close(fd_); }
  ScratchBytes(const ScratchBytes&) = delete;
  ScratchBytes& operator=(const ScratchBytes&) = delete;
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const override {
    return schouw::read_at(fd_, offset, buffer).value_or(0);
  }

 private:
  int fd_;
  std::uint64_t size_;
};

class RowOfBytes : public ByteSource {
 public:
  explicit RowOfBytes(std::vector<SharedBytes> parts) : parts_(std::move(parts)) {
    for (const auto& part : parts_) size_ += part->size();
  }
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const override {
    std::size_t done = 0;
    for (const auto& part : parts_) {
      if (done == buffer.size()) break;
      if (offset >= part->size()) {
        offset -= part->size();
        continue;
      }
      const std::size_t got = part->read_at(offset, buffer.subspan(done));
      done += got;
      if (offset + got < part->size()) break;
      offset = 0;
    }
    return done;
  }

 private:
  std::vector<SharedBytes> parts_;
  std::uint64_t size_ = 0;
};

class PartOfBytes : public ByteSource {
 public:
  PartOfBytes(SharedBytes whole, std::uint64_t offset, std::uint64_t size)
      : whole_(std::move(whole)), offset_(offset), size_(size) {}
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const override {
    if (offset >= size_) return 0;
    const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size_ - offset));
    return whole_->read_at(offset_ + offset, buffer.first(room));
  }

 private:
  SharedBytes whole_;
  std::uint64_t offset_;
  std::uint64_t size_;
};

class SourceStream : public ByteStream {
 public:
  SourceStream(SharedBytes source, std::uint64_t offset, std::uint64_t expected)
      : source_(std::move(source)), at_(offset), left_(expected), start_(offset) {
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(expected, kChunk)));
  }
  std::span<const char> next() override {
    if (left_ == 0 || fault_) return {};
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left_, buffer_.size()));
    const std::size_t got = source_->read_at(at_, std::span(buffer_).first(want));
    if (got < want) fault_ = Fault{"data-cut"};
    at_ += got;
    left_ -= got;
    return std::span<const char>(buffer_).first(got);
  }
  std::uint64_t packed_bytes() const override { return at_ - start_; }

 private:
  SharedBytes source_;
  std::uint64_t at_;
  std::uint64_t left_;
  std::uint64_t start_;
  std::vector<char> buffer_ = {};
};

}  // namespace

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

SharedBytes bytes_of_file(InputFile file) { return std::make_shared<FileBytes>(std::move(file)); }
SharedBytes bytes_in_memory(std::string bytes) { return std::make_shared<MemoryBytes>(std::move(bytes)); }
SharedBytes bytes_in_a_row(std::vector<SharedBytes> parts) { return std::make_shared<RowOfBytes>(std::move(parts)); }
SharedBytes bytes_within(SharedBytes whole, std::uint64_t offset, std::uint64_t size) {
  return std::make_shared<PartOfBytes>(std::move(whole), offset, size);
}

std::string read_piece(const ByteSource& source, std::uint64_t offset, std::uint64_t size) {
  if (offset >= source.size()) return {};
  std::string piece(static_cast<std::size_t>(std::min(size, source.size() - offset)), '\0');
  piece.resize(source.read_at(offset, piece));
  return piece;
}

std::unique_ptr<ByteStream> stream_of(SharedBytes source, std::uint64_t offset, std::uint64_t expected) {
  return std::make_unique<SourceStream>(std::move(source), offset, expected);
}

Spool::Spool(std::uint64_t in_memory, std::filesystem::path scratch)
    : in_memory_(in_memory), scratch_(std::move(scratch)) {}

Spool::~Spool() {
  if (fd_ >= 0) ::close(fd_);
}

bool Spool::to_file() {
  if (scratch_.empty()) return false;
  fd_ = ::open(scratch_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd_ < 0) return false;
  const std::string held = std::exchange(memory_, {});
  size_ = 0;
  return add(held);
}

bool Spool::add(std::string_view bytes) {
  if (fd_ < 0 && memory_.size() + bytes.size() <= in_memory_) {
    memory_ += bytes;
    return true;
  }
  if (fd_ < 0 && !to_file()) return false;
  while (!bytes.empty()) {
    const auto put = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    size_ += static_cast<std::uint64_t>(put);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

SharedBytes Spool::finish() {
  if (fd_ < 0) return bytes_in_memory(std::exchange(memory_, {}));
  return std::make_shared<ScratchBytes>(std::exchange(fd_, -1), size_);
}

}  // namespace schouw
