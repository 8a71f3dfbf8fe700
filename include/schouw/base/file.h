// Files as the product may touch them. Evidence is opened read-only, never mapped. What the product writes
// appears under its name only when it is complete and on disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/result.h"

namespace schouw {

/// Size and time of a file, to notice that it has changed.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;   ///< since 1970
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of a regular file, without opening it; nothing when there is none.
std::optional<FileStamp> file_stamp(const std::filesystem::path& path);

/// A read-only file. Read from one thread.
class InputFile {
 public:
  static Result<InputFile> open(const std::filesystem::path& path);
  ~InputFile();
  InputFile(InputFile&&) noexcept;
  InputFile& operator=(InputFile&&) noexcept;

  std::uint64_t size() const { return stamp_.size; }  ///< at the time it was opened
  std::int64_t modified_ns() const { return stamp_.modified_ns; }
  /// Up to buffer.size() bytes at `offset`; fewer only at the end of the file.
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) const;
  int descriptor() const;  ///< stays owned by this object

 private:
  explicit InputFile(int fd) : fd_(fd) {}
  int fd_ = -1;
  FileStamp stamp_;
};

/// The same for an open descriptor, which stays the caller's.
Result<std::size_t> read_at(int descriptor, std::uint64_t offset, std::span<char> buffer);

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes = 256ull << 20);
Result<std::string> sha256_of_file(const std::filesystem::path& path);

/// Writes `<path>.tmp`, fsync, rename, fsync of the folder; mode 0600. Whatever happens, there is either the whole new
/// content or the old file.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Streams into a temporary file beside `path`; `commit` makes it visible, destruction without commit removes it.
class OutputFile {
 public:
  static Result<OutputFile> create(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  void write(std::string_view bytes);  ///< errors are kept until commit() reports them
  Result<void> commit();

 private:
  struct State;
  explicit OutputFile(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

Result<void> make_private_folder(const std::filesystem::path& dir);  ///< 0700, parents too
Result<void> sync_folder(const std::filesystem::path& dir);

}  // namespace schouw
