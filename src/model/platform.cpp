// Letters and digits count, whatever stands between them: "E-mail" and "e mail" are one.
#include "schouw/model/platform.h"

#include <algorithm>
#include <array>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Named {
  std::string_view written, platform;
};

constexpr auto kNamed = std::to_array<Named>({
    {"x", "x"}, {"twitter", "x"}, {"twitterx", "x"}, {"xtwitter", "x"}, {"xvoorheentwitter", "x"},
    {"facebook", "facebook"}, {"fb", "facebook"}, {"facebookmessenger", "facebook"}, {"messenger", "facebook"},
    {"instagram", "instagram"}, {"insta", "instagram"}, {"ig", "instagram"},
    {"whatsapp", "whatsapp"}, {"whatsappmessenger", "whatsapp"}, {"wa", "whatsapp"},
    {"snapchat", "snapchat"}, {"snap", "snapchat"},
    {"tiktok", "tiktok"}, {"linkedin", "linkedin"}, {"youtube", "youtube"}, {"yt", "youtube"},
    {"teams", "teams"}, {"microsoftteams", "teams"}, {"msteams", "teams"},
    {"googlechat", "google_chat"},
    {"mail", "mail"}, {"email", "mail"}, {"outlook", "mail"}, {"gmail", "mail"},
    {"telegram", "telegram"}, {"telegrammessenger", "telegram"},
    {"blog", "blog"}, {"website", "blog"}, {"schoolwebsite", "blog"}, {"site", "blog"}, {"schoolsite", "blog"},
    {"weblog", "blog"}, {"wordpress", "blog"},
});

}  // namespace

std::optional<std::string_view> usual_platform(std::string_view written) {
  std::string letters = fold(written.substr(0, 64));
  std::erase_if(letters, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
  const auto found = std::ranges::find(kNamed, letters, &Named::written);
  if (found == kNamed.end()) return {};
  return found->platform;
}

}  // namespace schouw
