// Mails as Microsoft Graph (and the older REST interface of Outlook) gives them, saved as JSON: by an administrator with
// PowerShell, by a flow, or from the Graph explorer.
//
//   {"value": [{"id": "AAMk…", "subject": "Toets", "sentDateTime": "2026-01-05T08:00:00Z", "internetMessageId": "<…>",
//               "from": {"emailAddress": {"name": "Karin Jansen", "address": "k.jansen@school.example"}},
//               "toRecipients": […], "body": {"contentType": "html", "content": "…"}, "attachments": […]}]}
//   -> messages
//
// Gaps: the headers of the way it went, but where they were asked for; folders; an attachment that was not asked for is
// one without a name.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "html_text.h"
#include "json_damage.h"
#include "mail_gmime.h"
#include "mail_header.h"
#include "mail_message.h"
#include "mail_text.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/json_documents.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "teams_message.h"

namespace schouw::mail_graph {
namespace {

constexpr std::size_t kMaxGraphPeople = 10'000, kMaxGraphFiles = 5'000;

/// {"emailAddress": {"name": …, "address": …}}; an address of Exchange is a native id.
AccountRef graph_person(const Json& recipient) {
  const Json& one = recipient.at("emailAddress");
  AccountRef person{.display_name = tidy_text(one.str("name"))};
  const std::string address = tidy_text(one.str("address"));
  if (is_mail_address(address)) person.email = address;
  else person.native_id = ascii_lower(address);
  if (person.display_name == address) person.display_name.clear();
  return person;
}

void add_people(const Json& list, std::vector<AccountRef>& to) {
  // PowerShell writes a list of one as the one.
  if (list.is_object() && to.size() < kMaxGraphPeople)
    if (AccountRef person = graph_person(list); !person.empty()) to.push_back(std::move(person));
  for (const Json& one : list.items()) {
    if (to.size() >= kMaxGraphPeople) return;
    if (AccountRef person = graph_person(one); !person.empty()) to.push_back(std::move(person));
  }
}

SaidAndQuoted graph_words(const Json& body, bool& too_deep) {
  if (ascii_lower(body.str("contentType")) != "html") return split_quotes(cleaned_body(body.str("content")));
  const HtmlText html = html_to_text(body.str("content"));
  too_deep = too_deep || html.too_deep;
  SaidAndQuoted parts = split_quotes(html.text);
  if (!html.quoted.empty()) parts.quoted += (parts.quoted.empty() ? "" : "\n") + html.quoted;
  return parts;
}

void add_line_to(std::string& to, const std::string& text) {
  if (!text.empty()) to += (to.empty() ? "" : "\n") + text;
}

/// A file, a link to one, or an item of Outlook, whose words others said.
void add_graph_file(const Json& source, ParsedMail& mail) {
  Attachment file{.name = tidy_text(source.str("name")), .mime = ascii_lower(source.str("contentType"))};
  if (file.mime.empty()) file.mime = std::string(mime_of(file.name));
  file.kind = attachment_kind_of(file.name, file.mime);
  file.caption = tidy_text(source.str("sourceUrl"));
  const Json& item = source.at("item");
  if (item.is_object()) {
    const SaidAndQuoted inside = graph_words(item.at("body"), mail.html_too_deep);
    add_line_to(mail.quoted, tidy_text(item.str("subject")));
    add_line_to(mail.quoted, inside.said);
    add_line_to(mail.quoted, inside.quoted);
    file.mime = "message/rfc822";
    file.present = true;
  } else if (const std::string_view packed = source.str("contentBytes"); !packed.empty()) {
    const std::string bytes = base64_decode(packed);
    file.bytes = bytes.size();
    file.sha256 = sha256_hex(bytes);
    file.present = true;
  } else if (const auto size = source.at("size").integer(); size && *size >= 0) {
    file.bytes = static_cast<std::uint64_t>(*size);
  }
  mail.attachments.push_back(std::move(file));
}

std::string header_of(const Json& source, std::string_view name) {
  for (const Json& header : source.at("internetMessageHeaders").items())
    if (ascii_lower(header.str("name")) == name) return std::string(header.str("value"));
  return {};
}

bool is_graph_mail(const Json& value) {
  const bool words = value.find("body") != nullptr || value.find("bodyPreview") != nullptr;
  return value.find("subject") != nullptr && (words || value.find("toRecipients") != nullptr);
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink) {
    damage_ = stream_json_documents(bytes_of(entry),
                                    {[this](auto path, bool is_array) { return step(path, is_array); },
                                     [this](const JsonItem& item, Json&& value) { take(item, std::move(value)); }});
    end_document();
  }

