// Rows of all registers to one value: a person is who has the same person_id, nothing else.
//
//   people.csv: L1;leerling;Sanne;;Berg + sds/users.csv: L1,Sanne,van den Berg   ->   an error: one id, two names
//
// Facts that must fit together (birth date, family name) stop the audit when they do not. A spelling that differs
// between two registers is noted; the school's own list counts.
// Gap: two ids with the same name stay two people, also when a reader would say they are one.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "registers_draft.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

auto span_key(const RoleSpan& s) { return std::tie(s.role, s.function, s.group, s.from, s.until); }

void sort_spans(std::vector<RoleSpan>& spans) { sort_unique(spans, span_key); }

/// For comparing only: "J.P." is "JP", "'t Hof" with an infix is "'t Hof" without.
std::string comparable(std::string_view text) {
  std::string out;
  for (const char c : fold(text))
    if (c != '.' && c != ' ') out.push_back(c);
  return out;
}

std::string full_family(const PersonName& name) { return name.infix + " " + name.family; }

/// Joins the rows of one person id, the school's own first.
class PersonMerge {
 public:
  PersonMerge(RegisterDraft& draft, std::span<const DraftPerson* const> rows) : draft_(draft), rows_(rows) {
    out_.id = rows.front()->person.id;
    const auto named = [](const DraftPerson* row) { return !display_name(row->person.name).empty(); };
    const auto best = std::ranges::find_if(rows, named);
    out_.source = (best == rows.end() ? rows.front() : *best)->place.text();
  }

  Person merged() {
    for (const DraftPerson* row : rows_) add(*row);
    out_.name.display = display_name(out_.name);
    sort_spans(out_.roles);
    sort_unique(out_.emails);
    sort_unique(out_.phones);
    sort_unique(out_.native_ids);
    return std::move(out_);
  }

 private:
  void add(const DraftPerson& row) {
    const Person& p = row.person;
    birth_date(row);
    family(row);
    spelling(out_.name.given, p.name.given, "given_name", row);
    spelling(out_.name.first_names, p.name.first_names, "first_names", row);
    spelling(out_.name.initials, p.name.initials, "initials", row);
    out_.roles.insert(out_.roles.end(), p.roles.begin(), p.roles.end());
    out_.emails.insert(out_.emails.end(), p.emails.begin(), p.emails.end());
    out_.phones.insert(out_.phones.end(), p.phones.begin(), p.phones.end());
    out_.native_ids.insert(out_.native_ids.end(), p.native_ids.begin(), p.native_ids.end());
  }

  void birth_date(const DraftPerson& row) {
    const auto& day = row.person.birth_date;
    if (!day) return;
    if (out_.birth_date && *day != *out_.birth_date)
      contradiction("birth_date", to_string(*out_.birth_date), to_string(*day), row);
    if (out_.birth_date) return;
    out_.birth_date = day;
    said_["birth_date"] = row.place;
  }

  void family(const DraftPerson& row) {
    const PersonName& name = row.person.name;
    if (name.family.empty()) return;
    if (out_.name.family.empty()) {
      out_.name.infix = name.infix;
      out_.name.family = name.family;
      said_["family_name"] = row.place;
      return;
    }
    if (comparable(full_family(name)) != comparable(full_family(out_.name)))
      contradiction("family_name", full_family(out_.name), full_family(name), row);
    if (!out_.name.infix.empty() || name.infix.empty()) return;
    out_.name.infix = name.infix;  // the same name, now with its parts apart
    out_.name.family = name.family;
  }

  void spelling(std::string& kept, const std::string& other, std::string_view field, const DraftPerson& row) {
    if (other.empty()) return;
    const RegisterPlace& first = said_.try_emplace(std::string(field), row.place).first->second;
    if (kept.empty()) kept = other;
    if (comparable(kept) == comparable(other)) return;
    if (row.place.file == first.file)
      contradiction(field, kept, other, row);
    else
      draft_.note("spelling-differs", {out_.id, std::string(field), kept, other, first.text()}, row.place);
  }

  void contradiction(std::string_view field, std::string_view one, std::string_view two, const DraftPerson& row) {
    const RegisterPlace& first = said_[std::string(field)];
    draft_.fail("register-contradiction",
                {out_.id, std::string(field), std::string(trim(one)), std::string(trim(two)), first.text()}, row.place);
  }

  RegisterDraft& draft_;
  std::span<const DraftPerson* const> rows_;
  std::map<std::string, RegisterPlace> said_;  ///< field -> where its value comes from
  Person out_;
};

std::vector<Person> merge_people(RegisterDraft& draft) {
  std::vector<const DraftPerson*> rows;
  for (const DraftPerson& row : draft.people) rows.push_back(&row);
  std::ranges::sort(rows, [](const DraftPerson* a, const DraftPerson* b) {
    return std::tie(a->person.id, a->origin, a->place) < std::tie(b->person.id, b->origin, b->place);
  });
  std::vector<Person> people;
  const std::span all(std::as_const(rows));
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    while (end < all.size() && all[end]->person.id == all[begin]->person.id) ++end;
    people.push_back(PersonMerge(draft, all.subspan(begin, end - begin)).merged());
    begin = end;
  }
  return people;
}

