// Registers as the case keeps them, and back: every field, exact, in a fixed order.
//
//   {"people": [{"id": "m1", "roles": [{"role": "staff", "function": "teacher", ...}], ...}], "accounts": [...], ...}
//
// Gap: a key that is not ours is ignored, so that an older program can open a newer case.
#include "schouw/policy/registers.h"

namespace schouw {
namespace {

Json strings(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& item : list) out.push_back(Json(item));
  return out;
}

/// Absent rather than null: most dates of most rows are open.
void put(Json& out, std::string_view key, const std::optional<Date>& date) {
  if (date) out[key] = Json(to_string(*date));
}

void put(Json& out, std::string_view key, const std::string& text) {
  if (!text.empty()) out[key] = Json(text);
}

void put(Json& out, std::string_view key, const std::vector<std::string>& list) {
  if (!list.empty()) out[key] = strings(list);
}

template <class T>
Json list_of(const std::vector<T>& items, Json (*one)(const T&)) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(one(item));
  return out;
}

Json of_span(const RoleSpan& span) {
  Json out = Json::object();
  out["role"] = Json(name_of(span.role));
  put(out, "function", span.function);
  put(out, "group", span.group);
  put(out, "valid_from", span.from);
  put(out, "valid_until", span.until);
  return out;
}

Json of_person(const Person& person) {
  Json out = Json::object();
  out["id"] = Json(person.id);
  out["roles"] = list_of(person.roles, &of_span);
  put(out, "given", person.name.given);
  put(out, "first_names", person.name.first_names);
  put(out, "infix", person.name.infix);
  put(out, "family", person.name.family);
  put(out, "initials", person.name.initials);
  put(out, "display", person.name.display);
  put(out, "birth_date", person.birth_date);
  put(out, "emails", person.emails);
  put(out, "phones", person.phones);
  put(out, "native_ids", person.native_ids);
  put(out, "parent_of", person.parent_of);
  put(out, "source", person.source);
  return out;
}

Json of_account(const RegisteredAccount& account) {
  Json out = Json::object();
  out["platform"] = Json(account.platform);
  out["handle"] = Json(account.handle);
  put(out, "kind", account.kind);
  put(out, "may_post", account.may_post);
  put(out, "person_id", account.person_id);
  put(out, "valid_from", account.from);
  put(out, "valid_until", account.until);
  put(out, "source", account.source);
  return out;
}

Json of_consent(const ConsentRecord& record) {
  Json out = Json::object();
  out["person_id"] = Json(record.person_id);
  out["category"] = Json(record.category);
  out["medium"] = Json(record.medium);
  out["yes"] = Json(record.yes);
  put(out, "given_by", record.given_by);
  put(out, "form", record.form);
  put(out, "date", record.date);
  put(out, "valid_until", record.valid_until);
  put(out, "withdrawn_on", record.withdrawn_on);
  put(out, "source", record.source);
  return out;
}

Json of_lesson(const Lesson& lesson) {
  Json out = Json::object();
  out["start_local_ms"] = Json(lesson.start_local_ms);
  out["end_local_ms"] = Json(lesson.end_local_ms);
  put(out, "group", lesson.group);
  put(out, "title", lesson.title);
  put(out, "staff_ids", lesson.staff_ids);
  return out;
}

Json of_exception(const RegisteredException& exception) {
  Json out = Json::object();
  out["kind"] = Json(exception.kind);
  out["subject"] = Json(exception.subject);
  put(out, "reason", exception.reason);
  put(out, "decided_by", exception.decided_by);
  put(out, "valid_from", exception.from);
  put(out, "valid_until", exception.until);
  put(out, "source", exception.source);
  return out;
}

Json of_note(const RegisterNote& note) {
  Json out = Json::object();
  out["code"] = Json(note.code);
  put(out, "place", note.place);
  put(out, "args", note.args);
  return out;
}

Json of_file(const std::pair<std::string, std::string>& file) {
  Json out = Json::object();
  out["path"] = Json(file.first);
  out["sha256"] = Json(file.second);
  return out;
}

/// Reads back what stands above; what is wrong is kept once.
class RegistersReader {
 public:
  explicit RegistersReader(const Json& root) : root_(root) {}

