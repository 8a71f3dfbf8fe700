// EDEXML 1.0.3 to 2.1 and the UWLR message with the same elements in a namespace, read by element names:
//
//   <leerling key="00001"><roepnaam>Wim</roepnaam><groep key="4B"/></leerling>    a pupil in group 4B
//   <leerkracht key="LK3"><groepen><groep key="4A"><rol>STA</rol></groep>         staff, intern in 4A
//
// Not validated against the schema: its list of school years ends in 2024-2025, so every current export fails it.
// BSN, origin, weights and the like are passed over. A helping parent (OUD) stands among the teachers and is no staff.
// Gap: keys hold within one file; the same key in another register is taken for the same person.
#include <algorithm>
#include <map>
#include <set>

#include "registers_days.h"
#include "registers_sets.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"
#include "schouw/base/xml.h"

namespace schouw {
namespace {

enum class Kind { pupil, staff };

struct GroupRef {
  std::string key;                 ///< with "g:" or "s:" in front: groups and combined groups have keys of their own
  std::vector<std::string> roles;  ///< codes inside the group
};

struct Draft {
  Kind kind = Kind::pupil;
  DraftPerson row;
  std::vector<GroupRef> groups;
  std::vector<std::string> roles;  ///< codes outside any group
  std::string from, until;
};

RegisterRole role_of_code(const std::string& code) {
  if (code == "OUD") return {Role::parent, "helper"};
  if (code == "STA") return {Role::staff, "intern"};
  if (code == "DIR") return {Role::staff, "director"};
  if (code == "ADJ") return {Role::staff, "adjunct-directeur"};
  const bool teaches = code.empty() || code == "LRK" || code == "VAK" || code == "TAL" || code == "LOS";
  return {Role::staff, teaches ? "teacher" : ascii_lower(code)};
}

/// As the declaration says, lower case; empty without one.
std::string declared_encoding(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, bytes.substr(0, 256).find("?>")));
  const auto at = head.find("encoding");
  if (at == std::string::npos) return {};
  const auto open = head.find_first_of("\"'", at);
  if (open == std::string::npos) return {};
  return head.substr(open + 1, head.find(head[open], open + 1) - open - 1);
}

/// What the bytes are, when that is not what the declaration says.
std::optional<Encoding> other_encoding(std::string_view bytes, std::string_view declared) {
  const auto high = std::ranges::count_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const Encoding seen = sniff_encoding(bytes);
  if (high == 0 || seen == Encoding::utf16le || seen == Encoding::utf16be) return {};
  const bool as_utf8 = declared.empty() || declared == "utf-8" || declared == "utf8";
  const bool as_ascii = declared == "us-ascii" || declared == "ascii";
  const bool as_latin = declared == "iso-8859-1" || declared == "windows-1252";
  if (!as_utf8 && !as_ascii && !as_latin) return {};
  if (seen != Encoding::windows1252) return as_utf8 ? std::nullopt : std::optional(Encoding::utf8);
  if (as_latin) return {};
  // One damaged byte in a text that is UTF-8 elsewhere must not spoil all other names.
  std::size_t replaced = 0;
  to_utf8(bytes, Encoding::utf8, replaced);
  return static_cast<std::ptrdiff_t>(replaced) * 2 < high ? Encoding::utf8 : Encoding::windows1252;
}

/// Older school programs write another encoding than they declare, which XML calls damage; spelled right, it is none.
RegisterFile as_declared(const RegisterFile& file, RegisterDraft& draft) {
  const std::string declared = declared_encoding(file.bytes);
  const auto seen = other_encoding(file.bytes, declared);
  if (!seen) return file;
  std::size_t replaced = 0;
  RegisterFile out{file.name, to_utf8(file.bytes, *seen, replaced), file.kind};
  if (const auto end = out.bytes.find("?>"); out.bytes.starts_with("<?xml") && end != std::string::npos)
    std::ranges::replace_if(
        out.bytes.begin(), out.bytes.begin() + static_cast<std::ptrdiff_t>(end) + 2, [](char c) { return c != '\n'; },
        ' ');  // lines keep their numbers
  draft.note("xml-other-encoding",
             {declared.empty() ? "utf-8" : declared, *seen == Encoding::utf8 ? "utf-8" : "windows-1252"},
             {file.name, 0});
  if (replaced != 0) draft.note("replaced-bytes", {std::to_string(replaced)}, {file.name, 0});
  return out;
}

class EdexmlReader {
 public:
  EdexmlReader(const RegisterFile& file, RegisterDraft& draft) : file_(as_declared(file, draft)), draft_(draft) {}