Person* find_person(std::vector<Person>& people, std::string_view id) {
  const auto it = std::ranges::lower_bound(people, id, {}, &Person::id);
  return it == people.end() || it->id != id ? nullptr : &*it;
}

bool has_span(const Person& person, Role role) {
  return std::ranges::find(person.roles, role, &RoleSpan::role) != person.roles.end();
}

void unknown_person(RegisterDraft& draft, const std::string& id, RegisterOrigin origin, const RegisterPlace& place) {
  if (origin == RegisterOrigin::own)
    draft.fail("register-unknown-person", {id}, place);
  else
    draft.note("unknown-person", {id}, place);
}

/// "L1;moeder;o1" and "o1;moeder;L1" are the same when exactly one of the two is a pupil; else nobody knows.
void put_in_order(RegisterDraft& draft, std::vector<Person>& people, RelationRow& row) {
  const Person* one = find_person(people, row.parent_id);
  const Person* other = find_person(people, row.child_id);
  if (!row.in_some_order || one == nullptr || other == nullptr) return;
  if (has_span(*one, Role::pupil) == has_span(*other, Role::pupil))
    return draft.fail("register-relation-order", {row.parent_id, row.child_id}, row.place);
  if (has_span(*one, Role::pupil)) std::swap(row.parent_id, row.child_id);
}

/// Whoever a register calls the parent of a pupil is a parent, also a teacher; SDS lists contacts without any role.
void relate(RegisterDraft& draft, std::vector<Person>& people) {
  for (RelationRow& row : draft.relations) {
    put_in_order(draft, people, row);
    Person* parent = find_person(people, row.parent_id);
    if (parent == nullptr) unknown_person(draft, row.parent_id, row.origin, row.place);
    if (find_person(people, row.child_id) == nullptr) unknown_person(draft, row.child_id, row.origin, row.place);
    if (row.parent_id == row.child_id) draft.fail("register-own-parent", {row.parent_id}, row.place);
    if (parent != nullptr && find_person(people, row.child_id) != nullptr) parent->parent_of.push_back(row.child_id);
  }
  for (Person& person : people) {
    sort_unique(person.parent_of);
    // A pupil who is called a parent is more likely a relation written the wrong way round.
    if (person.parent_of.empty() || has_span(person, Role::parent) || has_span(person, Role::pupil)) continue;
    person.roles.push_back({});
    person.roles.back().role = Role::parent;
    sort_spans(person.roles);
  }
}

void note_roleless(RegisterDraft& draft, const std::vector<Person>& people) {
  for (const Person& person : people)
    if (person.roles.empty()) draft.notes.push_back({"person-without-role", person.source, {person.id}});
}

/// Two ids that may be one human: said, never joined.
void note_twins(RegisterDraft& draft, const std::vector<Person>& people) {
  std::map<std::string, const Person*> by_address, by_birth, by_name;
  const auto meet = [&](auto& seen, const std::string& key, std::string_view code, const Person& person) {
    const auto [it, added] = seen.try_emplace(key, &person);
    if (!added && it->second != &person)
      draft.notes.push_back({std::string(code), person.source, {it->second->id, person.id, it->second->source}});
  };
  for (const Person& person : people) {
    for (const std::string& address : person.emails) meet(by_address, address, "two-ids-one-address", person);
    if (person.birth_date && !person.name.display.empty())
      meet(by_birth, fold(person.name.display) + "|" + to_string(*person.birth_date), "two-ids-one-name", person);
    // Two lists with ids of their own make two of everybody, and then nobody is known by name.
    const bool staff = std::ranges::any_of(person.roles, [](const RoleSpan& span) { return span.role == Role::staff; });
    if (staff && !person.name.display.empty()) meet(by_name, fold(person.name.display), "two-ids-of-staff", person);
  }
}