  Result<Registers> read() {
    if (!root_.is_object()) wrong("registers");
    Registers out;
    each("people", [&](const Json& j) { out.people.push_back(person(j)); });
    each("accounts", [&](const Json& j) { out.accounts.push_back(account(j)); });
    each("consent", [&](const Json& j) { out.consent.push_back(consent(j)); });
    each("lessons", [&](const Json& j) { out.lessons.push_back(lesson(j)); });
    each("exceptions", [&](const Json& j) { out.exceptions.push_back(exception(j)); });
    each("notes", [&](const Json& j) { out.notes.push_back({text(j, "code"), text(j, "place"), texts(j, "args")}); });
    each("files", [&](const Json& j) { out.files.emplace_back(text(j, "path"), text(j, "sha256")); });
    out.own_identifiers = texts(root_, "own_identifiers");
    if (!wrong_.empty()) return fail(ErrorCode::integrity, "registers-in-case", {wrong_});
    return out;
  }

 private:
  template <class Visit>
  void each(std::string_view key, Visit visit) {
    const Json& list = root_.at(key);
    if (!list.is_array()) wrong(key);
    for (const Json& item : list.items()) visit(item);
  }

  void wrong(std::string_view key) {
    if (wrong_.empty()) wrong_ = std::string(key);
  }

  std::string text(const Json& object, std::string_view key) {
    const Json* value = object.find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) wrong(key);
    return std::string(value->str());
  }

  std::vector<std::string> texts(const Json& object, std::string_view key) {
    std::vector<std::string> out;
    for (const Json& item : object.at(key).items()) {
      if (!item.is_string()) wrong(key);
      out.emplace_back(item.str());
    }
    return out;
  }

  std::optional<Date> date(const Json& object, std::string_view key) {
    const std::string written = text(object, key);
    if (written.empty()) return {};
    const auto day = parse_date(written);
    if (!day) wrong(key);
    return day;
  }

  std::int64_t number(const Json& object, std::string_view key) {
    const auto value = object.at(key).integer();
    if (!value) wrong(key);
    return value.value_or(0);
  }

  RoleSpan span(const Json& j) {
    const auto role = role_from(text(j, "role"));
    if (!role) wrong("role");
    return {role.value_or(Role::external), text(j, "function"), text(j, "group"), date(j, "valid_from"),
            date(j, "valid_until")};
  }

  Person person(const Json& j) {
    Person out;
    out.id = text(j, "id");
    if (out.id.empty()) wrong("id");
    for (const Json& role : j.at("roles").items()) out.roles.push_back(span(role));
    out.name = {text(j, "given"),  text(j, "first_names"), text(j, "infix"),
                text(j, "family"), text(j, "initials"),    text(j, "display")};
    out.birth_date = date(j, "birth_date");
    out.emails = texts(j, "emails");
    out.phones = texts(j, "phones");
    out.native_ids = texts(j, "native_ids");
    out.parent_of = texts(j, "parent_of");
    out.source = text(j, "source");
    return out;
  }

  RegisteredAccount account(const Json& j) {
    RegisteredAccount out;
    out.platform = text(j, "platform");
    out.handle = text(j, "handle");
    out.kind = text(j, "kind");
    out.may_post = texts(j, "may_post");
    out.person_id = text(j, "person_id");
    out.from = date(j, "valid_from");
    out.until = date(j, "valid_until");
    out.source = text(j, "source");
    return out;
  }

  ConsentRecord consent(const Json& j) {
    const auto yes = j.at("yes").boolean();
    if (!yes) wrong("yes");
    return {text(j, "person_id"),    text(j, "category"), text(j, "medium"), yes.value_or(false),
            text(j, "given_by"),     text(j, "form"),     date(j, "date"),   date(j, "valid_until"),
            date(j, "withdrawn_on"), text(j, "source")};
  }

  Lesson lesson(const Json& j) {
    return {number(j, "start_local_ms"), number(j, "end_local_ms"), text(j, "group"), text(j, "title"),
            texts(j, "staff_ids")};
  }

  RegisteredException exception(const Json& j) {
    return {text(j, "kind"),       text(j, "subject"),     text(j, "reason"), text(j, "decided_by"),
            date(j, "valid_from"), date(j, "valid_until"), text(j, "source")};
  }

  const Json& root_;
  std::string wrong_;
};

}  // namespace

Json to_json_value(const Registers& registers) {
  Json out = Json::object();
  out["people"] = list_of(registers.people, &of_person);
  out["accounts"] = list_of(registers.accounts, &of_account);
  out["consent"] = list_of(registers.consent, &of_consent);
  out["lessons"] = list_of(registers.lessons, &of_lesson);
  out["exceptions"] = list_of(registers.exceptions, &of_exception);
  out["own_identifiers"] = strings(registers.own_identifiers);
  out["notes"] = list_of(registers.notes, &of_note);
  out["files"] = list_of(registers.files, &of_file);
  return out;
}

Result<Registers> registers_from_json(const Json& json) { return RegistersReader(json).read(); }

}  // namespace schouw
