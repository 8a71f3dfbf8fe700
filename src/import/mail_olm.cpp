// The archive of Outlook for Mac (.olm): a zip with a file of XML for each mail.
//
//   Accounts/k.jansen@school.example/com.microsoft.__Messages/Inbox/message_00000.xml
//   <emails><email><OPFMessageCopySubject>Schoolreis</OPFMessageCopySubject>
//     <OPFMessageCopyFromAddresses><emailAddress OPFContactEmailAddressAddress="…" OPFContactEmailAddressName="…"/>
//     <OPFMessageCopySentTime>2026-01-05T08:12:00</OPFMessageCopySentTime>   in UTC, without saying so
//
// Gaps: contacts, calendar, tasks and notes are files of other names and not recognised; nobody has published what the
// format is, so this rests on the programs that convert it.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "html_text.h"
#include "json_damage.h"
#include "mail_gmime.h"
#include "mail_header.h"
#include "mail_message.h"
#include "mail_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"
#include "schouw/base/xml.h"
#include "schouw/import/importer.h"
#include "teams_mailbox.h"
#include "whole_entry.h"

namespace schouw::mail_olm {
namespace {

constexpr std::size_t kMaxPeople = 10'000, kMaxFiles = 5'000;

/// One mail as its elements say it.
struct OlmMail {
  std::vector<AccountRef> from = {}, sender = {}, recipients = {};
  std::vector<Attachment> files = {};
  std::string subject = {}, id = {}, reply_to = {}, references = {}, sent = {}, received = {}, text = {}, html = {},
              preview = {};
  std::uint64_t line = 0;
};

bool is_deleted_path(std::string_view path) {
  constexpr auto kFolders = std::to_array<std::string_view>({"deleted items", "verwijderde items", "trash", "prullenmand"});
  const std::string_view folder = path.substr(0, path.rfind('/'));
  const std::string_view name = folder.substr(folder.rfind('/') + 1);
  return std::ranges::any_of(kFolders, [&](std::string_view other) { return same_folder(name, other); });
}

/// The times have no zone; converters that were held against the mails themselves read them as UTC.
Timestamp olm_time(const std::string& written) {
  Timestamp time = parse_iso8601(written);
  if (time.basis == Timestamp::Basis::local) time.basis = Timestamp::Basis::instant;
  return time;
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink), deleted_(is_deleted_path(entry.path())) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view name, std::string_view text) { end(name, std::string(text)); };
    damage_ = stream_xml(bytes_of(entry), visitor);
  }

  void finish() {
    if (open_) give();  // what stood before the damage
    if (damage_.has_doctype) report("xml-doctype", "");
    else if (!damage_.error.empty()) report("xml-syntax-error", std::to_string(damage_.error_line));
    if (given_ == 0) sink_.nothing_here();
  }

 private:
  void report(std::string code, std::string arg) {
    sink_.problem({.code = std::move(code), .severity = Severity::high, .loss = Loss::partial, .args = {std::move(arg)}});
  }

  void start(const XmlElement& element, std::uint64_t line) {
    if (element.name == "email") {
      mail_ = {.line = line};
      open_ = true;
    }
    if (element.name == "OPFMessageCopyFromAddresses") people_ = &mail_.from;
    if (element.name == "OPFMessageCopySenderAddress") people_ = &mail_.sender;
    if (element.name == "OPFMessageCopyToAddresses" || element.name == "OPFMessageCopyCCAddresses" ||
        element.name == "OPFMessageCopyBCCAddresses")
      people_ = &mail_.recipients;
    if (element.name == "emailAddress" && people_ != nullptr)
      add_person(std::string(element.attribute("OPFContactEmailAddressName")),
                 std::string(element.attribute("OPFContactEmailAddressAddress")));
    if (element.name == "messageAttachment") add_file(element);
  }

  void add_person(std::string name, const std::string& address) {
    AccountRef person{.display_name = std::move(name)};
    if (is_mail_address(address)) person.email = address;
    else person.native_id = ascii_lower(address);
    if (person.display_name == address) person.display_name.clear();
    if (!person.empty() && people_->size() < kMaxPeople) people_->push_back(std::move(person));
  }

  void add_file(const XmlElement& element) {
    if (mail_.files.size() >= kMaxFiles) return;
    Attachment file{.name = std::string(element.attribute("OPFAttachmentName")),
                    .mime = ascii_lower(element.attribute("OPFAttachmentContentType")),
                    .uri = std::string(element.attribute("OPFAttachmentURL"))};
    if (file.mime.empty()) file.mime = std::string(mime_of(file.name));
    file.kind = attachment_kind_of(file.name, file.mime);
    mail_.files.push_back(std::move(file));
  }

  void end(std::string_view name, std::string text) {
    const auto fields = std::to_array<std::pair<std::string_view, std::string*>>({
        {"OPFMessageCopySubject", &mail_.subject},
        {"OPFMessageCopyMessageID", &mail_.id},
        {"OPFMessageCopyInReplyTo", &mail_.reply_to},
        {"OPFMessageCopyReferences", &mail_.references},
        {"OPFMessageCopySentTime", &mail_.sent},
        {"OPFMessageCopyReceivedTime", &mail_.received},
        {"OPFMessageCopyBody", &mail_.text},
        {"OPFMessageCopyHTMLBody", &mail_.html},
        {"OPFMessageCopyPreview", &mail_.preview},
    });
    const auto of_name = std::ranges::find(fields, name, &std::pair<std::string_view, std::string*>::first);
    if (of_name != fields.end() && of_name->second->empty()) *of_name->second = std::move(text);
    if (name.ends_with("Addresses") || name == "OPFMessageCopySenderAddress") people_ = nullptr;
    if (name == "email" && open_) give();
  }

  void give() {
    open_ = false;
    people_ = nullptr;
    ++given_;
    ParsedMail mail{.has_headers = true};
    mail.from = std::move(mail_.from.empty() ? mail_.sender : mail_.from);
    mail.recipients = std::move(mail_.recipients);
    mail.subject = std::string(trim(nfc(strip_invisible(mail_.subject))));
    mail.date = mail_.sent.empty() ? mail_.received : mail_.sent;
    mail.message_id = own_mail_id(mail_.id);
    mail.in_reply_to = own_mail_id(mail_.reply_to);
    mail.thread_root = first_mail_id(mail_.references);
    mail.attachments = std::move(mail_.files);
    mail.deleted = deleted_;
    put_body(mail);
    Timestamp time = olm_time(mail.date);
    std::string spare = sha256_hex(mail.subject + '\x1f' + mail.date + '\x1f' + mail.said).substr(0, 32);
    give_parsed(std::move(mail), std::move(time), std::move(spare), Locator::at_line(mail_.line), sink_);
  }

  /// The plain text; HTML where that is none, or is HTML itself. Of a mail that was never opened only the begin is there.
  void put_body(ParsedMail& mail) {
    if (mail_.html.empty() && ascii_lower(mail_.text.substr(0, 256)).find("<html") != std::string::npos)
      mail_.html = std::exchange(mail_.text, {});
    SaidAndQuoted parts = split_quotes(cleaned_body(mail_.text));
    if (parts.said.empty() && parts.quoted.empty()) {
      const HtmlText html = html_to_text(mail_.html);
      parts = split_quotes(html.text);
      if (!html.quoted.empty()) parts.quoted += (parts.quoted.empty() ? "" : "\n") + html.quoted;
      mail.html_too_deep = html.too_deep;
    }
    if (parts.said.empty() && parts.quoted.empty()) parts = split_quotes(cleaned_body(mail_.preview));
    mail.said = std::move(parts.said);
    mail.quoted = std::move(parts.quoted);
  }

  RecordSink& sink_;
  bool deleted_;
  OlmMail mail_ = {};
  std::vector<AccountRef>* people_ = nullptr;  ///< whose addresses are being read
  XmlDamage damage_ = {};
  std::uint64_t given_ = 0;
  bool open_ = false;
};

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  const bool named = entry.head().find("<OPFMessage") != std::string_view::npos;
  return named && entry.head().find("<email") != std::string_view::npos ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-olm",
                                  .platform = "mail",
                                  .versions = "Outlook for Mac 2011-2024",
                                  .gaps = "format.mail-olm.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_olm
