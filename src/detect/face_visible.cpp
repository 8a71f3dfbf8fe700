// A picture on a page of the school of which its own words tell that a face is visible ("selfie", "portret", the description
// that the platform made), or that names a pupil. Without such words it is "not-judged": nobody looks at images.
//
//   caption "Portret van de winnaar"   ->  face "told"        tagged: one pupil   ->  face "not-judged"
//
// Gap: every picture whose words say nothing.
#include <set>

#include "depicted.h"
#include "school_accounts.h"

namespace schouw::face_visible {
namespace {

constexpr std::string_view kId = "face-visible";
constexpr int kVersion = 3;

/// As a caption or a platform's description says it.
bool tells_of_a_face(const std::vector<std::string>& words) {
  return has_any_word(words, {"selfie", "selfies", "portret", "portretfoto", "pasfoto", "portrait", "closeup", "gezichten", "gezichtjes",
                              "lachende", "glimlachende", "glimlachend", "smiling"});
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const SchoolAccounts accounts(view, policy);
  std::set<std::string> named;
  const auto give = [&](Fact fact, const CaseMedia& media) {
    const bool told = tells_of_a_face(name_words(media.caption));
    fact.attributes["face"] = Json(told ? "told" : "not-judged");
    if (told)
      add_against(fact, "caption-tells");
    else
      add_doubt(fact, "face-not-judged");
    fact.subject = fact.detector + "|" + media.id;
    settle_persons(fact);
    yield(std::move(fact));
  };
  each_publication(view, [&](const Publication& p) {
    if (p.standing.kind != "school" || p.audience != "public" || p.media->kind == AttachmentKind::audio) return;
    Fact fact = publication_fact(p, kId, kVersion);
    add_pupils(fact, p);
    named.insert(p.media->id);
    give(std::move(fact), *p.media);
  });
  view.each_media([&](const CaseMedia& media) {
    const bool image = media.kind == AttachmentKind::image || media.kind == AttachmentKind::video;
    const SchoolAccount* account = accounts.find(media.publisher);
    if (!image || !media.is_public || account == nullptr || !account->registered_on(day_of(view, media.published)) || named.contains(media.id)) return;
    if (!tells_of_a_face(name_words(media.caption))) return;
    Publication p;
    p.media = &media;
    p.day = day_of(view, media.published);
    p.standing.kind = "school";
    p.audience = "public";
    give(publication_fact(p, kId, kVersion), media);
  });
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::face_visible
