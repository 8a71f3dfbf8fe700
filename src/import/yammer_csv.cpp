// Yammer (Viva Engage), the export of a whole network that an administrator makes: a zip with tables.
//
//   id,replied_to_id,thread_id,group_id,group_name,participants,in_private_group,in_private_conversation,sender_id,
//   sender_type,sender_name,sender_email,body,attachments,created_at,deleted_at,…                        Messages.csv
//   -> messages in a channel for each group, or between the people of a private conversation
//
// Users.csv, Groups.csv, Files.csv and others beside it are recognised by their columns and not read: who did not write
// is no party to anything in it.
//
// Gaps: a file has its number only; earlier versions of a message stand in a table of their own; likes.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::yammer_csv {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 200'000, kMostParties = 1'000;

enum class Table { none, messages, other };

/// Tables that others may have too are taken by their names as well.
Table table_of(const CsvHead& head, std::string_view name) {
  const bool message = head.has({"id", "thread_id", "sender_id", "body", "created_at"});
  for (const std::string_view own : {"in_private_conversation", "in_private_group", "replied_to_id"})
    if (message && head.has({own})) return Table::messages;
  const bool users = name == "users.csv" && head.has({"id", "name", "email", "joined_at"});
  const bool groups = (name == "groups.csv" || name == "topics.csv") && head.has({"id", "name", "api_url"});
  const bool files = name == "files.csv" && head.has({"file_id", "uploader_id", "path"});
  return users || groups || files ? Table::other : Table::none;
}

std::optional<std::pair<CsvHead, Table>> find_table(const EntryReader& entry) {
  return find_csv_table<Table>(entry.head(), [name = ascii_lower(base_name(entry.path()))](const CsvHead& one) { return table_of(one, name); });
}

bool is_true(std::string_view written) { return ascii_lower(written) == "true"; }

/// Nothing is written as such in some exports.
std::string_view value(std::string_view written) { return written == "null" ? std::string_view{} : written; }

/// "2026-01-05T08:00:00.123Z", "2026/01/05 08:00:00 +0000"
Timestamp time_of(std::string_view written) {
  std::string text(value(written));
  if (has_shape(text, "0000/00/00")) text[4] = text[7] = '-';
  Timestamp time = parse_iso8601(text);
  if (const auto blank = text.rfind(" +"); time.basis == Timestamp::Basis::none && blank != text.npos)
    time = parse_iso8601(text.erase(blank, 1));
  if (time.basis == Timestamp::Basis::none) time = parse_written_date(text);
  time.raw = std::string(written);
  return time;
}

/// Calls `give(number)` for each "user:123".
template <class Give>
void each_user(std::string_view list, Give give) {
  constexpr std::string_view kUser = "user:";
  std::size_t parties = 0;
  for (auto at = list.find(kUser); at != list.npos && parties < kMostParties; at = list.find(kUser), ++parties) {
    list.remove_prefix(at + kUser.size());
    const std::string_view number = list.substr(0, std::min(list.find_first_not_of("0123456789"), list.size()));
    if (!number.empty()) give(number);
  }
}

