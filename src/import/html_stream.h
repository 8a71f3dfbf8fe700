// A file of HTML of any size, tag by tag, in bounded memory.
#pragma once

#include <cstdint>
#include <string_view>

#include "schouw/base/json_stream.h"

namespace schouw {

/// One start tag; valid during the call. Names and keys are in lower case.
class HtmlTag {
 public:
  HtmlTag(std::string_view name, const unsigned char** attributes) : name_(name), attributes_(attributes) {}
  std::string_view name() const { return name_; }
  std::string_view attribute(std::string_view key) const;  ///< with entities resolved; empty when absent
  bool has_class(std::string_view word) const;

 private:
  std::string_view name_;
  const unsigned char** attributes_;
};

class HtmlVisitor {
 public:
  virtual ~HtmlVisitor() = default;
  virtual void start(const HtmlTag&) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;  ///< valid UTF-8, entities resolved, white space as written
  /// All bytes were given: what ends after this, the file itself did not end. `truncated`: as in HtmlDamage.
  virtual void last_byte(bool truncated) { static_cast<void>(truncated); }
};

/// What was wrong with a file; all zero for a clean one.
struct HtmlDamage {
  std::uint64_t bytes = 0;         ///< read
  std::uint64_t invalid_utf8 = 0;  ///< sequences replaced by U+FFFD
  bool no_tags = false;            ///< nothing in it is HTML
  bool truncated = false;          ///< it begins with <html> or <body> and ends without closing either
  bool too_deep = false;           ///< nested over 512 levels; what follows was not read
  bool too_long = false;           ///< 16 MiB without a piece that ends; what follows was not read
};

/// Walks the whole file. Nothing is fetched and no entity but HTML's own is expanded. Memory: one piece, plus the
/// longest tag, comment or text.
HtmlDamage stream_html(const ByteSource&, HtmlVisitor&);

}  // namespace schouw
