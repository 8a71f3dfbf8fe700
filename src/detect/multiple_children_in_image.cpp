// A picture or film on a page of the school with the number of pupils who are known to be in it. One fact per item.
//
//   post of the page, tagged: one pupil   ->  pupils_total 1
//
// Gap: how many children can be seen; nobody looks at images, and who is not tagged or named is not counted.
#include "depicted.h"

namespace schouw::multiple_children_in_image {
namespace {

constexpr std::string_view kId = "multiple-children-in-image";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  each_publication(view, [&](const Publication& p) {
    if (p.standing.kind != "school" || p.audience != "public" || p.media->kind == AttachmentKind::audio) return;
    Fact fact = publication_fact(p, kId, kVersion);
    add_pupils(fact, p);
    fact.attributes["pupils_total"] = Json(std::uint64_t{p.pupils.size()});
    add_doubt(fact, "others-in-image-not-known");
    fact.subject = fact.detector + "|" + p.media->id;
    settle_persons(fact);
    yield(std::move(fact));
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::multiple_children_in_image
