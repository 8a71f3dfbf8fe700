// What an Outlook item is, and the record it becomes. A mail becomes what the same mail in a mailbox becomes: its own
// headers, where it has them, go the same way (mail_gmime.cpp, mail_message.cpp).
//
//   IPM.Note, IPM.Schedule.*, IPM.Post  -> a mail     in TeamsMessagesData, or IPM.SkypeTeams.* -> a chat message
//   IPM.Contact -> a contact            IPM.Appointment -> an event     REPORT.* -> an event (receipt)
#include "mapi_item.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "html_text.h"
#include "mail_calendar.h"
#include "mail_gmime.h"
#include "mail_message.h"
#include "mail_text.h"
#include "mapi_address.h"
#include "schouw/base/cms.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "teams_mailbox.h"

namespace schouw {
namespace {

namespace tag {
constexpr std::uint16_t kClass = 0x001A, kSubject = 0x0037, kSubmitted = 0x0039, kHeaders = 0x007D, kDelivered = 0x0E06;
constexpr std::uint16_t kName = 0x3001;
constexpr std::uint16_t kFlags = 0x0E07, kText = 0x1000, kRtf = 0x1009, kTopic = 0x0070, kCreated = 0x3007;
constexpr std::uint16_t kMessageId = 0x1035, kReferences = 0x1039, kInReplyTo = 0x1042;
constexpr std::uint16_t kFileShort = 0x3704, kFileLong = 0x3707, kFileMethod = 0x3705, kFileMime = 0x370E;
/// Of the contact alone: an assistant's and a company's number are others'.
constexpr std::array<std::uint16_t, 9> kPhones{0x3A1C, 0x3A09, 0x3A2F, 0x3A08, 0x3A1B, 0x3A1A, 0x3A1F, 0x3A02, 0x3A1E};
/// PidLidEmail1EmailAddress with its PidLidEmail1OriginalDisplayName, and so on.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kContactMails{
    {{"#8083", "#8084"}, {"#8093", "#8094"}, {"#80A3", "#80A4"}}};
}  // namespace tag

MapiBody split_body(std::string_view text) {
  SaidAndQuoted parts = split_quotes(text);
  return {std::move(parts.said), std::move(parts.quoted)};
}

MapiBody body_of_html(std::string_view html) {
  HtmlText text = html_to_text(html);
  MapiBody out = split_body(text.text);
  if (!text.quoted.empty()) out.quoted += (out.quoted.empty() ? "" : "\n") + text.quoted;
  out.too_deep = text.too_deep;
  return out;
}

MapiBody body_of_text(std::string text) {
  std::erase(text, '\r');
  return split_body(trim(text));
}

MapiBody body_of_rtf(const MapiProps& p) {
  const RtfText rtf = rtf_text(decompress_rtf(p.bytes(tag::kRtf)));
  return rtf.is_html ? body_of_html(rtf.text) : body_of_text(rtf.text);
}

/// "\x01\x04" in front says how long "RE: " is.
std::string subject_of(const MapiProps& p) {
  std::string subject = p.text(tag::kSubject);
  if (!subject.empty() && subject.front() == '\x01') subject.erase(0, 2);
  return std::string(trim(subject));
}

std::string first_id(std::string_view ids) {
  const auto open = ids.find('<');
  if (open == std::string_view::npos) return {};
  ids.remove_prefix(open + 1);
  return std::string(trim(ids.substr(0, ids.find('>')).substr(0, 998)));
}

ParsedMail headers_of(const MapiProps& p) {
  const std::string headers = p.text(tag::kHeaders);
  ParsedMail mail;
  if (headers.find(':') != std::string::npos) mail = parse_mail(headers + "\r\n\r\n");
  mail.said.clear();
  mail.quoted.clear();
  mail.attachments.clear();
  mail.unclosed = mail.parts_limit = mail.tnef_damaged = false;  // the body is elsewhere
  mail.has_headers = true;
  return mail;
}

/// Headers went through an 8-bit code page on their way into the item ("J?rn"); the property did not.
void put_right(std::string& from_header, const std::string& from_property) {
  const bool lost = from_header.find('?') != std::string::npos;
  if (lost && std::ranges::any_of(from_property, [](char c) { return (c & 0x80) != 0; })) from_header = from_property;
}

/// Where an appointment is, when the text does not say so: words of whoever invites, which a guest who answers repeats.
void add_appointment_place(const MapiProps& p, ParsedMail& mail) {
  constexpr std::string_view kLocation = "#8208";  // PidLidLocation
  const std::string kind = ascii_lower(p.text(tag::kClass));
  if (!kind.starts_with("ipm.appointment") && !kind.starts_with("ipm.schedule.")) return;
  const std::string place = lines_not_in({p.named(kLocation)}, {mail.subject, mail.said, mail.quoted});
  if (place.empty()) return;
  std::string& to = kind.starts_with("ipm.schedule.meeting.resp") ? mail.quoted : mail.said;
  to += (to.empty() ? "" : "\n") + place;
}

void fill_in(MapiItem& item, ParsedMail& mail) {
  const MapiProps& p = item.props;
  const AccountRef from = mapi_sender(p);
  complete_sender(from, mail.from);
  if (!mail.from.empty() && same_mapi_party(mail.from.front(), from))
    put_right(mail.from.front().display_name, from.display_name);
  complete_recipients(item.recipients, mail.recipients);
  std::string subject = subject_of(p);
  if (mail.subject.empty()) mail.subject = std::move(subject);
  else put_right(mail.subject, subject);
  if (mail.message_id.empty()) mail.message_id = first_id(p.text(tag::kMessageId));
  if (mail.in_reply_to.empty()) mail.in_reply_to = first_id(p.text(tag::kInReplyTo));
  if (mail.thread_root.empty()) mail.thread_root = first_id(p.text(tag::kReferences));
  MapiBody body = mapi_body(p, mail.content_type);
  mail.said = std::move(body.said);
  mail.quoted = std::move(body.quoted);
  mail.html_too_deep = body.too_deep;
  add_appointment_place(p, mail);
  if (!item.inner.empty()) mail.quoted += (mail.quoted.empty() ? "" : "\n") + item.inner;
  mail.attachments = std::move(item.files);
}

/// What is signed is whole in an attachment (MS-OXOSMIME 2.1): the mail with its signature beside its text, or its text
/// within the signature. The signature is not judged. False: it is encrypted, or damaged.
bool open_signed(const std::string& bytes, ParsedMail& mail) {
  const auto inside = cms_signed_content(bytes);
  const std::string_view entity = inside ? std::string_view(*inside) : std::string_view(bytes);
  if (ascii_lower(entity.substr(0, 2048)).find("content-type:") == std::string::npos) return inside.has_value();
  ParsedMail parsed = parse_mail("MIME-Version: 1.0\r\n" + std::string(entity));  // a part is no mail by itself
  if (mail.said.empty() && mail.quoted.empty()) {
    mail.said = std::move(parsed.said);
    mail.quoted = std::move(parsed.quoted);
  }
  std::ranges::move(parsed.attachments, std::back_inserter(mail.attachments));
  mail.encryption = parsed.encryption;
  return true;
}

Timestamp time_of(const MapiProps& p) {
  for (const std::uint16_t id : {tag::kSubmitted, tag::kDelivered})
    if (Timestamp time = p.time(id); time.basis != Timestamp::Basis::none) return time;
  return {};
}

std::string spare_key(const MapiProps& p, const ParsedMail& mail) {
  const std::string from = mail.from.empty() ? std::string() : mail.from.front().email + mail.from.front().display_name;
  return sha256_hex(from + '\x1f' + mail.subject + '\x1f' + std::to_string(time_of(p).ms) + '\x1f' + mail.said)
      .substr(0, 32);
}

void give_mail_item(MapiItem item, const MapiPlace& place, Locator where, RecordSink& sink) {
  const std::string message_class = ascii_lower(item.props.text(tag::kClass));
  ParsedMail mail = headers_of(item.props);
  fill_in(item, mail);
  mail.deleted = place.deleted;
  const bool smime = message_class.starts_with("ipm.note.smime");
  if (smime && !open_signed(item.smime, mail) && message_class != "ipm.note.smime.multipartsigned")
    mail.encryption = "S/MIME";
  Timestamp time = stated_time(mail, {});
  if (time.basis == Timestamp::Basis::none)
    if (Timestamp own = time_of(item.props); own.basis != Timestamp::Basis::none) {
      time = std::move(own);
      mail.date.clear();
    }
  std::string spare = spare_key(item.props, mail);
  give_parsed(std::move(mail), std::move(time), std::move(spare), std::move(where), sink);
}

/// A copy of a chat message that Exchange keeps. Named properties hold the thread, where there are any.
void give_chat(MapiItem item, const MapiPlace& place, Locator where, RecordSink& sink) {
  const MapiProps& p = item.props;
  ParsedMail mail;
  fill_in(item, mail);
  Timestamp time = time_of(p);
  if (time.basis == Timestamp::Basis::none) time = p.time(tag::kCreated);
  std::string topic = p.named_ending("#Topic");
  if (topic.empty()) topic = p.text(tag::kTopic);
  mail.deleted = place.deleted;
  sink.message(teams_copy(std::move(mail), std::move(time), p.named_ending("#ThreadId"), std::move(topic), std::move(where)));
}

/// An appointment is at its start: of a series, the first. Without one its time is not known, for when it was written
/// down is another time.
Timestamp start_of(const MapiProps& p) {
  constexpr std::string_view kStartWhole = "#820D";
  constexpr std::uint16_t kStart = 0x0060;
  const Timestamp start = p.named_time(kStartWhole);
  return start.basis == Timestamp::Basis::none ? p.time(kStart) : start;
}

/// A message that nobody wrote to be read: an appointment, a receipt.
void give_event(MapiItem item, std::string event, const MapiPlace& place, Locator where, RecordSink& sink) {
  ParsedMail mail = headers_of(item.props);
  fill_in(item, mail);
  Message message{.platform = "mail", .kind = MessageKind::event, .locator = std::move(where)};
  if (event == "appointment") {
    message.time = start_of(item.props);
    if (message.time.basis == Timestamp::Basis::none)
      sink.problem({.code = "date-unreadable", .severity = Severity::low, .loss = Loss::none,
                    .locator = message.locator, .args = {""}});
  } else {
    message.time = time_of(item.props);
    if (message.time.basis == Timestamp::Basis::none) message.time = item.props.time(tag::kCreated);
  }
  message.conversation = {.key = mail.message_id.empty() ? spare_key(item.props, mail) : mail.message_id,
                          .kind = ConversationKind::mail,
                          .title = std::string(bare_subject(mail.subject))};
  message.event = std::move(event);
  if (!mail.from.empty()) message.sender = std::move(mail.from.front());
  message.recipients = std::move(mail.recipients);
  message.title = std::move(mail.subject);
  message.text = std::move(mail.said);
  message.quoted = std::move(mail.quoted);
  message.attachments = std::move(mail.attachments);
  message.flags.deleted = place.deleted;
  sink.message(std::move(message));
}

/// A conversation of Skype for Business: the words of all who took part in one text, so of none of them.
void give_transcript(MapiItem item, const MapiPlace& place, Locator where, RecordSink& sink) {
  ParsedMail mail;
  fill_in(item, mail);
  if (!mail.from.empty()) mail.recipients.push_back(std::move(mail.from.front()));
  mail.from.clear();
  mail.deleted = place.deleted;
  Message message = teams_copy(std::move(mail), time_of(item.props), {}, {}, std::move(where));
  message.platform = "skype";
  message.kind = MessageKind::event;
  message.event = "transcript";
  sink.message(std::move(message));
}

/// Written and not sent, as far as the mailbox says.
bool is_draft(const MapiProps& p, const MapiPlace& place) {
  constexpr std::int64_t kUnsent = 8;
  return place.mailbox && (p.number(tag::kFlags).value_or(0) & kUnsent) != 0 && !p.has(tag::kSubmitted) &&
         !p.has(tag::kHeaders);
}

/// An address of a contact: what Outlook looked up in the school's own list has a path of Exchange there, and the mail
/// address beside it.
std::string contact_mail(const MapiProps& p, std::string_view address, std::string_view original) {
  for (const std::string_view name : {address, original})
    if (const std::string mail(trim(p.named(name)));
        mail.find('@') != std::string::npos && mail.find(' ') == std::string::npos && !mail.starts_with('/'))
      return mail;
  return {};
}

/// One connection for each address and for each number: an account is told by one of them.
void give_contact(const MapiProps& p, const Locator& where, RecordSink& sink) {
  const std::string name(trim(p.text({tag::kName, tag::kSubject})));
  std::vector<AccountRef> others;
  for (const auto& [address, original] : tag::kContactMails)
    if (std::string mail = contact_mail(p, address, original); !mail.empty())
      others.push_back({.display_name = name, .email = std::move(mail)});
  for (const std::uint16_t id : tag::kPhones) {
    std::string phone(trim(p.text(id)));
    const auto is_it = [&](const AccountRef& other) { return other.phone == phone; };
    if (!phone.empty() && std::ranges::none_of(others, is_it))
      others.push_back({.display_name = name, .phone = std::move(phone)});
  }
  if (others.empty() && !name.empty()) others.push_back({.display_name = name});
  for (AccountRef& other : others)
    sink.connection({.platform = "mail",
                     .kind = ConnectionKind::contact,
                     .owner = {.is_owner = true},
                     .other = std::move(other),
                     .locator = where});
}

}  // namespace

