// Magister as its web application answers: contact persons and the timetable (afspraken).
//
//   {"items": [{"id": 7, "roepnaam": "Karin", "achternaam": "Zandberg", "code": "zan", "type": "medewerker"}]}
//   {"Items": [{"Start": "2026-01-09T09:00:00", "Einde": ..., "LesuurVan": 2, "Docenten": [{"Docentcode": "zan"}]}]}
//
//   [{"Id": 7, "Voornaam": "Karin", "Achternaam": "Zandberg", "Docentcode": "zan", "Type": 3}]        (years ago)
//
// Keys change between PascalCase and camelCase over the years, so their case is ignored.
// Gap: a timetable is of one pupil or teacher and does not say whose; only its groups and teachers are used.
#include <initializer_list>

#include "registers_lessons.h"
#include "registers_sets.h"
#include "registers_words.h"
#include "schouw/base/json.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::int64_t kLessonType = 13;

std::optional<Json> parse_register(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  std::size_t replaced = 0;
  auto parsed = parse_json_document(to_utf8(bytes, sniff_encoding(bytes), replaced), file);
  if (parsed) return std::move(*parsed);
  if (!draft.error) draft.error = parsed.error();
  return {};
}

const Json::Array& items_of(const Json& root) {
  const Json* items = root.find_nocase("items");
  return items != nullptr ? items->items() : root.items();
}

std::string text_of(const Json& object, std::string_view key) {
  const Json* value = object.find_nocase(key);
  if (value == nullptr) return {};
  if (value->is_integer()) return std::to_string(value->integer().value_or(0));
  return nfc(trim(value->str()));
}

/// Old answers number what a contact is: 1 a group, 2 a study, 6 a room, 8 a project, 3 a person of whatever role.
bool is_no_person(const std::string& type) { return type == "1" || type == "2" || type == "6" || type == "8"; }

/// The first of these keys with something in it.
std::string first_of(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (std::string text = text_of(object, key); !text.empty()) return text;
  return {};
}

std::optional<RegisterRole> role_of(const std::string& type, const std::string& code) {
  if (type != "3") return register_role(type);
  // Only staff have a code of a teacher; without one a person may be pupil or parent.
  return code.empty() ? std::nullopt : std::optional(RegisterRole{Role::staff, {}});
}

void add_contact(const Json& item, const RegisterPlace& place, RegisterDraft& draft) {
  DraftPerson out{RegisterOrigin::vendor, place, {}};
  Person& person = out.person;
  person.id = text_of(item, "id");
  if (person.id.empty()) return draft.fail("register-empty-field", {"id"}, place);
  const std::string type = text_of(item, "type"), code = first_of(item, {"code", "docentcode"});
  if (is_no_person(type)) return draft.note("contact-not-a-person", {first_of(item, {"naam", "id"})}, place);
  std::optional<RegisterRole> role = role_of(type, code);
  if (!role && type != "3") {
    draft.note("vendor-role-unknown", {type}, place);
    role = RegisterRole{Role::external, ascii_lower(type)};
  }
  if (role) person.roles.push_back({role->role, role->function, first_of(item, {"klas", "groep"}), {}, {}});
  person.name.given = first_of(item, {"roepnaam", "voornaam"});
  person.name.initials = text_of(item, "voorletters");
  person.name.infix = text_of(item, "tussenvoegsel");
  person.name.family = text_of(item, "achternaam");
  add_emails(draft, out, text_of(item, "emailadres"));
  if (!code.empty()) draft.codes.push_back({code, person.id});
  // The id is the one that Magister's own messages carry; on another platform it means nothing.
  RegisteredAccount account;
  account.platform = "magister";
  account.handle = person.id;
  account.kind = role && role->role == Role::staff ? "professional" : "";
  account.person_id = person.id;
  account.source = place.text();
  draft.accounts.push_back({place, std::move(account)});
  draft.people.push_back(std::move(out));
}

bool is_cancelled(const Json& item) {
  const Json* status = item.find_nocase("Status");
  const auto value = status == nullptr ? std::nullopt : status->integer();
  return value == 4 || value == 5;
}

bool is_lesson(const Json& item) {
  const Json* hour = item.find_nocase("LesuurVan");
  const Json* type = item.find_nocase("Type");
  return (hour != nullptr && hour->integer()) || (type != nullptr && type->integer() == kLessonType);
}

/// The first of these keys that each element of a list has; or the element itself when it is a text.
std::vector<std::string> names_in(const Json& item, std::string_view list,
                                  std::initializer_list<std::string_view> keys) {
  std::vector<std::string> out;
  const Json* found = item.find_nocase(list);
  if (found == nullptr) return out;
  for (const Json& element : found->items()) {
    std::string name = nfc(trim(element.str()));
    for (const std::string_view key : keys)
      if (name.empty()) name = text_of(element, key);
    if (!name.empty()) out.push_back(std::move(name));
  }
  return out;
}

void add_lesson(const Json& item, const RegisterPlace& place, const SchoolClock& clock, RegisterDraft& draft) {
  if (!is_lesson(item) || is_cancelled(item)) return;
  const auto start = clock.local(parse_iso8601(text_of(item, "Start")));
  const auto end = clock.local(parse_iso8601(text_of(item, "Einde")));
  if (!start || !end || *end <= *start) return draft.note("lesson-time-unreadable", {text_of(item, "Start")}, place);
  LessonRow out{place, {}, {}, names_in(item, "Docenten", {"Docentcode", "Afkorting"})};
  out.lesson.start_local_ms = *start;
  out.lesson.end_local_ms = *end;
  out.lesson.title = text_of(item, "Omschrijving");
  auto groups = names_in(item, "Groepen", {"Naam"});
  if (groups.empty()) groups.emplace_back();
  for (std::string& group : groups) {
    out.lesson.group = std::move(group);
    draft.lessons.push_back(out);
  }
}

}  // namespace

void read_magister_contacts(const RegisterFile& file, RegisterDraft& draft) {
  const auto root = parse_register(file.bytes, file.name, draft);
  if (!root) return;
  for (const Json& item : items_of(*root)) add_contact(item, {file.name, item.line}, draft);
}

void read_magister_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  const auto root = parse_register(bytes, file, draft);
  if (!root) return;
  const SchoolClock clock(draft);
  for (const Json& item : items_of(*root)) add_lesson(item, {file, item.line}, clock, draft);
}

}  // namespace schouw
