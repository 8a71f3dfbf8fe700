// School Data Sync v2 and v2.1, OneRoster 1.1 and 1.2: the same tables with small differences.
//
//   users.csv  sourcedId,username,givenName,familyName,password,email,phone,sms     (the password is never read)
//   roles.csv  userSourcedId,orgSourcedId,role,...,roleStartDate,roleEndDate        (v2.1, 1.2; else a column of users)
//   enrollments.csv  class, person, beginDate, endDate                              (OneRoster; SDS has no days)
//   classes.csv, academicSessions.csv  a class belongs to the role of its own school year or term
//   demographics.csv  userSourcedId,birthDate (SDS)  sourcedId,birthDate (OneRoster)
//   relationships.csv  pupil, contact, role                                         (v2.1; OneRoster: agentSourcedIds)
//
// A contact has no row in roles.csv; guardian makes a parent, relative or doctor somebody from outside.
// Gap: a delta without its base is read as if it were everything, with a note.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "registers_days.h"
#include "registers_period.h"
#include "registers_sets.h"
#include "registers_table.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<RegisterColumn, 14> kUsers = {{
    {"sourcedid", "", true},
    {"username", ""},
    {"givenname", ""},
    {"familyname", ""},
    {"preferredgivenname", "preferredfirstname"},
    {"middlename", ""},
    {"activedirectorymatchid", ""},
    {"email", ""},
    {"phone", ""},
    {"sms", ""},
    {"role", ""},
    {"agentsourcedids", "agents"},
    {"status", ""},
    {"preferredfamilyname", ""},
}};
constexpr std::array<RegisterColumn, 6> kRoleColumns = {{{"usersourcedid", "", true},
                                                   {"role", "", true},
                                                   {"from", "rolestartdate begindate"},
                                                   {"until", "roleenddate enddate"},
                                                   {"sessionsourcedid", ""},
                                                   {"status", ""}}};
constexpr std::array<RegisterColumn, 4> kClasses = {
    {{"sourcedid", "", true}, {"title", "", true}, {"sessions", "sessionsourcedids termsourcedids"}, {"status", ""}}};
constexpr std::array<RegisterColumn, 3> kSessions = {
    {{"sourcedid", "", true}, {"startdate", "", true}, {"enddate", "", true}}};
constexpr std::array<RegisterColumn, 6> kEnrollments = {{{"classsourcedid", "", true},
                                                         {"usersourcedid", "", true},
                                                         {"role", ""},
                                                         {"begindate", ""},
                                                         {"enddate", ""},
                                                         {"status", ""}}};
constexpr std::array<RegisterColumn, 3> kRelationshipColumns = {
    {{"usersourcedid", "", true}, {"relationshipusersourcedid", "", true}, {"relationshiprole", "role"}}};
/// Of demographics only the day of birth; what else stands there has no place in an audit.
constexpr std::array<RegisterColumn, 4> kDemographics = {
    {{"usersourcedid", ""}, {"sourcedid", ""}, {"birthdate", ""}, {"status", ""}}};

constexpr std::array<RegisterColumn, 2> kManifest = {{{"propertyname", "", true}, {"value", "", true}}};

