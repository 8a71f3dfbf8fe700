// Replaces names in text that a report quotes.
//   people: "Anna van der Berg" = Leerling-K7QF
//   "vraag maar aan Berg, Anna van der"  ->  "vraag maar aan Leerling-K7QF"
//   "Anna zegt van niet"                 ->  "[naam] zegt van niet"  (a part of a name: it could be another Anna)
//   "chat met +31 6 10000320.txt"        ->  "chat met Leerling-K7QF.txt"  (her number; others stay: a place is to be found)
// Gap: nicknames, misspellings and people whom neither the result nor a sender label names stay as they are; the
// report says so. A name that two people bear becomes [naam], so that nobody is taken for the other.
#include "naming.h"

#include <algorithm>
#include <array>

#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

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
      strict_(result.file.has_value()),
      somebody_(schouw::text(lang, "report.name.somebody")),
      person_word_(schouw::text(lang, "report.name.person")),
      account_word_(schouw::text(lang, "report.name.account")),
      address_word_(schouw::text(lang, "report.name.address")),
      number_word_(schouw::text(lang, "report.name.number")) {
  if (strict_) subjects_ = result.file->subjects;
  // Who asks for access gets their own data; a dossier goes by pseudonym until somebody answers for the name.
  subjects_named_ = result.kind == "access" || naming == Naming::names;
  for (const std::vector<PersonRow>* rows : {&result.people, &result.others})
    for (const PersonRow& row : *rows) people_.emplace(row.id, &row);
  if (naming_ == Naming::pseudonyms || strict_) learn_all(result);
}

void Names::learn_all(const AuditResult& result) {
  for (const std::vector<PersonRow>* rows : {&result.people, &result.others})
    for (const PersonRow& row : *rows)
      if (auto name = words_of(row.display); name.size() >= 2) family_names_.insert(std::move(name.back()));
  for (const PersonRow& row : result.people) {
    if (names(row.id)) {  // a part of their name can be somebody else's, the whole is theirs
      if (const auto own = words_of(row.display); own.size() >= 2) learn(own, std::string());
      continue;
    }
    learn_name(words_of(row.display), person(row.id));
    learn_parts(row);
    for (const std::string& key : row.keys) learn_number(key, person(row.id));
  }
  // Of a school's whole register, single names are too often ordinary words: only of those near what is shown.
  for (const PersonRow& row : result.others) {
    learn_name(words_of(row.display), row.pseudonym);
    for (const std::string& key : row.keys) learn_number(key, row.pseudonym);
    if (row.near || strict_) learn_parts(row);
  }
  for (const AccountLabels& account : result.labels) learn_account(account);
  if (strict_)
    for (const std::vector<PersonRow>* rows : {&result.people, &result.others})
      for (const PersonRow& row : *rows)
        if (!names(row.id))
          for (const std::string& key : row.keys) learn_label(words_of(key.substr(0, key.find('@'))), person(row.id));
  for (auto& [first, list] : patterns_)
    std::ranges::stable_sort(list, std::ranges::greater{}, [](const Pattern& p) { return p.tokens.size(); });
}

bool Names::names(std::string_view person_id) const {
  if (!strict_) return naming_ == Naming::names;
  return subjects_named_ && std::ranges::find(subjects_, person_id) != subjects_.end();
}

std::string Names::person(std::string_view person_id) const {
  const auto found = people_.find(std::string(person_id));
  if (found != people_.end()) {
    const PersonRow& row = *found->second;
    const std::string& name = names(person_id) ? row.display : row.pseudonym;
    if (!name.empty()) return name;
  }
  return person_word_ + "-" + label_of("person-label", person_id);
}

