// Reads single JSON values out of JsonBytes and repairs what it can where it stands. What it cannot, it leaves to
// whoever knows the surroundings (json_stream.cpp).
#pragma once

#include <string>

#include "json_bytes.h"
#include "schouw/base/json_stream.h"

namespace schouw {

class JsonValues {
 public:
  JsonValues(JsonBytes& bytes, JsonDamage& damage) : bytes_(bytes), damage_(damage) {}

  static constexpr std::size_t kMaxDepth = 512;

  /// What became of a value. `cut`: the document ends inside. `lost`: the text makes no sense here and the caller
  /// asked to be told (may_give_up) instead of letting the reader stumble on.
  enum class Outcome { whole, damaged, cut, lost };

  /// Reads the value at the cursor, which stands on its first byte. What could be read is in `out` in any case.
  Outcome read(Json& out, std::size_t depth);

  /// Reads the string at the cursor.
  Outcome read_string(std::string& out);

  /// Whether a name of an object begins with this byte, at the cursor; and reads it.
  bool begins_name(int c) { return c == '"' || (behind_assignment && begins_script_name(c)); }
  Outcome read_name(std::string& out);

  /// Passes over the array or object at the cursor.
  Outcome skip_container();

  /// Whether serious damage ends the value with `lost`.
  bool may_give_up = false;

  /// The document stands behind `window.x =`: what a formatter for JavaScript made of it is read too.
  bool behind_assignment = false;
  /// It did: names without quotes, '…' for "…", a comma behind the last. Known from the first such name on.
  bool is_script = false;

  /// A line break and how the next of several documents begins: no string runs over it. Empty: not known.
  std::string next_document;

  void count_error();
  Outcome count_cut();

 private:
  bool begins_script_name(int c);
  Outcome read_script_string(std::string& out);
  Outcome read_object(Json& out, std::size_t depth);
  Outcome read_member(Json::Object& members, std::size_t depth);
  Outcome read_array(Json& out, std::size_t depth);
  Outcome read_number(Json& out);
  Outcome read_word(Json& out);
  Outcome read_escape(std::string& out);
  void read_code_unit(std::string& out);
  Outcome stumble();

  JsonBytes& bytes_;
  JsonDamage& damage_;
};

}  // namespace schouw
