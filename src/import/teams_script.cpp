// Teams, as scripts of administrators save what Graph gave them: a table, or the text of Export-TeamsChat.
//
//   "Timestamp","Sender","MessageType","Content","MessageId"
//   "createdDateTime","From","FromEmail","ChatId","Body"
//
//   Microsoft Teams Chat Export
//   - Chat ID: 19:…@thread.v2
//   [2026-01-05 09:00:00] Karin Jansen:
//      Goedemorgen
//   -> messages of Teams, read as those of Graph; the key is the chat id where there is one, else the file
//
// Every script has columns of its own: they are found by their names, and a table is one of Teams only where its ids, its
// columns or its name say so. Times without a zone are of the clock of who ran the script.
//
// Gaps: names only, as a rule; what a script left out. "1/5/2026" has no time where nothing shows which part is the day.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "teams_message.h"
#include "whole_entry.h"

namespace schouw::teams_script {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;
constexpr std::string_view kObject = "@{";  ///< what PowerShell makes of an object in a table
constexpr std::string_view kTextTitle = "Microsoft Teams Chat Export";

enum class Field { time, sender, mail, user_id, text, id, chat, channel, title, type, reply, deleted };
struct FieldName {
  std::string_view name;  ///< lower case, letters only
  Field field;
};
constexpr auto kFields = std::to_array<FieldName>({
    {"createddatetime", Field::time}, {"timestamp", Field::time},      {"created", Field::time},
    {"createdat", Field::time},       {"datetime", Field::time},       {"date", Field::time},
    {"sentdatetime", Field::time},    {"senttime", Field::time},       {"messagetime", Field::time},
    {"datum", Field::time},           {"time", Field::time},           {"sender", Field::sender},
    {"sendername", Field::sender},    {"senderdisplayname", Field::sender},
    {"from", Field::sender},          {"fromname", Field::sender},     {"fromuser", Field::sender},
    {"fromdisplayname", Field::sender}, {"fromuserdisplayname", Field::sender},
    {"author", Field::sender},        {"user", Field::sender},         {"displayname", Field::sender},
    {"afzender", Field::sender},      {"username", Field::sender},     {"senderemail", Field::mail},
    {"fromemail", Field::mail},       {"email", Field::mail},          {"useremail", Field::mail},
    {"userprincipalname", Field::mail}, {"senderupn", Field::mail},    {"upn", Field::mail},
    {"fromuserid", Field::user_id},   {"senderid", Field::user_id},    {"userid", Field::user_id},
    {"fromid", Field::user_id},       {"content", Field::text},        {"body", Field::text},
    {"bodycontent", Field::text},     {"message", Field::text},        {"messagecontent", Field::text},
    {"messagebody", Field::text},     {"messagetext", Field::text},    {"text", Field::text},
    {"bericht", Field::text},         {"messageid", Field::id},        {"id", Field::id},
    {"chatid", Field::chat},          {"threadid", Field::chat},       {"conversationid", Field::chat},
    {"channelid", Field::channel},    {"chattopic", Field::title},     {"topic", Field::title},
    {"chatname", Field::title},       {"channelname", Field::title},   {"channel", Field::title},
    {"messagetype", Field::type},     {"replytoid", Field::reply},     {"parentmessageid", Field::reply},
    {"deleteddatetime", Field::deleted},
});

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : ascii_lower(name))
    if (c >= 'a' && c <= 'z') letters += c;
  return letters;
}

/// The columns of a table, by what they hold; the first of several.
class Columns {
 public:
  explicit Columns(const CsvHead& head) {
    for (const std::string& name : head.names) letters_.push_back(letters_of(name));
    for (const FieldName& one : kFields)
      if (const auto found = std::ranges::find(letters_, one.name); found != letters_.end() && !column(one.field))
        columns_.emplace_back(one.field, static_cast<std::size_t>(found - letters_.begin()));
  }

  bool are_messages() const { return column(Field::time) && column(Field::sender) && column(Field::text); }
  bool has(std::string_view letters) const { return std::ranges::find(letters_, letters) != letters_.end(); }
  /// "TeamName" with "ChannelName".
  bool has_word(std::string_view word) const {
    return std::ranges::any_of(letters_, [&](const std::string& name) { return name.starts_with(word); });
  }
  std::string at(const CsvRecord& row, Field field) const {
    const auto found = column(field);
    return found ? std::string(row.at(*found)) : std::string();
  }

