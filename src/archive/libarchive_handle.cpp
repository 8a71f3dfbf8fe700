// What libarchive 3.6 needs to be told, and not told:
//  - formats one by one: with all of them an HTML page in front of a zip is taken for mtree, its RAR reader
//    crashes, and a gzip of itself runs for a minute;
//  - a zip only seekable, and here with one entry only (zip_entry.cpp makes it), since its own reading of the
//    directory loses entries;
//  - ARCHIVE_WARN from reading data means a wrong checksum or size, so it is a fault here.
// Gap: 7z with an encrypted header or data cannot be read by it, with or without the passphrase.
#include "libarchive_handle.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "seven_zip_header.h"

namespace schouw {
namespace {

constexpr std::size_t kBlock = 128 << 10;
constexpr int kMaxRetries = 16;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

struct ArchiveHandle::State {
  struct archive* handle = nullptr;
  std::unique_ptr<ByteStream> stream = {};
  SharedBytes bytes = {};
  std::uint64_t at = 0;
  std::uint64_t taken = 0;
  std::span<const char> chunk = {};  // the last one given, and where it starts
  std::uint64_t chunk_at = 0;
  std::vector<char> block = {};
  std::optional<Fault> fault = {};
  bool over = false;
  std::uint64_t headers_without_progress = 0;
  std::uint64_t last_taken = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (handle != nullptr) archive_read_free(handle);
  }

  void fail() {
    const char* text = archive_error_string(handle);
    const std::string said = text != nullptr ? text : "?";
    if (stream != nullptr && stream->fault()) {
      fault = stream->fault();
    } else if (contains(said, "ncrypt") || contains(said, "assphrase")) {
      fault = Fault{"encrypted-entry", {}, EntryState::refused};
    } else if (contains(said, "runcated")) {
      fault = Fault{"data-cut"};
    } else if (contains(said, "CRC") || contains(said, "crc") || contains(said, "checksum") ||
               contains(said, "uthentication")) {
      fault = Fault{"checksum-wrong"};
    } else if (contains(said, "nsupported") || contains(said, "not supported")) {
      fault = Fault{"entry-unreadable", {said}, EntryState::refused};
    } else {
      fault = Fault{"entry-unreadable", {said}};
    }
  }

  static la_ssize_t read_stream(struct archive*, void* self, const void** out) {
    auto& state = *static_cast<State*>(self);
    const auto chunk = state.stream->next();
    *out = chunk.data();
    state.chunk_at = state.taken;
    state.chunk = chunk;
    state.taken += chunk.size();
    if (chunk.empty() && state.stream->fault() && state.stream->fault()->state != EntryState::read) return -1;
    return static_cast<la_ssize_t>(chunk.size());
  }

  static la_ssize_t read_bytes(struct archive*, void* self, const void** out) {
    auto& state = *static_cast<State*>(self);
    const std::size_t got = state.bytes->read_at(state.at, state.block);
    state.at += got;
    state.taken += got;
    *out = state.block.data();
    return static_cast<la_ssize_t>(got);
  }

  static la_int64_t skip_bytes(struct archive*, void* self, la_int64_t count) {
    auto& state = *static_cast<State*>(self);
    if (count <= 0 || state.at >= state.bytes->size()) return 0;
    const std::uint64_t step = std::min(static_cast<std::uint64_t>(count), state.bytes->size() - state.at);
    state.at += step;
    return static_cast<la_int64_t>(step);
  }

  static la_int64_t seek_bytes(struct archive*, void* self, la_int64_t offset, int whence) {
    auto& state = *static_cast<State*>(self);
    const auto size = static_cast<la_int64_t>(state.bytes->size());
    const la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? static_cast<la_int64_t>(state.at) : size;
    if (offset > 0 && base > size - std::min(offset, size)) offset = size - base;
    state.at = static_cast<std::uint64_t>(std::clamp<la_int64_t>(base + offset, 0, size));
    return static_cast<la_int64_t>(state.at);
  }

  void open_over_stream(std::unique_ptr<ByteStream> from) {
    stream = std::move(from);
    if (archive_read_open(handle, this, nullptr, read_stream, nullptr) != ARCHIVE_OK) over_with_fault();
  }

  void open_over_bytes(SharedBytes from) {
    bytes = std::move(from);
    block.resize(kBlock);
    archive_read_set_read_callback(handle, read_bytes);
    archive_read_set_skip_callback(handle, skip_bytes);
    archive_read_set_seek_callback(handle, seek_bytes);
    archive_read_set_callback_data(handle, this);
    if (archive_read_open1(handle) != ARCHIVE_OK) over_with_fault();
  }

  void over_with_fault() {
    fail();
    over = true;
  }

