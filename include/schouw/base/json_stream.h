// Reads JSON evidence in one pass and in bounded memory: walks a document of any size and hands over the values that
// the caller asked for, one at a time, each with the place where it began.
//
// It tolerates what real exports contain, and counts it: a BOM, UTF-16 (PowerShell), invalid UTF-8, lone
// surrogates, Telegram's "\x0B" escapes, control bytes in strings, text after the end, a truncated tail:
// everything complete before the cut is delivered. Nesting deeper than 512 and strings over 64 MiB
// are skipped and counted. nlohmann/json rejects such files as a whole (docs/adr/0003-own-json-reader.md).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"

namespace schouw {

/// What was wrong with a document; all zero for a clean one.
struct JsonDamage {
  std::uint64_t invalid_utf8 = 0;      ///< sequences replaced by U+FFFD
  std::uint64_t lone_surrogates = 0;   ///< \ud8xx without its partner, replaced by U+FFFD
  std::uint64_t bad_escapes = 0;       ///< "\x0B" and other escapes JSON does not have
  std::uint64_t too_deep = 0;          ///< values skipped because they were nested too deep
  std::uint64_t too_long = 0;          ///< strings cut
  std::uint64_t syntax_errors = 0;     ///< places where the reader had to resynchronise
  std::uint64_t first_error_byte = 0;  ///< of the first syntax error or of the cut
  bool truncated = false;              ///< the document ends inside a value
  bool not_json = false;               ///< no part of it could be read as JSON
  bool clean() const;
};

/// One value handed over.
struct JsonItem {
  /// Keys and indices from the root to this value: {"chats", "list", "3", "messages", "17"}.
  std::span<const std::string_view> path;
  std::uint64_t index = 0;       ///< 0-based index in its array, 0 for a member of an object
  std::uint64_t byte = 0;        ///< offset of the value's first byte in the entry
  bool complete = true;          ///< false: cut off or damaged inside; holds what could be read
};

/// Feeds the next piece of the file; empty at the end. (EntryReader::next has this shape.)
using ByteSource = std::function<std::span<const char>()>;

/// What to do at a container while walking.
enum class JsonStep {
  enter,  ///< walk into it; its children are offered one by one
  take,   ///< build the whole value and hand it to `on_value`
  skip    ///< pass over it
};

struct JsonVisitor {
  /// Asked at the start of every array and object, the root included (path empty). Scalars that are
  /// reached by entering are always taken.
  std::function<JsonStep(std::span<const std::string_view> path, bool is_array)> step;
  std::function<void(const JsonItem&, Json&&)> on_value;
};

/// Walks the document. Memory: the largest value taken, plus one piece.
JsonDamage stream_json(const ByteSource& source, const JsonVisitor& visitor);

/// For small documents and for bidding: the whole document as a value, as far as it can be read.
Json parse_json_leniently(std::string_view text, JsonDamage& damage);

/// Top-level keys and, for an array, the keys of its first object, out of the head of a file; for bidding.
/// `root_is_array` false with no keys: not JSON. Reads at most `head`, which may be cut anywhere.
struct JsonShape {
  bool is_json = false;
  bool root_is_array = false;
  std::vector<std::string> keys;        ///< of the root object, as far as the head goes
  std::vector<std::string> item_keys;   ///< of the first object in the root array, or in the first array member
  bool has(std::string_view key) const;
  bool item_has(std::string_view key) const;
};
JsonShape json_shape(std::string_view head);

}  // namespace schouw
