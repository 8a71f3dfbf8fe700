// Facts and findings. A detector yields facts, which are neutral; a policy turns a fact into findings, with clause, norm
// and exception state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/texts.h"
#include "schouw/model/message.h"
#include "schouw/model/origin.h"
#include "schouw/model/person.h"
#include "schouw/model/problem.h"
#include "schouw/model/record_time.h"

namespace schouw {

enum class PersonPart { actor, counterpart, depicted, mentioned };

struct FactPerson {
  std::string person_id = {};
  Role role = Role::external;      ///< on the day of the fact
  std::string function = {};
  PersonPart part = PersonPart::actor;
  Band band = Band::none;
};

/// One place that shows the fact.
struct Evidence {
  Origin origin;
  std::string message_id = {}, media_id = {}, connection_id = {};  ///< exactly one is set
};

/// What an export shows, without a word of judgement.
struct Fact {
  std::string detector = {};        ///< a name from clauses.json
  int detector_version = 1;
  std::string platform = {};
  std::string conversation_id = {}; ///< empty when none
  RecordTime time = {};
  Band band = Band::certain;        ///< how sure the fact is, apart from who the people are
  std::vector<FactPerson> persons = {};
  std::vector<std::string> accounts = {};
  std::vector<Evidence> evidence = {};  ///< sorted, at most kMaxEvidence; `attributes.messages_total` has all
  Json attributes = Json::object();     ///< what policies look at: edge_kind, account_kind, ... (docs/facts.md)
  /// Identifies the fact across audits and exports: detector + people or accounts + conversation or item.
  std::string subject = {};
};
inline constexpr std::size_t kMaxEvidence = 25;

enum class Norm { forbidden, required, discouraged, allowed_if, informative, procedure, sanction };
enum class Verdict { breach, discouraged, attention };
enum class ExceptionState { none, met, claimed, unknown };
enum class ReviewState { open, confirmed, dismissed, unsure };
enum class Baseline { new_, unchanged, updated, absent };

struct ClauseCitation {
  std::string id = {};
  std::string article = {};
  Norm norm = Norm::informative;
};

struct Finding {
  std::string id = {};            ///< content-derived
  std::string fingerprint = {};   ///< survives re-audit, a new policy version and a re-export
  Fact fact = {};
  std::string policy = {};
  std::vector<ClauseCitation> clauses = {};
  Verdict verdict = Verdict::attention;
  Severity severity = Severity::medium;
  Band band = Band::possible;     ///< the weakest of the fact and the people it needs
  std::string exception_kind = {};
  ExceptionState exception_state = ExceptionState::none;
  Bilingual text = {};            ///< what the export shows, in one sentence, with person ids as {p:ID}
  Bilingual against = {};         ///< what argues against it; may be empty
  ReviewState review = ReviewState::open;
  Baseline baseline = Baseline::new_;
};

std::string_view name_of(PersonPart);
std::string_view name_of(Norm);            ///< "allowed-if" for allowed_if
std::string_view name_of(Verdict);
std::string_view name_of(ExceptionState);
std::string_view name_of(ReviewState);
std::string_view name_of(Baseline);        ///< "new" for new_
std::optional<Norm> norm_from(std::string_view);

}  // namespace schouw