bool give_mapi(MapiItem item, const MapiPlace& place, Locator where, RecordSink& sink) {
  const std::string kind = ascii_lower(item.props.text(tag::kClass));
  const auto is = [&](std::string_view name) {
    return kind == name || (kind.starts_with(name) && kind[name.size()] == '.');
  };
  if (item.lost_files > 0)
    sink.problem({.code = "mapi-attachment-unreadable",
                  .locator = where,
                  .args = {std::to_string(item.lost_files)},
                  .lost_records = item.lost_files});
  if (is("ipm.contact")) {
    give_contact(item.props, where, sink);
  } else if (is("ipm.appointment")) {
    give_event(std::move(item), "appointment", place, std::move(where), sink);
  } else if (is("report")) {
    give_event(std::move(item), "mail-report", place, std::move(where), sink);
  } else if (is("ipm.skypeteams") || (place.teams && (kind.empty() || is("ipm.note") || is("ipm")))) {
    give_chat(std::move(item), place, std::move(where), sink);
  } else if (is("ipm.note.microsoft.conversation")) {
    give_transcript(std::move(item), place, std::move(where), sink);
  } else if (kind.empty() || kind == "ipm" || is("ipm.note") || is("ipm.taskrequest") || is("ipm.infopathform") || is("ipm.schedule") || is("ipm.post") ||
             is("ipm.outlook.recall") || is("ipm.recall") || is("ipm.sharing") || is("ipm.replication")) {
    if (is_draft(item.props, place)) give_event(std::move(item), "draft", place, std::move(where), sink);
    else give_mail_item(std::move(item), place, std::move(where), sink);
  } else {
    return false;
  }
  return true;
}

