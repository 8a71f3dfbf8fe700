// The bytes of a JSON document as one run of UTF-8, whatever the pieces they came in, with the place of each in the
// entry. UTF-16 is decoded on the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"

namespace schouw {

class JsonBytes {
 public:
  explicit JsonBytes(const ByteSource& source) : source_(source) {}
  JsonBytes(const JsonBytes&) = delete;
  JsonBytes& operator=(const JsonBytes&) = delete;

  /// Finds the encoding and passes over a BOM. Before anything else.
  void start();

  /// The byte at the cursor, or -1 at the end.
  int peek() { return at_ != end_ || refill() ? static_cast<unsigned char>(*at_) : -1; }
  void advance(std::size_t n = 1) { at_ += n; }

  /// What is in memory behind the cursor; at least `n` bytes unless the document ends sooner.
  std::string_view window() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  std::string_view window(std::size_t n) {
    if (static_cast<std::size_t>(end_ - at_) < n) gather(n);
    return window();
  }

  /// The first byte that is not JSON white space, which stays unread; -1 at the end.
  int skip_blanks() {
    while (true) {
      const int c = peek();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
      ++at_;
    }
  }

  /// Offset of the cursor in the entry.
  std::uint64_t offset() const;

  /// Nothing more will come: the end of the document as far as reading is concerned.
  void close();

  std::uint64_t lone_surrogates() const { return lone_surrogates_; }

 private:
  bool refill();
  void gather(std::size_t n);
  std::string_view next_piece();
  std::string_view decode_slice();

  const ByteSource& source_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::uint64_t end_offset_ = 0;  ///< in the entry, of end_
  std::string gathered_;          ///< holds what is read when pieces had to be joined
  bool ended_ = false;

  Encoding encoding_ = Encoding::utf8;
  std::string wide_;  ///< UTF-16 that is not decoded yet
  std::size_t wide_at_ = 0;
  bool wide_ended_ = false;
  std::string decoded_;
  std::uint64_t lone_surrogates_ = 0;
};

}  // namespace schouw
