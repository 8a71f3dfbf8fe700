// The folder of a case: rights, lock, case.json.
#pragma once

#include <filesystem>

#include "schouw/base/json.h"
#include "schouw/base/result.h"

namespace schouw {

/// One writer holds this; the kernel lets go of it when the process ends, however it ends.
class CaseLock {
 public:
  /// in_use, with process, host and since when, when another process holds it.
  static Result<CaseLock> take(const std::filesystem::path& folder);
  CaseLock() = default;
  ~CaseLock();
  CaseLock(CaseLock&&) noexcept;
  CaseLock& operator=(CaseLock&&) noexcept;

 private:
  explicit CaseLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

inline std::filesystem::path database_of(const std::filesystem::path& folder) { return folder / "case.db"; }
inline std::filesystem::path settings_of(const std::filesystem::path& folder) { return folder / "case.json"; }

/// What the system answered about that file, as the user reads it.
tl::unexpected<Error> system_error(int error, const std::filesystem::path& file);

/// The folder, 0700, also when it was there with more rights.
Result<void> make_case_folder(const std::filesystem::path& folder);
/// An empty file with mode 0600, whatever the umask: SQLite gives its companions the same rights.
Result<void> make_database_file(const std::filesystem::path& file);
/// Puts a finished database, closed, in the place of another; on disk when this returns.
Result<void> replace_database_file(const std::filesystem::path& fresh, const std::filesystem::path& file);
Result<Json> read_settings(const std::filesystem::path& folder);
/// Whether files can be written there (not on a read-only medium).
bool can_write(const std::filesystem::path& folder);
bool has_bytes(const std::filesystem::path& file);

}  // namespace schouw
