// Recursive descent over the tokens:
//
//   any   = all { OR all }
//   all   = one { [AND] one }
//   one   = ( NOT | - | + ) one | ( any ) | field value | "phrase" | word | word*
//
// Depth and size have limits, so that no query costs more than the messages it asks for.
#include "query_parser.h"

#include "query_lexer.h"
#include "schouw/base/utf8.h"
#include "words.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxDepth = 50;
constexpr std::size_t kMaxWords = 250;
constexpr std::size_t kMinPrefix = 2;   // letters in front of a star

using Kind = QueryNode::Kind;
using TokenKind = QueryToken::Kind;

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (Word& word : words_of(text)) words.push_back(std::move(word.folded));
  return words;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) ++count;
  return count;
}

QueryNode joined(Kind kind, std::vector<QueryNode> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  QueryNode node;
  node.kind = kind;
  node.place = parts.front().place;
  node.parts = std::move(parts);
  return node;
}

class Parser {
 public:
  explicit Parser(std::vector<QueryToken> tokens) : tokens_(std::move(tokens)) {}

  Result<QueryNode> run() {
    skip_marks();
    if (peek().kind == TokenKind::end) return fail(ErrorCode::usage, "query-empty");
    Result<QueryNode> node = any();
    if (node && peek().kind == TokenKind::close) return query_error("query-close-extra", ")", peek().place);
    return node;
  }

 private:
  const QueryToken& peek() const { return tokens_[at_]; }
  const QueryToken& take() { return tokens_[at_++]; }

  // "foto - film": a mark by itself is no word. The token of the end stays.
  void skip_marks() {
    while (peek().kind == TokenKind::word && peek().text != "*" && words_of(peek().text).empty() &&
           peek().text.find('*') == std::string::npos)
      ++at_;
  }

  bool at_operand() {
    skip_marks();
    const TokenKind kind = peek().kind;
    return kind != TokenKind::end && kind != TokenKind::close && kind != TokenKind::or_ && kind != TokenKind::and_;
  }

  Result<QueryNode> any() {
    std::vector<QueryNode> parts;
    do {
      Result<QueryNode> part = all();
      if (!part) return part;
      parts.push_back(std::move(*part));
    } while (accept(TokenKind::or_));
    return joined(Kind::any_of, std::move(parts));
  }

  Result<QueryNode> all() {
    std::vector<QueryNode> parts;
    do {
      Result<QueryNode> part = one();
      if (!part) return part;
      parts.push_back(std::move(*part));
    } while (accept(TokenKind::and_) || at_operand());
    return joined(Kind::all_of, std::move(parts));
  }

  bool accept(TokenKind kind) {
    skip_marks();
    if (peek().kind != kind) return false;
    ++at_;
    return true;
  }

  Result<QueryNode> one() {
    if (++words_ > kMaxWords) return too_many();
    if (++depth_ > kMaxDepth)
      return query_error("query-too-deep", peek().text, peek().place, {std::to_string(kMaxDepth)});
    Result<QueryNode> node = operand();
    --depth_;
    return node;
  }

  static tl::unexpected<Error> too_many() {
    return fail(ErrorCode::usage, "query-too-many-words", {std::to_string(kMaxWords)});
  }

  Result<QueryNode> operand() {
    if (!at_operand()) return no_operand();
    const QueryToken token = take();
    switch (token.kind) {
      case TokenKind::plus:
        return one();
      case TokenKind::not_:
        return negated(token);
      case TokenKind::open:
        return group(token);
      case TokenKind::phrase:
        return phrase(token);
      case TokenKind::field:
        return field(token);
      case TokenKind::word:
        return word(token);
      case TokenKind::close:
      case TokenKind::and_:
      case TokenKind::or_:
      case TokenKind::end:
        break;
    }
    return no_operand();
  }

  // What stands where a word should: the end, a bracket, or an operator.
  Result<QueryNode> no_operand() const {
    const QueryToken& here = peek();
    if (here.kind == TokenKind::close) return query_error("query-close-early", ")", here.place);
    if (here.kind != TokenKind::end) return query_error("query-operator-left", here.text, here.place);
    const QueryToken& before = tokens_[at_ == 0 ? 0 : at_ - 1];
    if (before.kind == TokenKind::open) return query_error("query-open-extra", "(", before.place);
    return query_error("query-operator-right", before.text, before.place);
  }

  Result<QueryNode> negated(const QueryToken& token) {
    Result<QueryNode> part = one();
    if (!part) return part;
    QueryNode node;
    node.kind = Kind::none_of;
    node.place = token.place;
    node.parts.push_back(std::move(*part));
    return node;
  }

  Result<QueryNode> group(const QueryToken& token) {
    Result<QueryNode> inside = any();
    if (inside && !accept(TokenKind::close)) return query_error("query-open-extra", "(", token.place);
    return inside;
  }

  Result<QueryNode> phrase(const QueryToken& token) { return with_words(token, Kind::phrase, token.text); }

