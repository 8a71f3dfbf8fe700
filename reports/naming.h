// Who is who in a report: pseudonyms, or names with --names. Best effort in running text, and the report says so.
//
// A dossier and an access report are strict: they leave the school, so everyone but the people they are about stays
// masked, with --names too, and what could be a name is masked rather than shown.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/audit_result.h"
#include "schouw/report/report.h"

namespace schouw {

class Names {
 public:
  Names(const AuditResult&, Naming, Lang);

  /// Pseudonym or display name; a label made from the id for somebody the result does not describe.
  std::string person(std::string_view person_id) const;
  /// The sender of a quoted message: person, else the label of the export, else the label of the account.
  std::string sender(const QuotedMessage&) const;
  /// "Account-7F3K-2QXD", the same in every report for the same account.
  std::string account(std::string_view account_id) const;
  /// A sentence with {p:ID} filled in; names elsewhere in it are replaced as in `quoted`.
  std::string sentence(std::string_view) const;
  /// Text of an export. With pseudonyms: known names are replaced, long numbers masked; with names as it is.
  std::string quoted(std::string_view) const;
  /// A path or title: whole names and known telephone numbers only, so that the place can be found again.
  std::string place(std::string_view) const;
  /// Whether this report gives this person's name.
  bool names(std::string_view person_id) const;
  /// How often a sender, a name, an address or a number was replaced, by what stands there now: the log of masking.
  const std::map<std::string, std::uint64_t>& replacements() const { return replacements_; }

  /// Every string in the value: a person id becomes the pseudonym, other strings as `quoted`.
  Json value(const Json&) const;

 private:
  struct Pattern {
    std::vector<std::string> tokens;
    std::string replacement;  ///< empty: stays as it is
  };
  struct Token;
  enum class Depth { whole_names, parts_too };

  void learn_name(const std::vector<std::string>& name, const std::string& shown);
  void learn_parts(const PersonRow&);
  void learn_account(const AccountLabels&);
  bool is_user_name(const std::string& user_name, const PersonRow&) const;
  void learn_label(const std::vector<std::string>& label, const std::string& shown);
  void learn_number(std::string_view written, const std::string& shown);
  void learn_all(const AuditResult&);
  void learn(std::vector<std::string> tokens, const std::string& replacement);
  void learn_part(const std::string& token, bool any_case = false);
  bool is_part(const Token&, std::string_view text) const;
  bool is_addressed(const std::vector<Token>& tokens, std::size_t at, std::string_view text) const;
  std::string masked(std::string_view text, Depth) const;
  std::string replaced(std::string_view text, Depth) const;
  /// The longest known number that begins here, whatever digits stand behind it.
  struct Number {
    std::size_t group_end = 0;             ///< of the digits in one piece
    std::size_t end = 0;                   ///< of the number
    const std::string* shown = nullptr;    ///< none: no known number
  };
  Number known_number_at(std::string_view text, std::size_t at) const;
  std::string without_known_numbers(std::string_view text) const;
  const Pattern* longest(const std::vector<Token>&, std::size_t at, std::string_view text) const;
  static std::vector<Token> tokens_of(std::string_view text);
  static std::vector<std::string> words_of(std::string_view text);

  Naming naming_;
  bool strict_ = false;
  std::vector<std::string> subjects_;
  bool subjects_named_ = false;
  std::string somebody_;  ///< "[naam]": where one name could be several people
  std::string person_word_, account_word_, address_word_, number_word_;
  mutable std::map<std::string, std::uint64_t> replacements_;
  std::unordered_map<std::string, const PersonRow*> people_;
  std::unordered_set<std::string> family_names_;   ///< last words of names, folded
  std::unordered_map<std::string, std::vector<Pattern>> patterns_;  ///< by first token; looked up, never walked
  std::unordered_map<std::string, bool> parts_;  ///< names by themselves; true: also without a capital
  std::unordered_map<std::string, std::string> numbers_;  ///< digits of telephone numbers, in each usual form
};

/// Mail addresses and @handles become `shown`.
std::string mask_addresses(std::string_view text, std::string_view shown);

/// Digits of values of eight digits and more become •, but for the last two. Dates stay.
std::string mask_long_numbers(std::string_view text);

}  // namespace schouw
