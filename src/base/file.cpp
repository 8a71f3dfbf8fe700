// Files through POSIX calls. What is written appears whole: temporary, fsync, rename, fsync of the folder.
// A failed fsync is final: the kernel may have dropped the pages, so a second try would lie.
#include "schouw/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "schouw/base/hash.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> system_error(int error, const fs::path& path, std::string_view fallback) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return fail(ErrorCode::io, "file-not-found", {path.string()});
    case EACCES:
    case EPERM:
    case EROFS:
      return fail(ErrorCode::io, "file-permission", {path.string()});
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return fail(ErrorCode::io, "disk-full", {path.string()});
    default:
      break;
  }
  const char* words = strerrordesc_np(error);  // unlike strerror(), the same in every locale
  return fail(ErrorCode::io, std::string(fallback), {path.string(), words == nullptr ? "?" : words});
}

/// 0, or errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

FileStamp stamp_of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size),
          static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

Result<InputFile> InputFile::open(const fs::path& path) {
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) return system_error(errno, path, "file-unreadable");
  InputFile file(fd);
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return system_error(errno, path, "file-unreadable");
  if (!S_ISREG(status.st_mode)) return fail(ErrorCode::io, "not-a-file", {path.string()});
  file.stamp_ = stamp_of(status);
  return file;
}

InputFile::~InputFile() {
  if (fd_ >= 0) ::close(fd_);
}

InputFile::InputFile(InputFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), stamp_(other.stamp_) {}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(stamp_, other.stamp_);
  return *this;
}

std::optional<FileStamp> file_stamp(const fs::path& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return stamp_of(status);
}

Result<std::size_t> InputFile::read_at(std::uint64_t offset, std::span<char> buffer) const {
  return schouw::read_at(fd_, offset, buffer);
}

Result<std::size_t> read_at(int descriptor, std::uint64_t offset, std::span<char> buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ssize_t got =
        ::pread(descriptor, buffer.data() + filled, buffer.size() - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(errno, "", "file-unreadable");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

int InputFile::descriptor() const { return fd_; }

Result<std::string> read_file(const fs::path& path, std::uint64_t max_bytes) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::string bytes;
  std::array<char, 65536> buffer;
  while (true) {
    const Result<std::size_t> got = file->read_at(bytes.size(), buffer);
    if (!got) return fail(ErrorCode::io, got.error().text, {path.string(), got.error().args.back()});
    bytes.append(buffer.data(), *got);
    if (bytes.size() > max_bytes)
      return fail(ErrorCode::io, "file-too-large", {path.string(), std::to_string(max_bytes)});
    if (*got < buffer.size()) return bytes;
  }
}

Result<std::string> sha256_of_file(const fs::path& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  Sha256 hash;
  std::vector<char> buffer(std::min<std::uint64_t>(file->size() + 1, 1u << 20));  // a mail is small, and there are many
  std::uint64_t offset = 0;
  while (true) {
    const Result<std::size_t> got = file->read_at(offset, buffer);
    if (!got) return fail(ErrorCode::io, got.error().text, {path.string(), got.error().args.back()});
    hash.update({buffer.data(), *got});
    offset += *got;
    if (*got < buffer.size()) return hash.hex();
  }
}

struct OutputFile::State {
  fs::path path, temporary;
  int fd = -1;
  int error = 0;  ///< errno of the first write that failed

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (fd < 0) return;
    ::close(fd);
    ::unlink(temporary.c_str());
  }
};

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;

Result<OutputFile> OutputFile::create(const fs::path& path) {
  // The rename at the end would put a file in the place of a device or pipe: /dev/stdout, or a disk.
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return fail(ErrorCode::io, "not-a-file", {path.string()});
  auto state = std::make_unique<State>();
  state->path = path;
  state->temporary = path;
  state->temporary += ".tmp";
  ::unlink(state->temporary.c_str());  // of a run that was killed; O_EXCL below refuses links put there
  state->fd = ::open(state->temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (state->fd < 0) return system_error(errno, path, "file-unwritable");
  return OutputFile(std::move(state));
}

void OutputFile::write(std::string_view bytes) {
  if (state_->error == 0) state_->error = write_all(state_->fd, bytes);
}

Result<void> OutputFile::commit() {
  State& state = *state_;
  if (state.error == 0 && ::fsync(state.fd) != 0) state.error = errno;
  if (state.error != 0) return system_error(state.error, state.path, "file-unwritable");
  const int closed = ::close(std::exchange(state.fd, -1));
  if (closed != 0 || ::rename(state.temporary.c_str(), state.path.c_str()) != 0) {
    const int error = errno;
    ::unlink(state.temporary.c_str());
    return system_error(error, state.path, "file-unwritable");
  }
  return sync_folder(folder_of(state.path));
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  Result<OutputFile> file = OutputFile::create(path);
  if (!file) return tl::unexpected(file.error());
  file->write(bytes);
  return file->commit();
}

Result<void> make_private_folder(const fs::path& dir) {
  struct stat status = {};
  if (::stat(dir.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return {};
    return fail(ErrorCode::io, "not-a-folder", {dir.string()});
  }
  if (dir.has_parent_path() && dir.parent_path() != dir) {
    const Result<void> parent = make_private_folder(dir.parent_path());
    if (!parent) return parent;
  }
  if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) return system_error(errno, dir, "file-unwritable");
  return {};
}

Result<void> sync_folder(const fs::path& dir) {
  const int fd = ::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return system_error(errno, dir, "file-unwritable");
  const int synced = ::fsync(fd);
  const int error = errno;
  ::close(fd);
  // Some file systems have no fsync for folders; there the rename is all there is.
  if (synced != 0 && error != EINVAL && error != ENOTSUP) return system_error(error, dir, "file-unwritable");
  return {};
}

}  // namespace schouw
