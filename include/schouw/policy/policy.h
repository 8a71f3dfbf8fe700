// A protocol as data. All differences between schools are in these files, never in code.
//
// policies/<school>.json, described in docs/policy-schema.md and docs/schema/policy.schema.json. Rules are
// authored by a person and cite the source lines of the protocol; nothing is parsed out of its text.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/result.h"
#include "schouw/base/texts.h"
#include "schouw/model/finding.h"

namespace schouw {

/// When a fact of `detector` concerns a clause, and what it then means.
struct PolicyRule {
  std::string detector;
  std::optional<Norm> norm;                  ///< overrides the clause's norm for this rule
  std::vector<Role> actor, counterpart;      ///< empty: any. Roles on the day of the fact
  std::vector<std::string> account_kinds;    ///< private, professional, school, unknown; empty: any
  std::vector<std::string> edge_kinds;       ///< friend, follows, contact, message, ...; empty: any
  std::vector<std::string> platforms;        ///< empty: any
  std::vector<std::string> exceptions;       ///< kinds that lift the norm when met: whatsapp_group, professional_account, family_tie
  std::vector<std::string> consent_states;   ///< which consent states are a hit: none, refused, withdrawn, expired, wrong_giver, wrong_form, ...
  Severity severity = Severity::medium;
  Json params = Json::object();              ///< everything else the detector offers to be judged by (docs/facts.md)
};

struct Clause {
  std::string id, article, section, source_lines;
  Norm norm = Norm::informative;
  std::vector<std::string> addressees;
  Bilingual summary;
  std::vector<std::string> exceptions;       ///< in words
  Json params = Json::object();
  Bilingual note;                            ///< contradictions and gaps; empty when none
  std::string detector;                      ///< the name in clauses.json, also when it does not exist yet
  std::vector<PolicyRule> rules;             ///< empty: not audited, or attest
  Bilingual leaves_out;                      ///< what the rules do not see; empty: nothing
  Bilingual attest;                          ///< the question for a human; empty unless detector is attest
};

/// Consent as the protocol sees it (used by the media detectors' facts and judged per clause).
struct ConsentTerms {
  std::optional<int> self_from_age;          ///< from this age the pupil decides; none: the protocol names no age
  std::string boundary;                      ///< "undefined-at-16" where the protocol leaves a gap; printed
  std::vector<std::string> forms;            ///< written, digital, oral; empty: any
  std::optional<int> validity_months;
  std::string giver;                         ///< parent, depicted, leadership-or-teacher, by-age
};

struct Policy {
  std::string id;                            ///< shipped id: de-breul
  std::string title, version, school;
  std::optional<Date> effective_from, effective_until;
  std::vector<std::string> official_channels;   ///< platforms meant for contact with pupils and parents
  std::vector<std::pair<std::string, std::string>> aliases;   ///< twitter -> x
  ConsentTerms consent;
  Band person_band = Band::probable;         ///< below it no finding names a person
  std::vector<Bilingual> contradictions;     ///< of the protocol as a whole; printed in the report
  std::vector<Clause> clauses;
  std::string sha256;                        ///< of the file

  const Clause* find(std::string_view clause_id) const;
  bool is_official(std::string_view platform) const;
};

/// Ids of the shipped policies, sorted.
std::vector<std::string> shipped_policies();

/// A shipped id, or a path. Every error says file, line and what to do.
Result<Policy> load_policy(std::string_view id_or_path);
Result<Policy> parse_policy(std::string_view json, std::string_view file);

/// `policy show ID --format json`, as interface.md has it.
Json policy_record(const Policy&);

}  // namespace schouw
