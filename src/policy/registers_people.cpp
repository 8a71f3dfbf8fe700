// People, who belongs to whom, and their accounts, in our own CSV form.
//
//   persoon_id;rol;functie;roepnaam;tussenvoegsel;achternaam;groep;telefoon
//   m1;medewerker;leraar;Karin;van;Zandberg;6B;06-12345678
//
//   Stamnr;Roepnaam;Tussenv;Achternaam;Klas     (Magister, Somtoday, ParnasSys)    ->  pupils
//   Leerlingnummer;Naam    "Visser, Bas de"                                        ->  given, infix and family name
//
// Gap: a role word we do not know stops the audit; there is no table of the school's own words. In a list of pupils a
// number or mail address may be of a parent: only columns that say "leerling" are read, the others are noted.
#include <algorithm>
#include <array>
#include <utility>

#include "registers_kind.h"
#include "registers_own.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::array<RegisterColumn, 15> kPeople = {{
    {"person_id", "persoon_id", true},
    {"role", "rol", true},
    {"function", "functie"},
    {"given_name", "roepnaam"},
    {"first_names", "voornamen voornaam"},
    {"infix", "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels"},
    {"family_name", "achternaam familienaam"},
    {"full_name", "naam volledige_naam"},
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

constexpr std::array<RegisterColumn, 12> kPupils = {{
    {"pupil_number",
     "leerlingnummer leerling_nummer leerlingnr leerlingnr. leerling_nr leerling_nr. llnr llnr. lln_nr lln.nr lln.nr. "
     "stamnummer stamnr stamnr. stam_nr stam_nr. leerling_id",
     true},
    {"given_name", "roepnaam"},
    {"first_names", "voornamen voornaam"},
    {"infix", "tussenvoegsel tussenvoegsels tussenv tussenv. voorvoegsel voorvoegsels tv"},
    {"family_name", "achternaam familienaam"},
    {"full_name", "naam volledige_naam naam_leerling leerlingnaam leerling_naam"},
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

std::string joined(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// "Visser, Bas de", "de Visser, Bas", "Bas de Visser": only where a comma, or an infix behind the first word, shows
/// which is which.
bool split_full_name(std::string_view written, PersonName& name) {
  const auto comma = written.find(',');
  const bool by_comma = comma != std::string_view::npos;
  if (written.find_first_of("()/|") != std::string_view::npos) return false;
  if (by_comma && written.find(',', comma + 1) != std::string_view::npos) return false;
  auto first = split_list(by_comma ? written.substr(comma + 1) : written, " ");
  auto family = split_list(by_comma ? written.substr(0, comma) : std::string_view{}, " ");
  if (!by_comma && first.size() > 1) {
    family.assign(first.begin() + 1, first.end());
    first.resize(1);
    if (!is_infix(family.front())) return false;
  }
  std::vector<std::string> infix;
  while (family.size() > 1 && is_infix(family.front())) {
    infix.push_back(family.front());
    family.erase(family.begin());
  }
  while (infix.empty() && first.size() > 1 && is_infix(first.back())) {
    const auto begin = std::find_if_not(first.rbegin(), first.rend() - 1, is_infix).base();
    infix.assign(begin, first.end());
    first.erase(begin, first.end());
  }
  if (first.empty() || family.empty() || is_infix(first.front()) || is_infix(family.back())) return false;
  name.family = joined(family);
  name.infix = joined(infix);
  std::string& rest = first.front().find('.') != std::string::npos ? name.initials
                      : first.size() == 1                          ? name.given
                                                                   : name.first_names;
  rest = joined(first);
  return true;
}

void read_full_name(RegisterTable& table, const CsvRow& row, PersonName& name) {
  const std::string written = table.text(row, "full_name");
  if (written.empty() || !name.family.empty() || !name.given.empty()) return;
  PersonName split;
  if (split_full_name(written, split)) name = split;
  else table.draft().note("name-not-split", {written}, table.place(row));
}

void read_name(RegisterTable& table, const CsvRow& row, PersonName& name) {
  name.given = table.text(row, "given_name");
  name.first_names = table.text(row, "first_names");
  // "voornaam" alone: what they are called, unless it is several names.
  if (name.given.empty() && name.first_names.find(' ') == std::string::npos)
    name.given = std::exchange(name.first_names, {});
  name.infix = table.text(row, "infix");
  name.family = table.text(row, "family_name");
  name.initials = table.text(row, "initials");
  read_full_name(table, row, name);
}

/// "Totaal: 24 leerlingen", "Aantal;24": what a program writes below its list.
bool is_total_row(const RegisterTable& table, const CsvRow& row) {
  if (table.text(row, "family_name").find_first_not_of("0123456789") != std::string::npos) return false;
  const auto first = std::ranges::find_if(row.fields, [](const std::string& field) { return !trim(field).empty(); });
  if (first == row.fields.end()) return true;
  const std::string words = fold(trim(*first));
  return words.starts_with("totaal") || words.starts_with("aantal") || words.starts_with("subtotaal");
}

/// Lines above the header become empty ones, so that the others keep their numbers; "sep=;" says something.
std::string from_header(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  std::size_t replaced = 0;
  std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  const std::size_t above = bytes_above_pupils(text);
  std::size_t at = ascii_lower(text.substr(0, 4)) == "sep=" ? std::min(text.find_first_of("\r\n"), text.size()) : 0;
  if (at >= above || replaced > 0 || trim(std::string_view(text).substr(at, above - at)).empty()) return std::string(bytes);
  for (; at < above; ++at)
    if (text[at] != '\r' && text[at] != '\n') text[at] = ' ';
  draft.note("lines-above-header", {}, {file, 0});
  return text;
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
  RegisterTable table(from_header(bytes, file, draft), file, kPupils, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    if (is_total_row(table, row)) {
      draft.note("total-row", {}, table.place(row));
      continue;
    }
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
