// The walk over a document of any size. Where an item of an array is damaged beyond repair, reading goes on at the next
// place that begins as its brothers do:
//
//   [{"id": 1, "text": "a"}, {"id": 2, "text: "b"}, {"id": 3, "text": "c"}]
//                                       ^ lost       ^ found again by `{"id"`
//
// Gap: when the last item is damaged, what follows its array in the document is lost with it (counted).
#include "schouw/base/json_stream.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "json_values.h"
#include "schouw/base/json_documents.h"

namespace schouw {
namespace {

using Outcome = JsonValues::Outcome;

constexpr std::size_t kLongestOpening = 96;

/// How the items of an array that is being walked begin: from the brace to the end of the first key, so that in an
/// indented document the indentation tells the items from what is nested in them.
struct Openings {
  std::vector<std::string> known;
  bool any = false;  ///< not one is known, but the items are objects: any object will do
  void add(std::string opening) {
    constexpr std::size_t kMost = 4;
    if (!opening.empty() && known.size() < kMost && std::ranges::find(known, opening) == known.end())
      known.push_back(std::move(opening));
  }
};

class Walk {
 public:
  Walk(const ByteSource& source, const JsonVisitor& visitor)
      : visitor_(visitor), bytes_(source), values_(bytes_, damage_) {}
  JsonDamage run();
  JsonDamage run_all();

 private:
  Outcome walk(std::uint64_t index);
  Outcome walk_array();
  Outcome walk_item(std::uint64_t index, Openings& openings);
  Outcome walk_object();
  Outcome walk_member();
  Outcome pass_over();
  Outcome take(std::uint64_t index, std::uint64_t byte);
  bool find_root();
  bool find_next_root();
  bool second_in_sight(std::string_view opening);
  bool has_footing() const;
  Outcome lose_footing();
  bool find_footing();
  bool opens_item(const Openings& openings);
  std::string opening_here();
  void push_path(std::string_view segment);
  void pop_path() { path_.pop_back(); }

