// Gap: words outside these tables are refused where the audit would read them wrongly (role, kind, answer), and
// kept as written where it only shows them (function, category).
#include "registers_words.h"

#include <array>
#include <span>

#include "schouw/base/utf8.h"
#include "schouw/model/platform.h"

namespace schouw {
namespace {

/// Every word of `words` (separated by blanks) means `meaning`.
struct Meaning {
  std::string_view meaning;
  std::string_view words;
};

std::string key_of(std::string_view written) {
  std::string key = fold(trim(written));
  for (char& c : key)
    if (c == ' ' || c == '-') c = '_';
  return key;
}

/// "ouder/verzorger 1", "Ouder2": which of the two it is makes no other role.
std::string_view without_number(std::string_view written) {
  written = trim(written);
  if (written.size() < 2 || (written.back() != '1' && written.back() != '2')) return written;
  written.remove_suffix(1);
  while (!written.empty() && (written.back() == ' ' || written.back() == '_' || written.back() == '-'))
    written.remove_suffix(1);
  return written;
}

/// Whether `word` stands in a list separated by blanks.
bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto end = list.find(' ');
    if (list.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

std::optional<std::string> meaning_of(std::span<const Meaning> table, std::string_view written) {
  const std::string key = key_of(written);
  if (key.empty()) return {};
  for (const Meaning& row : table)
    if (row.meaning == key || has_word(row.words, key)) return std::string(row.meaning);
  return {};
}

constexpr std::array<Meaning, 4> kFunctions = {{
    {"teacher",
     "leraar lerares leraar/lerares leerkracht leerkrachten docent docente docenten docent(e) groepsleerkracht "
     "vakdocent vakleerkracht invalkracht mentor mentrix op juf meester"},
    {"director", "directeur directrice schooldirecteur rector rectrix"},
    {"leadership", "schoolleiding schoolleider directie directielid afdelingsleider teamleider conrector conrectrix"},
    {"intern", "stagiair stagiaire stagiair(e) stagiar lio student_teacher"},
}};

/// Staff whose function is kept as it is written.
constexpr std::string_view kOtherStaff =
    "oop ib ib'er intern_begeleider onderwijsassistent onderwijsassistente onderwijsondersteuner klassenassistent "
    "concierge administratie administratief_medewerker secretariaat secretaresse decaan zorgcoordinator administrator "
    "aide";

constexpr std::array<Meaning, 4> kRoleWords = {{
    {"pupil", "leerling leerlinge leerlingen student kind"},
    {"parent",
     "ouder ouders verzorger verzorgers ouder/verzorger ouder(s)/verzorger(s) ouders/verzorgers verzorgster voogd "
     "guardian pleegouder wettelijk_vertegenwoordiger moeder vader mother father"},
    {"staff", "medewerker personeel personeelslid employee"},
    {"external", "extern externe overig other vrijwilliger volunteer"},
}};

constexpr std::array<Meaning, 2> kRelationWords = {{
    {"parent_of",
     "ouder_van verzorger_van ouder/verzorger_van voogd_van pleegouder_van wettelijk_vertegenwoordiger_van guardian_of "
     "mother_of father_of moeder_van vader_van"},
    {"child_of", "kind_van leerling_van zoon_van dochter_van"},
}};

constexpr std::array<Meaning, 3> kAccountKinds = {{
    {"private", "prive persoonlijk personal"},
    {"professional", "professioneel zakelijk werk work beroepsmatig"},
    {"school", "schoolaccount"},
}};

constexpr std::array<Meaning, 4> kGivers = {{
    {"parent",
     "ouder ouders moeder vader verzorger verzorgers ouder/verzorger ouder(s)/verzorger(s) ouders/verzorgers parents"},
    {"pupil", "leerling leerlinge student"},
    {"self", "zelf betrokkene"},
    {"guardian", "voogd"},
}};

constexpr std::array<Meaning, 3> kForms = {{
    {"written", "schriftelijk papier op_papier formulier brief per_brief"},
    {"digital", "digitaal online app mail e_mail email per_mail per_e_mail per_email"},
    {"oral", "mondeling telefonisch"},
}};

constexpr std::array<Meaning, 3> kAnswers = {{
    {"yes",
     "ja j y x 1 true waar akkoord toestemming wel wel_toestemming geen_bezwaar toegestaan mag mag_wel wel_akkoord "
     "toestemming_gegeven toestemming_verleend gegeven verleend ✓ ✔ ☑"},
    {"no",
     "nee n 0 false onwaar neen niet_akkoord geen_toestemming niet bezwaar wel_bezwaar niet_toegestaan mag_niet "
     "geen_akkoord toestemming_geweigerd geweigerd toestemming_ingetrokken ingetrokken niet_gegeven ✗ ✘"},
    {"not_registered",
     "onbekend unknown ? niet_ingevuld nog_niet_ingevuld niet_geregistreerd geen_antwoord niet_beantwoord niet_bekend "
     "nog_niet_bekend n.v.t. nvt _"},
}};

constexpr std::array<Meaning, 5> kExceptions = {{
    {"whatsapp_group", "whatsappgroep whatsapp_groep"},
    {"professional_account", "professioneel_account zakelijk_account"},
    {"family_tie", "familieband familierelatie familie"},
    {"school_account", "schoolaccount"},
    {"lesson_permission", "toestemming_les lestoestemming toestemming_in_de_les"},
}};

constexpr std::array<Meaning, 6> kCategories = {{
    {"social_media", "sociale_media socialmedia"},
    {"newsletter", "nieuwsbrief"},
    {"internal", "intern intern_gebruik"},
    {"school_guide", "schoolgids"},
    {"press", "pers"},
    {"yearbook", "jaarboek"},
}};

/// Only what is no given name as well: "Ben" and "Al" are left out.
constexpr std::string_view kInfixes =
    "van de der den het 't ten ter te tot op in aan bij onder over uit voor van_de van_den van_der van_het "
    "van_'t van_ter van_ten in_de in_den in_der in_het in_'t op_de op_den op_het op_'t op_ten aan_de aan_den "
    "aan_het aan_'t bij_de bij_den bij_het bij_'t onder_de onder_den over_de over_den uit_de uit_den uit_het "
    "uit_'t uit_ten voor_de voor_den voor_'t van_de_la de_la de_le du des da dos di del della el la le von "
    "von_der von_den zu zur zum v.d. v.d vd v/d v.";

/// Microsoft's list of user roles and OneRoster's, as far as they are no staff.
constexpr std::array<Meaning, 3> kVendorRoles = {{
    {"pupil", "student alumni studentalumni learner"},
    {"parent", "guardian"},
    {"external", "relative doctor other child volunteer observer"},
}};
constexpr std::array<Meaning, 5> kVendorStaff = {{
    {"teacher",
     "faculty professor lecturer instructor adjunctprofessor assistantprofessor associateprofessor "
     "emeritusprofessor primaryteacher substitute tutor"},
    {"director", "principal headteacher superintendent"},
    {"leadership", "assistantprincipal viceprincipal chair dean provost schoolleader districtadministrator"},
    {"intern", "teacherintern studentteacher"},
    {"",
     "teachingassistant administrator aide proctor counselor adviser advisor staff officestaff nurse librarian "
     "paraprofessional "
     "siteadministrator systemadministrator schooladministrator itadministrator specialist coach guidance "
     "researcher registrar supportstaff orgadministrator classadministrator schooladmin itadmin secretary "
     "psychologist socialworker therapist"},
}};

/// "www.school.example", "tiktok.com/@school": an address as people type it.
bool is_bare_address(std::string_view written) {
  if (written.starts_with("www.")) return true;
  const std::string_view host = written.substr(0, std::min(written.find('/'), written.size()));
  if (host.size() + 1 >= written.size() || host.find('.') == std::string_view::npos) return false;
  const bool letters = host.back() >= 'a' && host.back() <= 'z';   // a number with a slash is no address
  return letters && written.find_first_of(" \t") == std::string_view::npos && host.find('@') == std::string_view::npos;
}

/// On Mastodon a user name says nothing without its server, and the archive shows both.
std::string fediverse_handle(std::string_view address, std::size_t slash) {
  std::string_view user = address.substr(slash + 1), host = address.substr(0, address.find('/'));
  if (user.starts_with('@')) user.remove_prefix(1);
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string out(user);
  return user.find('@') == std::string_view::npos ? out.append("@").append(host) : out;
}

}  // namespace

std::string register_function(std::string_view written) {
  return meaning_of(kFunctions, written).value_or(ascii_lower(trim(written)));
}

std::optional<std::string> known_function(std::string_view written) {
  if (const auto ours = meaning_of(kFunctions, written)) return ours;
  const auto theirs = meaning_of(kVendorStaff, written);
  return theirs && theirs->empty() ? ascii_lower(trim(written)) : theirs;
}

std::optional<RegisterRole> register_role(std::string_view written) {
  if (const auto function = meaning_of(kFunctions, written)) return RegisterRole{Role::staff, *function};
  if (has_word(kOtherStaff, key_of(written))) return RegisterRole{Role::staff, ascii_lower(trim(written))};
  const auto word = meaning_of(kRoleWords, without_number(written));
  if (!word) return {};
  return RegisterRole{role_from(*word).value_or(Role::external), {}};
}

bool is_vendor_role(std::string_view written) {
  return meaning_of(kVendorRoles, written).has_value() || meaning_of(kVendorStaff, written).has_value();
}

RegisterRole vendor_role(std::string_view written) {
  const std::string word = ascii_lower(trim(written));
  if (const auto role = meaning_of(kVendorRoles, word)) {
    if (*role == "external") return {Role::external, word};
    return {role_from(*role).value_or(Role::external), {}};
  }
  if (const auto function = meaning_of(kVendorStaff, word)) return {Role::staff, function->empty() ? word : *function};
  return {Role::external, word};
}

std::optional<Relation> relation_word(std::string_view written) {
  const auto word = meaning_of(kRelationWords, written);
  // "o1;moeder;L1" is the mother of L1 and "L1;moeder;o1" has her as mother: people write both.
  if (!word && meaning_of(kRoleWords, without_number(written)) == "parent") return Relation::parent_in_some_order;
  if (!word) return {};
  return *word == "parent_of" ? Relation::parent_of : Relation::child_of;
}

std::optional<std::string> account_kind_word(std::string_view written) { return meaning_of(kAccountKinds, written); }
std::optional<std::string> giver_word(std::string_view written) {
  return meaning_of(kGivers, without_number(written));
}
std::optional<std::string> form_word(std::string_view written) { return meaning_of(kForms, written); }
std::optional<std::string> exception_word(std::string_view written) { return meaning_of(kExceptions, written); }

std::optional<Answer> answer_word(std::string_view written) {
  const auto word = meaning_of(kAnswers, written);
  if (!word) return {};
  if (*word == "yes") return Answer::yes;
  return *word == "no" ? Answer::no : Answer::not_registered;
}

bool is_infix(std::string_view written) { return has_word(kInfixes, key_of(written)); }

std::string category_word(std::string_view written) {
  return meaning_of(kCategories, written).value_or(ascii_lower(trim(written)));
}

std::string platform_word(std::string_view written) {
  const auto usual = usual_platform(written);
  return usual ? std::string(*usual) : ascii_lower(trim(written));
}

// "https://www.instagram.com/juf.karin/?hl=nl" -> "juf.karin"; "…/profile.php?id=100" -> "100"
// mastodon, "https://mastodon.example/@karin" -> "karin@mastodon.example"; reddit, "reddit.com/r/school" -> "r/school"
std::string handle_word(std::string_view platform, std::string_view written) {
  std::string_view rest = trim(written);
  const auto scheme = rest.find("://");
  if (platform == "blog" || (scheme == std::string_view::npos && !is_bare_address(rest))) return std::string(rest);
  if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
  if (const auto id = rest.find("profile.php?id="); id != std::string_view::npos) {
    rest.remove_prefix(id + std::string_view("profile.php?id=").size());
    return std::string(rest.substr(0, rest.find_first_of("&#/")));
  }
  rest = rest.substr(0, rest.find_first_of("?#"));
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const auto slash = rest.rfind('/');
  if (slash == std::string_view::npos) return std::string(trim(written));
  if (platform == "mastodon") return fediverse_handle(rest, slash);
  if (platform == "reddit" && rest.substr(0, slash).ends_with("/r")) return std::string(rest.substr(slash - 1));
  return std::string(rest.substr(slash + 1));
}

}  // namespace schouw
