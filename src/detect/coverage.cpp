// How far each clause is covered: by rules on detectors that exist, by a question for a human, or not at all. A clause
// without a detector is listed, so that silence is never taken for a clean result.
#include <algorithm>

#include "schouw/detect/detector.h"

namespace schouw {
namespace {

ClauseCoverage::State state_of(const Clause& clause) {
  if (clause.attest != Bilingual{}) return ClauseCoverage::State::attest;
  if (clause.effect != Bilingual{})
    return clause.leaves_out == Bilingual{} ? ClauseCoverage::State::audited : ClauseCoverage::State::audited_partly;
  const auto exists = [](const PolicyRule& rule) { return find_detector(rule.detector) != nullptr; };
  if (std::ranges::none_of(clause.rules, exists)) return ClauseCoverage::State::not_audited;
  const bool whole = std::ranges::all_of(clause.rules, exists) && clause.leaves_out == Bilingual{};
  return whole ? ClauseCoverage::State::audited : ClauseCoverage::State::audited_partly;
}

std::vector<std::string> detectors_of(const Clause& clause) {
  std::vector<std::string> out;
  for (const PolicyRule& rule : clause.rules)
    if (std::ranges::find(out, rule.detector) == out.end()) out.push_back(rule.detector);
  if (out.empty() && is_detector_name(clause.detector)) out.push_back(clause.detector);
  return out;
}

/// A clause that only steers others has nothing but this to show.
void append(Bilingual& to, const Bilingual& sentence) {
  to.nl += (to.nl.empty() ? "" : " ") + sentence.nl;
  to.en += (to.en.empty() ? "" : " ") + sentence.en;
}

}  // namespace

std::vector<ClauseCoverage> clause_coverage(const Policy& policy) {
  std::vector<ClauseCoverage> out;
  for (const Clause& clause : policy.clauses) {
    ClauseCoverage row;
    row.id = clause.id;
    row.article = clause.article;
    row.section = clause.section;
    row.norm = clause.norm;
    row.summary = clause.summary;
    row.state = state_of(clause);
    row.leaves_out = clause.leaves_out;
    row.question = clause.attest;
    row.note = clause.note;
    if (clause.effect != Bilingual{}) append(row.note, clause.effect);
    row.detectors = detectors_of(clause);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace schouw