  const JsonVisitor& visitor_;
  JsonDamage damage_;
  JsonBytes bytes_;
  JsonValues values_;
  std::vector<std::string> segments_ = std::vector<std::string>(JsonValues::kMaxDepth + 1);
  std::vector<std::string_view> path_;
  std::vector<Openings> arrays_;  ///< of the arrays being walked, outermost first
  std::size_t footing_ = 0;       ///< index in arrays_ where reading goes on after `lost`
  bool documents_ = false;        ///< arrays_[0] is no array but the file, its items whole documents
};

JsonDamage Walk::run() {
  bytes_.start();
  if (!find_root()) {
    damage_.not_json = true;
    return damage_;
  }
  const Outcome outcome = walk(0);
  int c = outcome == Outcome::cut || outcome == Outcome::lost ? -1 : bytes_.skip_blanks();
  while (c == ';' || c == ')') {
    bytes_.advance();
    c = bytes_.skip_blanks();
  }
  if (c >= 0) values_.count_error();
  damage_.lone_surrogates += bytes_.lone_surrogates();
  return damage_;
}

// As an array without brackets, from the moment that a second document is known of: a single one that is damaged is
// mended where it stands.
JsonDamage Walk::run_all() {
  bytes_.start();
  if (!find_root()) {
    damage_.not_json = true;
    return damage_;
  }
  std::string opening = opening_here();
  documents_ = second_in_sight(opening);
  if (documents_) {
    values_.next_document = "\n" + opening;
    arrays_.emplace_back().add(opening);
  }
  Outcome outcome = walk(0);
  while (outcome == Outcome::lost ? bytes_.peek() >= 0 : outcome != Outcome::cut && find_next_root()) {
    if (!documents_) arrays_.emplace_back();
    documents_ = true;
    if (outcome == Outcome::whole) arrays_.front().add(std::move(opening));
    opening = opening_here();
    outcome = walk(0);
  }
  damage_.lone_surrogates += bytes_.lone_surrogates();
  return damage_;
}

/// Whether a line begins as the document does, near enough to be in memory.
bool Walk::second_in_sight(std::string_view opening) {
  constexpr std::size_t kSight = 64 * 1024;
  if (opening.empty()) return false;
  return bytes_.window(kSight).substr(0, kSight).find("\n" + std::string(opening)) != std::string_view::npos;
}

bool Walk::find_next_root() {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  while (true) {
    const int c = bytes_.skip_blanks();
    if (c < 0) return false;
    if (c == '{' || c == '[') return true;
    if (bytes_.window(kBom.size()).starts_with(kBom)) {
      bytes_.advance(kBom.size());
    } else if (c == ';' || c == ')' || c == ',') {
      if (c == ',') values_.count_error();
      bytes_.advance();
    } else {
      values_.count_error();
      return documents_ && find_footing();
    }
  }
}

// Puts the cursor on the document. X and others wrap it in JavaScript: `window.YTD.tweets.part0 = [`.
bool Walk::find_root() {
  constexpr std::size_t kLongestWrapper = 512;
  const int c = bytes_.skip_blanks();
  if (c < 0) return false;
  const std::string_view head = bytes_.window(kLongestWrapper);
  if (c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9')) return true;
  for (const std::string_view word : {"true", "false", "null"})
    if (head.starts_with(word)) return true;
  const std::size_t at = head.substr(0, kLongestWrapper).find_first_of("{[");
  if (at == std::string_view::npos) return false;
  const std::string_view wrapper = trim(head.substr(0, at));
  if (!wrapper.ends_with('=') && !wrapper.ends_with('(')) return false;
  values_.behind_assignment = wrapper.ends_with('=');
  bytes_.advance(at);
  return true;
}

void Walk::push_path(std::string_view segment) {
  std::string& kept = segments_[path_.size()];
  kept = segment;
  path_.emplace_back(kept);
}

/// The value at the cursor: asks the visitor, or takes a scalar.
Outcome Walk::walk(std::uint64_t index) {
  const int c = bytes_.peek();
  const std::uint64_t byte = bytes_.offset();
  if (c != '{' && c != '[') return take(index, byte);
  if (path_.size() >= JsonValues::kMaxDepth) {
    ++damage_.too_deep;
    return pass_over();
  }
  const JsonStep step = visitor_.step ? visitor_.step(path_, c == '[') : JsonStep::take;
  switch (step) {
    case JsonStep::take:
      return take(index, byte);
    case JsonStep::skip:
      return pass_over();
    case JsonStep::enter:
      break;
  }
  return c == '[' ? walk_array() : walk_object();
}

Outcome Walk::pass_over() {
  const Outcome outcome = values_.skip_container();
  return outcome == Outcome::lost ? lose_footing() : outcome;
}

Outcome Walk::take(std::uint64_t index, std::uint64_t byte) {
  Json value;
  values_.may_give_up = has_footing();
  const Outcome outcome = values_.read(value, path_.size());
  if (visitor_.on_value) visitor_.on_value({path_, index, byte, outcome == Outcome::whole}, std::move(value));
  return outcome == Outcome::lost ? lose_footing() : outcome;
}

bool Walk::has_footing() const {
  return std::ranges::any_of(arrays_, [](const Openings& o) { return o.any || !o.known.empty(); });
}

/// Looks for the next item of an array that is being walked. The caller unwinds to that array.
Outcome Walk::lose_footing() {
  if (!find_footing()) {
    bytes_.close();
    footing_ = arrays_.size();  // nobody's
  }
  return Outcome::lost;
}

bool Walk::find_footing() {
  char before = '\n';
  while (true) {
    const std::string_view window = bytes_.window(kLongestOpening);
    if (window.empty()) return false;
    const std::size_t at = window.find('{');
    if (at != 0) {
      const std::size_t skipped = std::min(at, window.size());
      before = window[skipped - 1];
      bytes_.advance(skipped);
      continue;
    }
    for (std::size_t level = arrays_.size(); level-- > 0;) {
      // What a document holds may begin as a document does; it does not begin a line.
      if (level == 0 && documents_ && before != '\n') continue;
      if (!opens_item(arrays_[level])) continue;
      footing_ = level;
      return true;
    }
    before = '{';
    bytes_.advance();
  }
}

bool Walk::opens_item(const Openings& openings) {
  if (openings.any) return !opening_here().empty();
  const std::string_view window = bytes_.window();
  return std::ranges::any_of(openings.known, [&](const std::string& opening) { return window.starts_with(opening); });
}

std::string Walk::opening_here() {
  const std::string_view window = bytes_.window(kLongestOpening).substr(0, kLongestOpening);
  const std::size_t quote = window.find_first_not_of(" \t\r\n", 1);
  if (!window.starts_with('{') || quote == std::string_view::npos) return {};
  if (values_.is_script && window[quote] != '"')
    return window[quote] == '}' ? std::string{} : std::string(window.substr(0, quote + 1));
  if (window[quote] != '"') return {};
  const std::size_t end = window.find_first_of("\"\\", quote + 1);
  if (end == std::string_view::npos || window[end] != '"') return {};
  const std::size_t colon = window.find_first_not_of(" \t\r\n", end + 1);
  if (colon == std::string_view::npos || window[colon] != ':') return {};
  return std::string(window.substr(0, end + 1));
}

Outcome Walk::walk_array() {
  bytes_.advance();
  const std::size_t level = arrays_.size();
  arrays_.emplace_back();
  std::uint64_t index = 0;
  bool comma = false;
  Outcome outcome = Outcome::whole;
  while (true) {
    const int c = bytes_.skip_blanks();
    if (c < 0) {
      outcome = values_.count_cut();
      break;
    }
    if (c == ']') {
      if (comma && !values_.is_script) values_.count_error();
      bytes_.advance();
      outcome = Outcome::whole;
      break;
    }
    if (c == ',' && !comma && index > 0) {
      comma = true;
      bytes_.advance();
      continue;
    }
    if (c == '}' || c == ':' || c == ',') {
      values_.count_error();
      bytes_.advance();
      if (!has_footing()) continue;
      outcome = lose_footing();
    } else {
      if (!comma && index > 0 && outcome != Outcome::lost) values_.count_error();
      outcome = walk_item(index++, arrays_[level]);
    }
    comma = false;
    if (outcome == Outcome::cut || (outcome == Outcome::lost && footing_ != level)) break;
  }
  arrays_.pop_back();
  return outcome;
}

Outcome Walk::walk_item(std::uint64_t index, Openings& openings) {
  std::array<char, 24> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), index);
  std::string opening = opening_here();
  if (openings.known.empty()) openings.add(opening);
  openings.any = openings.known.empty() && bytes_.peek() == '{';
  const std::size_t level = arrays_.size() - 1;
  push_path({digits.data(), static_cast<std::size_t>(end - digits.data())});
  const Outcome outcome = walk(index);
  pop_path();
  if (outcome == Outcome::whole && !opening.empty()) arrays_[level].add(std::move(opening));
  return outcome;
}

Outcome Walk::walk_object() {
  bytes_.advance();
  Outcome outcome = Outcome::whole;
  bool comma = false;
  bool first = true;
  while (true) {
    const int c = bytes_.skip_blanks();
    if (c < 0) return values_.count_cut();
    if (c == '}') {
      if (comma && !values_.is_script) values_.count_error();
      bytes_.advance();
      return Outcome::whole;
    }
    if (values_.begins_name(c)) {
      if (!comma && !first) values_.count_error();
      outcome = walk_member();
      comma = first = false;
    } else if (c == ',' && !comma && !first) {
      comma = true;
      bytes_.advance();
    } else {
      values_.count_error();
      if (has_footing()) return lose_footing();
      bytes_.advance();
    }
    if (outcome >= Outcome::cut) return outcome;
  }
}

Outcome Walk::walk_member() {
  std::string key;
  const Outcome name = values_.read_name(key);
  if (name >= Outcome::cut) return name == Outcome::lost ? lose_footing() : name;
  const int c = bytes_.skip_blanks();
  if (c < 0) return values_.count_cut();
  if (c != ':') {
    values_.count_error();
    return has_footing() ? lose_footing() : Outcome::damaged;
  }
  bytes_.advance();
  if (bytes_.skip_blanks() < 0) return values_.count_cut();
  push_path(key);
  const Outcome outcome = walk(0);
  pop_path();
  return outcome;
}

/// Feeds one text as a single piece.
ByteSource once(std::string_view text) {
  return [rest = text]() mutable {
    const std::span<const char> piece(rest.data(), rest.size());
    rest = {};
    return piece;
  };
}

}  // namespace

