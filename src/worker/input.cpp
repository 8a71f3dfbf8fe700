// An entry of an archive has no descriptor of its own: it is copied to one that nobody can find by name. What the child
// gets is opened for reading only.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "schouw/worker/worker.h"

namespace schouw {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int nameless_file(const std::filesystem::path& folder) {
  if (folder.empty()) return -1;
  return ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

/// Everything so far into the file, and on from there.
bool move_to_file(int& fd, std::string_view so_far, const std::filesystem::path& scratch) {
  const int file = nameless_file(scratch);
  if (file < 0) return false;
  ::close(std::exchange(fd, file));
  return write_all(fd, so_far);
}

}  // namespace

std::optional<WorkerInput> WorkerInput::copy(EntryReader& entry, std::uint64_t in_memory,
                                             const std::filesystem::path& scratch) {
  int fd = ::memfd_create("entry", MFD_CLOEXEC);
  if (fd < 0) return std::nullopt;
  std::string held;
  bool right = true, in_file = false;
  for (auto piece = entry.next(); !piece.empty() && right; piece = entry.next()) {
    const std::string_view bytes(piece.data(), piece.size());
    if (!in_file && held.size() + bytes.size() > in_memory) {
      right = in_file = move_to_file(fd, held, scratch);
      held.clear();
    }
    if (!right) break;
    if (in_file) right = write_all(fd, bytes);
    else held += bytes;
  }
  if (right && !in_file) right = write_all(fd, held);
  int readable = -1;
  if (right) readable = ::open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC);
  ::close(fd);
  if (readable < 0) return std::nullopt;
  return WorkerInput(readable, readable);
}

WorkerInput::~WorkerInput() {
  if (owned_ >= 0) ::close(owned_);
}

WorkerInput::WorkerInput(WorkerInput&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), owned_(std::exchange(other.owned_, -1)) {}

}  // namespace schouw