  Result<QueryNode> with_words(const QueryToken& token, Kind kind, std::string_view text) {
    QueryNode node;
    node.kind = kind;
    node.place = token.place;
    node.text = text;
    node.words = folded_words(text);
    if (node.words.empty()) return query_error("query-no-word", token.text, token.place);
    words_ += node.words.size() - 1;  // one() counted the first
    if (words_ > kMaxWords) return too_many();
    return node;
  }

  Result<QueryNode> word(const QueryToken& token) {
    if (token.text == "*") {
      QueryNode node;
      node.place = token.place;
      return node;
    }
    const std::size_t star = token.text.find('*');
    if (star != std::string::npos) return starred(token, Kind::prefix);
    Result<QueryNode> node = with_words(token, Kind::word, token.text);
    if (node && node->words.size() > 1) node->kind = Kind::phrase;  // "e-mail", "school.nl"
    return node;
  }

  Result<QueryNode> starred(const QueryToken& token, Kind kind) {
    const std::size_t star = token.text.find('*');
    if (star + 1 != token.text.size()) return query_error("query-star-place", token.text, token.place);
    Result<QueryNode> node = with_words(token, kind, std::string_view(token.text).substr(0, star));
    if (!node) return query_error("query-star-short", token.text, token.place, {std::to_string(kMinPrefix)});
    if (node->words.size() > 1) return query_error("query-star-words", token.text, token.place);
    if (characters(node->words[0]) < kMinPrefix)
      return query_error("query-star-short", token.text, token.place, {std::to_string(kMinPrefix)});
    node->star = true;
    return node;
  }

  Result<QueryNode> field(const QueryToken& token) {
    const std::optional<Field> found = field_from(token.text);
    if (!found) return unknown_field(token);
    const TokenKind next = peek().kind;
    const bool value = next == TokenKind::phrase || (next == TokenKind::word && touches(token, peek()));
    if (!value) return query_error("query-field-empty", token.text, token.place);
    return field_value(*found, take());
  }

  // "van: anna" is a field without a value.
  static bool touches(const QueryToken& field, const QueryToken& value) {
    return value.begin == field.begin + field.text.size() + 1;
  }

  static Result<QueryNode> unknown_field(const QueryToken& token) {
    const std::string near = nearest_field(token.text);
    const std::string names = comma_list(field_names());
    if (near.empty()) return query_error("query-field-unknown", token.text, token.place, {names});
    return query_error("query-field-near", token.text, token.place, {near, names});
  }

  Result<QueryNode> field_value(Field field, const QueryToken& token) {
    switch (field) {
      case Field::date:
        return date(token);
      case Field::kind:
      case Field::has:
        return listed(field, token);
      case Field::from:
      case Field::to:
      case Field::title:
      case Field::conversation:
        return words_in(field, token);
      case Field::platform:
      case Field::person:
      case Field::role:
      case Field::id:
        break;
    }
    if (trim(token.text).empty()) return query_error("query-no-word", token.text, token.place);
    return value_node(field, token, std::string(trim(token.text)));
  }

  static QueryNode value_node(Field field, const QueryToken& token, std::string text) {
    QueryNode node;
    node.kind = Kind::field;
    node.field = field;
    node.place = token.place;
    node.text = std::move(text);
    return node;
  }

  Result<QueryNode> words_in(Field field, const QueryToken& token) {
    const bool star = token.kind == TokenKind::word && token.text.find('*') != std::string::npos;
    Result<QueryNode> node = star ? starred(token, Kind::field) : with_words(token, Kind::field, token.text);
    if (!node) return node;
    node->field = field;
    node->exact = token.kind == TokenKind::phrase;
    return node;
  }

  static Result<QueryNode> listed(Field field, const QueryToken& token) {
    const auto value = value_from(field, token.text);
    if (value) return value_node(field, token, std::string(*value));
    const std::string names = comma_list(value_names(field));
    const std::string near = nearest_value(field, token.text);
    if (near.empty()) return query_error("query-value-unknown", token.text, token.place, {names});
    return query_error("query-value-near", token.text, token.place, {near, names});
  }

  static Result<QueryNode> date(const QueryToken& token) {
    QueryNode node = value_node(Field::date, token, token.text);
    node.kind = Kind::date;
    switch (parse_time_range(trim(token.text), node.range)) {
      case RangeFault::not_a_date:
        return query_error("query-date", token.text, token.place);
      case RangeFault::reversed:
        return query_error("query-date-reversed", token.text, token.place);
      case RangeFault::none:
        break;
    }
    return node;
  }

  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0, depth_ = 0, words_ = 0;
};

}  // namespace

Result<QueryNode> parse_query(std::string_view query) {
  std::string repaired(query);
  repair_utf8(repaired);
  Result<std::vector<QueryToken>> tokens = lex_query(repaired);
  if (!tokens) return tl::unexpected(tokens.error());
  return Parser(std::move(*tokens)).run();
}

}  // namespace schouw
