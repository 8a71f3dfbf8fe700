// Berichten of Somtoday, as JSON saved from its web application: conversations, and single messages.
//
//   {"items": [{"$type": "berichten.RBoodschapConversatie", "boodschappen": [{"links": [{"id": 71}],
//     "verzendDatum": "2026-01-05T08:12:00.000+01:00", "onderwerp": "Excursie", "inhoud": "<p>Neem brood mee.</p>",
//     "additionalObjects": {"verzenderCorrespondent": {"naam": "K. Jansen"}}}]}]}      ->  a message of K. Jansen
//
// Gaps: people have a name only, no number or address; recipients beyond the first few are a count; attachments are
// named only. Timetable, marks and homework are counted, not read.
#include <algorithm>
#include <map>
#include <utility>

#include "html_text.h"
#include "json_damage.h"
#include "mail_message.h"
#include "mail_text.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::somtoday_json {

extern const Importer importer;

namespace {

std::string id_of(const Json& object) {
  for (const Json& link : object.at("links").items())
    if (const auto id = link.at("id").integer()) return std::to_string(*id);
  return {};
}

Timestamp time_of(const Json& item) {
  const std::string_view sent = item.str("verzendDatum");
  return parse_iso8601(sent.empty() ? item.str("startPublicatie") : sent);
}

bool is_message(const Json& item) {
  return item.is_object() && (!item.at("verzendDatum").is_null() || !item.at("startPublicatie").is_null()) &&
         (item.at("inhoud").is_string() || item.at("onderwerp").is_string());
}

void add_text(const Json& item, Message& message, bool& too_deep) {
  const std::string_view body = item.str("inhoud");
  std::string text(body);
  if (item.str("mimeType") != "text/plain") {
    HtmlText html = html_to_text(body);
    text = std::move(html.text);
    message.quoted = std::move(html.quoted);
    too_deep = html.too_deep;
    for (const HtmlImage& image : html.images)
      message.attachments.push_back({.kind = AttachmentKind::image, .caption = tidy_text(image.alt)});
  }
  SaidAndQuoted parts = split_quotes(text);
  message.text = std::move(parts.said);
  if (!parts.quoted.empty()) message.quoted = parts.quoted + (message.quoted.empty() ? "" : "\n") + message.quoted;
}

/// A file has several forms (the file, its preview): the first with a name is the file.
void add_files(const Json& item, Message& message) {
  for (const Json& file : item.at("bijlages").items()) {
    Attachment one{.name = tidy_text(file.str("omschrijving"))};
    for (const Json& form : file.at("assemblyResults").items()) {
      const std::string name = tidy_text(form.str("fileName"));
      if (name.empty()) continue;
      one.name = name;
      one.mime = std::string(form.str("mimeType"));
      if (const auto size = form.at("fileSize").integer(); size && *size > 0)
        one.bytes = static_cast<std::uint64_t>(*size);
      break;
    }
    one.kind = attachment_kind_of(one.name, one.mime);
    message.attachments.push_back(std::move(one));
  }
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    root_ = Json::object();
    damage_ = stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                            [this](const JsonItem& item, Json&& value) { take(item, value); }});
  }

  void finish() {
    if (root_.size() > 0) object(root_, Locator::at_index(0));
    for (const auto& [type, count] : others_) tally_.not_read(type, count);
    if (without_sender_ > 0) problem("sender-absent", Severity::high, Loss::partial, {std::to_string(without_sender_)});
    if (too_deep_ > 0) problem("html-too-deep", Severity::medium, Loss::partial, {});
    tally_.finish(damage_);
  }

 private:
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      root_is_array_ = is_array;
      return JsonStep::enter;
    }
    const bool list = !root_is_array_ && path.size() == 1 && is_array && path[0] == "items";
    return list ? JsonStep::enter : JsonStep::take;
  }

  void take(const JsonItem& item, Json& value) {
    const bool in_list = item.path.size() == (root_is_array_ ? 1u : 2u);
    if (!in_list) {
      // One conversation or one message a file.
      if (item.complete && item.path.size() == 1) root_[item.path[0]] = std::move(value);
      return;
    }
    if (!item.complete) return tally_.cut();
    if (value.is_object()) object(value, Locator::at_index(item.index));
  }

  void object(const Json& item, const Locator& at) {
    const Json& messages = item.at("boodschappen");
    if (messages.is_array()) return conversation(messages, at);
    if (is_message(item)) return message(item, id_of(item), tidy_text(item.str("onderwerp")), at);
    const std::string type = tidy_text(item.str("$type"));
    if (!type.empty() && type.find("RBoodschap") == std::string::npos) {
      ++others_[std::string(prefix(type, 80))];
      return;
    }
    // The envelope of a list that was empty or has been read.
    if (type.empty() && &item == &root_) return;
    tally_.unknown(item, at);
  }

  /// Known by its first message, whether that stands first or last.
  void conversation(const Json& messages, const Locator& at) {
    const Json* first = nullptr;
    for (const Json& one : messages.items())
      if (is_message(one) && (first == nullptr || time_of(one).ms < time_of(*first).ms)) first = &one;
    for (const Json& one : messages.items()) {
      if (is_message(one))
        message(one, id_of(*first), tidy_text(first->str("onderwerp")), at);
      else
        tally_.unknown(one, at);
    }
  }

  void message(const Json& item, const std::string& thread, const std::string& topic, const Locator& at) {
    Message message{.locator = at};
    message.title = tidy_text(item.str("onderwerp"));
    message.native_id = id_of(item);
    if (!message.native_id.empty()) message.locator = Locator::with_id(message.native_id);
    const bool announcement = item.str("notificatieType") == "Mededeling";
    // Numbers are of one school: the subject keeps the conversations of two schools apart.
    const std::string subject = bare_subject(topic);
    message.conversation = {.key = thread + "/" + fold(subject),
                            .kind = announcement ? ConversationKind::channel : ConversationKind::mail,
                            .title = subject};
    message.time = time_of(item);
    const Json& more = item.at("additionalObjects");
    if (std::string name = tidy_text(more.at("verzenderCorrespondent").str("naam")); !name.empty())
      message.sender = AccountRef{.display_name = std::move(name)};
    for (const Json& one : more.at("ontvangerCorrespondenten").at("items").items())
      if (std::string name = tidy_text(one.str("naam")); !name.empty())
        message.recipients.push_back({.display_name = std::move(name)});
    if (item.at("draft").boolean().value_or(false)) {
      message.kind = MessageKind::event;
      message.event = "draft";
    } else if (!message.sender) {
      // Where the others are named, Somtoday itself sent it; else the browser did not ask who did.
      const bool automatic = more.members().size() > 0 && !more.at("ontvangerCorrespondenten").is_null() &&
                             !more.at("verzondenDoorGebruiker").boolean().value_or(false);
      if (automatic) message.kind = MessageKind::system;
      without_sender_ += automatic ? 0 : 1;
    }
    message.flags.deleted = !more.at("actiefVoorGebruiker").boolean().value_or(true);
    bool too_deep = false;
    add_text(item, message, too_deep);
    add_files(item, message);
    too_deep_ += too_deep ? 1 : 0;
    tally_.give(std::move(message));
  }

  void problem(std::string code, Severity severity, Loss loss, std::vector<std::string> args) {
    tally_.problem({.code = std::move(code),
                    .severity = severity,
                    .loss = loss,
                    .locator = Locator::at_index(0),
                    .args = std::move(args)});
  }

  Tally tally_;
  Json root_;
  bool root_is_array_ = false;
  std::map<std::string, std::uint64_t, std::less<>> others_;  ///< by $type
  std::uint64_t without_sender_ = 0, too_deep_ = 0;
  JsonDamage damage_;
};