  void finish() {
    if (header_only_ > 0)
      sink_.problem({.code = "header-only", .severity = Severity::medium, .loss = Loss::none, .locator = Locator::at_index(0), .args = {std::to_string(header_only_)}});
    if (unknown_ > 0) report_unknown_version("mail-graph", sample_, sample_at_, unknown_, sink_);
    if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ + unknown_ + cut_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      end_document();
      root_is_array_ = is_array;
      return JsonStep::enter;
    }
    const bool list = !root_is_array_ && path.size() == 1 && is_array && (path[0] == "value" || path[0] == "Value" || path[0] == "messages");
    list_ = list_ || list;
    return list ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, Json&& value) {
    const bool member = !root_is_array_ && item.path.size() == 1;
    if (member) {
      own_[std::string(item.path[0])] = std::move(value);
      own_cut_ = own_cut_ || !item.complete;
      return;
    }
    if (!item.complete) ++cut_;
    else if (value.is_object()) mail(value, Locator::at_index(index_++));
  }

  /// A document without a list is one mail.
  void end_document() {
    Json own = std::exchange(own_, Json::object());
    const bool alone = !root_is_array_ && !std::exchange(list_, false) && own.size() > 0;
    if (alone && std::exchange(own_cut_, false)) ++cut_;
    else if (alone) mail(own, Locator::at_index(index_++));
  }

  void mail(Json& source, Locator at) {
    if (has_sdk_keys(source)) to_graph_keys(source);
    if (!is_graph_mail(source)) return unknown(source, std::move(at));
    ParsedMail mail{.has_headers = true};
    add_people(source.at("from"), mail.from);
    if (mail.from.empty()) add_people(source.at("sender"), mail.from);
    for (const std::string_view key : {"toRecipients", "ccRecipients", "bccRecipients"}) add_people(source.at(std::string(key)), mail.recipients);
    mail.subject = tidy_text(source.str("subject"));
    mail.message_id = own_mail_id(source.str("internetMessageId"));
    mail.thread_root = first_mail_id(header_of(source, "references"));
    mail.in_reply_to = first_mail_id(header_of(source, "in-reply-to"));
    mail.draft = source.at("isDraft").boolean().value_or(false);
    put_body(source, mail);
    for (const Json& file : source.at("attachments").items())
      if (mail.attachments.size() < kMaxGraphFiles) add_graph_file(file, mail);
    if (mail.attachments.empty() && source.at("hasAttachments").boolean().value_or(false)) mail.attachments.push_back({});
    Timestamp time = sent(source);
    ++given_;
    std::string spare = sha256_hex(mail.subject + '\x1f' + time.raw + '\x1f' + mail.said).substr(0, 32);
    give_parsed(std::move(mail), std::move(time), std::move(spare), std::move(at), sink_);
  }

  void put_body(const Json& source, ParsedMail& mail) {
    const bool whole = source.at("body").is_object();
    if (!whole) ++header_only_;
    SaidAndQuoted parts = whole ? graph_words(source.at("body"), mail.html_too_deep)
                                : split_quotes(cleaned_body(source.str("bodyPreview")));
    mail.said = std::move(parts.said);
    mail.quoted = std::move(parts.quoted);
  }

  /// Of a draft neither is there but the moment it was made.
  static Timestamp sent(const Json& source) {
    Timestamp time = no_time({});
    for (const std::string_view key : {"sentDateTime", "dateTimeSent", "receivedDateTime", "dateTimeReceived", "createdDateTime", "dateTimeCreated"}) {
      time = teams_time(source.at(std::string(key)));
      if (time.basis != Timestamp::Basis::none) return time;
    }
    return time;
  }

  void unknown(const Json& value, Locator at) {
    if (++unknown_ > 1) return;
    sample_ = value;
    sample_at_ = std::move(at);
  }

  RecordSink& sink_;
  Json own_ = Json::object(), sample_;
  Locator sample_at_;
  bool root_is_array_ = false, list_ = false, own_cut_ = false;
  std::uint64_t index_ = 0, given_ = 0, header_only_ = 0, unknown_ = 0, cut_ = 0;
  JsonDamage damage_;
};

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  const auto has = [&](std::string_view key) { return shape.has(key) || shape.item_has(key); };
  const bool graph = has("toRecipients") && has("subject") && (has("sentDateTime") || has("receivedDateTime") || has("internetMessageId"));
  const bool sdk = has("ToRecipients") && has("Subject") && (has("SentDateTime") || has("ReceivedDateTime") || has("DateTimeSent"));
  if (graph || sdk) return Bid::certain;
  return has("internetMessageId") && has("bodyPreview") ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "mail-graph",
                                  .platform = "mail",
                                  .versions = "Graph v1.0, Outlook REST v1-v2",
                                  .gaps = "format.mail-graph.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mail_graph
