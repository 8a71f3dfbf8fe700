// Somebody whom the school published without the consent that its register should hold. One fact per person and state,
// with every publication as evidence; what pupils and parents publish is no gap in the school's register. What rests on a guess
// about who published is a fact of its own.
//
//   post of the school's account, 2026-02-10, tagged: Sanne de Vries; her only row dates from 2024-09-01 -> "expired"
//
// Gap: forms on paper that nobody entered in the register.
#include <algorithm>
#include <map>
#include <tuple>

#include "depicted.h"

namespace schouw::consent_register_gap {
namespace {

constexpr std::string_view kId = "consent-register-gap";
constexpr int kVersion = 3;

struct Gap {
  Fact fact;
  EvidenceList evidence;
};

bool by_the_school(const Publication& p) {
  return p.standing.kind == "school" || (p.role != nullptr && p.role->role == Role::staff);
}

/// That it was the school rests on who is taken for the publisher; an account of the school is sure.
bool is_guess_of(const Publication& p) { return p.standing.kind != "school" && is_guess(p.publisher.band); }

/// Answers that were given are no gap in the register, whatever they were.
bool is_gap(std::string_view state) {
  return state != "granted" && state != "refused" && !state.starts_with("withdrawn");
}

Fact new_fact(const Publication& p, const Depicted& shown, const ConsentAnswer& answer) {
  Fact fact;
  fact.detector = std::string(kId);
  fact.detector_version = kVersion;
  fact.platform = p.media->platform;
  fact.time = p.media->published;
  add_person(fact, *shown.person, p.day, PersonPart::depicted, shown.band);
  add_shown(fact, p, shown);
  add_consent(fact, answer);
  if (is_guess_of(p)) fact.band = p.publisher.band;
  fact.subject = fact.detector + "|" + shown.person->id + "|" + std::string(answer.state) + std::string(guess_suffix(is_guess_of(p)));
  return fact;
}

void weaken(Fact& fact, const Depicted& shown) {
  fact.persons.front().band = std::min(fact.persons.front().band, shown.band);
  if (shown.known_by != "tag") {
    fact.band = std::min(fact.band, Band::probable);
    fact.persons.front().part = PersonPart::mentioned;
    add_against(fact, "caption-only");
  }
}

class Gaps {
 public:
  Gaps(const CaseView& view, const Policy& policy) : view_(view), policy_(policy), adults_(view) {}

  void read(const Publication& p) {
    if (!by_the_school(p) || !policy_.is_social_medium(p.media->platform) || p.audience == "direct") return;
    for (const Depicted& pupil : p.pupils) add(p, pupil, answer_of(p, pupil));
    for (const Depicted& adult : p.adults)
      if (const auto answer = answer_of(p, adult); adults_.is_judged(p, adult, answer)) add(p, adult, answer);
  }

  void give(const std::function<void(Fact)>& yield) {
    for (auto& [key, gap] : gaps_) {
      gap.fact.evidence = gap.evidence.sorted();
      gap.fact.attributes["media_total"] = Json(gap.evidence.total());
      settle_persons(gap.fact);
      yield(std::move(gap.fact));
    }
  }

 private:
  ConsentAnswer answer_of(const Publication& p, const Depicted& shown) const {
    return consent_on(view_.registers(), policy_, *shown.person, p.media->platform, p.day);
  }

  void add(const Publication& p, const Depicted& shown, const ConsentAnswer& answer) {
    if (!is_gap(answer.state)) return;
    auto [it, fresh] = gaps_.try_emplace({shown.person->id, answer.state, is_guess_of(p)});
    if (fresh) it->second.fact = new_fact(p, shown, answer);
    weaken(it->second.fact, shown);
    it->second.evidence.add(evidence_of(*p.media));
    if (!p.media->publisher.empty()) it->second.fact.accounts.push_back(p.media->publisher);
  }

  const CaseView& view_;
  const Policy& policy_;
  AdultConsent adults_;
  std::map<std::tuple<std::string, std::string_view, bool>, Gap> gaps_;
};

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  Gaps gaps(view, policy);
  each_publication_of_anybody(view, [&](const Publication& p) { gaps.read(p); });
  gaps.give(yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::consent_register_gap
