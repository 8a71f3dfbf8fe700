// RFC 5322 and MIME as GMime 3 reads them, with the limits that hostile mails need.
//
//   Content-Type: multipart/alternative  ->  the plain text, or the HTML as text when there is no plain text
//   Content-Type: message/rfc822         ->  an attachment; its text is `quoted`: others said it
//   application/ms-tnef                  ->  an attachment (winmail.dat), and the attachments inside it beside it
//
// Gaps: S/MIME and PGP that are encrypted are not opened.
#include "mail_gmime.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <concepts>
#include <memory>
#include <utility>

#include "gmime_header.h"
#include "gmime_part.h"
#include "html_text.h"
#include "mail_calendar.h"
#include "mail_header.h"
#include "mail_journal.h"
#include "mail_mend.h"
#include "mail_text.h"
#include "schouw/base/cms.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "tnef.h"

namespace schouw {
namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxParts = 20'000;
constexpr std::size_t kMaxHeaderBytes = 1 << 20;

constexpr std::size_t kSignedHead = 2048;  ///< where the headers of a signed part stand

bool has_address(const std::vector<AccountRef>& people, std::string_view address) {
  return std::ranges::any_of(people,
                             [&](const AccountRef& one) { return ascii_lower(one.email) == ascii_lower(address); });
}

class Reader {
 public:
  explicit Reader(ParsedMail& mail, MailForm form) : mail_(mail), form_(form), options_(lenient_options()) {
    watch_for_damage(options_.get(), damaged_);
  }

  /// Of a mail that is damaged GMime drops what it cannot place: see mail_mend.h.
  bool may_lack_words() const { return damaged_ || mail_.from.empty(); }

