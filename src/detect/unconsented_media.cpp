// A published picture, film or recording of a pupil, with the state of consent on the day of publication. One fact
// per item and pupil; under no protocol is granted consent a finding.
//
//   post of 2026-02-10 on facebook, tagged: Sanne de Vries; register: no row -> consent_state "none"
//
// Gap: whoever is not known by tag, mention or full name in the caption; harm; whether it is a school situation.
#include "depicted.h"

namespace schouw::unconsented_media {
namespace {

constexpr std::string_view kId = "unconsented-media";
constexpr int kVersion = 2;

Fact fact_of(const CaseView& view, const Policy& policy, const Publication& p, const Depicted& pupil) {
  Fact fact = publication_fact(p, kId, kVersion);
  const bool tagged = part_of(pupil) == PersonPart::depicted;
  fact.band = tagged ? Band::certain : Band::probable;
  add_person(fact, *pupil.person, p.day, part_of(pupil), pupil.band);
  fact.attributes["known_by"] = Json(pupil.known_by);
  if (!tagged) add_against(fact, "caption-only");
  add_consent(fact, consent_on(view.registers(), policy, *pupil.person, p.media->platform, p.day));
  if (p.publisher.person != nullptr && tie_between(view, *p.publisher.person, *pupil.person, p.day) == Tie::registered)
    add_exception(fact, "family_tie", ExceptionState::met);
  fact.subject = fact.detector + "|" + p.media->id + "|" + pupil.person->id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  each_publication(view, [&](const Publication& p) {
    for (const Depicted& pupil : p.pupils) yield(fact_of(view, policy, p, pupil));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unconsented_media
