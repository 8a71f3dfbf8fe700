// The school's name in a text and in the name of an account. Whole words: "Breuls" is not De Breul.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schouw/detect/detector.h"

namespace schouw {

/// Letters and digits of a text, folded, in order. Marks between words do not count.
std::vector<std::string> name_words(std::string_view text);

/// Whether one of these words is among the words of the text.
bool has_any_word(const std::vector<std::string>& text, std::initializer_list<std::string_view> words);

class SchoolName {
 public:
  /// From the policy (`school`, `school_names`), the school's accounts in the register, and the titles that exports give them.
  SchoolName(const Policy&, const CaseView&);

  /// Whether a text names the school. A short name ("OOH") is also an exclamation: it counts with a word of school beside it.
  bool in_text(std::string_view text) const;
  /// Whether an account bears the school's name as its own. Clubs of parents or former pupils do not.
  bool in_account(std::string_view display_name_or_handle) const;

 private:
  std::vector<std::vector<std::string>> names_;
  std::vector<std::string> written_;   ///< as the policy writes them
};

}  // namespace schouw