std::string Names::sender(const QuotedMessage& message) const {
  if (naming_ == Naming::names && !strict_) {
    if (!message.sender_label.empty()) return message.sender_label;
    return message.person_id.empty() ? account(message.account_id) : person(message.person_id);
  }
  const bool known = !message.person_id.empty() && people_.contains(message.person_id);
  std::string shown = known ? person(message.person_id) : account(message.account_id);
  if (strict_ && !names(message.person_id)) ++replacements_[shown];
  return shown;
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

std::string Names::quoted(std::string_view text) const { return masked(text, Depth::parts_too); }

std::string Names::place(std::string_view text) const {
  return masked(text, strict_ ? Depth::parts_too : Depth::whole_names);
}

std::string Names::masked(std::string_view text, Depth depth) const {
  if (naming_ == Naming::names && !strict_) return std::string(text);
  if (!strict_)
    return depth == Depth::parts_too ? mask_long_numbers(replaced(text, depth)) : replaced(without_known_numbers(text), depth);
  const std::string without = mask_addresses(text, address_word_);
  if (without != text) ++replacements_[address_word_];
  const std::string named = replaced(without, depth);
  std::string out = mask_long_numbers(named);
  if (out != named) ++replacements_[number_word_];
  return out;
}

Json Names::value(const Json& json) const {
  if (naming_ == Naming::names && !strict_) return json;
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

// "Anna van der Berg" is also written "Berg, Anna van der", "van der Berg, Anna", "Anna Berg", "A. van der Berg" and "annavanderberg".
void Names::learn_name(const std::vector<std::string>& name, const std::string& shown) {
  constexpr std::size_t kInitialed = 5;  // "u meer" is no name
  if (name.size() < 2) return;
  learn(name, shown);
  std::vector<std::string> turned(name.end() - 1, name.end());
  turned.insert(turned.end(), name.begin(), name.end() - 1);
  learn(turned, shown);
  std::vector<std::string> infix_first(name.begin() + 1, name.end());
  infix_first.push_back(name.front());
  learn(infix_first, shown);
  learn({name.front(), name.back()}, shown);
  if (is_ascii_letter(name.front()[0]) && name.back().size() >= kInitialed) {  // "k. van der linde", "k-linde" in a file's name
    std::vector<std::string> initialed = name;
    initialed.front() = name.front().substr(0, 1);
    learn(initialed, shown);
    learn({initialed.front(), name.back()}, shown);
  }
  std::string joined;
  for (const std::string& word : name) joined += word;
  for (const std::string& handle : {joined, name.front() + name.back()})
    if (handle.size() >= 6) learn({handle}, shown);
}

// "Anna" and "Koopman" by themselves, where they begin as a name. Where everything that could be a name goes, also
// "anna", and "koopman" when it is long: short family names ("meer", "groot") are in every sentence.
void Names::learn_parts(const PersonRow& row) {
  constexpr std::size_t kGiven = 4, kFamily = 7;
  const std::vector<std::string> name = words_of(row.display);
  if (name.empty()) return;
  learn_part(name.front(), strict_ && name.front().size() >= kGiven);
  learn_part(name.back(), strict_ && name.back().size() >= kFamily);
  for (const std::string& given : words_of(row.given)) learn_part(given, strict_ && given.size() >= kGiven);
  if (strict_ && name.size() > 2)
    for (std::size_t i = 1; i + 1 < name.size(); ++i)
      if (name[i].size() >= kFamily) learn_part(name[i], true);
}

void Names::learn_account(const AccountLabels& account) {
  if (!account.person_id.empty() && names(account.person_id)) return;
  const bool known = !account.person_id.empty() && people_.contains(account.person_id);
  const std::string shown = known ? person(account.person_id) : this->account(account.account_id);
  for (const std::string& label : account.labels) {
    const std::vector<std::string> words = words_of(label.substr(0, label.find('@', 1)));
    if (known && words.size() == 1 && is_user_name(words.front(), *people_.at(account.person_id))) learn(words, shown);
    learn_label(words, shown);
    learn_number(label, shown);
  }
}

// "annavdb" of Anna van der Berg: no word of the language, and the archive of a download bears it in its name. "petersen" of
// Peter is left when somebody is called so.
bool Names::is_user_name(const std::string& user_name, const PersonRow& row) const {
  constexpr std::size_t kGiven = 3;
  if (family_names_.contains(user_name)) return false;
  const std::string_view given_names[] = {row.given, row.display};
  return std::ranges::any_of(given_names, [&](std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    return !words.empty() && words.front().size() >= kGiven && user_name.size() > words.front().size() + 1 &&
           user_name.starts_with(words.front());
  });
}

void Names::learn_label(const std::vector<std::string>& label, const std::string& shown) {
  constexpr std::size_t kFirst = 4, kOther = 7;
  if (label.size() == 1) learn_part(label.front(), strict_ && label.front().size() >= kFirst);
  if (label.size() >= 2 && label.size() <= 8) learn(label, shown);
  if (!strict_ || label.size() < 2) return;
  for (const std::string& word : label) learn_part(word, word.size() >= (&word == &label.front() ? kFirst : kOther));
}

// "+31 6 10000320" is also written "0031610000320" and, in the Netherlands, "06-10000320".
void Names::learn_number(std::string_view written, const std::string& shown) {
  constexpr std::size_t kLeast = 9;
  std::string digits;
  for (const char c : written) {
    if (is_digit(c)) digits += c;
    else if (std::string_view(" +-.()").find(c) == std::string_view::npos) return;  // no number
  }
  if (digits.size() < kLeast || shown.empty()) return;
  if (digits.starts_with("00")) digits.erase(0, 2);
  if (digits.starts_with('0')) digits.replace(0, 1, "31");
  const std::string national = digits.starts_with("31") ? "0" + digits.substr(2) : digits;
  for (const std::string& form : {digits, "00" + digits, national}) {
    std::string& known = numbers_.try_emplace(form, shown).first->second;
    if (known != shown) known = somebody_;
  }
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

void Names::learn_part(const std::string& token, bool any_case) {
  static constexpr std::array<std::string_view, 12> kInfixes{"van", "der", "den", "het", "een", "ten", "ter", "the", "and", "uit", "aan", "voor"};
  if (token.size() < 3 || std::ranges::find(kInfixes, token) != kInfixes.end()) return;
  bool& known = parts_.try_emplace(token, false).first->second;
  known = known || any_case;
}

bool Names::is_part(const Token& token, std::string_view text) const {
  const auto found = parts_.find(token.word);
  return found != parts_.end() && (found->second || begins_as_a_name(text.substr(token.begin)));
}

// "Beste heer van Brakel": behind a title a family name of the register is no ordinary word, whoever is shown.
bool Names::is_addressed(const std::vector<Token>& tokens, std::size_t at, std::string_view text) const {
  static constexpr std::array<std::string_view, 18> kTitles{"heer", "meneer", "mijnheer", "dhr", "mevrouw", "mevr", "mw", "juf", "juffrouw", "meester",
                                                            "familie", "fam", "docent", "mentor", "mr", "mrs", "ms", "miss"};
  static constexpr std::array<std::string_view, 10> kBetween{"van", "der", "den", "de", "het", "ten", "ter", "el", "al", "te"};
  if (strict_ || !begins_as_a_name(text.substr(tokens[at].begin)) || !family_names_.contains(tokens[at].word)) return false;
  for (std::size_t back = at; back > 0 && at - back < 4; --back) {
    const Token& before = tokens[back - 1];
    const std::string_view between = text.substr(before.end, tokens[back].begin - before.end);
    const bool shortened = between == ". " && before.word.size() <= 4;   // "dhr. Kluut"; behind a whole word a sentence begins
    if (between != " " && !shortened) return false;
    if (std::ranges::find(kTitles, before.word) != kTitles.end()) return true;
    if (between != " " || std::ranges::find(kBetween, before.word) == kBetween.end()) return false;
  }
  return false;
}

Names::Number Names::known_number_at(std::string_view text, std::size_t at) const {
  constexpr std::size_t kMostDigits = 15;  // E.164
  Number found;
  std::string digits;
  for (std::size_t end = at; end < text.size() && is_digit(text[end]) && digits.size() <= kMostDigits;) {
    while (end < text.size() && is_digit(text[end])) digits += text[end++];
    if (found.group_end == 0) found.group_end = end;
    if (const auto known = numbers_.find(digits); known != numbers_.end()) found = {found.group_end, end, &known->second};
    if (end < text.size() && std::string_view(" -.").find(text[end]) != std::string_view::npos) ++end;
  }
  return found;
}

std::string Names::without_known_numbers(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      out += text[at++];
      continue;
    }
    const Number number = known_number_at(text, at);
    if (number.shown == nullptr) {
      out += text.substr(at, number.group_end - at);  // a year may stand before a number: "2026 06-10000320.txt"
      at = number.group_end;
      continue;
    }
    if (out.ends_with('+')) out.pop_back();
    out += *number.shown;
    ++replacements_[*number.shown];
    at = number.end;
  }
  return out;
}

std::string Names::replaced(std::string_view text, Depth depth) const {
  const std::vector<Token> tokens = tokens_of(text);
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    const Pattern* pattern = longest(tokens, at, text);
    const bool part = pattern == nullptr && depth == Depth::parts_too && (is_part(tokens[at], text) || is_addressed(tokens, at, text));
    if (pattern == nullptr && !part) {
      ++at;
      continue;
    }
    const std::size_t length = part ? 1 : pattern->tokens.size();
    const std::string& shown = part ? somebody_ : pattern->replacement;
    out += text.substr(done, tokens[at].begin - done);
    done = tokens[at + length - 1].end;
    if (shown.empty()) {
      out += text.substr(tokens[at].begin, done - tokens[at].begin);
    } else {
      ++replacements_[shown];
      out += shown;
    }
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

std::string mask_addresses(std::string_view text, std::string_view shown) {
  const auto inside = [](char c) {
    return is_ascii_letter(c) || is_digit(c) || std::string_view("._%+-").find(c) != std::string_view::npos || (c & 0x80) != 0;
  };
  std::string out;
  for (std::size_t sign = text.find('@'); sign != std::string_view::npos; sign = text.find('@')) {
    std::size_t begin = sign, end = sign + 1;
    while (begin > 0 && inside(text[begin - 1])) --begin;
    while (end < text.size() && inside(text[end])) ++end;
    while (end > sign + 1 && text[end - 1] == '.') --end;
    out += text.substr(0, begin);
    out += end > sign + 1 ? shown : text.substr(begin, end - begin);
    text.remove_prefix(end);
  }
  out += text;
  return out;
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
