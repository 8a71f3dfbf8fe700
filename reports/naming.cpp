// Replaces names in text that a report quotes.
//   people: "Anna van der Berg" = Leerling-K7QF
//   "vraag maar aan Berg, Anna van der"  ->  "vraag maar aan Leerling-K7QF"
//   "Anna zegt van niet"                 ->  "[naam] zegt van niet"  (a part of a name: it could be another Anna)
// Gap: nicknames, misspellings and people whom neither the result nor a sender label names stay as they are; the
// report says so. A name that two people bear becomes [naam], so that nobody is taken for the other.
#include "naming.h"

#include <algorithm>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t n = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return std::min(n, text.size() - at);
}

// Letters of names lie in two-byte UTF-8 from U+00C0 on; of the longer ones U+1E00..U+1FFF and the scripts up to
// U+1FFF, and CJK. Punctuation, symbols and emoji part words.
bool is_wide_letter(std::string_view character) {
  const auto b0 = static_cast<unsigned char>(character[0]);
  if (character.size() == 2) return b0 >= 0xc3;
  if (character.size() != 3) return false;
  const auto b1 = static_cast<unsigned char>(character[1]);
  if (b0 == 0xe1 || b0 == 0xe0) return true;
  if (b0 == 0xe2) return false;
  if (b0 == 0xe3) return b1 >= 0x81;
  return b0 < 0xef && b0 != 0xee;
}

std::string label_of(std::string_view kind, std::string_view id) {
  static constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const std::string hex = content_id({kind, id});
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == 4) out += '-';
    const char high = hex[2 * i], low = hex[2 * i + 1];
    const auto value = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    out += kDigits[(value(high) * 16 + value(low)) % 32];
  }
  return out;
}

std::string folded(std::string_view word) {
  return std::ranges::all_of(word, is_ascii_letter) ? ascii_lower(word) : fold(word);
}

bool begins_as_a_name(std::string_view word) { return !(word[0] >= 'a' && word[0] <= 'z'); }

bool is_date(const std::vector<std::size_t>& groups) {
  if (groups.size() != 3 || groups[1] > 2) return false;
  if (groups[0] == 4) return groups[2] <= 2;
  return groups[0] <= 2 && (groups[2] == 2 || groups[2] == 4);
}

/// Runs of digits with single separators between them, read as one number.
struct Digits {
  std::size_t end = 0, digits = 0;
  bool hide = false;
};

Digits digits_at(std::string_view text, std::size_t at) {
  Digits run{.end = at};
  std::vector<std::size_t> groups;
  while (run.end < text.size() && is_digit(text[run.end])) {
    const std::size_t from = run.end;
    while (run.end < text.size() && is_digit(text[run.end])) ++run.end;
    groups.push_back(run.end - from);
    run.digits += run.end - from;
    if (is_date(groups)) return run;
    const bool separated = run.end + 1 < text.size() && std::string_view(" -.").find(text[run.end]) != std::string_view::npos;
    if (separated && is_digit(text[run.end + 1])) ++run.end;
  }
  const bool in_one_piece = *std::ranges::max_element(groups) >= 8;
  run.hide = in_one_piece || (run.digits >= 9 && run.digits <= 12 && groups.size() <= 6);
  return run;
}

}  // namespace

struct Names::Token {
  std::size_t begin, end;
  std::string word;  ///< folded
};

Names::Names(const AuditResult& result, Naming naming, Lang lang)
    : naming_(naming),
      somebody_(schouw::text(lang, "report.name.somebody")),
      person_word_(schouw::text(lang, "report.name.person")),
      account_word_(schouw::text(lang, "report.name.account")) {
  for (const PersonRow& row : result.people) people_.emplace(row.id, &row);
  if (naming_ == Naming::names) return;
  for (const PersonRow& row : result.people) learn_person(row);
  // Whole names only: of a school's whole register, single names are too often ordinary words.
  for (const PersonRow& row : result.others) learn_name(words_of(row.display), row.pseudonym);
  for (const auto& [id, excerpts] : result.excerpts)
    for (const ConversationExcerpt& excerpt : excerpts)
      for (const QuotedMessage& message : excerpt.messages) learn_label(message);
  for (auto& [first, list] : patterns_)
    std::ranges::stable_sort(list, std::ranges::greater{}, [](const Pattern& p) { return p.tokens.size(); });
}

std::string Names::person(std::string_view person_id) const {
  const auto found = people_.find(std::string(person_id));
  if (found != people_.end()) {
    const PersonRow& row = *found->second;
    const std::string& name = naming_ == Naming::names ? row.display : row.pseudonym;
    if (!name.empty()) return name;
  }
  return person_word_ + "-" + label_of("person-label", person_id);
}

std::string Names::sender(const QuotedMessage& message) const {
  if (naming_ == Naming::names) {
    if (!message.sender_label.empty()) return message.sender_label;
    return message.person_id.empty() ? account(message.account_id) : person(message.person_id);
  }
  if (!message.person_id.empty() && people_.contains(message.person_id)) return person(message.person_id);
  return account(message.account_id);
}

std::string Names::account(std::string_view account_id) const {
  return account_word_ + "-" + label_of("account-label", account_id);
}

std::string Names::sentence(std::string_view text) const {
  std::string out;
  while (true) {
    const auto open = text.find("{p:");
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out + quoted(text);
    out += quoted(text.substr(0, open));
    out += person(text.substr(open + 3, close - open - 3));
    text.remove_prefix(close + 1);
  }
}

