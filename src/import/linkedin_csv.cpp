// LinkedIn, "Get a copy of your data": a table (CSV) a subject, in English whatever the language of the account.
//
//   CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
//   2-Zg==,,Bas Visser,https://www.linkedin.com/in/basvisser,Noor de Wit,…,2024-05-15 10:30:00 UTC,,Hoi,INBOX
//   Notes: … (blank line) First Name,Last Name,URL,Email Address,Company,Position,Connected On
//   -> messages, connections, posts, comments, the owner
//
// A table is known by the names of its columns, which may stand below some lines of notes.
//
// Gaps: since 2019 messages.csv does not say who of the writers the owner is; reactions, jobs, learning and advertising
// are not read; articles are pages of their own and not read.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "account_setting.h"
#include "csv_rows.h"
#include "html_text.h"
#include "linkedin_table.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::linkedin_csv {

extern const Importer importer;

namespace {

std::optional<CsvHead> head_of(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) { return table_of(head).has_value(); });
}

/// Sponsored messages are HTML; what people write is plain text that may hold a "<".
std::string said(std::string_view content) {
  const bool html = content.starts_with('<') && content.find("</") != std::string_view::npos;
  std::string text = html ? html_to_text(content).text : tidy_text(content);
  // The lines of a post stand in quotes each.
  std::erase(text, '\r');
  for (auto at = text.find("\"\n\""); at != std::string::npos; at = text.find("\"\n\"", at + 1))
    text.replace(at, 3, "\n");
  return text;
}

/// "2024-05-15 10:30:00 UTC"; until 2019 "12/31/17, 4:05 PM".
Timestamp time_of(std::string_view text) {
  Timestamp time = parse_written_date(text);
  return time.basis == Timestamp::Basis::none && !text.empty() ? parse_us_date(text) : time;
}

/// What stands for everybody whose account is gone. As a name it would make them all one person.
bool is_gone(std::string_view name) {
  const std::string low = ascii_lower(trim(name));
  return low == "linkedin member" || low == "linkedin-lid";
}

AccountRef member(std::string_view name, std::string_view address) {
  if (is_gone(name)) name = {};
  return {.display_name = tidy_text(name), .handle = tidy_text(last_of_address(address))};
}

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> out;
  while (!list.empty() && out.size() < 1000) {
    const auto comma = std::min(list.find(','), list.size());
    if (const std::string_view one = trim(list.substr(0, comma)); !one.empty()) out.push_back(one);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return out;
}

/// Files behind addresses, between which stand commas or blanks.
std::vector<std::string_view> addresses(std::string_view list) {
  std::vector<std::string_view> out;
  for (std::string_view one : split(list)) {
    for (auto next = one.find(" http"); next != std::string_view::npos; next = one.find(" http")) {
      out.push_back(trim(one.substr(0, next)));
      one = trim(one.substr(next));
    }
    out.push_back(one);
  }
  return out;
}

/// What stands behind a name after a comma: "MSc", "Ph.D.", "RA", "jr.". A name of its own has a blank in it.
bool is_title(std::string_view piece) {
  constexpr std::size_t kLongest = 8;
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (piece.size() > kLongest || piece.find(' ') != std::string_view::npos) return false;
  return piece.find('.') != std::string_view::npos || std::ranges::count_if(piece, is_capital) > 1;
}

/// Until 2023 only names, with commas between: "Anna de Vries, Bas Visser, MSc". Taken apart where each piece is a
/// first and a last name, or the title behind one.
std::vector<std::string_view> names_apart(std::string_view list) {
  std::vector<std::string_view> out;
  for (const std::string_view piece : split(list)) {
    if (is_title(piece) && !out.empty()) {
      const char* const begin = out.back().data();
      out.back() = {begin, static_cast<std::size_t>(piece.data() + piece.size() - begin)};
    } else if (piece.find(' ') != std::string_view::npos) {
      out.push_back(piece);
    } else {
      return {list};
    }
  }
  return out;
}

