// What stands beside the messages in an export of all of Teams by an administrator ("TeamsDataExport"), and the list of
// users as Microsoft Graph gives it.
//
//   users/usersList.json               [{"Id": "…", "DisplayName": "Karin Jansen", "Mail": "k.jansen@school.example",
//   …}] teams/teamsList.json               [{"Name": "6B", "GroupsId": "…", "Privacy": "Private", …}]
//   teams/<id>/teamMembers_<id>.json   [{"Name": "Karin Jansen", "UserId": "…", "UserName": "…", "Role": "Owner"}]
//   -> who is in which team, also the silent ones, and the mail addresses of those whom messages know by number
//
// Messages and channels of such an export are read by teams_graph. Gaps: meetings are not read; since when somebody is
// in a team is not in it; a number at the office may be that of many and is left out.
#include <algorithm>
#include <array>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::teams_export {

extern const Importer importer;

namespace {

enum class List { none, users, teams, members, meetings, nothing };

bool has_all(const JsonShape& shape, std::initializer_list<std::string_view> keys) {
  return std::ranges::all_of(keys, [&](std::string_view key) {
    return std::ranges::any_of(shape.item_keys, [&](const std::string& one) { return ascii_lower(one) == key; });
  });
}

/// Files of such an export that tell nothing, and lists in it that are empty.
bool is_called(std::string_view path, std::initializer_list<std::string_view> names) {
  const std::string name = ascii_lower(base_name(path));
  return name.ends_with(".json") &&
         std::ranges::any_of(names, [&](std::string_view one) { return name.starts_with(one); });
}

List list_of(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || !(shape.root_is_array || shape.has("value"))) return List::none;
  if (has_all(shape, {"id", "displayname", "userprincipalname"})) return List::users;
  if (has_all(shape, {"groupsid", "name", "privacy"})) return List::teams;
  if (has_all(shape, {"name", "userid", "username", "role"})) return List::members;
  if (has_all(shape, {"icaluid", "organizer", "isonlinemeeting"})) return List::meetings;
  const bool empty = shape.item_keys.empty();
  if (is_called(entry.path(), {"teaminstalledapps_", "teamssettings."})) return List::nothing;
  if (empty && is_called(entry.path(), {"teammembers_", "teamslist.", "userslist.", "meetings_"})) return List::nothing;
  return List::none;
}

std::string_view text_of(const Json& object, std::string_view key) {
  const Json* found = object.find_nocase(key);
  return found == nullptr ? std::string_view{} : found->str();
}

/// "noor_example.com#EXT#@school.onmicrosoft.com": somebody from outside, whose own address this is not.
bool is_guest(std::string_view name) { return name.find("#EXT#") != std::string_view::npos; }

AccountRef account(std::string_view id, std::string_view name, std::string_view mail, std::string_view login) {
  AccountRef who{.display_name = tidy_text(name), .email = tidy_text(mail), .native_id = tidy_text(id)};
  who.outside_tenant = is_guest(login);
  if (who.email.empty() && !who.outside_tenant && login.find('@') != std::string_view::npos)
    who.email = tidy_text(login);
  return who;
}

/// The folder of the export: what stands above "teams/" or "users/".
std::string root_of(std::string_view path) {
  std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  for (const std::string_view part : {"teams/", "users/"})
    if (const auto at = folder.rfind(part); at != std::string_view::npos && (at == 0 || folder[at - 1] == '/'))
      folder = folder.substr(0, at);
  return std::string(folder);
}

