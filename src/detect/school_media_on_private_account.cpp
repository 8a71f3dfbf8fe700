// A picture or film of pupils that a member of staff published from an account that is not the school's. Consent does
// not matter here. One fact per item.
//
//   story of 2026-02-10 on instagram by a teacher's private account, tagged: Sanne de Vries
//
// Gap: images of school activities in which nobody is known by tag, mention or caption.
#include <algorithm>

#include "depicted.h"

namespace schouw::school_media_on_private_account {
namespace {

constexpr std::string_view kId = "school-media-on-private-account";
constexpr int kVersion = 2;

bool concerns(const Publication& p) {
  if (p.role == nullptr || p.role->role != Role::staff || p.media->kind == AttachmentKind::audio) return false;
  return p.standing.kind == "private" || p.standing.kind == "unknown";
}

Fact fact_of(const Publication& p) {
  Fact fact = publication_fact(p, kId, kVersion);
  const bool tagged = std::ranges::any_of(p.pupils, [](const Depicted& d) { return part_of(d) == PersonPart::depicted; });
  add_pupils(fact, p);
  fact.band = tagged ? Band::certain : Band::probable;
  if (!tagged) add_against(fact, "caption-only");
  if (p.standing.kind == "unknown") add_doubt(fact, "account-unknown");
  fact.attributes["pupils_total"] = Json(std::uint64_t{p.pupils.size()});
  fact.subject = fact.detector + "|" + p.media->id;
  settle_persons(fact);
  return fact;
}

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  each_publication(view, [&](const Publication& p) {
    if (concerns(p)) yield(fact_of(p));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::school_media_on_private_account
