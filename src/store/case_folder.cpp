// flock, not a file that must be removed: after a kill nothing stands in the way. The lock file says who holds it:
// "4711 hostname"; since when is its time of modification, so that no clock is read here.
#include "case_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "schouw/base/file.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "?";
  return name.data();
}

tl::unexpected<Error> held(int fd, const fs::path& folder) {
  std::array<char, 512> bytes{};
  const ssize_t got = ::pread(fd, bytes.data(), bytes.size() - 1, 0);
  const std::string_view said = trim({bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0});
  const std::size_t blank = said.find(' ');
  const std::string pid(said.substr(0, blank));
  const std::string host(blank == std::string_view::npos ? "?" : said.substr(blank + 1));
  struct stat status = {};
  const bool dated = ::fstat(fd, &status) == 0;
  const std::string since = dated ? format_utc(status.st_mtim.tv_sec * 1000, Precision::second) : "?";
  return fail(ErrorCode::in_use, "case-in-use", {folder.string(), pid.empty() ? "?" : pid, host, since});
}

}  // namespace

tl::unexpected<Error> system_error(int error, const std::filesystem::path& path) {
  if (error == EACCES || error == EPERM || error == EROFS)
    return fail(ErrorCode::io, "file-permission", {path.string()});
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) return fail(ErrorCode::io, "disk-full", {path.string()});
  const char* words = strerrordesc_np(error);
  return fail(ErrorCode::io, "case-io", {path.string(), words == nullptr ? "?" : words});
}

Result<CaseLock> CaseLock::take(const fs::path& folder) {
  const fs::path file = folder / "lock";
  CaseLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (lock.fd_ < 0) return system_error(errno, file);
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return held(lock.fd_, folder);
    return system_error(errno, file);
  }
  const std::string holder = std::to_string(::getpid()) + " " + host_name() + "\n";
  const bool said = ::fchmod(lock.fd_, 0600) == 0 && ::ftruncate(lock.fd_, 0) == 0 &&
                    ::pwrite(lock.fd_, holder.data(), holder.size(), 0) == static_cast<ssize_t>(holder.size());
  if (!said) return system_error(errno, file);
  return lock;
}

CaseLock::~CaseLock() {
  if (fd_ >= 0) ::close(fd_);
}

CaseLock::CaseLock(CaseLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

CaseLock& CaseLock::operator=(CaseLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Result<void> make_case_folder(const fs::path& folder) {
  if (const Result<void> made = make_private_folder(folder); !made) return made;
  if (::chmod(folder.c_str(), 0700) != 0) return system_error(errno, folder);
  return {};
}

Result<void> make_database_file(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return system_error(errno, file);
  const int failed = ::fchmod(fd, 0600) == 0 ? 0 : errno;
  ::close(fd);
  if (failed != 0) return system_error(failed, file);
  return {};
}

Result<void> replace_database_file(const fs::path& fresh, const fs::path& file) {
  const int fd = ::open(fresh.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return system_error(errno, fresh);
  int failed = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (failed == 0 && ::rename(fresh.c_str(), file.c_str()) != 0) failed = errno;
  if (failed != 0) return system_error(failed, file);
  return sync_folder(file.parent_path());
}

Result<Json> read_settings(const fs::path& folder) {
  const fs::path file = settings_of(folder);
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Json> json = parse_json_document(*bytes, file.string());
  if (!json) return fail(ErrorCode::integrity, "case-damaged", {file.string(), json.error().text}, json.error().place);
  return json;
}

bool can_write(const fs::path& folder) { return ::access(folder.c_str(), W_OK) == 0; }

bool has_bytes(const fs::path& file) {
  struct stat status = {};
  return ::stat(file.c_str(), &status) == 0 && status.st_size > 0;
}

}  // namespace schouw
