// A Teams conversation as Microsoft Purview writes it out (review set, folder Conversations): a page of HTML with, out
// of sight, the data of each message in CDATA sections.
//
//   <![CDATA[{"MessageId": "1767600000000", "From": "Bas Visser <b@school.example>", "SentDateTime":
//   "2026-01-05T08:00:00Z",
//             "Body": "Hoi"}]]>  or the same as XML: <Message MessageId="…"><From>…</From></Message>
//   -> a message for each; the page as it reads is kept beside them as one event "transcript", of nobody
//
// Microsoft publishes no description of these sections. Fields are found by their names, in any spelling; a page
// without them gives its text as the transcript alone, so that it can be found, and nobody is held to have said it.
//
// Gaps: the times in the visible text are not read; each participant's mailbox gives its own copy of a conversation.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "html_text.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"
#include "schouw/base/xml.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::purview_conversation {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{256} << 20;
constexpr std::string_view kOpen = "<![CDATA[", kClose = "]]>";

enum class Field {
  id,
  sender,
  time,
  text,
  conversation,
  title,
  deleted,
  name,  ///< of whatever party the object is, as the next two
  mail,
  user_id,
  sender_mail,  ///< where the sender is an object, as the next
  sender_id,
  text_format,  ///< "text" or "html", where the body is an object
};
struct FieldName {
  std::string_view name;  ///< lower case, letters only
  Field field;
};
constexpr auto kFields = std::to_array<FieldName>({{"messageid", Field::id},
                                                   {"itemid", Field::id},
                                                   {"internetmessageid", Field::id},
                                                   {"id", Field::id},
                                                   {"from", Field::sender},
                                                   {"sender", Field::sender},
                                                   {"sendername", Field::sender},
                                                   {"author", Field::sender},
                                                   {"emailsender", Field::sender},
                                                   {"sentdatetime", Field::time},
                                                   {"senttime", Field::time},
                                                   {"sent", Field::time},
                                                   {"createddatetime", Field::time},
                                                   {"datesent", Field::time},
                                                   {"emaildatesent", Field::time},
                                                   {"date", Field::time},
                                                   {"timestamp", Field::time},
                                                   {"body", Field::text},
                                                   {"content", Field::text},
                                                   {"text", Field::text},
                                                   {"messagebody", Field::text},
                                                   {"message", Field::text},
                                                   {"conversationid", Field::conversation},
                                                   {"threadid", Field::conversation},
                                                   {"chatid", Field::conversation},
                                                   {"conversationname", Field::title},
                                                   {"topic", Field::title},
                                                   {"subject", Field::title},
                                                   {"channelname", Field::title},
                                                   {"deleteddatetime", Field::deleted},
                                                   {"name", Field::name},
                                                   {"displayname", Field::name},
                                                   {"email", Field::mail},
                                                   {"mail", Field::mail},
                                                   {"address", Field::mail},
                                                   {"emailaddress", Field::mail},
                                                   {"smtpaddress", Field::mail},
                                                   {"userprincipalname", Field::mail},
                                                   {"contenttype", Field::text_format}});

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : ascii_lower(name))
    if (c >= 'a' && c <= 'z') letters += c;
  return letters;
}

std::optional<Field> field_of(std::string_view name) {
  const std::string letters = letters_of(name);
  const auto found = std::ranges::find(kFields, std::string_view(letters), &FieldName::name);
  return found == kFields.end() ? std::nullopt : std::optional(found->field);
}

using Fields = std::map<Field, std::string>;

void put(Fields& fields, std::string_view name, std::string_view value) {
  if (const auto field = field_of(name); field && !trim(value).empty()) fields.emplace(*field, value);
}

bool is_message(const Fields& fields) { return fields.contains(Field::sender) && fields.contains(Field::time); }

std::string get(const Fields& fields, Field field) {
  const auto found = fields.find(field);
  return found == fields.end() ? std::string{} : tidy_text(found->second);
}

