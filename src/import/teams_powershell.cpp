// Objects that ConvertTo-Json of PowerShell wrote as text.
//
//   "body": "@{contentType=html; content=<p>Hoi</p>}"
//   "user": "@{@odata.type=#microsoft.graph.teamworkUserIdentity; id=8ea0…; displayName=Karin Jansen; tenantId=…}"
//   "attachments": ["@{id=1; contentType=reference; contentUrl=https://…; content=; name=a.docx; thumbnailUrl=}"]
//
// Gap: what stood deeper ("user=" of a sender in a text) is not in the file.
#include "teams_powershell.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace schouw {
namespace {

constexpr std::string_view kOpen = "@{";
constexpr std::size_t kMaxMembers = 64;
constexpr auto kSets = std::to_array<std::string_view>({"from", "body", "eventDetail", "channelIdentity"});

bool is_text(const Json& value) { return value.str().starts_with(kOpen) && value.str().ends_with('}'); }

bool is_key(std::string_view word) {
  return !word.empty() && word.size() <= 40 && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@' || c == '.' || c == '_';
  });
}

/// Where the next "; key=" begins; the end when there is none.
std::size_t next_member(std::string_view text, std::size_t from) {
  for (auto at = text.find("; ", from); at != std::string_view::npos; at = text.find("; ", at + 1)) {
    const auto equals = text.substr(at + 2, 41).find('=');
    if (equals != std::string_view::npos && is_key(text.substr(at + 2, equals))) return at;
  }
  return text.size();
}

/// The members of "@{a=1; b=2}". "content" of a body is the last and may hold anything, "; x=" too.
Json members_of(std::string_view text, bool is_body) {
  text = text.substr(kOpen.size(), text.size() - kOpen.size() - 1);
  Json out = Json::object();
  for (std::size_t at = 0; at < text.size() && out.size() < kMaxMembers;) {
    const auto equals = text.find('=', at);
    if (equals == std::string_view::npos || !is_key(text.substr(at, equals - at))) break;
    const std::string_view key = text.substr(at, equals - at);
    const auto end = is_body && key == "content" ? text.size() : next_member(text, equals + 1);
    const std::string_view value = text.substr(equals + 1, end - equals - 1);
    // The first of a key counts: the id stands before the name, and whoever chose a name with "; id=" in it stays who he is.
    const bool said = !value.empty() || (is_body && key == "content");
    if (said && out.find(key) == nullptr) out[key] = Json(std::string(value));
    at = std::min(end + 2, text.size());
  }
  return out;
}

void unwrap(Json& value, bool is_body = false) {
  if (is_text(value)) value = members_of(value.str(), is_body);
}

/// A list below the depth is one text: "@{…} @{…}".
void unwrap_list(Json& list) {
  if (is_text(list)) {
    Json items = Json::array();
    std::string_view rest = list.str();
    while (rest.starts_with(kOpen)) {
      const auto end = std::min(rest.find("} @{"), rest.size() - 1) + 1;
      items.push_back(members_of(rest.substr(0, end), false));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    list = std::move(items);
  }
  if (list.is_array())
    for (Json& item : list.items_mut()) unwrap(item);
}

Json* member(Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  for (auto& [name, value] : object.members_mut())
    if (name == key) return &value;
  return nullptr;
}

}  // namespace

bool has_powershell_text(const Json& message) {
  const auto in_set = [](const Json& set) {
    return std::ranges::any_of(set.members(), [](const auto& one) { return is_text(one.second); });
  };
  const auto in_list = [](const Json& list) { return is_text(list) || std::ranges::any_of(list.items(), is_text); };
  return std::ranges::any_of(kSets, [&](std::string_view key) { return is_text(message.at(key)); }) ||
         in_set(message.at("from")) || in_list(message.at("attachments")) || in_list(message.at("mentions"));
}

void unwrap_powershell(Json& message) {
  for (const std::string_view key : kSets)
    if (Json* set = member(message, key)) unwrap(*set, key == "body");
  if (Json* from = member(message, "from"); from != nullptr && from->is_object())
    for (auto& [key, identity] : from->members_mut()) unwrap(identity);
  for (const std::string_view key : {"attachments", "mentions"})
    if (Json* list = member(message, key)) unwrap_list(*list);
}

}  // namespace schouw