 private:
  std::optional<std::size_t> column(Field field) const {
    const auto found = std::ranges::find(columns_, field, &std::pair<Field, std::size_t>::first);
    return found == columns_.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<std::string> letters_ = {};
  std::vector<std::pair<Field, std::size_t>> columns_ = {};
};

/// Tables of messages there are many of: this one says that it is Teams', and no table of mails.
bool is_of_teams(const Columns& columns, std::string_view head, std::string_view name) {
  for (const std::string_view of_mail : {"torecipients", "ccrecipients", "receiveddatetime", "internetmessageid", "to"})
    if (columns.has(of_mail)) return false;
  if (mentions(head, {"@thread.v2", "@thread.tacv2", "@thread.skype", "@unq.gbl.spaces"})) return true;
  if (columns.has("createddatetime") || columns.has("chattopic") || columns.has("chattype")) return true;
  if (columns.has_word("team") && columns.has_word("channel")) return true;
  return ascii_lower(name).find("teams") != std::string::npos;
}

std::optional<CsvHead> find_table(const EntryReader& entry) {
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head(), sniff_encoding(entry.head()), replaced);
  return find_csv_head(entry.head(), [&](const CsvHead& one) {
    const Columns columns(one);
    return columns.are_messages() && is_of_teams(columns, head, base_name(entry.path()));
  });
}

bool is_text_export(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head.starts_with(kTextTitle) && mentions(head.substr(0, 4096), {"- Chat ID:"});
}

/// "5-1-2026 09:00:00" as Windows in Dutch writes it: the day first. Slashes are American with AM and PM; else a part above
/// 12 has to show the day.
Timestamp time_of(std::string_view written) {
  Timestamp time = parse_iso8601(written);
  if (time.basis == Timestamp::Basis::none) time = parse_written_date(written);
  if (time.basis != Timestamp::Basis::none) return time;
  const auto blank = std::min(written.find(' '), written.size());
  const std::string lower = ascii_lower(written);
  const bool twelve_hours = lower.ends_with("am") || lower.ends_with("pm");
  const auto first = written.find_first_of("-/"), second = written.find_first_of("-/", first + 1);
  if (second == written.npos || second > blank) return no_time(std::string(written));
  const auto is_day = [](std::string_view part) { return part.size() == 2 && part > "12"; };
  const bool day_first = written[first] == '-' || is_day(written.substr(0, first));
  const bool month_first = is_day(written.substr(first + 1, second - first - 1));
  if (written[first] == '/' && (twelve_hours || (month_first && !day_first))) return parse_us_date(written);
  if (twelve_hours || !day_first) return no_time(std::string(written));
  const auto day = parse_date(written.substr(0, blank));
  if (!day) return no_time(std::string(written));
  std::string clock(trim(written.substr(blank)));
  if (clock.find(':') == 1) clock.insert(0, "0");
  return parse_iso8601(to_string(*day) + (clock.empty() ? "" : "T" + clock));
}

/// What Graph would have given.
struct Row {
  std::string time = {}, sender = {}, mail = {}, user_id = {}, text = {}, id = {}, chat = {}, channel = {}, type = {},
              reply = {}, deleted = {};
};

Json as_graph(const Row& row) {
  Json out = Json::object();
  const auto put = [](Json& object, std::string_view key, const std::string& value) {
    if (!value.empty()) object[key] = Json(value);
  };
  put(out, "id", row.id);
  put(out, "messageType", row.type == "unknownFutureValue" ? std::string("systemEventMessage") : row.type);
  put(out, "chatId", row.chat);
  put(out, "replyToId", row.reply);
  put(out, "deletedDateTime", row.deleted);
  if (!row.channel.empty()) {
    out["channelIdentity"] = Json::object();
    out["channelIdentity"]["channelId"] = Json(row.channel);
  }
  Json user = Json::object();
  put(user, "displayName", row.sender);
  put(user, "email", row.mail);
  put(user, "id", row.user_id);
  if (user.size() > 0) {
    out["from"] = Json::object();
    out["from"]["user"] = std::move(user);
  }
  if (row.sender.starts_with(kObject)) out["from"] = Json(row.sender);
  if (row.text.starts_with(kObject)) {
    out["body"] = Json(row.text);  // read there
    return out;
  }
  out["body"] = Json::object();
  const bool markup = row.text.find('<') != std::string::npos && row.text.find('>') != std::string::npos;
  out["body"]["contentType"] = Json(std::string(markup ? "html" : "text"));
  out["body"]["content"] = Json(row.text);
  return out;
}