/// As a mailbox would have it: the plain text, unless the mail was HTML alone. Exchange makes a plain text for those
/// too, which no mailbox has.
MapiBody mapi_body(const MapiProps& p, std::string_view content_type) {
  const std::string html = p.html();
  if (content_type == "text/html" && !html.empty()) return body_of_html(html);
  MapiBody out = body_of_text(p.text(tag::kText));
  if (!out.any() && !html.empty()) out = body_of_html(html);
  if (!out.any()) out = body_of_rtf(p);
  return out;
}

void put_inside(MapiItem item, Attachment& file, MapiItem& out) {
  const MapiBody body = mapi_body(item.props, {});
  const std::string subject = subject_of(item.props);
  if (file.name.empty()) file.name = subject;
  const std::array<const std::string*, 4> texts{&subject, &body.said, &body.quoted, &item.inner};
  for (const std::string* text : texts)
    if (!text->empty()) out.inner += (out.inner.empty() ? "" : "\n") + *text;
  out.lost_files += item.lost_files;
  for (Attachment& inner : item.files) {
    if (out.files.size() < kMaxMapiFiles) out.files.push_back(std::move(inner));
    else ++out.lost_files;
  }
}

Attachment mapi_file(const MapiProps& p) {
  Attachment file;
  file.name = std::string(trim(p.text({tag::kFileLong, tag::kFileShort, tag::kName})));
  file.mime = ascii_lower(trim(p.text(tag::kFileMime)));
  if (file.mime.empty()) file.mime = std::string(mime_of(file.name));
  file.kind = attachment_kind_of(file.name, file.mime);
  return file;
}

bool is_smime_file(const Attachment& file) {
  return file.mime == "multipart/signed" || file.mime == "application/pkcs7-mime" ||
         file.mime == "application/x-pkcs7-mime" || ascii_lower(file.name) == "smime.p7m";
}

}  // namespace schouw
