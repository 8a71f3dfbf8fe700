// Consent and exceptions in our own CSV form, and the school's own identifiers, a line each.
//
//   persoon_id;categorie;medium;antwoord;gegeven_door;vorm;datum
//   L1;social_media;*;nee;ouder1;digitaal;01-09-2025
//
//   leerlingnummer;website;facebook;nieuwsbrief;datum          a column for each category: as many answers a row
//   L1;ja;nee;ja;01-09-2025
//
// Gap: in the wide layout only columns whose whole name is a category or a platform; "Foto op de website?" may ask
// something else, and is noted. A list with names instead of ids is not read.
#include <algorithm>
#include <array>

#include "registers_own.h"
#include "registers_words.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kPersonNames =
    "persoon_id leerlingnummer leerling_nummer leerlingnr leerlingnr. stamnummer stamnr stamnr. leerling_id";

constexpr std::array<RegisterColumn, 10> kConsent = {{
    {"person_id", kPersonNames, true},
    {"category", "categorie", true},
    {"medium", ""},
    {"answer", "antwoord", true},
    {"given_by", "gegeven_door"},
    {"form", "vorm"},
    {"date", "datum"},
    {"valid_until", "geldig_tot tot"},
    {"withdrawn_on", "ingetrokken_op"},
    {"source", "bron"},
}};

/// What stands once in a row of the wide layout, for all answers in it.
constexpr std::array<RegisterColumn, 7> kOfRow = {{
    {"person_id", kPersonNames, true},
    {"given_by", "gegeven_door"},
    {"form", "vorm"},
    {"date", "datum"},
    {"valid_until", "geldig_tot tot"},
    {"withdrawn_on", "ingetrokken_op"},
    {"source", "bron"},
}};

/// A column of the wide layout, and what it is about.
struct WideColumn {
  RegisterColumn column;
  std::string_view category;
  std::string_view medium = "*";
};
constexpr std::array<WideColumn, 15> kWide = {{
    {{"website", "schoolwebsite", false}, "website"},
    {{"social_media", "sociale_media socialmedia", false}, "social_media"},
    {{"facebook", "", false}, "social_media", "facebook"},
    {{"instagram", "", false}, "social_media", "instagram"},
    {{"twitter", "twitter/x x/twitter", false}, "social_media", "x"},
    {{"linkedin", "", false}, "social_media", "linkedin"},
    {{"youtube", "", false}, "social_media", "youtube"},
    {{"tiktok", "", false}, "social_media", "tiktok"},
    {{"snapchat", "", false}, "social_media", "snapchat"},
    {{"whatsapp", "", false}, "social_media", "whatsapp"},
    {{"newsletter", "nieuwsbrief", false}, "newsletter"},
    {{"internal", "intern intern_gebruik", false}, "internal"},
    {{"school_guide", "schoolgids", false}, "school_guide"},
    {{"press", "pers", false}, "press"},
    {{"yearbook", "jaarboek", false}, "yearbook"},
}};

constexpr std::array<RegisterColumn, 6> kExceptions = {{
    {"kind", "soort", true},
    {"subject", "onderwerp", true},
    {"reason", "reden"},
    {"decided_by", "besloten_door besluit_van"},
    {"valid_from", "van geldig_van"},
    {"valid_until", "tot geldig_tot"},
}};

/// A word of a closed list, or an error that names the list; an empty field is fine.
std::string known_word(RegisterTable& table, const CsvRow& row, std::string_view column, std::string_view known,
                       std::optional<std::string> (*meaning)(std::string_view)) {
  const std::string written = table.text(row, column);
  if (written.empty()) return {};
  const auto word = meaning(written);
  if (!word)
    table.draft().fail("register-unknown-word", {written, std::string(column), std::string(known)}, table.place(row));
  return word.value_or("");
}

std::optional<Answer> read_answer(RegisterTable& table, const CsvRow& row, std::string_view column) {
  const std::string written = table.text(row, column);
  if (written.empty()) return Answer::not_registered;
  const auto answer = answer_word(written);
  if (!answer) table.draft().fail("register-unknown-answer", {written}, table.place(row));
  return answer;
}

/// What a row says beside its answer or answers.
ConsentRecord read_circumstances(RegisterTable& table, const CsvRow& row) {
  ConsentRecord record;
  record.person_id = table.needed(row, "person_id");
  record.given_by = known_word(table, row, "given_by", "parent, pupil, self, guardian", &giver_word);
  record.form = known_word(table, row, "form", "written, digital, oral", &form_word);
  record.date = table.date(row, "date");
  record.valid_until = table.date(row, "valid_until");
  record.withdrawn_on = table.date(row, "withdrawn_on");
  record.source = table.place(row).text();
  return record;
}

