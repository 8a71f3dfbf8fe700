// The newest profile picture of a page of the school is none of the logo files that the school registered. One fact per
// page. Platforms make pictures smaller, and then the bytes differ: so this is for a human to look at.
//
//   own.txt: logo:5f3a...   page "De Breul": profile picture with another SHA-256   ->  logo "other-file"
//
// Gap: whether the picture shows the logo; nobody looks at images.
#include "school_accounts.h"
#include "logo.h"

namespace schouw::official_logo_profile_photo {
namespace {

constexpr std::string_view kId = "official-logo-profile-photo";
constexpr int kVersion = 2;

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const auto logos = registered_logos(view.registers());
  if (logos.empty()) return;
  const SchoolAccounts accounts(view, policy);
  const auto pages = school_pages(view, accounts);
  std::map<std::string, CaseMedia> newest;
  view.each_media([&](const CaseMedia& media) {
    const SchoolPage* page = page_of(pages, media.publisher);
    if (page == nullptr || !page->shown.registered || !is_profile_picture(media) || media.sha256.empty()) return;
    const auto [it, fresh] = newest.try_emplace(page->key, media);
    if (!fresh && media.published.utc_ms > it->second.published.utc_ms) it->second = media;
  });
  for (const auto& [key, media] : newest) {
    if (logos.contains(media.sha256)) continue;
    Fact fact = page_fact(*page_of(pages, media.publisher), kId, kVersion);
    fact.time = media.published;
    fact.evidence = {evidence_of(media)};
    fact.attributes["logo"] = Json("other-file");
    fact.attributes["media_kind"] = Json(name_of(media.kind));
    add_doubt(fact, "same-bytes-only");
    yield(std::move(fact));
  }
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect};

}  // namespace schouw::official_logo_profile_photo