std::vector<RegisteredAccount> merge_accounts(RegisterDraft& draft, std::vector<Person>& people) {
  std::vector<RegisteredAccount> out;
  for (const AccountRow& row : draft.accounts) {
    const RegisteredAccount& account = row.account;
    if (!account.person_id.empty() && find_person(people, account.person_id) == nullptr)
      draft.fail("register-unknown-person", {account.person_id}, row.place);
    for (const std::string& id : account.may_post)
      if (find_person(people, id) == nullptr) draft.fail("register-unknown-person", {id}, row.place);
    out.push_back(account);
    sort_unique(out.back().may_post);
  }
  const auto key = [](const RegisteredAccount& a) {
    return std::tie(a.person_id, a.platform, a.handle, a.kind, a.from, a.until, a.may_post, a.source);
  };
  std::ranges::sort(out, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return out;
}

std::vector<ConsentRecord> merge_consent(RegisterDraft& draft, std::vector<Person>& people) {
  std::vector<ConsentRecord> out;
  for (const ConsentRow& row : draft.consent) {
    // Lists of consent still name pupils who left; nobody is found guilty by such a row.
    if (find_person(people, row.record.person_id) == nullptr)
      draft.note("consent-of-unknown-person", {row.record.person_id}, row.place);
    out.push_back(row.record);
  }
  const auto key = [](const ConsentRecord& c) {
    return std::tie(c.person_id, c.category, c.medium, c.date, c.yes, c.given_by, c.form, c.valid_until, c.withdrawn_on,
                    c.source);
  };
  std::ranges::sort(out, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return out;
}

std::vector<RegisteredException> merge_exceptions(RegisterDraft& draft, std::vector<Person>& people) {
  std::vector<RegisteredException> out;
  for (const ExceptionRow& row : draft.exceptions) {
    if (row.exception.kind == "family_tie")
      for (const std::string& id : split_list(row.exception.subject, "|"))
        if (find_person(people, id) == nullptr) draft.fail("register-unknown-person", {id}, row.place);
    out.push_back(row.exception);
  }
  const auto key = [](const RegisteredException& e) {
    return std::tie(e.kind, e.subject, e.from, e.until, e.reason, e.decided_by, e.source);
  };
  std::ranges::sort(out, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return out;
}

/// Key (address or code) to person; empty when two people have it: two is nobody.
using StaffIndex = std::map<std::string, std::string, std::less<>>;

void index_staff(StaffIndex& index, const std::string& key, const std::string& person_id) {
  const auto [it, added] = index.try_emplace(key, person_id);
  if (!added && it->second != person_id) it->second.clear();
}

class LessonMerge {
 public:
  LessonMerge(RegisterDraft& draft, std::vector<Person>& people) : draft_(draft), people_(people) {
    for (const Person& person : people) {
      const bool staff = has_span(person, Role::staff);
      for (const std::string& address : person.emails) {
        if (staff) index_staff(emails_, address, person.id);
        if (!staff) others_.insert(address);
      }
    }
    for (const StaffCode& code : draft.codes) index_staff(codes_, fold(code.code), code.person_id);
  }

  Lesson merged(const LessonRow& row) {
    Lesson lesson = row.lesson;
    for (const std::string& id : lesson.staff_ids)
      if (find_person(people_, id) == nullptr) draft_.fail("register-unknown-person", {id}, row.place);
    for (const std::string& address : row.staff_emails)
      if (emails_.contains(address) || !others_.contains(address)) look_up(emails_, address, address, row, lesson);
    for (const std::string& code : row.staff_codes) look_up(codes_, fold(code), code, row, lesson);
    sort_unique(lesson.staff_ids);
    // Nobody is in it, as far as the timetable says: it can show nothing.
    if (lesson.staff_ids.empty() && lesson.group.empty()) draft_.note("lesson-without-people", {}, {row.place.file, 0});
    return lesson;
  }

 private:
  void look_up(const StaffIndex& index, const std::string& key, const std::string& written, const LessonRow& row,
               Lesson& lesson) {
    const auto it = index.find(key);
    if (it != index.end() && !it->second.empty())
      lesson.staff_ids.push_back(it->second);
    else
      draft_.note("lesson-staff-not-found", {written}, row.place);
  }

  RegisterDraft& draft_;
  std::vector<Person>& people_;
  StaffIndex emails_, codes_;
  std::set<std::string> others_;  ///< addresses of known pupils and parents, who are invited to lessons too
};

std::vector<Lesson> merge_lessons(RegisterDraft& draft, std::vector<Person>& people) {
  LessonMerge merge(draft, people);
  std::vector<Lesson> out;
  for (const LessonRow& row : draft.lessons) out.push_back(merge.merged(row));
  const auto key = [](const Lesson& l) {
    return std::tie(l.start_local_ms, l.end_local_ms, l.group, l.title, l.staff_ids);
  };
  sort_unique(out, key);
  return out;
}

std::vector<RegisterNote> sorted_notes(RegisterDraft& draft) {
  auto notes = std::move(draft.notes);
  const auto key = [](const RegisterNote& n) { return std::tie(n.place, n.code, n.args); };
  sort_unique(notes, key);
  return notes;
}

}  // namespace

Result<Registers> finish_registers(RegisterDraft&& draft) {
  if (draft.error) return tl::unexpected<Error>(*draft.error);
  Registers out;
  out.people = merge_people(draft);
  relate(draft, out.people);
  note_roleless(draft, out.people);
  note_twins(draft, out.people);
  out.accounts = merge_accounts(draft, out.people);
  out.consent = merge_consent(draft, out.people);
  out.exceptions = merge_exceptions(draft, out.people);
  out.lessons = merge_lessons(draft, out.people);
  out.own_identifiers = std::move(draft.own_identifiers);
  sort_unique(out.own_identifiers);
  out.notes = sorted_notes(draft);
  out.files.assign(draft.files.begin(), draft.files.end());
  if (draft.error) return tl::unexpected<Error>(*draft.error);
  return out;
}

}  // namespace schouw
