// The lexicons are part of the program (lexicons/*.json); a school's own list comes from the case. A shipped lexicon
// that is wrong is an error of the program, found by every test; a list of a school is an error with its line.
#include <algorithm>
#include <optional>

#include "hints.h"
#include "rule_form.h"
#include "schouw/base/assert.h"
#include "schouw/base/embedded.h"
#include "schouw/base/hash.h"
#include "schouw/base/json.h"
#include "schouw/base/utf8.h"
#include "schouw/detect/marks.h"
#include "slips.h"
#include "spelled_out.h"

namespace schouw {

extern const std::span<const EmbeddedFile> kLexiconFiles;

namespace {

// Raised when the code that reads or scans changes what is marked.
constexpr std::string_view kReaderVersion = "4";

std::vector<std::string> strings(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items()) out.emplace_back(item.str());
  return out;
}

/// The spellings a pattern stands for; or itself, with blanks that match a hyphen too.
void add_patterns(std::string_view pattern, LexiconClass& to) {
  if (auto spellings = spelled_out(pattern)) {
    to.words.insert(to.words.end(), spellings->begin(), spellings->end());
    return;
  }
  std::string out;
  bool in_set = false;
  for (const char c : pattern) {
    in_set = c == '[' || (in_set && c != ']');
    out += c == ' ' && !in_set ? std::string("[ -]") : std::string(1, c);
  }
  to.patterns.push_back(std::move(out));
}

struct Subject {
  std::string_view word, mark, grade, group;
};
// What a school may add words to; the words are said by the list alone, so they weigh as little as a word can.
constexpr Subject kSubjects[] = {
    {"contact", "contact.invite", "C", ""},       {"bedreiging", "abuse.hit", "T1", "threat"},
    {"threat", "abuse.hit", "T1", "threat"},      {"pesten", "abuse.hit", "T1", "bullying"},
    {"bullying", "abuse.hit", "T1", "bullying"},  {"seksueel", "abuse.hit", "T1", "sexting"},
    {"sexual", "abuse.hit", "T1", "sexting"},     {"belediging", "abuse.hit", "T1", "insult"},
    {"insult", "abuse.hit", "T1", "insult"},      {"bijzonder", "special.term", "C", "school-care"},
    {"special", "special.term", "C", "school-care"}, {"vertrouwelijk", "confidential.marker", "B", ""},
    {"confidential", "confidential.marker", "B", ""}};

/// The sets of classes without which a rule cannot fit: of each place that must be filled and is filled by classes only.
void note_called_for(const RuleExpression& expression, RuleForm& form) {
  for (const RuleSequence& part : expression.parts)
    for (const RuleStep& step : part) {
      if (step.kind != RuleStep::Kind::words || step.optional) continue;
      std::vector<int> classes;
      for (const WordChoice& choice : step.choices()) classes.push_back(choice.class_number);
      if (std::ranges::find(classes, -1) == classes.end()) form.called_for.push_back(std::move(classes));
    }
}

void add_spelling(const Json& file, SpellingWords& to) {
  for (const auto& [kinds, words] : file.at("slips").members())
    for (std::string& word : strings(words)) to.slips.push_back({std::move(word), kinds});
  const auto add = [&](std::string_view key, std::vector<std::string>& list) {
    for (std::string& word : strings(file.at(key))) list.push_back(std::move(word));
  };
  add("sounds", to.sounds);
  add("first", to.first);
  add("last", to.last);
}

}  // namespace

/// Puts a lexicon together; the first error is kept.
class LexiconDraft {
 public:
  LexiconDraft(std::vector<LexiconClass>& classes, std::vector<LexiconRule>& rules, std::vector<RuleForm>& forms)
      : classes_(classes), rules_(rules), forms_(forms) {}

  void add_classes(const Json& file) {
    for (const auto& [name, row] : file.at("classes").members()) {
      LexiconClass& one = classes_.emplace_back();
      one.name = name;
      one.term = row.at("term").boolean().value_or(false);
      one.check = row.str("check");
      for (const std::string& pattern : strings(row.at("any"))) add_patterns(pattern, one);
      names_.push_back(name);
    }
  }

  void add_rules(const Json& file) {
    for (const Json& row : file.at("rules").items()) {
      const auto guards = guards_of(row);
      for (const std::string& find : row.at("find").is_string() ? std::vector{std::string(row.str("find"))}
                                                                : strings(row.at("find")))
        add_rule(find, row, guards);
    }
  }