/// What an object says of the party or the body that it is: {"Name": …, "Email": …}, Graph's {"user": {"id": …,
/// "displayName": …}} and {"contentType": "html", "content": …}. `key`: as what it stands in `fields`.
void lift(Fields& fields, std::string_view key, const Fields& inner) {
  const auto take = [&](Field from, Field to) {
    if (const auto found = inner.find(from); found != inner.end()) fields.emplace(to, found->second);
  };
  const auto field = field_of(key);
  const std::string letters = letters_of(key);
  if (field == Field::text) {
    take(Field::text, Field::text);
    take(Field::text_format, Field::text_format);
  } else if (field == Field::sender) {
    take(Field::name, Field::sender);
    take(Field::mail, Field::sender);
    take(Field::mail, Field::sender_mail);
    take(Field::user_id, Field::sender_id);
  } else if (field == Field::mail || letters == "user" || letters == "application") {
    take(Field::name, Field::name);
    take(Field::mail, Field::mail);
    take(Field::user_id, Field::user_id);
    if (letters == "user") take(Field::id, Field::user_id);
  }
}

/// Of the whole page.
struct Found {
  std::vector<Fields> messages = {};
  std::vector<Json> others = {};  ///< nearly a message: without the sender or the time
};

bool is_nearly_message(const Fields& fields) {
  return fields.contains(Field::id) && fields.contains(Field::text) &&
         (fields.contains(Field::sender) || fields.contains(Field::time));
}

/// The fields of an object, also those that are objects of their own.
Fields fields_of(const Json& value, Fields fields, int depth) {
  for (const auto& [key, member] : value.members()) {
    if (member.is_string()) put(fields, key, member.str());
    if (member.is_integer()) put(fields, key, std::to_string(member.integer().value_or(0)));
    if (member.is_object() && depth < 4) lift(fields, key, fields_of(member, {}, depth + 1));
  }
  return fields;
}

/// Objects of JSON at any depth that have a sender and a time.
/// What the objects around it say of the conversation holds for them too.
void from_json(const Json& value, Fields fields, int depth, Found& out) {
  if (depth > 16) return;
  fields = fields_of(value, std::move(fields), 0);
  const bool nearly = !is_message(fields) && is_nearly_message(fields);
  if (is_message(fields)) out.messages.push_back(fields);
  const std::size_t before = out.messages.size();
  std::erase_if(fields, [](const auto& one) { return one.first != Field::conversation && one.first != Field::title; });
  for (const auto& [key, member] : value.members()) from_json(member, fields, depth + 1, out);
  for (const Json& one : value.items()) from_json(one, fields, depth + 1, out);
  if (nearly && out.messages.size() == before) out.others.push_back(value);
}

/// Elements with attributes or children that name a sender and a time.
void from_xml(std::string_view xml, Found& out) {
  std::vector<Fields> open{{}};
  XmlVisitor visitor;
  visitor.start = [&](const XmlElement& element, std::uint64_t) {
    open.emplace_back();
    for (const auto& [key, value] : element.attributes) put(open.back(), key, value);
  };
  visitor.end = [&](std::string_view name, std::string_view text) {
    if (open.size() < 2) return;
    Fields fields = std::move(open.back());
    open.pop_back();
    if (is_message(fields)) {
      if (!text.empty()) fields.emplace(Field::text, text);
      out.messages.push_back(std::move(fields));
      return;
    }
    if (is_nearly_message(fields)) out.others.push_back(Json(Json::Object{{std::string(name), Json(true)}}));
    put(open.back(), name, text);
    lift(open.back(), name, fields);
  };
  const std::string whole = "<all>" + std::string(xml) + "</all>";
  std::string_view rest = whole;
  stream_xml([&rest] { return std::span<const char>(std::exchange(rest, std::string_view{})); }, visitor);
}

/// "Bas Visser <b@school.example>" or one of the two.
AccountRef account(std::string_view written) {
  const std::string text = tidy_text(written);
  const auto open = text.find('<'), close = text.find('>'), at = text.find('@');
  if (open < close && close != std::string::npos && at > open && at < close)
    return {.display_name = tidy_text(text.substr(0, open)),
            .email = tidy_text(text.substr(open + 1, close - open - 1))};
  return at != std::string::npos && text.find(' ') == std::string::npos ? AccountRef{.email = text}
                                                                        : AccountRef{.display_name = text};
}

