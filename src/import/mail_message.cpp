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

#include "mail_date.h"
#include "mail_gmime.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"re:", "fw:", "fwd:", "antw:", "antwoord:", "betr:", "betreft:", "doorst:", "aw:", "wg:", "tr:"});
constexpr std::size_t kMaxTag = 64;  ///< "[Ouders 6B]", as lists put it in front
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

bool known(const Timestamp& time) { return time.basis != Timestamp::Basis::none; }

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
  const bool own_date_unreadable =
      !mail.date.empty() && !known(mail_date(mail.date)) && !known(odd_mail_date(mail.date));
  if (mail.has_headers && (own_date_unreadable || (!known(time) && !mail.draft)))
    problem("date-unreadable", Severity::low, Loss::none, {mail.date});
  if (!mail.encryption.empty()) problem("encrypted-content", Severity::medium, Loss::partial, {mail.encryption});
  if (mail.parts_limit) problem("mail-parts-limit", Severity::high, Loss::partial);
  if (mail.tnef_damaged) problem("tnef-damaged", Severity::medium, Loss::partial);
  if (mail.html_too_deep) problem("html-too-deep", Severity::medium, Loss::partial);
  if (mail.replaced > 0) problem("not-utf8", Severity::low, Loss::none, {std::to_string(mail.replaced)});
}

/// How long "Re:" is in front, or "Re[2]:" as some programs count; 0 for none.
std::size_t prefix_length(std::string_view subject) {
  std::string lower = ascii_lower(subject.substr(0, 16));
  const auto counted = lower.find_first_of("[(");
  const auto colon = counted == std::string::npos ? counted : lower.find_first_not_of("0123456789])", counted + 1);
  const bool counts = colon != std::string::npos && colon > counted + 2 && lower[colon] == ':';
  if (counts) lower.erase(counted, colon - counted);
  for (const std::string_view prefix : kPrefixes)
    if (lower.starts_with(prefix)) return prefix.size() + (counts && prefix.size() == counted + 1 ? colon - counted : 0);
  return 0;
}

std::string_view without_prefixes(std::string_view subject) {
  subject = trim(subject);
  while (const std::size_t length = prefix_length(subject)) subject = trim(subject.substr(length));
  return subject;
}

}  // namespace

/// The Date header; else when the first server on the way took it; else what the mailbox says. A Date in an odd form
/// that states no zone is less sure than the server.
Timestamp stated_time(const ParsedMail& mail, std::string_view separator) {
  Timestamp time = mail_date(mail.date);
  if (known(time) && time.precision != Precision::day) return time;
  const Timestamp odd = odd_mail_date(mail.date);
  if (odd.basis == Timestamp::Basis::instant) return odd;
  for (auto received = mail.received.rbegin(); received != mail.received.rend(); ++received)
    if (Timestamp other = parse_rfc5322_date(*received); known(other)) {
      other.raw = *received;
      return other;
    }
  if (known(time)) return time;
  if (known(odd)) return odd;
  if (Timestamp other = separator_time(separator); known(other)) return other;
  return time;
}

std::string bare_subject(std::string_view subject) {
  subject = without_prefixes(subject);
  const auto tag = subject.starts_with('[') ? subject.substr(0, kMaxTag).find(']') : std::string_view::npos;
  if (tag == std::string_view::npos) return std::string(subject);
  const std::string_view behind = trim(subject.substr(tag + 1)), bare = without_prefixes(behind);
  if (bare.size() == behind.size()) return std::string(subject);
  return std::string(subject.substr(0, tag + 1)) + ' ' + std::string(bare);
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

void report_mail(const ParsedMail& mail, const Timestamp& time, const Locator& where, RecordSink& sink) {
  report(mail, time, {sink, where});
}

void give_parsed(ParsedMail mail, Timestamp time, std::string spare_key, Locator where, RecordSink& sink) {
  report(mail, time, {sink, where});
  Message message{.platform = "mail", .time = std::move(time), .locator = std::move(where)};
  if (mail.draft) {
    message.kind = MessageKind::event;
    message.event = "draft";
  }
  message.native_id = mail.message_id;
  message.in_reply_to = mail.in_reply_to;
  std::string key = mail.thread_root;
  if (key.empty()) key = mail.in_reply_to;
  if (key.empty()) key = mail.message_id;
  if (key.empty()) key = std::move(spare_key);
  message.conversation = {
      .key = std::move(key), .kind = ConversationKind::mail, .title = bare_subject(mail.subject)};
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

std::optional<Encoding> wide_encoding(std::string_view head) {
  const Encoding encoding = sniff_encoding(head);
  const bool wide = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
  return wide ? std::optional(encoding) : std::nullopt;
}

MailEnd give_mail(std::string_view bytes, std::string_view separator, Locator where, RecordSink& sink, MailForm form) {
  ParsedMail mail = parse_mail(bytes, form);
  Timestamp time = stated_time(mail, separator);
  const bool unclosed = mail.unclosed;
  give_parsed(std::move(mail), std::move(time), sha256_hex(bytes).substr(0, 32), std::move(where), sink);
  return unclosed ? MailEnd::open : MailEnd::closed;
}

}  // namespace schouw
