// A mention is "@" and a user name, at the start of a word: "info@school.example" is none. Only the same platform counts,
// for a user name of one says nothing about another.
//
//   instagram, "in de les met @daan.ebb"; register: instagram, daan.ebb: p4   ->  8..17, p4
#include "user_names.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool in_handle(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || c == '.' || c == '_' || c == '-';
}

std::string key_of(std::string_view platform, std::string_view handle) {
  return std::string(platform) + "\n" + ascii_lower(handle);
}

/// The user name behind the "@" at `at`; empty: none. A full stop or hyphen at its end belongs to the sentence.
std::string_view handle_at(std::string_view text, std::size_t at) {
  if (at > 0 && (in_handle(text[at - 1]) || text[at - 1] == '@')) return {};
  std::size_t end = at + 1;
  while (end < text.size() && in_handle(text[end])) ++end;
  while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return text.substr(at + 1, end - at - 1);
}

}  // namespace

const Match* UserNames::of_case(std::string_view platform, std::string_view handle) {
  if (!read_) {
    view_.each_account([&](const CaseAccount& account) {
      if (!account.profile.handle.empty())
        accounts_.emplace(key_of(account.profile.platform, account.profile.handle), &account.match);
    });
    read_ = true;
  }
  const auto found = accounts_.find(key_of(platform, handle));
  return found == accounts_.end() ? nullptr : found->second;
}

std::vector<UserNameInText> UserNames::in(std::string_view text, std::string_view platform) {
  std::vector<UserNameInText> out;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::string_view handle = handle_at(text, at);
    if (handle.size() < 2) continue;
    const Match* known = of_case(platform, handle);
    out.push_back({at, handle.size() + 1,
                   known != nullptr ? *known
                                    : view_.resolver().resolve({.id = {},
                                                                .platform = std::string(platform),
                                                                .display_names = {},
                                                                .handle = std::string(handle),
                                                                .phone = {},
                                                                .email = {},
                                                                .native_id = {},
                                                                .outside_tenant = false})});
  }
  return out;
}

bool is_credit(std::string_view text, std::size_t begin) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"foto:", "foto's:", "fotos:", "foto door", "foto's door", "fotograaf:", "fotografie:", "beeld:", "video:", "video door", "film:",
       "gefilmd door", "gemaakt door", "genomen door", "camera:", "credits:", "photo:", "photo by", "photos by", "video by", "\U0001F4F7",
       "\U0001F4F8", "\U0001F3A5"});
  const std::string before = ascii_lower(trim(text.substr(0, begin)));
  return std::ranges::any_of(kWords, [&](std::string_view word) { return before.ends_with(word); });
}

}  // namespace schouw
