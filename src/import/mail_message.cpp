// A mail as a record: who wrote to whom, when, in which thread.
//
//   References: <1@example.nl> <2@example.nl>, Subject: "Antw: Schoolreis"
//   -> conversation key "1@example.nl", its title "Schoolreis"
//
// Gap: a thread whose mails lost their References falls apart into conversations of one mail.
#include "mail_message.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "mail_gmime.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"re:", "fw:", "fwd:", "antw:", "antwoord:", "betr:", "betreft:", "doorst:", "aw:", "wg:", "tr:"});
constexpr auto kCommon = std::to_array<std::string_view>({"bcc",
                                                          "cc",
                                                          "content-class",
                                                          "content-disposition",
                                                          "content-length",
                                                          "content-transfer-encoding",
                                                          "content-type",
                                                          "date",
                                                          "delivered-to",
                                                          "envelope-to",
                                                          "from",
                                                          "importance",
                                                          "in-reply-to",
                                                          "mailing-list",
                                                          "message-id",
                                                          "mime-version",
                                                          "organization",
                                                          "received",
                                                          "received-spf",
                                                          "references",
                                                          "reply-to",
                                                          "return-path",
                                                          "sender",
                                                          "status",
                                                          "subject",
                                                          "thread-index",
                                                          "thread-topic",
                                                          "to",
                                                          "user-agent"});
static_assert(std::ranges::is_sorted(kCommon));

/// "From x@y Sat Jan  3 01:05:34 1996" and Takeout's "… Mon Jan 05 08:12:00 +0000 2026" as RFC 5322 has it.
std::string separator_date(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty() && words.size() < 16) {
    const auto start = line.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) break;
    line.remove_prefix(start);
    const auto end = std::min(line.find_first_of(" \t\r\n"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  const auto time =
      std::ranges::find_if(words, [](std::string_view w) { return w.find(':') != w.npos && w.size() >= 5; });
  if (time - words.begin() < 2 || words.end() - time < 2) return {};
  const std::string_view month = *(time - 2), day = *(time - 1), year = words.back();
  const std::string_view zone = words.end() - time > 2 ? *(time + 1) : std::string_view{};
  std::string out;
  for (const std::string_view word : {day, month, year, *time, zone}) {
    if (!out.empty() && !word.empty()) out += ' ';
    out += word;
  }
  return out;
}

bool known(const Timestamp& time) { return time.basis != Timestamp::Basis::none; }

/// A zone that nobody knows ("16:21:05 H0500") means -0000, and that is UTC (RFC 5322, 4.3). Without any zone the
/// time stays what a clock on some wall said.
bool has_unknown_zone(const Timestamp& time) {
  if (time.basis != Timestamp::Basis::local) return false;
  const std::string_view raw = time.raw;
  const auto colon = raw.rfind(':');
  if (colon == std::string_view::npos) return false;
  const auto blank = raw.find(' ', colon);
  return blank != std::string_view::npos &&
         ascii_lower(raw.substr(blank)).find_first_of("0123456789abcdefghijklmnopqrstuvwxyz") != std::string::npos;
}

/// Programs that write dates as their user's language has them: "ma, 5 mei 2026 09:00:00 +0200".
std::string with_english_month(std::string_view date) {
  constexpr auto kDutch = std::to_array<std::pair<std::string_view, std::string_view>>({{"januari", "Jan"},
                                                                                        {"februari", "Feb"},
                                                                                        {"maart", "Mar"},
                                                                                        {"mrt", "Mar"},
                                                                                        {"mei", "May"},
                                                                                        {"juni", "Jun"},
                                                                                        {"juli", "Jul"},
                                                                                        {"augustus", "Aug"},
                                                                                        {"oktober", "Oct"},
                                                                                        {"okt", "Oct"}});
  const auto day = std::min(date.find_first_of("0123456789"), date.size());
  std::string out = ascii_lower(date.substr(day));
  for (const auto& [dutch, english] : kDutch)
    if (const auto at = out.find(dutch); at != std::string::npos) {
      out.replace(at, dutch.size(), english);
      break;
    }
  return out;
}

/// The Date header as RFC 5322 has it, as ISO 8601 or with a Dutch month.
Timestamp header_date(std::string_view date) {
  Timestamp time = parse_rfc5322_date(date);
  if (!known(time)) time = parse_iso8601(date);
  if (!known(time)) time = parse_rfc5322_date(with_english_month(date));
  time.raw = date;
  return time;
}

struct Reporter {
  RecordSink& sink;
  const Locator& where;
  void operator()(std::string code, Severity severity, Loss loss, std::vector<std::string> args = {}) const {
    sink.problem(
        {.code = std::move(code), .severity = severity, .loss = loss, .locator = where, .args = std::move(args)});
  }
};

void report(const ParsedMail& mail, const Timestamp& time, const Reporter& problem) {
  if (!mail.has_headers) problem("mail-no-headers", Severity::medium, Loss::none);
  // A mail without a date that the mailbox dates is as it should be.
  const bool own_date_unreadable = !mail.date.empty() && !known(header_date(mail.date));
  if (mail.has_headers && (own_date_unreadable || !known(time)))
    problem("date-unreadable", Severity::low, Loss::none, {mail.date});
  if (!mail.encryption.empty()) problem("encrypted-content", Severity::medium, Loss::partial, {mail.encryption});
  if (mail.parts_limit) problem("mail-parts-limit", Severity::high, Loss::partial);
  if (mail.tnef_damaged) problem("tnef-damaged", Severity::medium, Loss::partial);
  if (mail.html_too_deep) problem("html-too-deep", Severity::medium, Loss::partial);
  if (mail.replaced > 0) problem("not-utf8", Severity::low, Loss::none, {std::to_string(mail.replaced)});
}

}  // namespace

