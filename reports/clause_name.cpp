#include "clause_name.h"

#include <string_view>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kNone = "-";

bool is_letter_and_number(std::string_view article) {
  return article.size() >= 2 && article[0] >= 'A' && article[0] <= 'Z' && is_digit(article[1]);
}

}  // namespace

std::string clause_name(const ClauseCoverage& clause) {
  const std::string section = clause.section == kNone ? std::string() : clause.section;
  if (clause.article.empty() || clause.article == kNone) return section;
  if (section.empty() || is_letter_and_number(clause.article)) return clause.article;
  return section + (is_digit(clause.article[0]) ? " " : ", ") + clause.article;
}

std::string clause_with_summary(const ClauseCoverage& clause, Lang lang) {
  const std::string name = clause_name(clause);
  return name.empty() ? clause.summary.in(lang) : name + " – " + clause.summary.in(lang);
}

}  // namespace schouw
