// An entry with random access, for formats full of offsets (PST). Readers in the worker are of this kind, others are
// not: an importer that needs random access must be able to fall back on holding the whole entry in memory.
#pragma once

#include "schouw/model/entry.h"

namespace schouw {

class SeekableEntry : public EntryReader {
 public:
  /// Fewer bytes than the buffer only at the end. Does not move next().
  virtual std::size_t read_at(std::uint64_t offset, std::span<char> buffer) = 0;
  virtual std::uint64_t size() const = 0;
};

}  // namespace schouw
