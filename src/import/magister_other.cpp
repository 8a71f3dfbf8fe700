// Timetable (afspraken), study guides (studiewijzers) and assignments (opdrachten) of Magister.
//
//   {"Id": 7, "Start": "2026-01-09T09:00:00", "LesuurVan": 2, "Omschrijving": "wi - 3m1", "Inhoud": "<p>Maak 4.1</p>",
//    "Docenten": [{"Naam": "K. Jansen", "Docentcode": "jns"}]}        ->  event "appointment" with the text "Maak 4.1"
//   {"Id": 9, "Titel": "Week 3", "Omschrijving": "<p>Kijk</p>", "Bronnen": [{"Naam": "Filmpje", "Uri": "https://…"}]}
//                                                                     ->  a post in the channel of the guide
//
//   {"Id": 8, "Titel": "Verslag", "InleverenVoor": "2026-01-09T22:59:00Z", "LeerlingOpmerking": "Ik kom morgen",
//    "DocentOpmerking": "Prima"}                                       ->  event "assignment" with these words
//
// Gap: who wrote a homework or a guide is not in it; the teachers of the lesson are tagged, nobody is its sender. Nor is
// the pupil of an assignment: remarks of pupil and teacher are words of nobody.
#include "magister_other.h"

#include <utility>

#include "add_line.h"
#include "html_text.h"
#include "plain_text.h"

namespace schouw {
namespace {

bool has(const Json& object, std::string_view key) { return object.find_nocase(key) != nullptr; }

void add_html(const Json& value, Message& message) {
  if (!value.is_string()) return;
  const HtmlText html = html_to_text(value.str());
  add_line(message.text, html.text);
  add_line(message.quoted, html.quoted);
  for (const HtmlImage& image : html.images)
    message.attachments.push_back({.kind = AttachmentKind::image, .caption = tidy_text(image.alt)});
}

const Json::Array& list_of(const Json& value) {
  return value.is_object() ? magister_get(value, "items").items() : value.items();
}

/// A file, or an address of a page or a film.
void add_source(const Json& source, Message& message) {
  Attachment file{.name = tidy_text(magister_get(source, "naam").str()),
                  .mime = std::string(magister_get(source, "contentType").str())};
  const std::string address = tidy_text(magister_get(source, "uri").str());
  const bool link = address.starts_with("http:") || address.starts_with("https:");
  file.kind = link && file.mime.empty() ? AttachmentKind::link : attachment_kind_of(file.name, file.mime);
  if (link) file.caption = address;
  if (const auto size = magister_get(source, "grootte").integer(); size && *size > 0)
    file.bytes = static_cast<std::uint64_t>(*size);
  message.attachments.push_back(std::move(file));
}

void add_teachers(const Json& item, Message& message) {
  for (const Json& teacher : list_of(magister_get(item, "docenten"))) {
    AccountRef one{.display_name = tidy_text(magister_get(teacher, "naam").str()),
                   .handle = tidy_text(magister_get(teacher, "docentcode").str())};
    if (one.handle.empty()) one.handle = tidy_text(magister_get(teacher, "afkorting").str());
    if (!one.empty()) message.tagged.push_back(std::move(one));
  }
}

}  // namespace

const Json& magister_get(const Json& object, std::string_view key) {
  static const Json kNone;
  const Json* found = object.find_nocase(key);
  return found == nullptr ? kNone : *found;
}

std::string magister_id(const Json& value) {
  if (value.is_string()) return tidy_text(value.str());
  const auto number = value.integer();
  return number && *number != 0 ? std::to_string(*number) : std::string{};
}

bool is_magister_appointment(const Json& object) {
  return has(object, "start") && has(object, "einde") && has(object, "omschrijving");
}

std::optional<Message> magister_appointment(const Json& item, Locator at) {
  Message message{.platform = "magister", .kind = MessageKind::event, .event = "appointment", .locator = std::move(at)};
  message.title = tidy_text(magister_get(item, "omschrijving").str());
  for (const std::string_view key : {"inhoud", "opmerking", "aantekening"}) add_html(magister_get(item, key), message);
  for (const Json& file : list_of(magister_get(item, "bijlagen"))) add_source(file, message);
  if (message.text.empty() && message.attachments.empty()) return std::nullopt;
  message.native_id = magister_id(magister_get(item, "id"));
  message.time = parse_iso8601(magister_get(item, "start").str());
  message.conversation = {
      .key = "appointment/" + message.native_id, .kind = ConversationKind::channel, .title = message.title};
  add_teachers(item, message);
  return message;
}

bool is_magister_guide(const Json& object) {
  if (has(object, "onderdelen")) return true;
  const bool titled = has(object, "titel");
  return titled && (has(object, "bronnen") || has(object, "vakcodes") || has(object, "inleerlingarchief") ||
                    has(object, "onderdelen") || has(object, "omschrijving"));
}

std::optional<Message> magister_guide(const Json& item, Locator at) {
  Message message{.platform = "magister", .kind = MessageKind::post, .locator = std::move(at)};
  message.title = tidy_text(magister_get(item, "titel").str());
  add_html(magister_get(item, "omschrijving"), message);
  for (const Json& source : list_of(magister_get(item, "bronnen"))) {
    add_source(source, message);
    const AccountRef by{.display_name = tidy_text(magister_get(source, "geplaatstDoor").str())};
    if (!by.empty()) message.tagged.push_back(by);
  }
  if (message.text.empty() && message.attachments.empty()) return std::nullopt;
  message.native_id = magister_id(magister_get(item, "id"));
  message.time = parse_iso8601(magister_get(item, "van").str());
  message.conversation = {
      .key = "guide/" + message.native_id, .kind = ConversationKind::channel, .title = message.title};
  return message;
}

bool is_magister_assignment(const Json& object) {
  return has(object, "titel") && (has(object, "inleverenVoor") || has(object, "ingeleverdOp"));
}

std::optional<Message> magister_assignment(const Json& item, Locator at) {
  Message message{.platform = "magister", .kind = MessageKind::event, .event = "assignment", .locator = std::move(at)};
  message.title = tidy_text(magister_get(item, "titel").str());
  for (const std::string_view key : {"omschrijving", "leerlingOpmerking", "docentOpmerking"})
    add_html(magister_get(item, key), message);
  for (const std::string_view key : {"bijlagen", "leerlingBijlagen", "feedbackBijlagen"})
    for (const Json& file : list_of(magister_get(item, key))) add_source(file, message);
  if (message.text.empty() && message.attachments.empty()) return std::nullopt;
  // A version of an assignment, as it was handed in, is one of its own.
  const std::string whole = magister_id(magister_get(item, "opdrachtId"));
  message.native_id = magister_id(magister_get(item, "id"));
  const std::string_view handed_in = magister_get(item, "ingeleverdOp").str();
  message.time = parse_iso8601(handed_in.empty() ? magister_get(item, "inleverenVoor").str() : handed_in);
  message.conversation = {.key = "assignment/" + (whole.empty() ? message.native_id : whole),
                          .kind = ConversationKind::channel,
                          .title = message.title};
  if (!whole.empty()) message.native_id = whole + "/" + message.native_id;
  add_teachers(item, message);
  return message;
}

}  // namespace schouw
