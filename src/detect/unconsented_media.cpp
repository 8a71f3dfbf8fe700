// A published picture, film or recording of somebody of the school, with the state of consent on the day of publication. One
// fact per item and person; that a pupil consented is a fact too, of staff and parents only what the register has against it.
//
//   post of 2026-02-10 on facebook, tagged: Sanne de Vries; register: no row -> consent_state "none"
//
// Gap: whoever is not known by tag, mention or full name in the caption; harm; whether it is a school situation.
#include "depicted.h"

namespace schouw::unconsented_media {
namespace {

constexpr std::string_view kId = "unconsented-media";
constexpr int kVersion = 3;

Fact fact_of(const CaseView& view, const Publication& p, const Depicted& shown, const ConsentAnswer& answer) {
  Fact fact = publication_fact(p, kId, kVersion);
  const bool tagged = part_of(shown) == PersonPart::depicted;
  fact.band = tagged ? Band::certain : Band::probable;
  add_person(fact, *shown.person, p.day, part_of(shown), shown.band);
  fact.attributes["known_by"] = Json(shown.known_by);
  add_shown(fact, p, shown);
  if (!tagged) add_against(fact, "caption-only");
  add_consent(fact, answer);
  if (p.publisher.person != nullptr && tie_between(view, *p.publisher.person, *shown.person, p.day) == Tie::registered)
    add_exception(fact, "family_tie", ExceptionState::met);
  fact.subject = fact.detector + "|" + p.media->id + "|" + shown.person->id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const AdultConsent adults(view);
  each_publication_of_anybody(view, [&](const Publication& p) {
    const auto answer_of = [&](const Depicted& shown) {
      return consent_on(view.registers(), policy, *shown.person, p.media->platform, p.day);
    };
    for (const Depicted& pupil : p.pupils) yield(fact_of(view, p, pupil, answer_of(pupil)));
    for (const Depicted& adult : p.adults)
      if (const auto answer = answer_of(adult); adults.is_judged(p, adult, answer)) yield(fact_of(view, p, adult, answer));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::unconsented_media
