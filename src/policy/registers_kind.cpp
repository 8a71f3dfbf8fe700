// By header:  "SIS ID,School SIS ID,Username,Grade"  -> a pupil list of School Data Sync v1
//             <EDEX>                                 -> EDEXML
//
// Gap: Student.csv and Teacher.csv of SDS v1 may have the same three columns; then the file name tells them apart.
#include "registers_kind.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "registers_own.h"
#include "schouw/base/csv.h"
#include "schouw/base/json_stream.h"
#include "schouw/base/utf8.h"
#include "schouw/base/xml.h"

namespace schouw {
namespace {

constexpr std::size_t kHeadBytes = 65'536;
constexpr std::string_view kUwlr = "http://www.edustandaard.nl/leerresultaten/";

class Header {
 public:
  explicit Header(std::string_view first_line) {
    for (const std::string& written : parse_csv(first_line).header) keys_.push_back(column_key(written));
  }
  bool has(std::initializer_list<std::string_view> all) const {
    return std::ranges::all_of(all, [&](std::string_view key) { return std::ranges::find(keys_, key) != keys_.end(); });
  }
  bool has_one(std::initializer_list<std::string_view> any) const {
    return std::ranges::any_of(any, [&](std::string_view key) { return has({key}); });
  }
  /// All these columns of one of our own forms, under whatever name.
  bool has_own(std::span<const RegisterColumn> columns, std::initializer_list<std::string_view> names) const {
    return std::ranges::all_of(names, [&](std::string_view name) {
      const auto column = std::ranges::find(columns, name, &RegisterColumn::name);
      return std::ranges::any_of(keys_, [&](const std::string& key) { return names_column(*column, key); });
    });
  }

