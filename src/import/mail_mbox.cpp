// Mailboxes in one file (RFC 4155 and its relatives): Thunderbird, Google Takeout, Unix, Apple Mail.
//
//   From 1784…@xxx Mon Jan 05 08:12:00 +0000 2026
//   X-Gmail-Labels: Postvak IN
//
// Gaps: labels and folders are not kept; a deleted mail that is still in the file (Thunderbird) is read as any other.
#include <algorithm>
#include <string>

#include "mail_message.h"
#include "mail_partial.h"
#include "mbox_split.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "whatsapp_encoding.h"

namespace schouw::mail_mbox {
namespace {

Bid bid_text(std::string_view head, std::string_view path_as_stored) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
  if (is_mmdf_line(head.substr(0, head.find('\n')))) {
    const std::string_view first = head.substr(std::min(head.find('\n') + 1, head.size()));
    return is_common_header(first.substr(0, first.find('\n'))) || first.starts_with("From ") ? Bid::certain : Bid::no;
  }
  if (is_babyl_line(head)) return Bid::certain;
  if (!head.starts_with("From ")) return Bid::no;
  const std::string path = ascii_lower(path_as_stored);
  const bool named = path.ends_with(".mbox") || path.ends_with(".mbx");
  const auto end = std::min(head.find('\n'), head.size());
  const std::string_view second = head.substr(std::min(end + 1, head.size()));
  const std::string_view next = second.substr(0, second.find('\n'));
  const bool header = is_header_line(next) || next.starts_with(">From ");
  if (named) return Bid::certain;
  if (path.ends_with(".eml")) return header ? Bid::likely : Bid::no;
  if (is_dated_separator(head.substr(0, end))) return header ? Bid::certain : Bid::weak;
  return is_common_header(next) ? Bid::likely : Bid::no;
}

Bid bid(const EntryReader& entry) {
  const auto wide = wide_encoding(entry.head());
  if (!wide) return bid_text(entry.head(), entry.path());
  std::size_t replaced = 0;
  return bid_text(to_utf8(entry.head(), *wide, replaced), entry.path());
}

void report_cut(std::uint64_t byte, std::uint64_t lost, RecordSink& sink) {
  sink.problem({.code = "data-cut",
                .severity = Severity::high,
                .loss = Loss::partial,
                .locator = Locator::at_byte(byte),
                .args = {},
                .lost_records = lost});
}

/// What pine and UW-IMAP keep in front of the mails for themselves.
bool is_internal_data(std::string_view mail) {
  const std::string_view head = mail.substr(0, std::min<std::size_t>(mail.find("\n\n"), 4096));
  return head.find("\nSubject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA") != std::string_view::npos &&
         head.find("\nX-IMAP") != std::string_view::npos;
}

void read_mails(MboxSplitter& splitter, MailForm form, RecordSink& sink) {
  MailPieces pieces;
  MailEnd last = MailEnd::closed;
  std::uint64_t mails = 0;
  while (auto mail = splitter.next()) {
    if (mail->lost > 0)
      sink.problem({.code = "entry-size",
                    .severity = Severity::high,
                    .loss = Loss::partial,
                    .locator = Locator::at_byte(mail->byte),
                    .args = {std::to_string(kMaxMailBytes)},
                    .lost_bytes = mail->lost});
    const Locator where = Locator::at_byte(mail->byte);
    if (is_internal_data(mail->bytes)) continue;
    ++mails;
    last = MailEnd::closed;
    if (pieces.take(mail->bytes, {mail->separator, form}, where, sink) == MailPieces::Taken::no)
      last = give_mail(mail->bytes, mail->separator, where, sink, form);
  }
  if (splitter.cut_at()) {
    report_cut(*splitter.cut_at(), 1, sink);
  } else if (last == MailEnd::open || splitter.unclosed()) {
    report_cut(splitter.end(), 0, sink);
  }
  if (splitter.unclear() > 0)
    sink.problem({.code = "mbox-separator-unclear",
                  .severity = Severity::low,
                  .loss = Loss::none,
                  .locator = Locator::at_byte(0),
                  .args = {std::to_string(splitter.unclear())}});
  if (mails == 0) sink.nothing_here();
}

void read(EntryReader& entry, RecordSink& sink) {
  const auto wide = wide_encoding(entry.head());
  if (!wide) {
    MboxSplitter splitter(entry);
    return read_mails(splitter, MailForm::wire, sink);
  }
  Utf8Entry text(entry, *wide);
  const bool marked = entry.head().starts_with("\xFF\xFE") || entry.head().starts_with("\xFE\xFF");
  MboxSplitter splitter(text, MboxSplitter::Places::utf16, marked ? 2 : 0);
  read_mails(splitter, MailForm::characters, sink);
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-mbox",
                                  .platform = "mail",
                                  .versions = "mboxo, mboxrd, mboxcl2, MMDF, Babyl, Thunderbird, Takeout",
                                  .gaps = "format.mail-mbox.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_mbox
