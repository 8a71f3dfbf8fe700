// People, who belongs to whom, and their accounts, in our own CSV form.
//
//   persoon_id;rol;functie;roepnaam;tussenvoegsel;achternaam;groep;telefoon
//   m1;medewerker;leraar;Karin;van;Zandberg;6B;06-12345678
//
//   Stamnr;Roepnaam;Tussenv;Achternaam;Klas     (Magister, Somtoday, ParnasSys)    ->  pupils
//
// Gap: a role word we do not know stops the audit; there is no table of the school's own words. In a list of pupils a
// number or mail address may be of a parent: only columns that say "leerling" are read, the others are noted.
#include <array>
#include <utility>

#include "registers_own.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<RegisterColumn, 14> kPeople = {{
    {"person_id", "persoon_id", true},
    {"role", "rol", true},
    {"function", "functie"},
    {"given_name", "roepnaam"},
    {"first_names", "voornamen voornaam"},
    {"infix", "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels"},
    {"family_name", "achternaam familienaam"},
    {"initials", "voorletters"},
    {"birth_date", "geboortedatum geb.datum geb._datum geb_datum gebdatum"},
    {"group", "groep klas stamgroep stamklas basisgroep"},
    {"email",
     "e_mail emailadres e_mailadres e_mail_adres email_adres mailadres email_2 e_mail_2 emailadres_2 e_mailadres_2", false,
     true},
    {"phone",
     "telefoon telefoonnummer telefoonnr telefoonnr. mobiel mobiel_nummer mobielnummer mobiele_telefoon gsm telefoon_2 "
     "telefoonnummer_2",
     false, true},
    {"valid_from", "van geldig_van"},
    {"valid_until", "tot geldig_tot"},
}};

constexpr std::array<RegisterColumn, 11> kPupils = {{
    {"pupil_number",
     "leerlingnummer leerling_nummer leerlingnr leerlingnr. leerling_nr leerling_nr. llnr llnr. lln_nr lln.nr lln.nr. "
     "stamnummer stamnr stamnr. stam_nr stam_nr. leerling_id",
     true},
    {"given_name", "roepnaam"},
    {"first_names", "voornamen voornaam"},
    {"infix", "tussenvoegsel tussenvoegsels tussenv tussenv. voorvoegsel voorvoegsels tv"},
    {"family_name", "achternaam familienaam", true},
    {"initials", "voorletters"},
    {"birth_date", "geboortedatum geb.datum geb._datum geb_datum gebdatum geb.dat geb.dat."},
    {"group", "groep klas stamgroep stamklas basisgroep"},
    {"email",
     "e_mail_leerling email_leerling e_mailadres_leerling emailadres_leerling leerling_e_mail leerling_email "
     "e_mail_(leerling) email_(leerling) e_mailadres_(leerling) emailadres_(leerling) e_mail_adres_leerling",
     false, true},
    {"phone",
     "mobiel_leerling telefoon_leerling telefoonnummer_leerling mobiel_nummer_leerling leerling_mobiel mobiel_(leerling) "
     "telefoon_(leerling) telefoonnummer_(leerling) mobielnummer_leerling",
     false, true},
    {"valid_until", "uitstroomdatum datum_uitschrijving uitschrijfdatum"},
}};

constexpr std::array<RegisterColumn, 3> kRelationColumns = {{
    {"person_id", "persoon_id", true},
    {"relation", "relatie", true},
    {"other_id", "ander_id andere_id andere_persoon_id", true},
}};

constexpr std::array<RegisterColumn, 7> kAccounts = {{
    {"person_id", "persoon_id", true},
    {"platform", "", true},
    {"handle", "account gebruikersnaam", true},
    {"kind", "soort", true},
    {"may_post", "mag_plaatsen"},
    {"valid_from", "van geldig_van"},
    {"valid_until", "tot geldig_tot"},
}};

struct Term {
  std::optional<Date> from, until;
};

Term read_term(RegisterTable& table, const CsvRow& row) {
  const Term term{table.date(row, "valid_from"), table.date(row, "valid_until")};
  if (term.from && term.until && *term.until < *term.from)
    table.draft().fail("register-dates-reversed", {to_string(*term.from), to_string(*term.until)}, table.place(row));
  return term;
}