void add_answer(RegisterDraft& draft, ConsentRecord record, Answer answer, const RegisterPlace& place) {
  record.yes = answer == Answer::yes;
  if (answer == Answer::not_registered)
    draft.note("consent-not-answered", {record.person_id, record.category}, place);
  else
    draft.consent.push_back({place, std::move(record)});
}

/// A column for each category, and none for category and answer.
bool is_wide(std::string_view bytes) {
  const auto header = parse_csv(bytes).header;
  const auto has = [&](const RegisterColumn& column) {
    return std::ranges::any_of(header, [&](const std::string& written) { return names_column(column, written); });
  };
  const bool is_long = has(kConsent[1]) || has(kConsent[3]);
  return !is_long && std::ranges::any_of(kWide, has, &WideColumn::column);
}

void read_wide_consent(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  std::vector<RegisterColumn> columns(kOfRow.begin(), kOfRow.end());
  for (const WideColumn& wide : kWide) columns.push_back(wide.column);
  RegisterTable table(bytes, file, columns, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    const ConsentRecord all = read_circumstances(table, row);
    for (const WideColumn& wide : kWide) {
      if (!table.has(wide.column.name)) continue;
      const auto answer = read_answer(table, row, wide.column.name);
      if (draft.failed()) return;
      ConsentRecord record = all;
      record.category = wide.category;
      record.medium = wide.medium;
      add_answer(draft, std::move(record), *answer, table.place(row));
    }
  }
}

void check_subject(const RegisteredException& exception, const RegisterPlace& place, RegisterDraft& draft) {
  const std::string& subject = exception.subject;
  const auto colon = subject.find(':');
  const bool handle = colon != 0 && colon != std::string::npos && colon + 1 < subject.size();
  const bool account = exception.kind == "professional_account" || exception.kind == "school_account";
  if (account && !handle) draft.fail("register-exception-account", {subject}, place);
  if (exception.kind == "family_tie" && split_list(subject, "|").size() != 2)
    draft.fail("register-exception-family", {subject}, place);
}

/// One spelling for each subject, so that its rows can be compared.
std::string normal_subject(std::string_view kind, const std::string& written) {
  if (kind == "family_tie") {
    const auto ids = split_list(written, "|");
    return ids.size() == 2 ? std::min(ids[0], ids[1]) + "|" + std::max(ids[0], ids[1]) : written;
  }
  const auto colon = written.find(':');
  const bool account = kind == "professional_account" || kind == "school_account";
  if (!account || colon == std::string::npos) return written;
  const std::string platform = platform_word(written.substr(0, colon));
  return platform + ":" + handle_word(platform, written.substr(colon + 1));
}

}  // namespace

std::span<const RegisterColumn> consent_columns() { return kConsent; }
std::span<const RegisterColumn> exception_columns() { return kExceptions; }

void read_own_consent(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  if (is_wide(bytes)) return read_wide_consent(bytes, file, draft);
  RegisterTable table(bytes, file, kConsent, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    ConsentRecord record = read_circumstances(table, row);
    record.category = category_word(table.needed(row, "category"));
    if (const std::string medium = table.word(row, "medium"); !medium.empty()) record.medium = platform_word(medium);
    const auto answer = read_answer(table, row, "answer");
    if (draft.failed()) return;
    add_answer(draft, std::move(record), *answer, table.place(row));
  }
}

void read_own_exceptions(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  RegisterTable table(bytes, file, kExceptions, UnknownColumns::note, draft);
  for (const CsvRow& row : table.rows()) {
    ExceptionRow out{table.place(row), {}};
    RegisteredException& exception = out.exception;
    const std::string written = table.needed(row, "kind");
    const auto kind = exception_word(written);
    if (!kind)
      draft.fail("register-unknown-kind", {written, "whatsapp_group, professional_account, family_tie, school_account, lesson_permission"},
                 out.place);
    exception.kind = kind.value_or("");
    exception.subject = normal_subject(exception.kind, table.needed(row, "subject"));
    exception.reason = table.text(row, "reason");
    exception.decided_by = table.text(row, "decided_by");
    exception.from = table.date(row, "valid_from");
    exception.until = table.date(row, "valid_until");
    exception.source = out.place.text();
    check_subject(exception, out.place, draft);
    if (draft.failed()) return;
    draft.exceptions.push_back(std::move(out));
  }
}

void read_own_identifiers(std::string_view bytes, const std::string& file, RegisterDraft& draft) {
  std::size_t replaced = 0;
  const std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  if (replaced != 0) draft.note("replaced-bytes", {std::to_string(replaced)}, {file, 0});
  for (const std::string& line : split_list(text, "\r\n"))
    if (!line.starts_with('#')) draft.own_identifiers.push_back(nfc(line));
}

}  // namespace schouw