/// A name may hold a comma ("Jansen, MSc"), an address does not: names are taken apart only when they are as many.
std::vector<AccountRef> recipients(const CsvRecord& row) {
  const auto addresses = split(row.at("recipient profile urls"));
  const auto names = split(row.at("to"));
  std::vector<AccountRef> out;
  if (addresses.size() <= 1) {
    const auto apart = addresses.empty() ? names_apart(row.at("to")) : std::vector{row.at("to")};
    for (const std::string_view name : apart)
      if (AccountRef one = member(name, addresses.empty() ? std::string_view{} : addresses[0]); !one.empty())
        out.push_back(std::move(one));
    return out;
  }
  for (std::size_t i = 0; i < addresses.size(); ++i)
    out.push_back(member(names.size() == addresses.size() ? names[i] : std::string_view{}, addresses[i]));
  return out;
}

std::string full_name(const CsvRecord& row) {
  return tidy_text(std::string(row.first_of({"first name", "firstname"}))
                       .append(" ")
                       .append(row.first_of({"last name", "lastname"})));
}

AccountRef owner_ref() { return {.is_owner = true}; }

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), name_(ascii_lower(base_name(entry.path()))) {}

  void read(EntryReader& entry, const CsvHead& head) {
    table_ = table_of(head).value_or(Table::drifted);
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      take(row, Locator::at_line(row.line()));
    });
    if (repaired_ > 0)
      tally_.problem({.code = "mojibake-repaired",
                      .severity = Severity::low,
                      .loss = Loss::none,
                      .locator = Locator::at_index(0),
                      .args = {std::to_string(repaired_)}});
    tally_.finish(damage);
  }

 private:
  /// LinkedIn writes some names and texts of messages as UTF-8 of UTF-8: "RenÃ©".
  void repair(std::string& text) {
    if (repair_mojibake(text)) ++repaired_;
  }

  void take(const CsvRecord& row, Locator at) {
    switch (table_) {
      case Table::messages:
        return message(row, std::move(at));
      case Table::connections:
      case Table::contacts:
      case Table::people:
        return person(row, std::move(at));
      case Table::invitations:
        return invitation(row, std::move(at));
      case Table::shares:
        return share(row, std::move(at));
      case Table::reposts:
        return repost(row, std::move(at));
      case Table::comments:
        return comment(row, std::move(at));
      case Table::recommendations:
        return recommendation(row, std::move(at));
      case Table::media:
        return media(row, std::move(at));
      case Table::follows:
        return follow(row, std::move(at));
      case Table::profile:
        return profile(row, std::move(at));
      case Table::emails:
        return ascii_lower(row.at("primary")) == "yes" ? tally_.owner({.email = tidy_text(row.at("email address"))})
                                                       : void();
      case Table::phones:
        return tally_.owner({.phone = tidy_text(row.at("number"))});
      case Table::drifted:
        return tally_.unknown(row.keys(), std::move(at));
      case Table::nothing:
        return;
    }
  }

  /// The owner has one row; a list of people that looks alike makes none of them the owner.
  void profile(const CsvRecord& row, Locator at) {
    if (std::exchange(owner_said_, true)) return tally_.unknown(row.keys(), std::move(at));
    tally_.owner({.display_name = full_name(row)});
    std::string words = tidy_text(row.at("headline"));
    const std::string summary = tidy_text(row.at("summary"));
    words += (words.empty() || summary.empty() ? "" : "\n") + summary;
    if (!words.empty()) tally_.give_undated(profile_words(std::move(words), std::move(at)));
  }

  void message(const CsvRecord& row, Locator at) {
    // A row that breaks off, or that other hands wrote between: nobody, at no time, said nothing.
    const bool bare = row.at("from").empty() && row.at("date").empty() && row.at("to").empty();
    if (bare && row.at("content").empty() && row.at("attachments").empty())
      return tally_.unknown(row.keys(), std::move(at));
    Message message{.time = time_of(row.at("date")), .text = said(row.at("content"))};
    message.locator = at;
    message.title = tidy_text(row.at("subject"));
    message.recipients = recipients(row);
    const bool group = message.recipients.size() > 1;
    message.conversation = {.key = std::string(row.at("conversation id")),
                            .kind = group ? ConversationKind::group : ConversationKind::direct,
                            .title = tidy_text(row.at("conversation title"))};
    if (AccountRef from = member(row.at("from"), row.at("sender profile url")); !from.empty()) message.sender = from;
    for (std::string* words : {&message.text, &message.title, &message.conversation.title}) repair(*words);
    for (AccountRef& to : message.recipients) repair(to.display_name);
    if (message.sender) repair(message.sender->display_name);
    if (message.conversation.key.empty()) {
      message.conversation.key = two_people_key(row.at("from"), row.at("to"));
      if (is_gone(row.at("from")) || is_gone(row.at("to"))) message.conversation.key.append("/").append(row.at("date"));
      if (row.at("direction").empty()) tally_.drifted(row.keys(), at);
    }
    mark_owner(row, message);
    if (ascii_lower(row.at("is message draft")) == "yes") {
      message.kind = MessageKind::event;
      message.event = "draft";
    }
    for (const std::string_view file : addresses(row.at("attachments")))
      message.attachments.push_back({.name = std::string(prefix(file, 2048)),
                                     .kind = attachment_kind_of(file, {}),
                                     .mime = std::string(mime_of(file))});
    if (message.text.empty() && message.title.empty() && message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  /// Until 2019 a table said of each message which side of it the owner is.
  void mark_owner(const CsvRecord& row, Message& message) {
    const std::string direction = ascii_lower(row.at("direction"));
    if (direction == "outgoing" && message.sender) {
      message.sender->is_owner = true;
      if (!owner_said_) tally_.owner({.display_name = message.sender->display_name});
      owner_said_ = true;
    }
    if (direction == "incoming" && message.recipients.size() == 1) message.recipients.front().is_owner = true;
  }

  ConnectionKind kind_of_list() const {
    if (table_ == Table::people) return ConnectionKind::followed_by;
    return table_ == Table::contacts ? ConnectionKind::contact : ConnectionKind::friend_;
  }

  /// People who left LinkedIn stay in the list as empty rows.
  void person(const CsvRecord& row, Locator at) {
    const bool contact = table_ == Table::contacts;
    // What a list of people is of, only its name says.
    if (table_ == Table::people && name_.find("follower") == std::string::npos)
      return tally_.unknown(row.keys(), std::move(at));
    AccountRef other = member(full_name(row), row.at("url"));
    if (other.display_name.empty() && contact) other.display_name = tidy_text(row.at("fullname"));
    const auto emails = split(row.first_of({"email address", "emails"})),
               phones = split(row.first_of({"phonenumbers", "phone numbers"}));
    if (!emails.empty()) other.email = tidy_text(emails[0]);
    if (!phones.empty()) other.phone = tidy_text(phones[0]);
    if (other.empty()) return tally_.gone();
    Connection found{.kind = kind_of_list(), .owner = owner_ref()};
    found.other = std::move(other);
    found.locator = std::move(at);
    const std::string_view since = row.first_of({"connected on", "createdat", "created at"});
    if (!since.empty()) found.since = time_of(since);
    tally_.give(std::move(found));
  }

  void invitation(const CsvRecord& row, Locator at) {
    const std::string direction = ascii_lower(row.at("direction"));
    const bool sent = direction == "outgoing";
    if (!sent && direction != "incoming") return tally_.unknown(row.keys(), std::move(at));
    const std::string_view inviter = row.first_of({"inviterprofileurl", "inviter profile url"});
    const std::string_view invitee = row.first_of({"inviteeprofileurl", "invitee profile url"});
    const AccountRef other = sent ? member(row.at("to"), invitee) : member(row.at("from"), inviter);
    if (other.empty()) return tally_.gone();
    Timestamp time = time_of(row.at("sent at"));
    const std::string text = said(row.at("message"));
    tally_.give(Connection{.kind = sent ? ConnectionKind::request_sent : ConnectionKind::request_received,
                           .owner = owner_ref(),
                           .other = other,
                           .since = time,
                           .locator = at});
    AccountRef me = member(sent ? row.at("from") : row.at("to"), sent ? inviter : invitee);
    // Of all tables only this one has the owner's address, by which messages.csv calls them.
    if (!owner_said_ && !me.handle.empty()) tally_.owner(me);
    owner_said_ = owner_said_ || !me.handle.empty();
    if (text.empty()) return;
    Message message{.time = std::move(time), .text = text, .locator = std::move(at)};
    const std::string names = content_id({row.at("from"), row.at("to")});
    message.conversation = {.key = "invitation/" + names, .kind = ConversationKind::direct, .title = {}};
    me.is_owner = true;
    message.sender = sent ? me : other;
    message.recipients.push_back(sent ? other : me);
    tally_.give(std::move(message));
  }

  Message written(MessageKind kind, const CsvRecord& row, std::string_view text, std::string_view date, Locator at) {
    Message message{.kind = kind, .time = time_of(row.at(date)), .text = said(row.at(text))};
    message.locator = std::move(at);
    message.sender = owner_ref();
    return message;
  }

  void add_link(const CsvRecord& row, std::string_view column, Message& message) {
    if (const std::string_view link = row.at(column); !link.empty())
      message.attachments.push_back({.name = std::string(prefix(link, 2048)), .kind = AttachmentKind::link});
  }

  void share(const CsvRecord& row, Locator at) {
    Message message = written(MessageKind::post, row, "sharecommentary", "date", std::move(at));
    add_link(row, "sharedurl", message);
    if (const std::string_view file = row.at("mediaurl"); !file.empty())
      message.attachments.push_back({.name = std::string(prefix(file, 2048)), .kind = AttachmentKind::image});
    const std::string who = ascii_lower(row.at("visibility"));
    const bool all = who.empty() || who == "public" || who == "member_network" || who == "anyone";
    message.conversation = {
        .key = "post/" + place(row.at("sharelink"), message),
        .kind = all && who != "member_network" ? ConversationKind::public_ : ConversationKind::group,
        .title = {}};
    if (message.text.empty() && message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  /// A post of somebody passed on without a word.
  void repost(const CsvRecord& row, Locator at) {
    Message message = written(MessageKind::post, row, "message", "date", std::move(at));
    add_link(row, "link", message);
    message.flags.forwarded = true;
    message.conversation = {
        .key = "repost/" + place(row.at("link"), message), .kind = ConversationKind::public_, .title = {}};
    if (message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  void comment(const CsvRecord& row, Locator at) {
    Message message = written(MessageKind::comment, row, "message", "date", std::move(at));
    add_link(row, "link", message);
    message.conversation = {
        .key = "post/" + place(row.at("link"), message), .kind = ConversationKind::public_, .title = {}};
    if (message.text.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  static std::string place(std::string_view link, const Message& message) {
    return link.empty() ? content_id({message.time.raw, message.text}) : std::string(prefix(link, 2048));
  }

  /// Who wrote it, only the name of the file says: Recommendations_Given.csv, …_Received.csv. The person is the other.
  void recommendation(const CsvRecord& row, Locator at) {
    Message message = written(MessageKind::event, row, "text", "creation date", std::move(at));
    message.event = "recommendation";
    message.sender.reset();
    const bool given = name_.find("given") != std::string::npos, received = name_.find("received") != std::string::npos;
    if (AccountRef other{.display_name = full_name(row)}; !other.empty()) {
      if (received) message.sender = other;
      if (received) message.recipients.push_back(owner_ref());
      if (!received) message.tagged.push_back(std::move(other));
    }
    if (given) message.sender = owner_ref();
    message.conversation = {.key = "recommendation/" + content_id({message.time.raw, message.text}),
                            .kind = ConversationKind::public_,
                            .title = {}};
    tally_.give(std::move(message));
  }

  void media(const CsvRecord& row, Locator at) {
    const std::string_view link = row.at("media link");
    if (link.empty()) return tally_.absent();
    MediaItem item{
        .publisher = owner_ref(), .published = time_of(row.first_of({"date/time", "time"})), .locator = std::move(at)};
    item.file = {.name = std::string(prefix(link, 2048)), .kind = AttachmentKind::image};
    item.file.caption = tidy_text(row.at("media description"));
    tally_.give(std::move(item));
  }

  void follow(const CsvRecord& row, Locator at) {
    const std::string name = tidy_text(row.at("fullname"));
    if (name.empty()) return tally_.gone();
    const bool active = ascii_lower(row.at("status")) != "inactive";
    Connection found{.kind = active ? ConnectionKind::follows : ConnectionKind::removed, .owner = owner_ref()};
    found.other = {.display_name = name};
    found.locator = std::move(at);
    found.since = time_of(row.at("date"));
    tally_.give(std::move(found));
  }

  Tally tally_;
  std::string name_;
  Table table_ = Table::nothing;
  bool owner_said_ = false;
  std::uint64_t repaired_ = 0;
};

constexpr auto kFiles = std::to_array<std::string_view>({"Connections.csv", "Invitations.csv", "messages.csv",
                                                         "Shares.csv", "Comments.csv", "Profile.csv"});

bool is_ours(std::string_view path) {
  return std::ranges::any_of(kFiles, [&](std::string_view name) { return is_named(path, name); });
}

/// Columns or addresses that tables of others do not have.
bool is_told_inside(const EntryReader& entry, const CsvHead& head) {
  return head.has({"from", "to", "date", "content", "direction", "folder"}) ||
         head.has({"firstname", "lastname", "emails", "phonenumbers"}) || mentions(entry.head(), {"linkedin.com/"});
}

/// Columns that no version has, in a file of LinkedIn's name, in a download or folder of LinkedIn's name.
std::optional<CsvHead> drifted_head(const EntryReader& entry) {
  const std::string where = ascii_lower(entry.source_name()) + "/" + ascii_lower(entry.path());
  if (!is_ours(entry.path()) || where.find("linkedin") == std::string::npos) return std::nullopt;
  return find_csv_head(entry.head(), [](const CsvHead& head) { return head.names.size() >= 3; });
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  const auto known = head_of(entry);
  if (const auto head = known ? known : drifted_head(entry)) Reader(entry, sink).read(entry, *head);
}

Bid bid(const EntryReader& entry) {
  const std::string_view path = entry.path();
  if (!path.ends_with(".csv")) return Bid::no;
  if (entry.head().empty()) return is_ours(path) && !is_named(path, "messages.csv") ? Bid::weak : Bid::no;
  const auto head = head_of(entry);
  if (!head) return drifted_head(entry) ? Bid::weak : Bid::no;
  const Table table = *table_of(*head);
  const bool sure = head->has({"conversation id"}) || head->has({"sender profile url"}) || !is_common(table);
  if (sure) return Bid::certain;
  // Those of kFiles are asked about too.
  constexpr auto kNames = std::to_array<std::string_view>(
      {"Contacts.csv", "ImportedContacts.csv", "Imported Contacts.csv", "Email Addresses.csv",
       "PhoneNumbers.csv", "Phone Numbers.csv", "InstantReposts.csv", "Reactions.csv", "Votes.csv",
       "Positions.csv", "Education.csv", "Company Follows.csv", "Events.csv", "Followers.csv", "Registration.csv",
       "Logins.csv",
       "SearchQueries.csv", "Ads Clicked.csv", "Endorsement_Received_Info.csv", "Endorsement_Given_Info.csv",
       "Saved Jobs.csv", "Job Applications.csv"});
  const bool named = is_ours(path) || is_told_inside(entry, *head) ||
                     std::ranges::any_of(kNames, [&](std::string_view name) { return is_named(path, name); });
  if (table == Table::profile || table == Table::emails) return named ? Bid::certain : Bid::likely;
  return named ? Bid::likely : Bid::no;
}

}  // namespace

constinit const Importer importer{.id = "linkedin-csv",
                                  .platform = "linkedin",
                                  .versions = "2017-2026",
                                  .gaps = "format.linkedin-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::linkedin_csv