/// A row without a role keeps its person: known, but neither staff nor pupil for the audit.
void add_role(RegisterTable& table, const CsvRow& row, Person& person) {
  const std::string written = table.text(row, "role");
  const Term term = read_term(table, row);
  if (written.empty()) return;  // noted when no other row gives this person a role
  const auto role = register_role(written);
  if (!role) {
    table.draft().fail("register-unknown-role", {written}, table.place(row));
    return;
  }
  const std::string function = register_function(table.text(row, "function"));
  auto groups = split_list(table.text(row, "group"), "|");
  if (groups.empty()) groups.emplace_back();
  for (std::string& group : groups)
    person.roles.push_back(
        {role->role, function.empty() ? role->function : function, std::move(group), term.from, term.until});
}

void read_name(const RegisterTable& table, const CsvRow& row, PersonName& name) {
  name.given = table.text(row, "given_name");
  name.first_names = table.text(row, "first_names");
  // "voornaam" alone: what they are called, unless it is several names.
  if (name.given.empty() && name.first_names.find(' ') == std::string::npos)
    name.given = std::exchange(name.first_names, {});
  name.infix = table.text(row, "infix");
  name.family = table.text(row, "family_name");
  name.initials = table.text(row, "initials");
}

}  // namespace

std::span<const RegisterColumn> people_columns() { return kPeople; }
std::span<const RegisterColumn> pupil_columns() { return kPupils; }
std::span<const RegisterColumn> relation_columns() { return kRelationColumns; }
std::span<const RegisterColumn> account_columns() { return kAccounts; }

void read_own_people(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kPeople, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    DraftPerson out{RegisterOrigin::own, table.place(row), {}};
    Person& person = out.person;
    person.id = table.needed(row, "person_id");
    read_name(table, row, person.name);
    person.birth_date = table.date(row, "birth_date");
    add_role(table, row, person);
    add_emails(draft, out, table.text(row, "email"));
    add_phones(draft, out, table.text(row, "phone"));
    if (draft.failed()) return;
    draft.people.push_back(std::move(out));
  }
}

void read_pupil_list(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kPupils, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    DraftPerson out{RegisterOrigin::vendor, table.place(row), {}};
    Person& person = out.person;
    person.id = table.needed(row, "pupil_number");
    read_name(table, row, person.name);
    person.birth_date = table.date(row, "birth_date");
    const auto until = table.date(row, "valid_until");
    auto groups = split_list(table.text(row, "group"), "|");
    if (groups.empty()) groups.emplace_back();
    for (std::string& group : groups) person.roles.push_back({Role::pupil, {}, std::move(group), {}, until});
    add_emails(draft, out, table.text(row, "email"));
    add_phones(draft, out, table.text(row, "phone"));
    if (draft.failed()) return;
    draft.people.push_back(std::move(out));
  }
}

void read_own_relations(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kRelationColumns, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    RelationRow out{RegisterOrigin::own, table.place(row), table.needed(row, "person_id"),
                    table.needed(row, "other_id"), false};
    const std::string written = table.needed(row, "relation");
    const auto relation = relation_word(written);
    if (!relation) draft.fail("register-unknown-relation", {written}, out.place);
    if (draft.failed()) return;
    if (*relation == Relation::child_of) std::swap(out.parent_id, out.child_id);
    out.in_some_order = *relation == Relation::parent_in_some_order;
    draft.relations.push_back(std::move(out));
  }
}

void read_own_accounts(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kAccounts, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    AccountRow out{table.place(row), {}};
    RegisteredAccount& account = out.account;
    const std::string written = table.text(row, "kind");
    const auto kind = written.empty() ? std::optional<std::string>("") : account_kind_word(written);
    if (!kind) draft.fail("register-unknown-kind", {written, "private, professional, school"}, out.place);
    if (written.empty()) draft.note("account-without-kind", {table.text(row, "handle")}, out.place);
    account.kind = kind.value_or("");
    account.platform = platform_word(table.needed(row, "platform"));
    account.handle = handle_word(account.platform, table.needed(row, "handle"));
    account.person_id = table.text(row, "person_id");
    account.may_post = split_list(table.text(row, "may_post"), "|,");
    const Term term = read_term(table, row);
    account.from = term.from;
    account.until = term.until;
    account.source = out.place.text();
    if (account.kind == "school" && !account.person_id.empty())
      draft.fail("register-school-account-owner", {account.handle, account.person_id}, out.place);
    if (account.kind != "school" && account.person_id.empty())
      draft.fail("register-account-without-person", {account.handle}, out.place);
    if (draft.failed()) return;
    draft.accounts.push_back(std::move(out));
  }
}

}  // namespace schouw