  void read() {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view name, std::string_view text) { end(name, text); };
    bool given = false;
    const XmlDamage damage = stream_xml(
        [&]() -> std::span<const char> {
          if (given) return {};
          given = true;
          return {file_.bytes.data(), file_.bytes.size()};
        },
        visitor);
    if (damage.has_doctype) draft_.fail("register-xml-doctype", {}, {file_.name, 0});
    if (!damage.error.empty() || damage.too_deep)
      draft_.fail("register-xml", {damage.error}, {file_.name, damage.error_line});
    finish();
  }

 private:
  void start(const XmlElement& element, std::uint64_t line) {
    const std::string name(element.name);
    if (!person_ && (name == "leerling" || name == "leerkracht")) {
      begin_person(element, name == "leerling" ? Kind::pupil : Kind::staff, line);
    } else if (name == "groep" || name == "samengestelde_groep") {
      const std::string key = (name == "groep" ? "g:" : "s:") + nfc(element.attribute("key"));
      if (person_)
        person_->groups.push_back({key, {}});
      else
        group_key_ = key;
    }
    path_.push_back(name);
  }

  void begin_person(const XmlElement& element, Kind kind, std::uint64_t line) {
    person_ = Draft{};
    person_->kind = kind;
    person_->row.origin = RegisterOrigin::vendor;
    person_->row.place = {file_.name, line};
    person_->row.person.id = nfc(trim(element.attribute("key")));
    person_depth_ = path_.size();
    if (const auto eckid = element.attribute("eckid"); !eckid.empty())
      person_->row.person.native_ids.emplace_back(eckid);
    if (person_->row.person.id.empty()) draft_.fail("register-empty-field", {"key"}, person_->row.place);
  }

  void end(std::string_view name, std::string_view text) {
    if (!path_.empty()) path_.pop_back();
    if (!person_) {
      if (name == "naam" && !path_.empty() && path_.back().ends_with("groep")) titles_[group_key_] = nfc(text);
      return;
    }
    if (path_.size() == person_depth_) {
      people_.push_back(std::move(*person_));
      person_.reset();
    } else if (path_.size() == person_depth_ + 1) {
      field(name, nfc(text));
    } else if (name == "rol" && path_.back().ends_with("groep") && !person_->groups.empty()) {
      person_->groups.back().roles.emplace_back(trim(text));
    }
  }

  /// A direct child of a pupil or teacher. What is not named here is dropped at the door.
  void field(std::string_view name, std::string text) {
    PersonName& parts = person_->row.person.name;
    if (name == "achternaam")
      parts.family = std::move(text);
    else if (name == "voorvoegsel")
      parts.infix = std::move(text);
    else if (name == "voornamen")
      parts.first_names = std::move(text);
    else if (name == "voorletters-1" || name == "voorletters")
      parts.initials = std::move(text);
    else if (name == "roepnaam" || name == "voornaam")
      parts.given = std::move(text);
    else if (name == "geboortedatum")
      birth_date(text);
    else if (name == "instroomdatum")
      person_->from = std::move(text);
    else if (name == "uitstroomdatum")
      person_->until = std::move(text);
    else if (name == "emailadres")
      add_emails(draft_, person_->row, text);
    else if (name == "gebruikersnaam" && text.find('@') != std::string::npos)
      add_emails(draft_, person_->row, text);
    else if (name == "rol")
      person_->roles.push_back(std::move(text));
    else if (name == "groep" && !text.empty() && person_->groups.back().key == "g:")
      person_->groups.back().key += text;
  }

  void birth_date(const std::string& text) {
    if (text.empty()) return;
    person_->row.person.birth_date = written_day(text, draft_);
    if (!person_->row.person.birth_date) draft_.note("birth-date-unreadable", {text}, person_->row.place);
  }

  std::optional<Date> day(const std::string& text, const char* name, const RegisterPlace& place) {
    if (text.empty()) return {};
    const auto date = written_day(text, draft_);
    if (!date) draft_.fail("register-bad-date", {text, name}, place);
    return date;
  }

  void finish() {
    std::set<std::string> pupils, staff;
    for (const Draft& one : people_) (one.kind == Kind::pupil ? pupils : staff).insert(one.row.person.id);
    for (Draft& one : people_) {
      Person& person = one.row.person;
      if (pupils.contains(person.id) && staff.contains(person.id)) {
        draft_.note("edexml-key-twice", {person.id}, one.row.place);
        person.id = (one.kind == Kind::pupil ? "leerling-" : "leerkracht-") + person.id;
      }
      add_spans(one);
      draft_.people.push_back(std::move(one.row));
    }
  }

  std::string title_of(const std::string& key) const {
    const auto found = titles_.find(key);
    return found == titles_.end() ? key.substr(2) : found->second;
  }

  void add_spans(Draft& one) {
    const auto from = day(one.from, "instroomdatum", one.row.place);
    const auto until = day(one.until, "uitstroomdatum", one.row.place);
    const auto add = [&](const RegisterRole& role, std::string group) {
      one.row.person.roles.push_back({role.role, role.function, std::move(group), from, until});
    };
    if (one.kind == Kind::pupil) {
      for (const GroupRef& group : one.groups) add({Role::pupil, {}}, title_of(group.key));
      if (one.groups.empty()) add({Role::pupil, {}}, {});
      return;
    }
    bool outer_used = false;
    const std::vector<std::string> outer = one.roles.empty() ? std::vector<std::string>{""} : one.roles;
    for (const GroupRef& group : one.groups) {
      outer_used = outer_used || group.roles.empty();
      for (const std::string& code : group.roles.empty() ? outer : group.roles)
        add(role_of_code(code), title_of(group.key));
    }
    // A director who also teaches 4A stays a director.
    if (one.groups.empty() || (!outer_used && !one.roles.empty()))
      for (const std::string& code : outer) add(role_of_code(code), {});
  }

  const RegisterFile file_;
  RegisterDraft& draft_;
  std::vector<std::string> path_;
  std::optional<Draft> person_;
  std::size_t person_depth_ = 0;
  std::string group_key_;
  std::map<std::string, std::string> titles_;
  std::vector<Draft> people_;
};

}  // namespace

void read_edexml(const RegisterFile& file, RegisterDraft& draft) { EdexmlReader(file, draft).read(); }

}  // namespace schouw
