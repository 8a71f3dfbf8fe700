// A protocol as data. All differences between schools are in these files, never in code.
//
// policies/<school>.json, described in docs/policy-schema.md and docs/schema/policy.schema.json. Rules are
// authored by a person and cite the source lines of the protocol; nothing is parsed out of its text.
#pragma once

#include <cstdint>
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

/// Which platforms a rule applies to: all, those that the protocol considers social media, or those that are not among
/// its official channels.
enum class ChannelClass { any, social_media, unofficial };

/// When a fact of `detector` concerns a clause, and what it then means. The first rule of a clause that fits counts. An
/// empty list: any.
struct PolicyRule {
  std::string detector;
  std::optional<Norm> norm;                  ///< overrides the clause's norm for this rule
  std::optional<Verdict> verdict;            ///< never more than this: "attention" where a human must judge
  std::vector<Role> actor, counterpart;      ///< roles on the day of the fact
  std::vector<std::string> account_kinds;    ///< private, professional, school, unknown: of the actor's account
  std::vector<std::string> edge_kinds;       ///< friend, follows, followed_by, contact, message
  ChannelClass channel = ChannelClass::any;
  std::vector<std::string> platforms, platforms_except;
  std::vector<std::string> exceptions;       ///< kinds that lift the norm when met: whatsapp_group, family_tie, ...
  std::vector<std::string> consent_states;   ///< which are a hit: none, refused, withdrawn_before, ... (docs/facts.md)
  Severity severity = Severity::medium;
  std::vector<std::pair<std::string, std::vector<std::string>>> where;   ///< other attributes and their values
  std::vector<std::pair<std::string, std::vector<std::string>>> unless;  ///< the rule does not fit with these
  std::vector<std::pair<std::string, int>> at_least, at_most;            ///< numeric attributes and their limits
  std::uint32_t line = 0;                    ///< in the policy file
};

struct Clause {
  std::string id, article, section, source_lines;
  Norm norm = Norm::informative;
  std::vector<std::string> addressees;
  Bilingual summary;
  std::vector<std::string> exceptions;       ///< in words
  std::vector<std::string> channels;         ///< that the clause itself names; empty: any
  Json params = Json::object();
  Bilingual note;                            ///< contradictions and gaps; empty when none
  std::string detector;                      ///< from the clause catalogue, may not exist yet; or "attest"
  std::vector<std::string> related_detectors;
  std::vector<PolicyRule> rules;             ///< empty: not audited, or attest
  Bilingual leaves_out;                      ///< what the rules cannot see; empty: nothing
  Bilingual effect;                          ///< how a clause without findings affects those of others
  Bilingual attest;                          ///< the question for a human; empty when exports can show something
};

/// Consent as the protocol defines it: detectors of media state it in their facts, clauses judge it.
struct ConsentTerms {
  std::optional<int> self_from_age;          ///< from this age the pupil decides; none: the protocol names no age
  std::string boundary;                      ///< "undefined-at-16" where the protocol leaves a gap; printed
  std::vector<std::string> forms;            ///< written, digital, oral; empty: any
  std::optional<int> validity_months;
  std::string giver;                         ///< parent, depicted, leadership-or-teacher, by-age
};

/// A platform that the protocol excludes, except for some clauses.
struct ScopeExclusion {
  std::string platform;
  std::vector<std::string> except_clauses;
};

/// The hours in which staff work: the only hours that count towards a term for replying.
struct WorkingHours {
  std::vector<int> days = {1, 2, 3, 4, 5};   ///< 1 is Monday
  int from_minute = 8 * 60, until_minute = 17 * 60;
};

/// The probability from which a name counts, and how far it must be ahead of the next person (identity.h).
struct IdentityTerms {
  double probable = 0.95, possible = 0.5;
  double margin_bits = 3;
};

struct Policy {
  std::string id;                            ///< shipped id: de-breul
  std::string title, version, school;
  std::optional<Date> effective_from, effective_until;
  std::vector<std::string> official_channels;   ///< platforms meant for contact with pupils and parents; may be empty
  std::vector<std::string> not_social_media;    ///< every other platform is a social medium
  std::vector<std::pair<std::string, std::string>> aliases;   ///< twitter -> x
  std::vector<std::string> school_names;     ///< other names of the school in accounts and texts, besides `school`
  WorkingHours working_hours;
  IdentityTerms identity;
  ConsentTerms consent;
  Band person_band = Band::probable;         ///< below it a finding is attention at most
  std::vector<ScopeExclusion> exclude;
  std::vector<Bilingual> contradictions;     ///< of the protocol as a whole; printed in the report
  std::vector<Clause> clauses;
  std::string sha256;                        ///< of the file
  std::vector<Policy> earlier;               ///< versions that were in force before, newest first

  const Clause* find(std::string_view clause_id) const;
  /// The usual name of a platform: resolves aliases.
  std::string_view canonical(std::string_view platform) const;
  bool is_official(std::string_view platform) const;
  bool is_social_medium(std::string_view platform) const;
  bool is_excluded(std::string_view platform, std::string_view clause_id) const;
};

/// Whether the clause catalogue has a detector of this name (which need not exist yet).
bool is_detector_name(std::string_view name);

/// Ids of the shipped policies, sorted.
std::vector<std::string> shipped_policies();

/// The file of a shipped policy, as a start for a new one; empty for an unknown id.
std::string_view shipped_policy_text(std::string_view id);

/// From a shipped id or a path. Every error says file, line and what to do.
Result<Policy> load_policy(std::string_view id_or_path);
Result<Policy> parse_policy(std::string_view json, std::string_view file);

/// `policy show ID --format json`, as in docs/interface.md.
Json policy_record(const Policy&);

}  // namespace schouw