/// The Date header; else when the first server on the way took it; else what the mailbox says.
Timestamp stated_time(const ParsedMail& mail, std::string_view separator) {
  Timestamp time = header_date(mail.date);
  if (has_unknown_zone(time)) time.basis = Timestamp::Basis::instant;
  if (known(time)) return time;
  for (auto received = mail.received.rbegin(); received != mail.received.rend(); ++received)
    if (Timestamp other = parse_rfc5322_date(*received); known(other)) {
      other.raw = *received;
      return other;
    }
  std::string written = separator_date(separator);
  repair_utf8(written);
  if (Timestamp other = parse_rfc5322_date(written); known(other)) {
    other.raw = written;
    return other;
  }
  return time;
}

std::string_view bare_subject(std::string_view subject) {
  for (bool again = true; again;) {
    again = false;
    subject = trim(subject);
    const std::string lower = ascii_lower(subject.substr(0, 16));
    for (const std::string_view prefix : kPrefixes)
      if (lower.starts_with(prefix)) {
        subject.remove_prefix(prefix.size());
        again = true;
        break;
      }
  }
  return subject;
}

bool is_header_line(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 76) return false;
  return std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < '\x7F'; });
}

bool is_common_header(std::string_view line) {
  if (!is_header_line(line)) return false;
  const std::string name = ascii_lower(line.substr(0, line.find(':')));
  for (const std::string_view prefix : {"x-", "arc-", "dkim-", "authentication-", "list-", "resent-", "domainkey-"})
    if (name.starts_with(prefix)) return true;
  return std::ranges::binary_search(kCommon, std::string_view(name));
}

void give_parsed(ParsedMail mail, Timestamp time, std::string spare_key, Locator where, RecordSink& sink) {
  report(mail, time, {sink, where});
  Message message{.platform = "mail", .time = std::move(time), .locator = std::move(where)};
  message.native_id = mail.message_id;
  message.in_reply_to = mail.in_reply_to;
  std::string key = mail.thread_root;
  if (key.empty()) key = mail.in_reply_to;
  if (key.empty()) key = mail.message_id;
  if (key.empty()) key = std::move(spare_key);
  message.conversation = {
      .key = std::move(key), .kind = ConversationKind::mail, .title = std::string(bare_subject(mail.subject))};
  if (!mail.from.empty()) message.sender = std::move(mail.from.front());
  message.recipients = std::move(mail.recipients);
  message.title = std::move(mail.subject);
  message.text = std::move(mail.said);
  message.quoted = std::move(mail.quoted);
  message.attachments = std::move(mail.attachments);
  message.flags.encrypted = !mail.encryption.empty();
  message.flags.deleted = mail.deleted;
  sink.message(std::move(message));
}

MailEnd give_mail(std::string_view bytes, std::string_view separator, Locator where, RecordSink& sink) {
  ParsedMail mail = parse_mail(bytes);
  Timestamp time = stated_time(mail, separator);
  const bool unclosed = mail.unclosed;
  give_parsed(std::move(mail), std::move(time), sha256_hex(bytes).substr(0, 32), std::move(where), sink);
  return unclosed ? MailEnd::open : MailEnd::closed;
}

}  // namespace schouw