/// "teams/062c…/teamMembers_062c….json": the number of the team, in the name of the file or of its folder.
std::string team_of(std::string_view path) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const auto fits = [&](std::string_view text) {
    for (std::size_t i = 0; i < kShape.size(); ++i) {
      const bool hex = is_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f') || (text[i] >= 'A' && text[i] <= 'F');
      if (kShape[i] == '-' ? text[i] != '-' : !hex) return false;
    }
    return true;
  };
  for (std::size_t at = path.size() + 1; at-- > kShape.size();)
    if (const std::string_view text = path.substr(at - kShape.size(), kShape.size()); fits(text))
      return ascii_lower(text);
  return {};
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink, List list)
      : list_(list), entry_(entry), tally_(importer, root_of(entry.path()), sink) {
    const JsonDamage damage = stream_json(
        bytes_of(entry), {[](std::span<const std::string_view> path, bool is_array) {
                            const bool root = path.empty() || (path.size() == 1 && is_array && path[0] == "value");
                            return root ? JsonStep::enter : JsonStep::take;
                          },
                          [this](const JsonItem& item, Json&& value) { take(item, value); }});
    if (meetings_ > 0) tally_.not_read("meetings", meetings_);
    tally_.finish(damage);
  }

 private:
  void take(const JsonItem& item, const Json& value) {
    const bool in_list = item.path.size() == 2 || (item.path.size() == 1 && is_number(item.path[0]));
    if (!in_list || list_ == List::nothing) return;
    if (!item.complete) return tally_.cut();
    const Locator at = Locator::at_index(item.index);
    if (list_ == List::meetings) return void(++meetings_);
    if (list_ == List::teams) return team(value, at);
    if (list_ == List::users) return member(user(value), false, directory(), value, at);
    const std::string_view login = text_of(value, "UserName");
    member(account(text_of(value, "UserId"), text_of(value, "Name"), {}, login),
           ascii_lower(text_of(value, "Role")) == "owner", whose(), value, at);
  }

  static bool is_number(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

  static AccountRef user(const Json& value) {
    AccountRef who = account(text_of(value, "Id"), text_of(value, "DisplayName"), text_of(value, "Mail"),
                             text_of(value, "UserPrincipalName"));
    who.phone = tidy_text(text_of(value, "MobilePhone"));
    return who;
  }

  void member(AccountRef who, bool owner, ConversationRef where, const Json& value, const Locator& at) {
    if (who.empty()) return tally_.unknown(value, at);
    ConversationInfo info{.conversation = std::move(where), .locator = at};
    info.members.push_back({.account = std::move(who), .admin = owner, .locator = at});
    tally_.give(std::move(info));
  }

  void team(const Json& value, const Locator& at) {
    const std::string id = ascii_lower(tidy_text(text_of(value, "GroupsId")));
    if (id.empty()) return tally_.unknown(value, at);
    tally_.give(ConversationInfo{
        .conversation = {.key = id, .kind = ConversationKind::group, .title = tidy_text(text_of(value, "Name"))},
        .locator = at});
  }

  ConversationRef whose() const {
    std::string team = team_of(entry_.path());
    if (team.empty()) team = "members/" + with_archive(entry_, entry_.path());
    return {.key = std::move(team), .kind = ConversationKind::group, .title = {}};
  }

  /// Everybody with an account, as a page on which nothing is said: who stands in it together takes part in nothing together.
  ConversationRef directory() const {
    return {.key = "directory/" + with_archive(entry_, root_of(entry_.path())),
            .kind = ConversationKind::public_,
            .title = {}};
  }

  List list_;
  EntryReader& entry_;
  Tally tally_;
  std::uint64_t meetings_ = 0;
};

Bid bid(const EntryReader& entry) {
  switch (list_of(entry)) {
    case List::none:
      return Bid::no;
    case List::users:
    case List::nothing:
      return Bid::likely;
    case List::teams:
    case List::members:
    case List::meetings:
      return Bid::certain;
  }
  return Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  const List list = list_of(entry);
  if (list == List::nothing) {
    while (!entry.next().empty()) continue;
    return sink.nothing_here();
  }
  Reader(entry, sink, list);
}

}  // namespace

constinit const Importer importer{.id = "teams-export",
                                  .platform = "teams",
                                  .versions = "2025-2026",
                                  .gaps = "format.teams-export.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_export
