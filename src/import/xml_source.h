// XML as sites really export it, mended before it is read. WordPress lets control characters through, plug-ins write
// blank lines in front, feeds are made by hand: for XML each of these is the end of the file.
#pragma once

#include <cstdint>
#include <string>

#include "schouw/base/json_stream.h"  // ByteSource
#include "tally.h"

namespace schouw {

/// Gives what `source` gives, with the same lines, as XML that can be read on. Must outlive the reading.
class XmlSource {
 public:
  explicit XmlSource(ByteSource source) : source_(std::move(source)) {}

  /// The next piece; valid until the call after. Empty at the end.
  std::span<const char> next();
  /// Says to the tally what was mended and cannot be told from what stood there, also behind the place where the reading stopped: how
  /// much of that was given already depends on the size of pieces.
  void report(Tally& tally);

 private:
  enum class Bytes { unknown, utf8, single, as_they_are };
  enum class Place { text, character_data, comment, instruction };

  void begin();
  void mend(bool at_end);
  std::size_t take(std::string_view rest);
  std::size_t take_mark(std::string_view rest);
  std::size_t take_reference(std::string_view rest);
  std::size_t take_halves(std::string_view rest);
  std::size_t take_high(std::string_view rest);
  void replace();

  ByteSource source_;
  std::string in_, out_;
  Bytes bytes_ = Bytes::unknown;
  Place place_ = Place::text;
  bool ended_ = false, saw_utf8_ = false;
  std::uint64_t replaced_ = 0, relabelled_ = 0;
};

}  // namespace schouw