/// Somtoday names the type of every object: "$type": "resultaten.RResultaat".
bool names_a_type(std::string_view head) {
  constexpr std::string_view kKey = "\"$type\"";
  auto at = head.find(kKey);
  if (at == std::string_view::npos) return false;
  std::string_view rest = trim(head.substr(at + kKey.size(), 200));
  if (!rest.starts_with(':')) return false;
  rest = trim(rest.substr(1));
  if (!rest.starts_with('"')) return false;
  const std::string_view type = rest.substr(1, rest.find('"', 1) - 1);
  const auto dot = type.rfind(".R");
  return dot != std::string_view::npos && dot > 0 && dot + 2 < type.size() && type[dot + 2] >= 'A' &&
         type[dot + 2] <= 'Z';
}

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return Bid::no;
  const std::string_view head = entry.head();
  const auto has = [&](const std::vector<std::string>& keys, std::string_view key) {
    return std::ranges::find(keys, key) != keys.end();
  };
  const bool list = shape.root_is_array || shape.has("items");
  const std::vector<std::string>& keys = list ? shape.item_keys : shape.keys;
  if (has(keys, "boodschappen")) return Bid::certain;
  if (has(keys, "verzendDatum") && has(keys, "onderwerp")) return Bid::certain;
  const bool somtoday = head.find("somtoday.nl/rest/") != std::string_view::npos;
  return somtoday || (has(keys, "$type") && names_a_type(head)) ? Bid::weak : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

constinit const Importer importer{.id = "somtoday-json",
                                  .platform = "somtoday",
                                  .versions = "2020-2026",
                                  .gaps = "format.somtoday-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::somtoday_json
