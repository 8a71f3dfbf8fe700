// One file out of an archive (or a plain file), and what became of it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schouw {

/// Pulled in chunks: an importer holds at most one record at a time, so a 10 GB mbox passes in the memory
/// of a small one. Used by one thread.
class EntryReader {
 public:
  virtual ~EntryReader() = default;

  /// As stored, '/'-separated, raw bytes; for a plain file its relative path. For suffix matching and for
  /// showing (visible()); never used as a path.
  virtual std::string_view path() const = 0;

  /// The file the user gave: the archive's file name, or the plain file's. WhatsApp and Instagram write the
  /// name of the chat or account there.
  virtual std::string_view source_name() const = 0;

  /// The first 64 KiB (or all of it), for bidding. Stays valid.
  virtual std::string_view head() const = 0;

  /// The next chunk, valid until the call after; empty at the end. The first chunk starts at byte 0.
  virtual std::span<const char> next() = 0;

  /// Back to the start, for a format whose date order shows only at the end. Streams that cannot seek are read from
  /// the archive again.
  virtual void rewind() = 0;

  /// Uncompressed size where the container states it, else 0.
  virtual std::uint64_t stated_size() const = 0;
};

/// What became of an entry. For every archive, found is the sum of the four.
enum class EntryState {
  read,            ///< an importer, register reader or media reader took it
  not_recognised,  ///< readable, but no export: listed
  refused,         ///< a limit, an unsupported container, an encrypted entry without passphrase, a link
  damaged          ///< should be readable, and is not
};
std::string_view name_of(EntryState);

}  // namespace schouw