std::string Names::quoted(std::string_view text) const {
  if (naming_ == Naming::names) return std::string(text);
  return mask_long_numbers(replaced(text, Depth::parts_too));
}

std::string Names::place(std::string_view text) const {
  return naming_ == Naming::names ? std::string(text) : replaced(text, Depth::whole_names);
}

Json Names::value(const Json& json) const {
  if (naming_ == Naming::names) return json;
  if (json.is_string()) {
    const std::string text(json.str());
    return people_.contains(text) ? Json(person(text)) : Json(sentence(text));
  }
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& item : json.items()) out.push_back(value(item));
    return out;
  }
  if (json.is_object()) {
    Json out = Json::object();
    for (const auto& [key, item] : json.members()) out[people_.contains(key) ? person(key) : key] = value(item);
    return out;
  }
  return json;
}

// "Anna van der Berg" is also written "Berg, Anna van der", "van der Berg, Anna", "Anna Berg" and "annavanderberg".
void Names::learn_name(const std::vector<std::string>& name, const std::string& shown) {
  if (name.size() < 2) return;
  learn(name, shown);
  std::vector<std::string> turned(name.end() - 1, name.end());
  turned.insert(turned.end(), name.begin(), name.end() - 1);
  learn(turned, shown);
  std::vector<std::string> infix_first(name.begin() + 1, name.end());
  infix_first.push_back(name.front());
  learn(infix_first, shown);
  learn({name.front(), name.back()}, shown);
  std::string joined;
  for (const std::string& word : name) joined += word;
  for (const std::string& handle : {joined, name.front() + name.back()})
    if (handle.size() >= 6) learn({handle}, shown);
}

void Names::learn_person(const PersonRow& row) {
  const std::vector<std::string> name = words_of(row.display);
  if (name.empty()) return;
  learn_name(name, person(row.id));
  learn_part(name.front());
  learn_part(name.back());
}

void Names::learn_label(const QuotedMessage& message) {
  const std::vector<std::string> label = words_of(message.sender_label);
  if (label.size() == 1) learn_part(label.front());
  if (label.size() >= 2 && label.size() <= 8) learn(label, sender(message));
}

void Names::learn(std::vector<std::string> tokens, const std::string& replacement) {
  std::vector<Pattern>& list = patterns_[tokens.front()];
  for (Pattern& known : list) {
    if (known.tokens != tokens) continue;
    if (known.replacement != replacement) known.replacement = somebody_;
    return;
  }
  list.push_back({std::move(tokens), replacement});
}

void Names::learn_part(const std::string& token) {
  if (token.size() >= 3) parts_.emplace(token, 1);
}

std::string Names::replaced(std::string_view text, Depth depth) const {
  const std::vector<Token> tokens = tokens_of(text);
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    const Pattern* pattern = longest(tokens, at, text);
    const bool part = pattern == nullptr && depth == Depth::parts_too && parts_.contains(tokens[at].word) &&
                      begins_as_a_name(text.substr(tokens[at].begin));
    if (pattern == nullptr && !part) {
      ++at;
      continue;
    }
    const std::size_t length = part ? 1 : pattern->tokens.size();
    out += text.substr(done, tokens[at].begin - done);
    out += part ? somebody_ : pattern->replacement;
    done = tokens[at + length - 1].end;
    at += length;
  }
  out += text.substr(done);
  return out;
}

const Names::Pattern* Names::longest(const std::vector<Token>& tokens, std::size_t at, std::string_view text) const {
  const auto found = patterns_.find(tokens[at].word);
  if (found == patterns_.end()) return nullptr;
  for (const Pattern& pattern : found->second) {
    if (pattern.tokens.size() > tokens.size() - at) continue;
    bool same = true;
    for (std::size_t i = 1; same && i < pattern.tokens.size(); ++i) {
      const Token& before = tokens[at + i - 1];
      const Token& token = tokens[at + i];
      const std::string_view between = text.substr(before.end, token.begin - before.end);
      same = token.word == pattern.tokens[i] && between.size() <= 4 && between.find('\n') == std::string_view::npos;
    }
    if (same) return &pattern;
  }
  return nullptr;
}

std::vector<Names::Token> Names::tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t begin = std::string_view::npos;
  const auto close = [&](std::size_t end) {
    if (begin == std::string_view::npos) return;
    tokens.push_back({begin, end, folded(text.substr(begin, end - begin))});
    begin = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t n = utf8_length(text, at);
    const bool letter = n == 1 ? is_ascii_letter(text[at]) : is_wide_letter(text.substr(at, n));
    if (!letter) close(at);
    if (letter && begin == std::string_view::npos) begin = at;
    at += n;
  }
  close(text.size());
  return tokens;
}

std::vector<std::string> Names::words_of(std::string_view text) {
  std::vector<std::string> words;
  for (Token& token : tokens_of(text)) words.push_back(std::move(token.word));
  return words;
}

std::string mask_long_numbers(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      out += text[at++];
      continue;
    }
    const Digits run = digits_at(text, at);
    std::size_t left = run.digits;
    for (; at < run.end; ++at) {
      const bool hide = run.hide && is_digit(text[at]) && left > 2;
      if (is_digit(text[at])) --left;
      out += hide ? "•" : std::string(1, text[at]);
    }
  }
  return out;
}

}  // namespace schouw