  /// A header loop: headers come, but nothing is taken from below.
  bool turns_in_place() {
    headers_without_progress = taken == last_taken ? headers_without_progress + 1 : 0;
    last_taken = taken;
    return stream != nullptr && headers_without_progress > 4096;
  }
};

namespace {

std::string name_of_entry(struct archive_entry* entry) {
  if (const char* raw = archive_entry_pathname(entry)) return raw;
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return utf8;
  return {};
}

ArchiveHandle::Header header_of(struct archive_entry* entry) {
  ArchiveHandle::Header header;
  header.name = name_of_entry(entry);
  const auto type = archive_entry_filetype(entry);
  if (type == AE_IFDIR) header.kind = ArchiveHandle::Kind::folder;
  // A tar without a type is a file; a hard link has the type of its target and no data of its own.
  if ((type != AE_IFREG && type != AE_IFDIR && type != 0) || archive_entry_hardlink(entry) != nullptr)
    header.kind = ArchiveHandle::Kind::link;
  const auto size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0;
  header.stated_size = size > 0 ? static_cast<std::uint64_t>(size) : 0;
  header.encrypted = archive_entry_is_data_encrypted(entry) != 0;
  return header;
}

}  // namespace

ArchiveHandle::ArchiveHandle(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveHandle::~ArchiveHandle() = default;

std::unique_ptr<ArchiveHandle> ArchiveHandle::tar(std::unique_ptr<ByteStream> stream) {
  auto state = std::make_unique<State>();
  state->handle = archive_read_new();
  archive_read_support_format_tar(state->handle);
  state->open_over_stream(std::move(stream));
  return std::unique_ptr<ArchiveHandle>(new ArchiveHandle(std::move(state)));
}

std::unique_ptr<ArchiveHandle> ArchiveHandle::seven_zip(SharedBytes bytes) {
  auto state = std::make_unique<State>();
  state->handle = archive_read_new();
  archive_read_support_format_7zip(state->handle);
  if (states_impossible_folders(*bytes)) state->over_with_fault();
  else state->open_over_bytes(std::move(bytes));
  return std::unique_ptr<ArchiveHandle>(new ArchiveHandle(std::move(state)));
}

std::unique_ptr<ArchiveHandle> ArchiveHandle::zip(SharedBytes bytes, const std::string& passphrase) {
  auto state = std::make_unique<State>();
  state->handle = archive_read_new();
  archive_read_support_format_zip_seekable(state->handle);
  if (!passphrase.empty()) archive_read_add_passphrase(state->handle, passphrase.c_str());
  state->open_over_bytes(std::move(bytes));
  return std::unique_ptr<ArchiveHandle>(new ArchiveHandle(std::move(state)));
}

std::unique_ptr<ArchiveHandle> ArchiveHandle::zstd(std::unique_ptr<ByteStream> stream) {
  auto state = std::make_unique<State>();
  state->handle = archive_read_new();
  archive_read_support_filter_zstd(state->handle);
  archive_read_support_format_raw(state->handle);
  archive_read_support_format_empty(state->handle);
  state->open_over_stream(std::move(stream));
  return std::unique_ptr<ArchiveHandle>(new ArchiveHandle(std::move(state)));
}

std::optional<ArchiveHandle::Header> ArchiveHandle::next() {
  State& s = *state_;
  if (s.over) return std::nullopt;
  s.fault.reset();
  for (int tries = 0; tries < kMaxRetries; ++tries) {
    struct archive_entry* entry = nullptr;
    const int rc = archive_read_next_header(s.handle, &entry);
    if (rc == ARCHIVE_EOF) {
      s.over = true;
      if (s.stream != nullptr && s.stream->fault()) s.fault = s.stream->fault();
      return std::nullopt;
    }
    if (s.turns_in_place()) {
      s.fault = Fault{"archive-unreadable", {"loop"}};
      s.over = true;
      return std::nullopt;
    }
    if (rc == ARCHIVE_RETRY) continue;
    if (rc < ARCHIVE_WARN) break;
    return header_of(entry);  // a warning here is about a name or an attribute, never about data
  }
  s.over_with_fault();
  return std::nullopt;
}

std::size_t ArchiveHandle::read(std::span<char> buffer) {
  State& s = *state_;
  if (s.over || s.fault) return 0;
  const la_ssize_t got = archive_read_data(s.handle, buffer.data(), buffer.size());
  if (got >= 0) return static_cast<std::size_t>(got);
  s.fail();
  if (got == ARCHIVE_FATAL) s.over = true;
  return 0;
}

const std::optional<Fault>& ArchiveHandle::fault() const { return state_->fault; }
std::uint64_t ArchiveHandle::taken() const { return state_->taken; }

bool ArchiveHandle::anything_behind() {
  State& s = *state_;
  if (s.stream == nullptr) return false;
  const auto used = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(s.handle, 0), 0));
  auto chunk = s.chunk.subspan(std::min<std::size_t>(s.chunk.size(), used > s.chunk_at ? used - s.chunk_at : 0));
  bool anything = false;
  for (bool first = true; first || !chunk.empty(); first = false) {
    anything = anything || std::ranges::any_of(chunk, [](char c) { return c != 0; });
    chunk = s.stream->next();
  }
  if (s.stream->fault() && !s.fault) s.fault = s.stream->fault();
  return anything;
}

namespace {

class EntryData : public ByteStream {
 public:
  explicit EntryData(std::shared_ptr<ArchiveHandle> handle) : handle_(std::move(handle)), before_(handle_->taken()) {}
  explicit EntryData(Fault fault) { fault_ = std::move(fault); }
  std::span<const char> next() override {
    if (fault_ || handle_ == nullptr) return {};
    if (buffer_.empty()) buffer_.resize(kChunk);
    const std::size_t got = handle_->read(buffer_);
    if (got == 0) fault_ = handle_->fault();
    return std::span<const char>(buffer_).first(got);
  }
  /// One block more than was taken since the entry began: its first bytes may have come with the header.
  std::uint64_t packed_bytes() const override { return handle_ == nullptr ? 0 : handle_->taken() - before_ + kChunk; }

 private:
  std::shared_ptr<ArchiveHandle> handle_ = {};
  std::uint64_t before_ = 0;
  std::vector<char> buffer_ = {};
};

}  // namespace

std::unique_ptr<ByteStream> entry_stream(std::shared_ptr<ArchiveHandle> handle) {
  return std::make_unique<EntryData>(std::move(handle));
}

std::unique_ptr<ByteStream> first_entry_stream(std::unique_ptr<ArchiveHandle> handle) {
  std::shared_ptr<ArchiveHandle> shared = std::move(handle);
  if (shared->next()) return entry_stream(std::move(shared));
  return std::make_unique<EntryData>(shared->fault() ? *shared->fault() : Fault{"data-cut"});
}

}  // namespace schouw
