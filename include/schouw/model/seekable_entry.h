// An entry whose bytes can be had from any place, for formats that point to and fro (PST). Readers in the worker are of
// this kind; others are not, and an importer that needs it must be able to do with the whole in memory.
#pragma once

#include "schouw/model/entry.h"

namespace schouw {

class SeekableEntry : public EntryReader {
 public:
  /// Fewer bytes than asked only at the end. Leaves next() where it was.
  virtual std::size_t read_at(std::uint64_t offset, std::span<char> buffer) = 0;
  virtual std::uint64_t size() const = 0;
};

}  // namespace schouw