bool JsonDamage::clean() const {
  return invalid_utf8 == 0 && lone_surrogates == 0 && bad_escapes == 0 && too_deep == 0 && too_long == 0 &&
         syntax_errors == 0 && !truncated && !not_json;
}

JsonDamage stream_json(const ByteSource& source, const JsonVisitor& visitor) { return Walk(source, visitor).run(); }

JsonDamage stream_json_documents(const ByteSource& source, const JsonVisitor& visitor) {
  return Walk(source, visitor).run_all();
}

Json parse_json_leniently(std::string_view text, JsonDamage& damage) {
  Json root;
  JsonVisitor visitor;
  visitor.on_value = [&](const JsonItem&, Json&& value) { root = std::move(value); };
  damage = stream_json(once(text), visitor);
  return root;
}

bool JsonShape::has(std::string_view key) const { return std::ranges::find(keys, key) != keys.end(); }

bool JsonShape::item_has(std::string_view key) const { return std::ranges::find(item_keys, key) != item_keys.end(); }

namespace {

JsonShape read_shape(std::string_view head) {
  JsonShape shape;
  using Path = std::span<const std::string_view>;
  const auto note = [&](Path path) {
    if (!shape.root_is_array && path.size() == 1) shape.keys.emplace_back(path[0]);
    const std::size_t depth = shape.root_is_array ? 2 : 3;
    if (path.size() == depth) shape.item_keys.emplace_back(path.back());
  };
  JsonVisitor visitor;
  visitor.step = [&](Path path, bool is_array) {
    if (path.empty()) {
      shape.is_json = true;
      shape.root_is_array = is_array;
      return JsonStep::enter;
    }
    note(path);
    const bool in_list = shape.root_is_array ? path.size() == 1 : path.size() == 2;
    if (in_list && !is_array && path.back() == "0" && shape.item_keys.empty()) return JsonStep::enter;
    if (!shape.root_is_array && path.size() == 1 && is_array && shape.item_keys.empty()) return JsonStep::enter;
    return JsonStep::skip;
  };
  visitor.on_value = [&](const JsonItem& item, Json&&) { note(item.path); };
  const JsonDamage damage = stream_json(once(head), visitor);
  const bool empty = shape.keys.empty() && shape.item_keys.empty();
  if (damage.not_json || (empty && damage.syntax_errors > 0)) shape = JsonShape{};
  return shape;
}

}  // namespace

// Every importer asks for the shape of the same head in turn.
JsonShape json_shape(std::string_view head) {
  thread_local std::string last_head;
  thread_local JsonShape last_shape;
  if (head.empty() || head != last_head) {
    last_shape = read_shape(head);
    last_head = head;
  }
  return last_shape;
}

}  // namespace schouw
