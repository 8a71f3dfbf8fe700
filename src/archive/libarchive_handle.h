// libarchive, wrapped once: formats enabled one by one, every status that is not "ok" kept as a Fault.
// The only header of the layer through which libarchive is used.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "byte_source.h"

namespace schouw {

/// An open archive, read from front to back. One thread.
class ArchiveHandle {
 public:
  enum class Kind { file, folder, link };
  struct Header {
    std::string name = {};  ///< raw bytes as far as libarchive gives them; may be empty
    Kind kind = Kind::file;
    std::uint64_t stated_size = 0;
    bool encrypted = false;
  };

  /// Over a stream, so that a damaged gzip layer below it is noticed by who made that stream.
  static std::unique_ptr<ArchiveHandle> tar(std::unique_ptr<ByteStream> stream);
  static std::unique_ptr<ArchiveHandle> seven_zip(SharedBytes bytes);
  /// A zip with exactly one entry. `passphrase` may be empty.
  static std::unique_ptr<ArchiveHandle> zip(SharedBytes bytes, const std::string& passphrase);
  /// One zstd stream as a nameless file.
  static std::unique_ptr<ArchiveHandle> zstd(std::unique_ptr<ByteStream> stream);
  ~ArchiveHandle();

  /// The next entry; empty at the end and after a fault that ends the archive.
  std::optional<Header> next();
  /// Data of the current entry; 0 at its end and after a fault.
  std::size_t read(std::span<char> buffer);
  /// Why the current entry (or, after next() was empty, the archive) ended before its end.
  const std::optional<Fault>& fault() const;
  /// Bytes taken from below so far.
  std::uint64_t taken() const;
  /// After the end of a tar: whether something other than padding follows. Reads on to the end of the stream, so
  /// that a checksum behind it is reached; its fault, if any, becomes fault().
  bool anything_behind();

 private:
  struct State;
  explicit ArchiveHandle(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The data of the handle's current entry. Of use until next() is called on the handle again.
std::unique_ptr<ByteStream> entry_stream(std::shared_ptr<ArchiveHandle> handle);

/// Goes to the first entry and gives its data.
std::unique_ptr<ByteStream> first_entry_stream(std::unique_ptr<ArchiveHandle> handle);

}  // namespace schouw
