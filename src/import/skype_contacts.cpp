// Skype, "Export contacts": contacts.csv, whose columns are the paths of the values that Skype keeps.
//
//   display_name,profile.name.first,profile.name.surname,profile.skype_handle,phones[0].number,creation_time,blocked
//   Bas Groen,Bas,Groen,live:bas,+31610000202,2016-05-01T10:00:00Z,false
//   -> a contact of the owner, or somebody who is blocked
//
// Gap: whose contacts they are is not in it; the export of the chats says so, if it lies in the same folder.
#include <array>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "skype_message.h"
#include "tally.h"

namespace schouw::skype_contacts {

extern const Importer importer;

namespace {

std::optional<CsvHead> head_of(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return head.has({"display_name"}) && (head.has({"profile.skype_handle"}) || head.has({"profile.name.first"}));
  });
}

AccountRef account_of(const CsvRecord& row) {
  std::string name = tidy_text(row.at("display_name"));
  if (name.empty())
    name = tidy_text(std::string(row.at("profile.name.first")).append(" ").append(row.at("profile.name.surname")));
  const std::string_view id = row.first_of({"mri", "profile.skype_handle", "id"});
  AccountRef who = skype_account(id, name);
  // A name that is the handle too is all there is to show.
  if (who.display_name.empty() && who.handle.empty()) who.display_name = name;
  if (who.phone.empty()) who.phone = tidy_text(row.first_of({"phones[0].number", "profile.phones[0].number"}));
  return who;
}

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head(), {"display_name"})) return Bid::no;
  return head_of(entry) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  const std::string_view path = entry.path();
  Tally tally(importer, std::string(path.substr(0, path.size() - base_name(path).size())), sink);
  const auto head = head_of(entry);
  if (!head) return tally.finish();
  const CsvDamage damage = read_csv(entry, *head, [&](const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return tally.cut();
    const Locator at = Locator::at_line(row.line());
    AccountRef who = account_of(row);
    if (who.empty()) return tally.unknown(row.keys(), at);
    const bool blocked = ascii_lower(row.at("blocked")) == "true";
    Connection found{.kind = blocked ? ConnectionKind::blocked : ConnectionKind::contact,
                     .owner = {.is_owner = true},
                     .other = std::move(who),
                     .locator = at};
    if (const std::string_view since = row.at("creation_time"); !since.empty()) found.since = parse_iso8601(since);
    tally.give(std::move(found));
  });
  tally.finish(damage);
}

}  // namespace

constinit const Importer importer{.id = "skype-contacts",
                                  .platform = "skype",
                                  .versions = "2018-2025",
                                  .gaps = "format.skype-contacts.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::skype_contacts
