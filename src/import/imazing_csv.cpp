// iMazing, a program of others: the messages (iMessage, SMS) or WhatsApp chats of an iPhone as a table.
//
//   Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Replying to,Subject,Text,Attachment,Attachment type
//   Bas Groen,2024-01-05 10:01:02,iMessage,Incoming,+31610000202,Bas Groen,Read,,,Hoi,,
//   Bas Groen,2024-01-05 10:02:02,iMessage,Outgoing,,,Read,,,Dag,,
//   -> a message of +31610000202, and one of the owner, in a conversation of two
//
// Gaps: no zone; whose phone it was; reactions and who read it are not read; a file is known by its name. The names of the
// columns are read in English.
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::imazing_csv {

extern const Importer importer;

namespace {

constexpr std::size_t kMostSessions = 20'000;

std::optional<CsvHead> head_of(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return head.has({"chat session", "message date", "type", "sender id", "text"});
  });
}

/// The table of a chat of WhatsApp has no column for the service, and some of its own.
Importer importer_for(const CsvHead& head) {
  Importer out = importer;
  if (!head.has({"service"}) && (head.has({"sent date"}) || head.has({"forwarded"}))) out.platform = "whatsapp";
  return out;
}

bool is(std::string_view value, std::string_view word) { return ascii_lower(value) == word; }

/// A number, a mail address, or else what WhatsApp calls somebody: "31610000203@s.whatsapp.net" is the number.
AccountRef person(std::string id, std::string name) {
  AccountRef who{.display_name = std::move(name)};
  if (const auto at = id.find("@s.whatsapp.net"); at != std::string::npos) id = "+" + id.substr(0, at);
  if (id.find('@') != std::string::npos)
    who.email = id;
  else if (id.starts_with('+') || (!id.empty() && id.find_first_not_of("0123456789 -()") == std::string::npos))
    who.phone = id;
  else
    who.handle = id;
  if (who.display_name == id) who.display_name.clear();
  return who;
}

AccountRef sender_of(const CsvRecord& row) {
  return person(tidy_text(row.at("sender id")), tidy_text(row.at("sender name")));
}

/// A chat of two is called as the other is. A name may as well be that of a group; a number or mail address is not.
AccountRef named_by(const std::string& session) {
  const AccountRef one = person(session, {});
  return one.handle.empty() ? one : AccountRef{};
}

/// Chats of some that have no name of their own: "Noor & Bas", "Noor, Bas & Mees".
bool names_some(std::string_view session) {
  return session.find(" & ") != std::string_view::npos || session.find(", ") != std::string_view::npos;
}

/// Who writes besides the owner.
struct Session {
  std::set<std::string> keys;
  AccountRef first;
};

class Table {
 public:
  Table(EntryReader& entry, const CsvHead& head, RecordSink& sink)
      : importer_(importer_for(head)), tally_(importer_, root_of(entry), sink) {
    where_ = with_archive(entry, entry.path());
    read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) { look(row, part); });
    entry.rewind();
    tally_.finish(read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) { take(row, part); }));
  }

 private:
  static std::string root_of(const EntryReader& entry) {
    const std::string_view path = entry.path();
    return std::string(path.substr(0, path.size() - base_name(path).size()));
  }

  /// Who writes besides the owner tells a chat of two from a group.
  void look(const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut || !is(row.at("type"), "incoming")) return;
    const std::string session = fold(row.at("chat session"));
    if (sessions_.size() >= kMostSessions && !sessions_.contains(session)) return;
    Session& known = sessions_[session];
    if (known.keys.empty()) known.first = sender_of(row);
    if (known.keys.size() < 2) known.keys.insert(fold(row.first_of({"sender id", "sender name"})));
  }

  ConversationRef conversation(const CsvRecord& row) const {
    const std::string title = tidy_text(row.at("chat session")), key = fold(title);
    const auto found = sessions_.find(key);
    const bool alone = found == sessions_.end() || found->second.keys.size() < 2;
    const bool group = !alone || (names_some(title) && (found == sessions_.end() || found->second.first.display_name != title));
    return {.key = one_sided_key(key, where_),
            .kind = group ? ConversationKind::group : ConversationKind::direct,
            .title = title};
  }

  /// In a chat of two the other; who is in a group the table does not say.
  void address(const CsvRecord& row, Message& message) const {
    if (message.conversation.kind != ConversationKind::direct || message.kind != MessageKind::message) return;
    if (message.sender && !message.sender->is_owner) return message.recipients.push_back({.is_owner = true});
    const auto found = sessions_.find(fold(row.at("chat session")));
    AccountRef other = found == sessions_.end() ? AccountRef{} : found->second.first;
    if (other.empty()) other = named_by(message.conversation.title);
    if (!other.empty()) message.recipients.push_back(std::move(other));
  }

  void take(const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return tally_.cut();
    Message message{.conversation = conversation(row), .time = parse_iso8601(row.at("message date"))};
    message.locator = Locator::at_line(row.line());
    message.title = tidy_text(row.at("subject"));
    message.text = tidy_text(row.at("text"));
    message.quoted = tidy_text(row.at("replying to"));
    message.flags.edited = !row.at("edited date").empty();
    message.flags.deleted = !row.at("deleted date").empty();
    message.flags.forwarded = !row.at("forwarded").empty() && !is(row.at("forwarded"), "no");
    add_file(row, message);
    if (is(row.at("type"), "outgoing"))
      message.sender = AccountRef{.is_owner = true};
    else if (is(row.at("type"), "incoming"))
      message.sender = sender_of(row);
    else
      message.kind = MessageKind::system;
    if (message.sender && message.sender->empty()) message.sender.reset();
    address(row, message);
    const bool silent = message.text.empty() && message.title.empty() && message.attachments.empty();
    if (silent && message.kind == MessageKind::message && !message.flags.deleted) tally_.absent();
    tally_.give(std::move(message));
  }

  static void add_file(const CsvRecord& row, Message& message) {
    const std::string name = tidy_text(row.at("attachment")), type = ascii_lower(row.at("attachment type"));
    if (name.empty() && type.empty()) return;
    Attachment file{.name = name, .mime = std::string(mime_of(name)), .uri = name};
    file.kind = attachment_kind_of(name, file.mime);
    constexpr auto kKinds = std::to_array<std::pair<std::string_view, AttachmentKind>>(
        {{"image", AttachmentKind::image},
         {"photo", AttachmentKind::image},
         {"video", AttachmentKind::video},
         {"audio", AttachmentKind::audio},
         {"sticker", AttachmentKind::sticker},
         {"contact", AttachmentKind::contact},
         {"location", AttachmentKind::location},
         {"link", AttachmentKind::link},
         {"poll", AttachmentKind::poll}});
    for (const auto& [word, kind] : kKinds)
      if (type.find(word) != std::string::npos) file.kind = kind;
    message.attachments.push_back(std::move(file));
  }

  Importer importer_;
  Tally tally_;
  std::string where_;
  std::map<std::string, Session, std::less<>> sessions_;
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head(), {"Chat Session", "chat session"})) return Bid::no;
  return head_of(entry) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (const auto head = head_of(entry)) Table(entry, *head, sink);
}

}  // namespace

constinit const Importer importer{.id = "imazing-csv",
                                  .platform = "imessage",
                                  .versions = "2019-2026",
                                  .gaps = "format.imazing-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::imazing_csv