class Rows {
 public:
  Rows(EntryReader& entry, const CsvHead& head, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    read_csv(entry, head, [this](const CsvRecord& row, CsvPart) { know(row); });
    entry.rewind();
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      message(row, Locator::at_line(row.line()));
    });
    tally_.finish(damage);
  }

 private:
  /// Elsewhere people have a number only; who writes has a name and an address too.
  void know(const CsvRecord& row) {
    const std::string number(value(row.at("sender_id")));
    if (number.empty() || people_.size() >= kMostPeople) return;
    AccountRef& one = people_[number];
    one.native_id = number;
    if (one.display_name.empty()) one.display_name = tidy_text(value(row.at("sender_name")));
    if (one.email.empty()) one.email = tidy_text(value(row.at("sender_email")));
  }

  AccountRef person(std::string_view number) const {
    const auto known = people_.find(number);
    return known == people_.end() ? AccountRef{.native_id = std::string(number)} : known->second;
  }

  void message(const CsvRecord& row, const Locator& at) {
    const std::string id(value(row.at("id")));
    if (id.empty() || (row.at("body").empty() && row.at("created_at").empty())) return tally_.unknown(row.keys(), at);
    Message out{.conversation = {}, .time = time_of(row.at("created_at")), .locator = at};
    out.native_id = id;
    out.in_reply_to = std::string(value(row.at("replied_to_id")));
    out.title = tidy_text(value(row.at("title")));
    const std::string_view sender = value(row.at("sender_id"));
    if (!sender.empty()) out.sender = person(sender);
    place(row, sender, out);
    words(row.at("body"), out);
    attachments(value(row.at("attachments")), out);
    out.flags.deleted = !value(row.at("deleted_at")).empty();
    if (row.at("message_type") == "system" || ascii_lower(row.at("sender_type")) == "system") {
      out.kind = MessageKind::system;
      out.event = "notice";
      out.sender.reset();
    }
    if (out.text.empty() && out.attachments.empty()) tally_.absent();
    tally_.give(std::move(out));
  }

  void place(const CsvRecord& row, std::string_view sender, Message& out) const {
    const std::string thread(value(row.at("thread_id"))), group(value(row.at("group_id")));
    if (!is_true(row.at("in_private_conversation"))) {
      // Without a group: to everybody in the network.
      out.conversation = {.key = group.empty() ? "thread/" + thread : "group/" + group,
                          .kind = ConversationKind::channel,
                          .title = tidy_text(value(row.at("group_name")))};
      return;
    }
    each_user(row.at("participants"), [&](std::string_view number) {
      if (number != sender) out.recipients.push_back(person(number));
    });
    const auto kind = out.recipients.size() == 1 ? ConversationKind::direct : ConversationKind::group;
    out.conversation = {.key = "thread/" + thread, .kind = kind, .title = {}};
  }

  /// "[[user:123]] komt ook": the name, where it is known.
  void words(std::string_view body, Message& out) const {
    constexpr std::string_view kOpen = "[[user:", kClose = "]]";
    std::string text;
    body = value(body);
    for (auto at = body.find(kOpen); at != body.npos; at = body.find(kOpen)) {
      const auto end = body.find(kClose, at);
      if (end == body.npos) break;
      const std::string_view number = body.substr(at + kOpen.size(), end - at - kOpen.size());
      AccountRef one = person(number);
      text += body.substr(0, at);
      text += "@" + (one.display_name.empty() ? std::string(number) : one.display_name);
      if (out.tagged.size() < kMostParties) out.tagged.push_back(std::move(one));
      body.remove_prefix(end + kClose.size());
    }
    text += body;
    out.text = tidy_text(text);
  }

  /// "uploadedfile:42,opengraphobject:[7 : https://school.example : title="…" : description="…"]"
  static void attachments(std::string_view list, Message& out) {
    constexpr std::string_view kFile = "uploadedfile:", kLink = "opengraphobject:[";
    for (std::string_view rest = list; out.attachments.size() < kMostParties;) {
      const auto file = rest.find(kFile), link = rest.find(kLink);
      if (file == rest.npos && link == rest.npos) break;
      if (file < link) {
        rest.remove_prefix(file + kFile.size());
        const std::string_view number = rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
        out.attachments.push_back({.name = std::string(number), .kind = AttachmentKind::document});
      } else {
        rest.remove_prefix(link + kLink.size());
        const auto from = std::min(rest.find(" : "), rest.size()), to = rest.find(" : ", from + 1);
        if (from == rest.size()) continue;
        const std::string_view address = rest.substr(from + 3, to == rest.npos ? to : to - from - 3);
        out.attachments.push_back({.kind = AttachmentKind::link, .caption = tidy_text(prefix(address, 2048))});
      }
    }
    if (out.attachments.empty() && !list.empty())
      out.attachments.push_back({.kind = AttachmentKind::document, .caption = tidy_text(prefix(list, 2048))});
  }

  Tally tally_;
  std::map<std::string, AccountRef, std::less<>> people_ = {};
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head().substr(0, 4096), {"thread_id", "api_url", "joined_at", "uploader_id"})) return Bid::no;
  return find_table(entry) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  const auto found = find_table(entry);
  if (!found) return;
  if (found->second == Table::other) return sink.nothing_here();
  const Rows whole(entry, found->first, sink);
}

}  // namespace

constinit const Importer importer{.id = "yammer-csv",
                                  .platform = "yammer",
                                  .versions = "2016-2026",
                                  .gaps = "format.yammer-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::yammer_csv