bool is_guid(std::string_view text) {
  return text.size() == 36 && text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

/// The first and the last day in the rows of a table, in the order that all of them show together.
class Days {
 public:
  Days(const RegisterTable& table, std::string_view first, std::string_view last)
      : columns_{first, last}, order_(day_order(table, columns_)) {}

  RolePeriod period(RegisterTable& table, const CsvRow& row) const {
    return {vendor_day(table, row, columns_[0], order_), vendor_day(table, row, columns_[1], order_)};
  }

 private:
  std::array<std::string_view, 2> columns_;
  DayOrder order_;
};

class Roster {
 public:
  explicit Roster(RegisterDraft& draft) : draft_(draft) {}

  void read(std::span<const RegisterFile> files) {
    using enum RegisterKind;
    each(files, roster_manifest, &Roster::manifest);
    each(files, roster_sessions, &Roster::sessions);
    each(files, roster_classes, &Roster::classes);
    each(files, roster_enrollments, &Roster::enrollments);
    each(files, roster_roles, &Roster::roles);
    each(files, roster_demographics, &Roster::demographics);
    each(files, roster_users, &Roster::users);
    each(files, roster_relationships, &Roster::relationships);
    relate_agents();
  }

 private:
  struct Span {
    RegisterRole role;
    RolePeriod period;
    std::string session;
  };
  struct Class {
    std::string title;
    std::set<std::string> sessions;
  };
  struct Enrollment {
    std::string class_id;
    RolePeriod period;  ///< only OneRoster says it
    RegisterPlace place;
    std::string role;  ///< in this class
  };
  struct Agent {
    std::string user, agent;
    RegisterPlace place;
  };

  void each(std::span<const RegisterFile> files, RegisterKind kind, void (Roster::*reader)(const RegisterFile&)) {
    for (const RegisterFile& file : files)
      if (file.kind == kind && !draft_.failed()) (this->*reader)(file);
  }

  RegisterTable table_of(const RegisterFile& file, std::span<const RegisterColumn> columns) {
    return {file.bytes, file.name, columns, UnknownColumns::ignore, draft_};
  }

  static bool is_deleted(const RegisterTable& table, const CsvRow& row) {
    return table.word(row, "status") == "tobedeleted";
  }

  void sessions(const RegisterFile& file) {
    RegisterTable table = table_of(file, kSessions);
    const Days days(table, "startdate", "enddate");
    for (const CsvRow& row : table.rows()) sessions_[table.text(row, "sourcedid")] = days.period(table, row);
  }

  void classes(const RegisterFile& file) {
    const RegisterTable table = table_of(file, kClasses);
    for (const CsvRow& row : table.rows()) {
      const auto sessions = split_list(table.text(row, "sessions"), ",;|");
      classes_[table.text(row, "sourcedid")] = {table.text(row, "title"), {sessions.begin(), sessions.end()}};
    }
  }

  void enrollments(const RegisterFile& file) {
    RegisterTable table = table_of(file, kEnrollments);
    const Days days(table, "begindate", "enddate");
    for (const CsvRow& row : table.rows()) {
      if (is_deleted(table, row)) continue;
      const RolePeriod period = days.period(table, row);
      enrollments_[table.text(row, "usersourcedid")].push_back(
          {table.text(row, "classsourcedid"), period, table.place(row), table.text(row, "role")});
    }
  }

  void roles(const RegisterFile& file) {
    RegisterTable table = table_of(file, kRoleColumns);
    const Days days(table, "from", "until");
    for (const CsvRow& row : table.rows()) {
      if (is_deleted(table, row)) continue;
      const RolePeriod period = days.period(table, row);
      spans_[table.needed(row, "usersourcedid")].push_back(
          {role_of(table, row), period, table.text(row, "sessionsourcedid")});
    }
  }

  RegisterRole role_of(RegisterTable& table, const CsvRow& row) {
    const std::string written = table.text(row, "role");
    if (!is_vendor_role(written)) draft_.note("vendor-role-unknown", {written}, table.place(row));
    return vendor_role(written);
  }

  void demographics(const RegisterFile& file) {
    RegisterTable table = table_of(file, kDemographics);
    const DayOrder order = birth_date_order(table);
    const char* const person = table.has("usersourcedid") ? "usersourcedid" : "sourcedid";
    for (const CsvRow& row : table.rows()) {
      if (is_deleted(table, row)) continue;
      if (const auto day = birth_date(table, row, order)) births_.insert_or_assign(table.text(row, person), *day);
    }
  }

  /// manifest.csv: "file.users,delta" is what changed since an earlier export, not everybody.
  void manifest(const RegisterFile& file) {
    const RegisterTable table = table_of(file, kManifest);
    for (const CsvRow& row : table.rows())
      if (table.word(row, "value") == "delta")
        draft_.note("roster-delta", {table.text(row, "propertyname")}, table.place(row));
  }

  void users(const RegisterFile& file) {
    RegisterTable table = table_of(file, kUsers);
    for (const CsvRow& row : table.rows()) {
      if (is_deleted(table, row)) {
        draft_.note("row-to-be-deleted", {table.text(row, "sourcedid")}, table.place(row));
        continue;
      }
      DraftPerson out{RegisterOrigin::vendor, table.place(row), {}};
      read_user(table, row, out);
      if (draft_.failed()) return;
      known_.insert(out.person.id);
      draft_.people.push_back(std::move(out));
    }
  }

  void read_user(RegisterTable& table, const CsvRow& row, DraftPerson& out) {
    Person& person = out.person;
    person.id = table.needed(row, "sourcedid");
    const std::string given = table.text(row, "givenname"), preferred = table.text(row, "preferredgivenname");
    person.name.given = preferred.empty() ? given : preferred;
    if (!preferred.empty()) person.name.first_names = given;
    person.name.family = table.text(row, "familyname");
    add_middle_name(person.name, table.text(row, "middlename"));
    const std::string other = table.text(row, "preferredfamilyname");
    if (!other.empty() && fold(other) != fold(person.name.family))
      draft_.note("preferred-family-name", {person.id, other}, out.place);
    if (const auto born = births_.find(person.id); born != births_.end()) person.birth_date = born->second;
    if (const std::string role = table.text(row, "role"); !role.empty())
      spans_[person.id].push_back({role_of(table, row), {}, {}});
    if (!spans_.contains(person.id)) roles_in_classes(person.id);
    add_roles(person);
    const std::string match = table.text(row, "activedirectorymatchid");
    if (is_guid(match)) person.native_ids.push_back(ascii_lower(match));
    for (const std::string& address : {match, table.text(row, "username")})
      if (address.find('@') != std::string::npos) add_emails(draft_, out, address);
    add_emails(draft_, out, table.text(row, "email"));
    add_phones(draft_, out, table.text(row, "phone"));
    add_phones(draft_, out, table.text(row, "sms"));
    for (const std::string& agent : split_list(table.text(row, "agentsourcedids"), ",;|"))
      agents_.push_back({person.id, agent, out.place});
  }

  /// Exports of OneRoster 1.2 without roles.csv say only what somebody is in a class.
  void roles_in_classes(const std::string& id) {
    std::set<std::string> seen;
    for (const Enrollment& one : enrollments_[id]) {
      if (!is_vendor_role(one.role) || !seen.insert(ascii_lower(one.role)).second) continue;
      const RegisterRole role = vendor_role(one.role);
      if (role.role == Role::pupil || role.role == Role::staff) spans_[id].push_back({role, {}, {}});
    }
  }

  /// From the first day of these sessions to the last; open where one of them is not known.
  RolePeriod period_of(const std::set<std::string>& sessions) const {
    RolePeriod out;
    for (const std::string& id : sessions) {
      const auto found = sessions_.find(id);
      if (found == sessions_.end() || !found->second.from || !found->second.until) return {};
      if (!out.from || *found->second.from < *out.from) out.from = found->second.from;
      if (!out.until || *out.until < *found->second.until) out.until = found->second.until;
    }
    return out;
  }

  Class class_of(const Enrollment& row) const {
    const auto found = classes_.find(row.class_id);
    return found == classes_.end() ? Class{row.class_id, {}} : found->second;
  }

  /// When somebody in this role was in this class; nothing when the two are of different years.
  std::optional<RolePeriod> in_class(const Span& span, const Enrollment& row, const Class& group) const {
    const RolePeriod of_class = row.period.dated() ? row.period : period_of(group.sessions);
    const RolePeriod of_role = span.period.dated() || span.session.empty() ? span.period : period_of({span.session});
    const bool same_session =
        span.session.empty() || group.sessions.empty() || group.sessions.contains(span.session);
    // A term lies within its year under a name of its own; only its dates show that.
    if (!same_session && !(of_class.dated() && of_role.dated())) return {};
    return common(of_role, of_class);
  }

  void add_roles(Person& person) {
    const auto spans = spans_.find(person.id);
    if (spans == spans_.end()) return;
    const std::vector<Enrollment>& enrollments = enrollments_[person.id];
    std::vector<bool> placed(enrollments.size());
    bool may_be_in_class = false;
    for (const Span& span : spans->second) {
      const auto add = [&](const std::string& group, const RolePeriod& period) {
        person.roles.push_back({span.role.role, span.role.function, group, period.from, period.until});
      };
      std::vector<RolePeriod> taken;
      // A teacher who is a parent too is in the class as a teacher.
      const bool by_class = span.role.role == Role::pupil || span.role.role == Role::staff;
      may_be_in_class = may_be_in_class || by_class;
      for (std::size_t i = 0; by_class && i < enrollments.size(); ++i) {
        const Class group = class_of(enrollments[i]);
        const auto period = in_class(span, enrollments[i], group);
        if (!period) continue;
        add(group.title, *period);
        taken.push_back(*period);
        placed[i] = true;
      }
      // Whoever is in no class for a time stays a pupil or a teacher.
      for (const RolePeriod& rest : outside(span.period, std::move(taken))) add({}, rest);
    }
    for (std::size_t i = 0; may_be_in_class && i < enrollments.size(); ++i)
      if (!placed[i])
        draft_.note("class-outside-roles", {person.id, class_of(enrollments[i]).title}, enrollments[i].place);
  }

  void relationships(const RegisterFile& file) {
    RegisterTable table = table_of(file, kRelationshipColumns);
    for (const CsvRow& row : table.rows()) {
      const std::string pupil = table.needed(row, "usersourcedid");
      const std::string contact = table.needed(row, "relationshipusersourcedid");
      const RegisterRole role = vendor_role(table.text(row, "relationshiprole"));
      if (draft_.failed()) return;
      if (role.role == Role::parent)
        draft_.relations.push_back({RegisterOrigin::vendor, table.place(row), contact, pupil, false});
      else
        outsiders_.push_back({contact, role.function, table.place(row)});
    }
    add_outsiders();
  }

  /// Somebody who is a parent of one pupil may be a relative of another; the parent counts.
  void add_outsiders() {
    std::set<std::string> parents;
    for (const RelationRow& row : draft_.relations) parents.insert(row.parent_id);
    for (const auto& [contact, function, place] : outsiders_) {
      if (!known_.contains(contact) || parents.contains(contact)) continue;
      DraftPerson out{RegisterOrigin::vendor, place, {}};
      out.person.id = contact;
      out.person.roles.push_back({Role::external, function.empty() ? "other" : function, {}, {}, {}});
      draft_.people.push_back(std::move(out));
    }
    outsiders_.clear();
  }

  bool has_role(const std::string& id, Role role) const {
    const auto found = spans_.find(id);
    return found != spans_.end() &&
           std::ranges::any_of(found->second, [&](const Span& span) { return span.role.role == role; });
  }

  /// Agents stand on the row of the pupil or on that of the parent; the roles say which way.
  void relate_agents() {
    for (const Agent& row : agents_) {
      if (has_role(row.agent, Role::parent) && has_role(row.user, Role::pupil))
        draft_.relations.push_back({RegisterOrigin::vendor, row.place, row.agent, row.user, false});
      else if (has_role(row.user, Role::parent) && has_role(row.agent, Role::pupil))
        draft_.relations.push_back({RegisterOrigin::vendor, row.place, row.user, row.agent, false});
      else if (has_role(row.agent, Role::staff) && has_role(row.user, Role::pupil))
        draft_.note("agent-is-staff", {row.agent, row.user}, row.place);  // OneRoster 1.1 has one role for a person
      else
        draft_.note("agent-not-a-parent", {row.user, row.agent}, row.place);
    }
  }

  struct Outsider {
    std::string contact, function;
    RegisterPlace place;
  };

  RegisterDraft& draft_;
  std::map<std::string, RolePeriod> sessions_;
  std::map<std::string, Class> classes_;
  std::map<std::string, std::vector<Enrollment>> enrollments_;
  std::map<std::string, std::vector<Span>> spans_;
  std::map<std::string, Date> births_;
  std::set<std::string> known_;
  std::vector<Agent> agents_;
  std::vector<Outsider> outsiders_;
};

}  // namespace

void read_roster(std::span<const RegisterFile> files, RegisterDraft& draft) { Roster(draft).read(files); }

}  // namespace schouw