/// The class of an object, which PowerShell writes in place of what is in it.
bool is_class(std::string_view text) { return text.starts_with("Microsoft.Graph.") || text.starts_with("System."); }

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink),
        file_(with_archive(entry, entry.path())) {}

  void table(EntryReader& entry, const CsvHead& head) {
    const Columns columns(head);
    const CsvDamage damage = read_csv(entry, head, [&](const CsvRecord& record, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      Row row{.time = columns.at(record, Field::time),
              .sender = columns.at(record, Field::sender),
              .mail = columns.at(record, Field::mail),
              .user_id = columns.at(record, Field::user_id),
              .text = columns.at(record, Field::text),
              .id = columns.at(record, Field::id),
              .chat = columns.at(record, Field::chat),
              .channel = columns.at(record, Field::channel),
              .type = columns.at(record, Field::type),
              .reply = columns.at(record, Field::reply),
              .deleted = columns.at(record, Field::deleted)};
      if (row.time.empty() && row.text.empty()) return tally_.unknown(record.keys(), Locator::at_line(record.line()));
      title_ = tidy_text(columns.at(record, Field::title));
      give(std::move(row), Locator::at_line(record.line()));
    });
    finish();
    tally_.finish(damage);
  }

  void text(std::string_view all) {
    std::optional<Row> open;
    std::uint64_t number = 0, began = 0;
    for (std::string_view rest = all; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++number;
      if (line.starts_with("- Chat ID: ") && !open) chat_ = tidy_text(line.substr(11));
      if (has_shape(line, "[0000-00-00 00:00:00] ") && line.ends_with(':')) {
        if (open) give(std::move(*open), Locator::at_line(began));
        open = Row{.time = std::string(line.substr(1, 19)), .sender = std::string(line.substr(22, line.size() - 23))};
        began = number;
      } else if (open && line.starts_with("Exported on: ")) {
        break;
      } else if (open) {
        open->text += std::string(line) + "\n";
      }
    }
    if (open) give(std::move(*open), Locator::at_line(began));
    finish();
    tally_.finish();
  }

 private:
  void give(Row row, const Locator& at) {
    const Timestamp time = time_of(row.time);
    if (row.chat.empty()) row.chat = chat_;
    if (!row.chat.starts_with("19:") && !row.chat.starts_with("48:")) row.chat.clear();
    if (row.type.empty() && row.sender == "System" && trim(row.text).starts_with("System: ")) row.type = "systemEventMessage";
    // The script writes this for whoever Graph names no user for: an app, or nobody any more.
    const bool unnamed = row.sender == "System" || is_class(row.sender);
    if (unnamed) row.sender.clear();
    const bool absent = is_class(row.text);
    if (absent) row.text.clear();
    row.text = trim(row.text);
    const bool known_place = !row.chat.empty() || !row.channel.empty();
    TeamsMessage read = teams_message(as_graph(row), {}, at);
    Message& message = read.message;
    message.time = time;
    message.time.raw = row.time;
    message.conversation.title = title_;
    if (message.kind == MessageKind::system && message.text.empty()) message.text = tidy_text(row.text);
    // Names are no ids: two chats may bear one title.
    if (!known_place)
      message.conversation = {.key = "file/" + fold(file_) + "/" + fold(title_), .kind = ConversationKind::group, .title = title_};
    if (absent || (message.kind == MessageKind::message && message.text.empty() && message.quoted.empty() &&
                   message.attachments.empty()))
      tally_.absent();
    if (message.kind == MessageKind::message && !message.sender) ++unnamed_;
    tally_.give(std::move(message));
  }

  void finish() {
    if (unnamed_ > 0)
      tally_.problem({.code = "sender-absent",
                      .severity = Severity::high,
                      .loss = Loss::none,
                      .locator = Locator::at_line(1),
                      .args = {std::to_string(unnamed_)}});
  }

  Tally tally_;
  std::string file_, chat_, title_;
  std::uint64_t unnamed_ = 0;
};

Bid bid(const EntryReader& entry) {
  if (!is_text_head(entry.head())) return Bid::no;
  if (is_text_export(entry.head())) return Bid::certain;
  const std::string name = ascii_lower(entry.path());
  if (!name.ends_with(".csv") && !name.ends_with(".tsv")) return Bid::no;
  return find_table(entry) ? Bid::weak : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  if (is_text_export(entry.head())) return chat.text(whole_text(entry, kMaxTextBytes, sink));
  if (const auto head = find_table(entry)) chat.table(entry, *head);
}

}  // namespace

constinit const Importer importer{.id = "teams-script",
                                  .platform = "teams",
                                  .versions = "2020-2026",
                                  .gaps = "format.teams-script.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_script