  void add_own(std::string_view list) {
    std::size_t number = 0, begin = 0;
    while (begin < list.size()) {
      const std::size_t end = std::min(list.find('\n', begin), list.size());
      const std::string_view line = trim(list.substr(begin, end - begin));
      begin = end + 1;
      ++number;
      if (!line.empty() && !line.starts_with('#')) add_own_line(line, number);
    }
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  RuleExpression expression(std::string_view text) {
    auto parsed = parse_rule(text, names_, lists_);
    if (parsed) return std::move(*parsed);
    if (!error_) error_ = parsed.error();
    return RuleExpression{{RuleSequence{}}, false};
  }

  std::shared_ptr<const RuleGuards> guards_of(const Json& row) {
    RuleGuards out;
    for (const std::string& text : strings(row.at("needs"))) out.needs.push_back(expression(text));
    for (const std::string& text : strings(row.at("unless"))) out.unless.push_back(expression(text));
    return std::make_shared<const RuleGuards>(std::move(out));
  }

  void add_rule(const std::string& find, const Json& row, const std::shared_ptr<const RuleGuards>& guards) {
    RuleForm form{.find = expression(find), .guards = guards, .called_for = {}};
    note_called_for(form.find, form);
    for (const RuleExpression& need : guards->needs) note_called_for(need, form);
    forms_.push_back(std::move(form));
    rules_.push_back({std::string(row.str("mark")), std::string(row.str("grade")), std::string(row.str("group"))});
  }

  void add_own_line(std::string_view line, std::size_t number) {
    const std::size_t cut = line.rfind(';');
    const std::string subject = fold(cut == std::string_view::npos ? std::string_view() : trim(line.substr(cut + 1)));
    const auto known = std::ranges::find(kSubjects, subject, &Subject::word);
    const std::string words = fold(trim(line.substr(0, std::min(cut, line.size()))));
    if (known == std::end(kSubjects) || words.empty()) {
      if (!error_) error_ = Error{ErrorCode::usage, "lexicon-line", {std::string(line), std::to_string(number)}};
      return;
    }
    LexiconClass& one = classes_.emplace_back();
    one.name = "own-" + std::to_string(number);
    one.term = true;
    one.words = {words};
    names_.push_back(one.name);
    RuleForm form{.find = expression("@" + one.name), .guards = std::make_shared<const RuleGuards>(), .called_for = {}};
    note_called_for(form.find, form);
    forms_.push_back(std::move(form));
    rules_.push_back({std::string(known->mark), std::string(known->grade), std::string(known->group)});
  }

  std::vector<LexiconClass>& classes_;
  std::vector<LexiconRule>& rules_;
  std::vector<RuleForm>& forms_;
  std::vector<std::string> names_;
  ChoiceLists lists_;
  std::optional<Error> error_;
};

Lexicon::Lexicon() : spelling_(std::make_unique<SpellingWords>()), hints_(std::make_unique<Hints>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Result<Lexicon> Lexicon::load(std::string_view own_list) {
  Lexicon out;
  Sha256 hash;
  hash.update(kReaderVersion);
  LexiconDraft draft(out.classes_, out.rules_, out.forms_);
  std::vector<Json> files;
  for (const EmbeddedFile& file : kLexiconFiles) {
    hash.update(file.bytes);
    auto json = parse_json_document(file.bytes, file.name);
    if (!json) return tl::unexpected<Error>(json.error());
    files.push_back(std::move(*json));
  }
  // All classes first: a rule may use those of another file.
  for (const Json& file : files) draft.add_classes(file);
  for (const Json& file : files) draft.add_rules(file);
  for (const Json& file : files) add_spelling(file, *out.spelling_);
  for (const Json& file : files)
    if (file.find("hints") != nullptr) *out.hints_ = Hints(file);
  draft.add_own(own_list);
  // What is found by weight has no expression, so its rules come last.
  out.hint_rule_ = static_cast<std::uint32_t>(out.rules_.size());
  for (const char* group : {"hint", "sexting"}) out.rules_.push_back({"abuse.hint", "hint", group});
  hash.update(own_list);
  if (draft.error()) return tl::unexpected<Error>(*draft.error());
  out.version_ = hash.hex().substr(0, 16);
  return out;
}

std::vector<std::string> Lexicon::weighed(std::string_view said, const Mark& mark) const {
  const PlainText plain = plain_text(said);
  std::uint32_t begin = 0;
  while (begin < plain.text.size() && plain.origin(begin) < mark.begin) ++begin;
  return hints_->weighed(plain.text, begin);
}

}  // namespace schouw