AccountRef sender_of(const Fields& fields) {
  AccountRef out = account(get(fields, Field::sender));
  if (const std::string mail = get(fields, Field::sender_mail); out.email.empty() && mail.find('@') != std::string::npos)
    out.email = mail;
  out.native_id = get(fields, Field::sender_id);
  return out;
}

/// "1/5/2026 8:00:00 AM": the order of day and month. A part above 12 says it, of this date or of another in the page
/// that is written in the same way; else a clock of twelve hours is American. The rest is nobody's guess.
class NumberDates {
 public:
  void look(std::string_view written) {
    const auto parts = parts_of(written);
    if (!parts) return;
    Seen& seen = seen_[parts->twelve_hours];
    seen.day_first = seen.day_first || parts->first > 12;
    seen.month_first = seen.month_first || parts->second > 12;
  }

  Timestamp read(std::string_view written) const {
    const auto parts = parts_of(written);
    if (!parts) return {};
    const Seen& seen = seen_[parts->twelve_hours];
    const bool both = seen.day_first && seen.month_first;
    if (parts->first > 12 || (parts->second <= 12 && seen.day_first && !both))
      return parse_us_date(std::to_string(parts->second) + "/" + std::to_string(parts->first) + std::string(parts->rest));
    if (parts->second > 12 || (seen.month_first && !both) || (parts->twelve_hours && !both)) return parse_us_date(written);
    return {};
  }

 private:
  struct Parts {
    int first, second;
    std::string_view rest;  ///< from the second '/'
    bool twelve_hours;
  };
  struct Seen {
    bool day_first = false, month_first = false;
  };

  static std::optional<Parts> parts_of(std::string_view written) {
    for (const std::string_view shape : {"0/0/0000", "00/0/0000", "0/00/0000", "00/00/0000"}) {
      if (!has_shape(written, shape)) continue;
      const auto slash = written.find('/'), other = written.find('/', slash + 1);
      const std::string lower = ascii_lower(written);
      return Parts{number(written.substr(0, slash)), number(written.substr(slash + 1, other - slash - 1)),
                   written.substr(other), lower.find("am") != lower.npos || lower.find("pm") != lower.npos};
    }
    return std::nullopt;
  }
  static int number(std::string_view digits) {
    int n = 0;
    for (const char c : digits) n = n * 10 + (c - '0');
    return n;
  }

  std::array<Seen, 2> seen_ = {};  ///< clocks of twelve hours apart
};

/// Purview shows all times in UTC.
Timestamp time_of(const Fields& fields, const NumberDates& dates) {
  const std::string written = get(fields, Field::time);
  Timestamp time = parse_iso8601(written);
  if (time.basis == Timestamp::Basis::none) time = parse_written_date(written);
  if (time.basis == Timestamp::Basis::none) time = dates.read(written);
  if (time.basis == Timestamp::Basis::local) time.basis = Timestamp::Basis::instant;
  time.raw = written;
  return time;
}

/// The sections, and the page without them.
struct Sections {
  std::vector<std::pair<std::string_view, std::uint64_t>> data;
  std::string page;
  std::optional<std::uint64_t> open_at;  ///< the file ends within one
};