 private:
  std::vector<std::string> keys_;
};

bool is_pupil_header(const Header& header) {
  return header.has_own(pupil_columns(), {"pupil_number", "family_name"}) ||
         header.has_own(pupil_columns(), {"pupil_number", "full_name"});
}

RegisterKind own_kind(const Header& header) {
  if (header.has_own(relation_columns(), {"person_id", "relation", "other_id"})) return RegisterKind::own_relations;
  if (header.has_own(account_columns(), {"person_id", "platform", "handle"})) return RegisterKind::own_accounts;
  if (header.has_own(consent_columns(), {"person_id", "category", "answer"})) return RegisterKind::own_consent;
  if (header.has_own(people_columns(), {"person_id", "role"})) return RegisterKind::own_people;
  if (is_pupil_header(header)) return RegisterKind::pupil_list;
  if (header.has_own(exception_columns(), {"kind", "subject", "decided_by"})) return RegisterKind::own_exceptions;
  if (header.has_own(lesson_columns(), {"start", "end", "staff_ids"})) return RegisterKind::own_lessons;
  return RegisterKind::none;
}

RegisterKind student_or_teacher(const Header& header, std::string_view path) {
  if (header.has_one({"student_number", "grade", "graduation_year", "birthdate"})) return RegisterKind::sds1_student;
  if (header.has_one({"teacher_number", "title", "qualification"})) return RegisterKind::sds1_teacher;
  const std::string name = ascii_lower(path.substr(path.find_last_of('/') + 1));
  if (name.find("student") != std::string::npos) return RegisterKind::sds1_student;
  if (name.find("teacher") != std::string::npos) return RegisterKind::sds1_teacher;
  return RegisterKind::sds1_student_or_teacher;
}

RegisterKind sds1_kind(const Header& header, std::string_view path) {
  if (header.has({"section_sis_id", "sis_id"})) return RegisterKind::sds1_membership;
  if (header.has({"sis_id", "school_sis_id", "section_name"})) return RegisterKind::sds1_section;
  if (header.has({"sis_id", "school_sis_id", "username"})) return student_or_teacher(header, path);
  if (header.has({"sis_id", "email", "role"})) return RegisterKind::sds1_guardian_relation;
  if (header.has({"email", "first_name", "last_name", "sis_id"})) return RegisterKind::sds1_guardian;
  if (header.has({"sis_id", "name"})) return RegisterKind::roster_other;
  // The form for the United Kingdom.
  if (header.has({"section_id", "id"})) return RegisterKind::sds1_membership;
  if (header.has({"id", "school_dfe_number", "section_name"})) return RegisterKind::sds1_section;
  if (header.has({"id", "school_dfe_number", "username"})) return student_or_teacher(header, path);
  if (header.has({"dfe_number", "name"})) return RegisterKind::roster_other;
  return RegisterKind::none;
}

/// School Data Sync v2 says no more of a class than school and title, and of a course neither.
bool names_classes(const Header& header, std::string_view path) {
  if (!header.has({"sourcedid", "title"})) return false;
  if (header.has_one({"sessionsourcedids", "termsourcedids", "coursesourcedid", "classcode"})) return true;
  const std::string name = ascii_lower(path.substr(path.find_last_of('/') + 1));
  return header.has({"orgsourcedid"}) && name.find("class") != std::string::npos;
}

RegisterKind roster_kind(const Header& header, std::string_view path) {
  if (header.has({"usersourcedid", "relationshipusersourcedid"})) return RegisterKind::roster_relationships;
  if (header.has({"classsourcedid", "usersourcedid"})) return RegisterKind::roster_enrollments;
  if (header.has({"usersourcedid", "orgsourcedid", "role"})) return RegisterKind::roster_roles;
  if (header.has({"sourcedid"}) && header.has_one({"givenname", "familyname", "username"}))
    return RegisterKind::roster_users;
  // OneRoster calls the person sourcedId here, School Data Sync userSourcedId.
  if (header.has({"birthdate"}) && header.has_one({"usersourcedid", "sourcedid"}))
    return RegisterKind::roster_demographics;
  if (names_classes(header, path)) return RegisterKind::roster_classes;
  if (header.has({"sourcedid", "startdate", "enddate"})) return RegisterKind::roster_sessions;
  if (header.has({"propertyname", "value"})) return RegisterKind::roster_manifest;
  if (header.has_one({"sourcedid", "usersourcedid"})) return RegisterKind::roster_other;
  return RegisterKind::none;
}

RegisterKind csv_kind(std::string_view path, std::string_view first_line) {
  const Header header(first_line);
  if (const auto kind = own_kind(header); kind != RegisterKind::none) return kind;
  if (const auto kind = sds1_kind(header, path); kind != RegisterKind::none) return kind;
  return roster_kind(header, path);
}

/// Behind declaration, comments and instructions, which may be longer than what is looked at otherwise.
std::string_view from_first_element(std::string_view xml) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  for (xml = trim(xml); xml.starts_with("<?") || xml.starts_with("<!--"); xml = trim(xml)) {
    const std::string_view close = xml.starts_with("<?") ? "?>" : "-->";
    const auto end = xml.find(close);
    if (end == std::string_view::npos) return {};
    xml.remove_prefix(end + close.size());
  }
  return xml.substr(0, kHeadBytes);
}

/// The head may be cut anywhere; only what opens before the cut is looked at.
bool is_edexml(std::string_view head) {
  bool found = false, first = true, given = false;
  XmlVisitor visitor;
  visitor.start = [&](const XmlElement& element, std::uint64_t) {
    if (first && ascii_lower(element.name) == "edex") found = true;
    if (element.space.starts_with(kUwlr)) found = true;
    first = false;
  };
  visitor.end = [](std::string_view, std::string_view) {};
  stream_xml(
      [&]() -> std::span<const char> {
        if (given) return {};
        given = true;
        return {head.data(), head.size()};
      },
      visitor);
  return found;
}

RegisterKind json_kind(std::string_view head) {
  const JsonShape shape = json_shape(head);
  const auto item_has = [&](std::string_view key) {
    return std::ranges::any_of(shape.item_keys, [&](const std::string& k) { return ascii_lower(k) == key; });
  };
  if (item_has("lesuurvan") || (item_has("start") && item_has("einde"))) return RegisterKind::magister_lessons;
  if (item_has("achternaam") && item_has("type")) return RegisterKind::magister_contacts;
  return RegisterKind::none;
}

/// The first line that is no "sep=;".
std::string first_row(std::string_view text) {
  std::string out;
  const auto end = text.find_first_of("\r\n");
  if (ascii_lower(text.substr(0, 4)) != "sep=" || end == std::string_view::npos)
    return std::string(text.substr(0, end));
  const auto second = text.find_first_not_of("\r\n", end);
  if (second == std::string_view::npos) return {};
  return std::string(text.substr(0, text.find_first_of("\r\n", second)));
}

}  // namespace

RegisterKind register_kind(std::string_view path, std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHeadBytes);
  std::size_t replaced = 0;
  const std::string text = to_utf8(head, sniff_encoding(head), replaced);
  const std::string_view start = trim(text);
  if (start.starts_with("BEGIN:VCALENDAR")) return RegisterKind::icalendar;
  if (start.starts_with("<"))
    return is_edexml(head) || is_edexml(from_first_element(bytes)) ? RegisterKind::edexml : RegisterKind::none;
  if (start.starts_with("{") || start.starts_with("[")) return json_kind(start);
  const RegisterKind kind = csv_kind(path, first_row(start));
  return kind == RegisterKind::none && bytes_above_pupils(start) > 0 ? RegisterKind::pupil_list : kind;
}

std::size_t bytes_above_pupils(std::string_view text) {
  constexpr int kMaxLines = 12;
  std::size_t at = 0;
  for (int line = 0; line < kMaxLines && at < text.size(); ++line) {
    const auto end = std::min(text.find_first_of("\r\n", at), text.size());
    if (is_pupil_header(Header(text.substr(at, end - at)))) return at;
    at = text.find_first_not_of("\r\n", end);
  }
  return 0;
}

bool looks_like_register(std::string_view path, std::string_view head) {
  const RegisterKind kind = register_kind(path, head);
  // A calendar or timetable may be evidence as well; it is a register only where the plan says so.
  return kind != RegisterKind::none && kind != RegisterKind::icalendar && kind != RegisterKind::magister_lessons &&
         kind != RegisterKind::magister_contacts;
}

}  // namespace schouw
