// Tokens of a query:
//
//   van:"Anna de Vries" -(foto* OF "op snap") 2025
//   field phrase  not open word or phrase close word
//
// Operators are upper case: AND OR NOT, EN OF NIET; lower case they are words. '-' and '+' count in front of a word
// only. Typographic quotes are quotes: people paste. "https://x" and "14:30" are words, not fields.
#include "query_lexer.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<std::string_view, 4> kQuotes = {"\"", "\u201C", "\u201D", "\u201E"};

std::size_t quote_at(std::string_view text, std::size_t at) {
  for (const std::string_view quote : kQuotes)
    if (text.substr(at).starts_with(quote)) return quote.size();
  return 0;
}

std::size_t blank_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || (c >= 9 && c <= 13)) return 1;
  for (const std::string_view blank : {"\u00A0", "\u202F", "\u3000"})
    if (text.substr(at).starts_with(blank)) return blank.size();
  return 0;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query) {}

  Result<std::vector<QueryToken>> run() {
    while (at_ < query_.size()) {
      if (const std::size_t blank = blank_at(query_, at_); blank > 0) {
        at_ += blank;
        continue;
      }
      if (const Result<void> read = read_token(); !read) return tl::unexpected(read.error());
    }
    add(QueryToken::Kind::end, {}, at_);
    number_places();
    return std::move(tokens_);
  }

 private:
  void add(QueryToken::Kind kind, std::string text, std::size_t begin) { tokens_.push_back({kind, std::move(text), 0, begin}); }

  // Characters are what a user counts; one pass, for a query of 10 KB may hold thousands of tokens.
  void number_places() {
    std::size_t place = 1, at = 0;
    for (QueryToken& token : tokens_) {
      for (; at < token.begin; ++at)
        if ((static_cast<unsigned char>(query_[at]) & 0xC0u) != 0x80u) ++place;
      token.place = place;
    }
  }

  std::size_t place_of(std::size_t byte) const {
    return 1 + static_cast<std::size_t>(std::ranges::count_if(query_.substr(0, byte), [](char c) {
             return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
           }));
  }

  bool word_follows(std::size_t at) const {
    return at < query_.size() && blank_at(query_, at) == 0 && query_[at] != ')';
  }

  Result<void> read_token() {
    const char c = query_[at_];
    if (c == '(' || c == ')') {
      add(c == '(' ? QueryToken::Kind::open : QueryToken::Kind::close, std::string(1, c), at_++);
      return {};
    }
    if ((c == '-' || c == '+') && word_follows(at_ + 1)) {
      add(c == '-' ? QueryToken::Kind::not_ : QueryToken::Kind::plus, std::string(1, c), at_++);
      return {};
    }
    if (quote_at(query_, at_) > 0) return read_phrase();
    if (read_field()) return {};
    read_word();
    return {};
  }

  Result<void> read_phrase() {
    const std::size_t begin = at_;
    at_ += quote_at(query_, at_);
    const std::size_t start = at_;
    while (at_ < query_.size() && quote_at(query_, at_) == 0) ++at_;
    if (at_ >= query_.size()) return query_error("query-quote-open", query_.substr(begin), place_of(begin));
    add(QueryToken::Kind::phrase, std::string(query_.substr(start, at_ - start)), begin);
    at_ += quote_at(query_, at_);
    return {};
  }

  // Letters and a colon, not followed by "//": a field, also when there is none of that name.
  bool read_field() {
    std::size_t end = at_;
    while (end < query_.size() && is_letter(query_[end])) ++end;
    if (end == at_ || end >= query_.size() || query_[end] != ':') return false;
    if (query_.substr(end + 1).starts_with("//")) return false;
    add(QueryToken::Kind::field, std::string(query_.substr(at_, end - at_)), at_);
    at_ = end + 1;
    if (word_follows(at_) && query_[at_] != '(' && quote_at(query_, at_) == 0) read_word();
    return true;
  }

  void read_word() {
    const std::size_t begin = at_;
    while (at_ < query_.size() && blank_at(query_, at_) == 0 && quote_at(query_, at_) == 0 && query_[at_] != '(' &&
           query_[at_] != ')')
      ++at_;
    const std::string_view word = query_.substr(begin, at_ - begin);
    const bool value = !tokens_.empty() && tokens_.back().kind == QueryToken::Kind::field;
    add(value ? QueryToken::Kind::word : kind_of(word), std::string(word), begin);
  }

  static QueryToken::Kind kind_of(std::string_view word) {
    if (word == "AND" || word == "EN") return QueryToken::Kind::and_;
    if (word == "OR" || word == "OF") return QueryToken::Kind::or_;
    if (word == "NOT" || word == "NIET") return QueryToken::Kind::not_;
    return QueryToken::Kind::word;
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::vector<QueryToken> tokens_;
};

}  // namespace

tl::unexpected<Error> query_error(std::string id, std::string_view word, std::size_t place,
                                  std::vector<std::string> more) {
  constexpr std::size_t kMaxShown = 60;
  std::string shown = visible(prefix(word, kMaxShown));
  if (word.size() > kMaxShown) shown += "…";
  std::vector<std::string> args = {std::move(shown), std::to_string(place)};
  std::ranges::move(more, std::back_inserter(args));
  return fail(ErrorCode::usage, std::move(id), std::move(args));
}

Result<std::vector<QueryToken>> lex_query(std::string_view query) {
  if (query.size() > kMaxQueryBytes)
    return fail(ErrorCode::usage, "query-too-long", {std::to_string(query.size()), std::to_string(kMaxQueryBytes)});
  return Lexer(query).run();
}

}  // namespace schouw