Sections sections_of(std::string_view html) {
  Sections out;
  std::size_t at = 0;
  while (at < html.size()) {
    const auto begin = html.find(kOpen, at);
    out.page += html.substr(at, std::min(begin, html.size()) - at);
    if (begin == std::string_view::npos) break;
    const auto end = html.find(kClose, begin);
    if (end == std::string_view::npos) {
      out.open_at = begin;
      break;
    }
    out.data.emplace_back(html.substr(begin + kOpen.size(), end - begin - kOpen.size()), begin);
    at = end + kClose.size();
  }
  return out;
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), name_(base_name(entry.path())) {}

  void read(std::string_view html) {
    const Sections sections = sections_of(html);
    for (const auto& [data, byte] : sections.data) section(data, Locator::at_byte(byte));
    for (const auto& [message, fields] : messages_) dates_.look(get(fields, Field::time));
    for (auto& [message, fields] : messages_) give(std::move(message), fields);
    transcript(sections.page);
    if (sections.open_at || html.find("</html>") == std::string_view::npos)
      tally_.problem({.code = "data-cut",
                      .severity = Severity::high,
                      .loss = Loss::partial,
                      .locator = Locator::at_byte(sections.open_at.value_or(html.size()))});
    if (messages_.empty())
      tally_.problem({.code = "transcript-undivided", .severity = Severity::medium, .loss = Loss::none, .args = {}});
    tally_.finish();
  }

 private:
  void section(std::string_view data, const Locator& at) {
    Found found;
    const std::string_view start = trim(data);
    if (start.starts_with('{') || start.starts_with('[')) {
      JsonDamage damage;
      from_json(parse_json_leniently(start, damage), {}, 0, found);
    } else if (start.starts_with('<')) {
      from_xml(start, found);
    }
    for (const Json& other : found.others) tally_.unknown(other, at);
    for (Fields& fields : found.messages) {
      if (const std::string id = get(fields, Field::conversation); !id.empty() && key_.empty()) key_ = id;
      if (const std::string title = get(fields, Field::title); !title.empty() && title_.empty()) title_ = title;
      messages_.emplace_back(Message{.locator = at}, std::move(fields));
    }
  }

  ConversationRef conversation() const {
    const std::string key = key_.empty() ? "transcript/" + fold(name_) : key_;
    return {.key = key, .kind = ConversationKind::group, .title = title_};
  }

  void give(Message message, const Fields& fields) {
    message.conversation = conversation();
    message.sender = sender_of(fields);
    message.time = time_of(fields, dates_);
    message.native_id = get(fields, Field::id);
    message.flags.deleted = fields.contains(Field::deleted);
    const std::string body = get(fields, Field::text);
    if (ascii_lower(get(fields, Field::text_format)) == "text") {
      message.text = body;
    } else {
      HtmlText text = html_to_text(body);
      message.text = std::move(text.text);
      message.quoted = std::move(text.quoted);
    }
    if (message.text.empty() && message.quoted.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  void transcript(std::string_view page) {
    const HtmlText text = html_to_text(page);
    if (text.too_deep)
      tally_.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
    Message message{.kind = MessageKind::event, .event = "transcript", .locator = Locator::at_byte(0)};
    message.conversation = conversation();
    message.text = text.text;
    message.quoted = text.quoted;
    if (message.text.empty() && message.quoted.empty()) return;
    // It has no time of its own: that of its first message, or none, which is no problem of this file.
    if (!messages_.empty()) message.time = time_of(messages_.front().second, dates_);
    tally_.give_undated(std::move(message));
  }

  Tally tally_;
  std::string name_, key_, title_;
  NumberDates dates_;
  std::vector<std::pair<Message, Fields>> messages_;
};

bool in_conversations(std::string_view path) {
  const std::string lower = "/" + ascii_lower(path);
  return lower.find("/conversations/") != std::string::npos || lower.find("/teamsmessagesdata/") != std::string::npos;
}

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  std::size_t replaced = 0;
  const std::string head = ascii_lower(to_utf8(entry.head(), sniff_encoding(entry.head()), replaced));
  if (head.substr(0, 4096).find("<html") == std::string::npos) return Bid::no;
  const bool data = head.find("<![cdata[") != std::string::npos;
  const bool fields = head.find("conversationid") != std::string::npos || head.find("messageid") != std::string::npos;
  if (data && fields) return Bid::likely;
  return in_conversations(entry.path()) ? Bid::weak : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Reader reader(entry, sink);
  reader.read(whole_text(entry, kMaxPageBytes, sink));
}

}  // namespace

constinit const Importer importer{.id = "purview-conversation",
                                  .platform = "teams",
                                  .versions = "review set 2020-2026",
                                  .gaps = "format.purview-conversation.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::purview_conversation