  void read(std::string_view bytes) {
    source_ = bytes;
    const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options_.get()));
    if (!message) return headerless(bytes);
    headers(message.get());
    if (!mail_.has_headers) return headerless(bytes);
    Said body = chosen(walk(g_mime_message_get_mime_part(message.get()), 0));
    if (!body.any()) body = tnef_.any() ? std::move(tnef_) : std::move(named_);
    mail_.said = std::move(body.said);
    mail_.quoted = std::move(body.quoted);
    append(mail_.quoted, inner_);
    add_calendar();
  }

 private:
  struct Said {
    std::string said, quoted;
    bool any() const { return !said.empty() || !quoted.empty(); }
  };
  /// What a part says, in its versions.
  struct Found {
    Said plain, html;
  };

  static void append(std::string& to, std::string_view text) {
    if (text.empty()) return;
    if (!to.empty()) to += '\n';
    to += text;
  }
  /// The plain text; with the HTML where the two are no versions of each other ("This mail needs HTML.").
  static Said chosen(Found found) {
    if (!found.plain.any()) return std::move(found.html);
    if (is_other_text(found.html.said, found.plain.said + ' ' + found.plain.quoted))
      append(found.plain.said, found.html.said);
    return std::move(found.plain);
  }

  /// Of several versions the last is the best (RFC 2046, 5.1.4), unless it is none of the same text.
  static void keep_version(Said next, Said& to) {
    if (!next.any()) return;
    if (!to.any() || !is_other_text(next.said, to.said + ' ' + to.quoted)) to = std::move(next);
    else append(to.said, next.said), append(to.quoted, next.quoted);
  }

  /// An invitation says who wrote its words; a guest who answers one repeats them.
  void add_calendar() {
    const MailCalendar calendar = read_mail_calendar(calendar_);
    const bool others = !calendar.organizer.empty() && !has_address(mail_.from, calendar.organizer);
    append(calendar.is_answer || others ? mail_.quoted : mail_.said,
           lines_not_in(calendar.words, {mail_.subject, mail_.said, mail_.quoted}));
    append(others && !calendar.is_answer ? mail_.quoted : mail_.said,
           lines_not_in(calendar.comments, {mail_.said, mail_.quoted}));
  }

  void headerless(std::string_view bytes) {
    std::size_t replaced = 0;
    mail_.said = cleaned_body(mail_to_utf8(std::string(bytes), "", replaced));
    mail_.replaced += replaced;
  }

  // Headers.

  void headers(GMimeMessage* message) {
    each_header(GMIME_OBJECT(message));
    // Those about the content are of the part.
    if (GMimeObject* part = g_mime_message_get_mime_part(message); part != nullptr) each_header(part);
    mail_.draft = unsent_ && mail_.received.empty();
    if (mail_.from.empty()) mail_.from = std::move(sender_);
    if (mail_.from.empty()) mail_.from = std::move(return_path_);
    if (mail_.from.empty()) return;
    if (AccountRef author = list_.author(mail_.from.front()); !author.empty()) mail_.from.front() = std::move(author);
  }

  void each_header(GMimeObject* object) {
    GMimeHeaderList* list = g_mime_object_get_header_list(object);
    const int count = g_mime_header_list_get_count(list);
    for (int i = 0; i < count; ++i) {
      GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
      const char* name = g_mime_header_get_name(header);
      const char* raw = g_mime_header_get_raw_value(header);
      if (name == nullptr || raw == nullptr) continue;
      mail_.has_headers = true;
      one_header(ascii_lower(name), with_whole_words(std::string(raw).substr(0, kMaxHeaderBytes)));
    }
  }

  void one_header(const std::string& name, const std::string& raw) {
    if (name == "x-ms-journal-report") journal_ = true;
    const std::string_view value = trim(raw);
    if ((name == "x-unsent" && value == "1") || name == "x-mozilla-draft-info" ||
        (name == "x-uniform-type-identifier" && value == "com.apple.mail-draft") ||
        (name == "x-gmail-labels" && is_gmail_draft(decoded(raw))))
      unsent_ = true;
    if ((name == "x-mozilla-status" && is_expunged(value)) ||
        (name == "x-status" && value.size() < 8 && value.find('D') != std::string_view::npos) ||
        (name == "x-gmail-labels" && in_gmail_bin(decoded(raw))))
      mail_.deleted = true;
    if (name == "from" && mail_.from.empty()) mail_.from = addresses(raw);
    if (name == "sender") sender_ = addresses(raw);
    if (name == "return-path") return_path_ = addresses(raw);
    if (name == "reply-to") list_.reply_to = addresses(raw);
    if (name == "x-original-from") list_.original_from = addresses(raw);
    if (name == "x-original-sender") list_.original_sender = addresses(raw);
    list_.see(name, value);
    if (name == "to" || name == "cc" || name == "bcc") {
      for (AccountRef& one : addresses(raw))
        if (mail_.recipients.size() < kMaxAddresses) mail_.recipients.push_back(std::move(one));
    }
    if (name == "subject" && mail_.subject.empty()) mail_.subject = decoded(raw);
    if (name == "date" && mail_.date.empty()) mail_.date = tidy(raw.substr(0, 200).c_str());
    if (name == "content-type") mail_.content_type = ascii_lower(trim(std::string_view(raw).substr(0, raw.find(';'))));
    if (name == "message-id" && mail_.message_id.empty()) mail_.message_id = own_mail_id(raw);
    if (name == "in-reply-to" && mail_.in_reply_to.empty()) mail_.in_reply_to = first_mail_id(raw);
    if (name == "references" && mail_.thread_root.empty()) mail_.thread_root = first_mail_id(raw);
    if (name == "received" && mail_.received.size() < 64)
      if (const auto at = raw.rfind(';'); at != std::string::npos)
        mail_.received.push_back(tidy(raw.substr(at + 1, 200).c_str()));
  }

  std::string decoded(const std::string& raw) const { return decoded_header(raw, options_.get()); }
  std::vector<AccountRef> addresses(const std::string& raw) const { return header_addresses(raw, options_.get()); }

  // Bodies.

  Found walk(GMimeObject* part, int depth) {
    if (part == nullptr) return {};
    if (depth > kMaxDepth || ++parts_ > kMaxParts) {
      mail_.parts_limit = true;
      return {};
    }
    if (GMIME_IS_MULTIPART(part)) return multipart(GMIME_MULTIPART(part), depth);
    if (GMIME_IS_MESSAGE_PART(part)) {
      GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
      const std::string_view bytes = message == nullptr ? "" : source_of(message, source_, boundaries_);
      inner_mail(message, tidy(file_name_of(part, options_.get()).c_str()), bytes, depth);
      return {};
    }
    if (GMIME_IS_PART(part)) return leaf(GMIME_PART(part), depth);
    return {};
  }

  Found multipart(GMimeMultipart* part, int depth) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    if (GMIME_IS_MULTIPART_ENCRYPTED(part)) mail_.encryption = "PGP";
    const bool alternative = g_mime_content_type_is_type(type, "multipart", "alternative") != FALSE;
    const int count = g_mime_multipart_get_count(part);
    mail_.unclosed = mail_.unclosed || (depth == 0 && part->write_end_boundary == FALSE);
    if (count == 0) return without_parts(part);
    const char* boundary = g_mime_multipart_get_boundary(part);
    boundaries_.emplace_back(boundary == nullptr ? "" : boundary);
    Found all;
    const std::string number = number_;
    for (int i = 0; i < count && !mail_.parts_limit; ++i) {
      number_ = number + (number.empty() ? "" : ".") + std::to_string(i + 1);
      GMimeObject* child = g_mime_multipart_get_part(part, i);
      if (alternative && child != nullptr && is_for_programs(child)) continue;
      Found one = walk(child, depth + 1);
      if (alternative) {
        keep_version(std::move(one.plain), all.plain);
        keep_version(std::move(one.html), all.html);
      } else {
        const Said next = chosen(std::move(one));
        append(all.plain.said, next.said);
        append(all.plain.quoted, next.quoted);
      }
    }
    number_ = number;
    boundaries_.pop_back();
    return all;
  }

  /// Without a boundary, or with one that never comes, all of it is text.
  Found without_parts(GMimeMultipart* part) {
    const char* text = g_mime_multipart_get_prologue(part);
    if (text == nullptr) return {};
    std::size_t replaced = 0;
    Found found;
    found.plain = split(cleaned_body(mail_to_utf8(std::string(text), "", replaced)));
    mail_.replaced += replaced;
    return found;
  }

  /// A mail inside the mail: an attachment, and text that somebody else wrote.
  void inner_mail(GMimeMessage* message, const std::string& name, std::string_view bytes, int depth) {
    Attachment file{.name = name, .mime = "message/rfc822", .present = true};
    if (!bytes.empty() && form_ == MailForm::wire) {
      file.bytes = bytes.size();
      file.sha256 = sha256_hex(bytes);
    }
    if (message != nullptr) {
      if (journal_ && mail_.journaled.empty()) mail_.journaled = written(message);
      const std::string subject = decoded(with_whole_words(raw_header(GMIME_OBJECT(message), "Subject")));
      if (file.name.empty()) file.name = subject;
      std::string outer = std::exchange(calendar_, {});
      const Said body = chosen(walk(g_mime_message_get_mime_part(message), depth + 1));
      const MailCalendar calendar = read_mail_calendar(std::exchange(calendar_, std::move(outer)));
      append(inner_, subject);
      append(inner_, body.said);
      append(inner_, body.quoted);
      append(inner_, lines_not_in(calendar.words, {subject, body.said, body.quoted}));
      append(inner_, lines_not_in(calendar.comments, {body.said, body.quoted}));
    }
    mail_.attachments.push_back(std::move(file));
  }

  /// RFC 2046 forbids to encode an attached mail; some do.
  void encoded_mail(GMimePart* part, const std::string& name, int depth) {
    const std::string bytes = content_of(part);
    within(bytes, [&] {
      const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
      const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
      const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options_.get()));
      inner_mail(message.get(), name, bytes, depth);
    });
  }

  /// Reads what was packed: other bytes than those of the mail around it.
  template <class Read>
  requires std::invocable<Read>
  void within(std::string_view bytes, Read read) {
    const std::string_view around = std::exchange(source_, bytes);
    std::vector<std::string> boundaries = std::exchange(boundaries_, {});
    read();
    source_ = around;
    boundaries_ = std::move(boundaries);
  }

  Found leaf(GMimePart* part, int depth) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const GText mime(g_mime_content_type_get_mime_type(type));
    const bool untyped = mime.get() == nullptr || has_no_type(GMIME_OBJECT(part));
    const std::string lower = untyped ? "text/plain" : ascii_lower(mime.get());
    const char* disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
    const bool attached = disposition != nullptr && ascii_lower(disposition) == "attachment";
    const std::string name = tidy(file_name_of(GMIME_OBJECT(part), options_.get()).c_str());
    if (lower == "application/pgp-signature" || lower == "application/pkcs7-signature" ||
        lower == "application/x-pkcs7-signature" || lower == "application/pgp-encrypted") {
      if (!name.empty()) attach(part, name, lower);
      return {};
    }
    // It lies on a server, or in another mail.
    if (lower == "message/external-body") {
      mail_.attachments.push_back({.name = name, .kind = attachment_kind_of(name, ""), .mime = lower});
      return {};
    }
    if (lower == "message/rfc822" || (lower == "application/octet-stream" && is_mail_file(part, name))) {
      encoded_mail(part, name, depth);
      return {};
    }
    if (lower == "application/pkcs7-mime" || lower == "application/x-pkcs7-mime") {
      if (const auto inside = cms_signed_content(content_of(part))) {
        attach(part, name, lower);
        return signed_part(*inside, depth);
      }
      mail_.encryption = "S/MIME";
    }
    const bool sent_as_invitation = g_mime_content_type_get_parameter(type, "method") != nullptr;
    if (lower == "text/calendar" && (!attached || sent_as_invitation)) append(calendar_, text_of(part, type));
    if ((lower != "text/plain" && lower != "text/html" && !is_marked_text(lower)) || attached || !name.empty()) {
      attach(part, name, lower);
      if (is_tnef(lower, name)) open_tnef(content_of(part));
      const bool whole = depth == 0 && (!attached || name.empty());
      const bool bare = !attached && depth == 1;  // as telephones send their words (text_0.txt)
      if ((whole || bare) && (lower == "text/plain" || lower == "text/html") && !named_.any())
        named_ = chosen(body(part, type, lower));
      return {};
    }
    return body(part, type, lower);
  }

  /// What is signed is a part of its own, headers and all (RFC 8551, 3.5.2); some sign a bare file, which nobody said.
  Found signed_part(std::string_view bytes, int depth) {
    if (ascii_lower(bytes.substr(0, kSignedHead)).find("content-type:") == std::string::npos) return {};
    const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Held<GMimeObject> inside(g_mime_parser_construct_part(parser.get(), options_.get()));
    Found found;
    within(bytes, [&] { found = walk(inside.get(), depth + 1); });
    return found;
  }

  void add_file(std::string name, std::string mime, std::string_view bytes) {
    Attachment file{.name = std::move(name), .mime = std::move(mime), .bytes = bytes.size(), .present = true};
    file.kind = attachment_kind_of(file.name, file.mime);
    file.sha256 = sha256_hex(bytes);
    mail_.attachments.push_back(std::move(file));
  }

  /// Apple Mail leaves out what it keeps in a file of its own, or did not download, and says how large it is.
  void attach(GMimePart* part, const std::string& name, const std::string& mime) {
    const char* elsewhere = g_mime_object_get_header(GMIME_OBJECT(part), "X-Apple-Content-Length");
    // In the place of a file that somebody detached or deleted, Thunderbird leaves a line of text.
    const std::string outside = raw_header(GMIME_OBJECT(part), "X-Mozilla-External-Attachment-URL");
    if (!outside.empty() || !raw_header(GMIME_OBJECT(part), "X-Mozilla-Altered").empty()) {
      mail_.attachments.push_back({.name = name, .kind = attachment_kind_of(name, mime), .mime = mime, .caption = tidy(outside.c_str())});
      return;
    }
    const std::string bytes = content_of(part);
    add_file(name, mime, bytes);
    if (elsewhere == nullptr || !trim(bytes).empty()) return;
    Attachment& file = mail_.attachments.back();
    file = {.name = name, .kind = file.kind, .mime = mime, .uri = number_ + "/" + name};
  }

  /// What Outlook wrapped up: its attachments, and its text for a mail that has no other.
  void open_tnef(const std::string& bytes) {
    Tnef tnef = read_tnef(bytes);
    mail_.tnef_damaged = mail_.tnef_damaged || tnef.damaged || !tnef.is_tnef;
    for (Attachment& file : tnef.item.files) mail_.attachments.push_back(std::move(file));
    append(inner_, tnef.item.inner);
    const MapiBody text = mapi_body(tnef.item.props, {});
    if (!tnef_.any()) tnef_ = {text.said, text.quoted};
  }

  std::string text_of(GMimePart* part, GMimeContentType* type) {
    const char* charset = g_mime_content_type_get_parameter(type, "charset");
    if (form_ == MailForm::characters && !is_encoded(part)) charset = "utf-8";
    std::string bytes = text_bytes_of(part);
    std::string name = charset == nullptr ? "" : charset;
    const bool said = !name.empty() && ascii_lower(name) != "us-ascii";
    if (!said && g_mime_content_type_is_type(type, "text", "html") != FALSE) name = meta_charset(bytes);
    std::size_t replaced = 0;
    std::string text = mail_to_utf8(std::move(bytes), name, replaced);
    mail_.replaced += replaced;
    return text;
  }

  Found body(GMimePart* part, GMimeContentType* type, std::string_view mime) {
    std::string text = text_of(part, type);
    Found found;
    const bool marked = is_marked_text(mime);
    bool is_html = mime == "text/html";
    if (marked) is_html = unmark(mime, text);
    if (is_html) {
      HtmlText html = html_to_text(text);
      mail_.html_too_deep = mail_.html_too_deep || html.too_deep;
      found.html = split(html.text);
      append(found.html.quoted, html.quoted);
      return found;
    }
    if (marked) {
      found.html = split(cleaned_body(text));
      return found;
    }
    for (UuFile& file : take_uu_files(text))
      add_file(tidy(file.name.c_str()), std::string(mime_of(file.name)), file.bytes);
    if (text.find("-----BEGIN PGP MESSAGE-----") != std::string::npos) mail_.encryption = "PGP";
    const char* format = g_mime_content_type_get_parameter(type, "format");
    if (format != nullptr && ascii_lower(format) == "flowed") text = unflow(text, soft_break(type));
    found.plain = split(cleaned_body(text));
    return found;
  }

  static SoftBreak soft_break(GMimeContentType* type) {
    const char* delsp = g_mime_content_type_get_parameter(type, "delsp");
    return delsp != nullptr && ascii_lower(delsp) == "yes" ? SoftBreak::nothing : SoftBreak::blank;
  }

  static Said split(std::string_view text) {
    SaidAndQuoted parts = split_quotes(text);
    return {std::move(parts.said), std::move(parts.quoted)};
  }

  ParsedMail& mail_;
  MailForm form_;
  GMimeOptions options_;
  std::vector<AccountRef> sender_, return_path_;
  MailList list_;
  std::string_view source_;              ///< what is being parsed
  std::vector<std::string> boundaries_;  ///< around the part in hand, outermost first
  std::string number_;                   ///< of the part in hand, as IMAP counts: "2.1"
  std::string inner_;
  std::string calendar_;  ///< of the mail in hand, not of those inside it
  Said tnef_;
  Said named_;  ///< a text with the name of a file, which is that of a mail without another: some programs name it
  int parts_ = 0;
  bool journal_ = false, unsent_ = false, damaged_ = false;
};

/// The report is Exchange's; what somebody wrote is the mail inside it, when both name the same sender.
void unwrap_journal(ParsedMail& mail, MailForm form) {
  const JournalReport report = read_journal_report(mail.said);
  ParsedMail inner;
  Reader(inner, form).read(mail.journaled);
  if (report.sender.empty() || !has_address(inner.from, report.sender)) return;
  for (const std::string& address : report.recipients)
    if (inner.recipients.size() < kMaxAddresses && !has_address(inner.recipients, address))
      inner.recipients.push_back({.email = address});
  inner.parts_limit = inner.parts_limit || mail.parts_limit;
  inner.unclosed = mail.unclosed;
  mail = std::move(inner);
}

}  // namespace

ParsedMail parse_mail(std::string_view bytes, MailForm form) {
  ParsedMail mail;
  Reader reader(mail, form);
  reader.read(bytes);
  if (reader.may_lack_words())
    if (const std::string mended = mended_mail(bytes); !mended.empty()) {
      mail = ParsedMail();
      Reader(mail, form).read(mended);
    }
  if (!mail.journaled.empty()) unwrap_journal(mail, form);
  mail.journaled.clear();
  return mail;
}

}  // namespace schouw
