// The EntryReader that visitors see: a head, chunks, and from the start again.
#pragma once

#include <optional>
#include <string>

#include "budget.h"
#include "byte_source.h"
#include "schouw/model/entry.h"

namespace schouw {

class WalkReader : public EntryReader {
 public:
  struct Place {
    std::string path;
    std::string source_name;
    std::uint64_t stated_size = 0;
  };
  WalkReader(Place place, StreamOpener open, Budget& budget, Charge charge = Charge::entry);

  std::string_view path() const override { return place_.path; }
  std::string_view source_name() const override { return place_.source_name; }
  std::string_view head() const override { return head_; }
  std::span<const char> next() override;
  void rewind() override;
  std::uint64_t stated_size() const override { return place_.stated_size; }

  /// Reads what is left, so that a checksum at the end is reached. Stops at a fault.
  void drain();
  /// The first fault met in any reading.
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  void fill_head();
  void note_fault();

  Place place_;
  StreamOpener open_;
  Budget* budget_;
  std::unique_ptr<ByteStream> stream_;
  std::string head_ = {};
  std::span<const char> pending_ = {};
  std::uint64_t to_skip_ = 0;
  bool head_given_ = false;
  bool whole_in_head_ = false;
  std::optional<Fault> fault_ = {};
};

}  // namespace schouw
