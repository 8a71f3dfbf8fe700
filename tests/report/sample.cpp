#include "sample.h"

#include "schouw/base/assert.h"
#include "schouw/base/hash.h"
#include "schouw/base/texts.h"
#include "testing.h"

namespace schouw::testing {
namespace {

constexpr std::string_view kChat = "exports/WhatsApp Chat - 6B.zip";
constexpr std::string_view kFriends = "exports/facebook <juf>.zip";

RecordTime at(std::int64_t utc_ms) {
  return {.utc_ms = utc_ms, .local_ms = utc_ms + 7'200'000, .precision = Precision::minute, .raw = "12-09-2025 16:05"};
}
const RecordTime kAutumn = at(1'757'685'900'000);   // 12 September 2025, 16:05 in Amsterdam

Origin line(std::uint64_t n) {
  return {std::string(64, 'a'), std::string(kChat), "_chat.txt", Locator::at_line(n)};
}
Origin friends(std::uint64_t n) {
  return {std::string(64, 'b'), std::string(kFriends), "connections/friends.json", Locator::at_index(n)};
}

std::string id_of(std::string_view what) { return content_id({"sample", what}); }

QuotedMessage said(std::string_view who, std::string_view person, std::string text, std::uint64_t n) {
  return {.id = id_of("message " + std::to_string(n)),
          .origin = line(n),
          .time = kAutumn,
          .account_id = id_of(who),
          .sender_label = std::string(who),
          .person_id = std::string(person),
          .band = person.empty() ? Band::none : Band::certain,
          .text = std::move(text)};
}

SourceRow source(std::string_view path, char hash, EntryCounts entries, std::string status) {
  return {.id = id_of(path),
          .path = std::string(path),
          .sha256 = std::string(64, hash),
          .bytes = 1'234'567,
          .format = "whatsapp-text",
          .platform = "whatsapp",
          .status = std::move(status),
          .entries = entries,
          .records = {.messages = 12345, .system = 12},
          .first = kAutumn,
          .last = kAutumn,
          .problems = 1};
}

CaseHeader header() {
  return {.title = "Periodieke audit 2026-1 <script>alert(1)</script>",
          .purpose = "Nagaan of medewerkers & ouders zich aan het protocol houden",
          .legal_ground = "AVG artikel 6, lid 1 onder e",
          .approved_by = "C. Toezicht, bestuurder",
          .necessity = "Gesprekken en voorlichting hielpen niet genoeg",
          .policy_id = "voorbeeld",
          .policy_title = "Protocol sociale media van de Voorbeeldschool",
          .policy_sha256 = std::string(64, 'c'),
          .policy_version = "2.1",
          .period_from = "2025-08-01",
          .period_until = "2026-07-31",
          .as_of = "2026-08-15",
          .time_zone = "Europe/Amsterdam"};
}

ClauseCoverage clause(std::string article, Norm norm, ClauseCoverage::State state, Bilingual summary) {
  std::string id = "voorbeeld-" + article;
  return {.id = std::move(id), .article = std::move(article), .norm = norm, .summary = std::move(summary), .state = state};
}

void add_clauses(AuditResult& r) {
  using State = ClauseCoverage::State;
  r.clauses.push_back(clause("A.1", Norm::forbidden, State::audited,
                             {"Medewerkers appen niet met leerlingen en ouders.", "Staff do not use WhatsApp with pupils and parents."}));
  r.clauses.back().breaches = 1;
  r.clauses.back().detectors = {"whatsapp-with-pupils-or-parents"};
  r.clauses.push_back(clause("A.9", Norm::discouraged, State::audited_partly,
                             {"Vriendschappen met leerlingen zijn af te raden.", "Friendships with pupils are discouraged."}));
  r.clauses.back().leaves_out = {"Ziet alleen lijsten van de eigenaar.", "Sees lists of the owner only."};
  r.clauses.back().discouraged = 1;
  r.clauses.push_back(clause("A.10", Norm::forbidden, State::audited,
                             {"Pesten en dreigen mag niet.", "No bullying and no threats."}));
  r.clauses.back().attention = 1;
  r.clauses.back().note = {"Zie ook E.1, dat ruimer is.", "See E.1 too, which is wider."};
  r.clauses.push_back(clause("B.2", Norm::procedure, State::not_audited,
                             {"Ontspoort een gesprek, ga dan naar de leidinggevende.", "If talk derails, see the manager."}));
  r.clauses.push_back(clause("C.3", Norm::required, State::attest,
                             {"De school bespreekt het protocol elk jaar.", "The school discusses the protocol each year."}));
  r.clauses.back().question = {"Is het protocol dit jaar besproken?", "Was the protocol discussed this year?"};
  r.contradictions = {{"A.8 geldt boven 16 jaar, D.3 onder 16: precies 16 ontbreekt.", "A.8 holds over 16, D.3 under 16: exactly 16 is missing."}};
}

void add_people(AuditResult& r) {
  const Date start{2024, 8, 1};
  r.people = {{.id = "m-12", .display = "Karin van der Linde", .pseudonym = "Medewerker-2QK7",
               .roles = {{.role = Role::staff, .function = "teacher", .from = start}},
               .accounts = {id_of("Karin van der Linde")}, .findings = 3},
              {.id = "l-31", .display = "Milan Özdemir", .pseudonym = "Leerling-K7QF",
               .roles = {{.role = Role::pupil, .group = "6B", .from = start}},
               .accounts = {id_of("Milan Ö")}, .findings = 1},
              {.id = "o-7", .display = "Tess <b>Brouwer</b>", .pseudonym = "Ouder-9ZX2",
               .roles = {{.role = Role::parent}}, .accounts = {}, .findings = 1}};
}

Finding finding(std::string_view name, std::string article, Norm norm, Verdict verdict, Severity severity) {
  Finding f;
  f.id = id_of(name);
  f.fingerprint = content_id({"fingerprint", name});
  f.policy = "voorbeeld";
  f.clauses = {{"voorbeeld-" + article, article, norm}};
  f.verdict = verdict;
  f.severity = severity;
  f.fact.time = kAutumn;
  f.fact.accounts = {id_of("Karin van der Linde")};
  f.fact.persons = {{"m-12", Role::staff, "teacher", PersonPart::actor, Band::certain}};
  return f;
}

void add_chat_finding(AuditResult& r) {
  Finding f = finding("chat", "A.1", Norm::forbidden, Verdict::breach, Severity::high);
  f.band = Band::certain;
  f.fact.detector = "whatsapp-with-pupils-or-parents";
  f.fact.platform = "whatsapp";
  f.fact.persons.push_back({"o-7", Role::parent, "", PersonPart::counterpart, Band::probable});
  f.fact.evidence = {{line(17), id_of("message 17"), "", ""}, {line(19), id_of("message 19"), "", ""}};
  f.fact.attributes["messages_total"] = Json(40);
  f.fact.attributes["counterparts"] = Json(Json::Array{Json("o-7")});
  f.exception_kind = "whatsapp_group";
  f.exception_state = ExceptionState::claimed;
  f.text = {"In deze chat schrijven {p:m-12} (medewerker) en {p:o-7} (ouder).", "In this chat {p:m-12} (staff) and {p:o-7} (parent) write."};
  f.against = {"De groep \"6B\" staat als noodgroep in het register van {p:m-12}.", "The group \"6B\" is in the register of {p:m-12} as an emergency group."};
  f.review = ReviewState::confirmed;
  r.reviews[f.id] = {"fg", "2026-08-16T10:00:00Z", "Gesproken met Karin van der Linde", {"Dossier volgt <na overleg>"}};
  ConversationExcerpt talk{.conversation_id = id_of("talk"), .title = "6B \"ouders\" <img src=x onerror=alert(1)>"};
  talk.messages = {
      said("Karin van der Linde", "m-12", "Goedemorgen, morgen gaan we naar het bos.\nNeem laarzen mee.", 16),
      said("Karin van der Linde", "m-12", "App me gerust, Tess! <script>alert('x')</script>", 17),
      said("Mama van Tom", "", "=HYPERLINK(\"https://example.nl\";\"klik\") en bel 06-12345678, groet Linde, Karin van der", 18),
      said("Tess <b>Brouwer</b>", "o-7", "\u202Egnirts\u202C en \x1b[31mrood\x01 van Milan Özdemir", 19)};
  talk.messages[1].cited = talk.messages[3].cited = true;
  talk.messages[3].attachments = {"IMG-20250912-WA0003.jpg", "\"Milan Özdemir\".pdf"};
  r.labels = {{id_of("Karin van der Linde"), "m-12", {"Karin van der Linde"}},
              {id_of("Mama van Tom"), "", {"Mama van Tom"}},
              {id_of("Tess <b>Brouwer</b>"), "o-7", {"Tess <b>Brouwer</b>"}}};
  r.excerpts_of = [talk](const Finding& finding) {
    const bool chat = finding.fact.detector == "whatsapp-with-pupils-or-parents";
    return chat ? std::vector{talk} : std::vector<ConversationExcerpt>{};
  };
  r.findings.push_back(std::move(f));
}

void add_other_findings(AuditResult& r) {
  Finding friendship = finding("friend", "A.9", Norm::discouraged, Verdict::discouraged, Severity::medium);
  friendship.band = Band::probable;
  friendship.baseline = Baseline::unchanged;
  friendship.fact.detector = "staff-pupil-connection";
  friendship.fact.platform = "facebook";
  friendship.fact.time = {.utc_ms = {}, .local_ms = 1'748'736'000'000, .precision = Precision::day, .raw = "1 jun 2025"};
  friendship.fact.persons.push_back({"l-31", Role::pupil, "", PersonPart::counterpart, Band::probable});
  friendship.fact.evidence = {{friends(4), "", "", id_of("edge")}};
  friendship.text = {"De vriendenlijst van {p:m-12} noemt {p:l-31} (leerling).", "The list of friends of {p:m-12} names {p:l-31} (pupil)."};
  r.findings.push_back(std::move(friendship));

  Finding words = finding("words", "A.10", Norm::forbidden, Verdict::attention, Severity::low);
  words.band = Band::ambiguous;
  words.fact.detector = "indecency-bullying-threat-sexting";
  words.fact.platform = "x";
  words.fact.time = {};
  words.fact.persons.clear();
  words.fact.evidence = {{{std::string(64, 'd'), "exports/tweets.js", "", Locator::with_id("99\"<x>")}, id_of("t"), "", ""}};
  words.text = {"Een bericht bevat woorden die op een dreiging kunnen wijzen.", "A message holds words that may point to a threat."};
  r.findings.push_back(std::move(words));
}

void add_coverage(AuditResult& r) {
  r.sources = {source(kChat, 'a', {.found = 3, .read = 2, .refused = 1}, "partial"),
               source(kFriends, 'b', {.found = 5, .read = 4, .not_recognised = 1}, "read"),
               source("exports/kat.jpg", 'e', {.found = 1, .not_recognised = 1}, "unread")};
  r.sources[2].format.clear();
  r.sources[2].platform.clear();
  r.sources[2].records = {};
  r.entries = {.found = 9, .read = 6, .not_recognised = 2, .refused = 1};
  r.records = {.messages = 24690, .system = 24, .connections = 212, .media = 31};
  r.problems = {{.origin = line(812), .code = "date-unreadable", .severity = Severity::low, .loss = Loss::none,
                 .text = {"De datum \"32-13-2025\" kan niet worden gelezen.", "The date \"32-13-2025\" cannot be read."}},
                {.origin = {std::string(64, 'a'), std::string(kChat), "media/\u202Egpj.exe", Locator::at_byte(0)},
                 .code = "encrypted-entry", .severity = Severity::high, .loss = Loss::whole,
                 .text = {"Dit bestand is versleuteld.", "This file is encrypted."}, .lost_records = 1, .lost_bytes = 90'000}};
}

void add_figures(AuditResult& r) {
  r.identity = {.certain = 41, .probable = 12, .possible = 3, .ambiguous = 1, .none = 96};
  r.channel_class = {{"facebook", "private"}, {"magister", "official"}, {"teams", "official"}, {"whatsapp", "private"}};
  const std::uint64_t shares[] = {820, 1310, 1505, 1220, 990, 1180, 1011, 1377, 1266, 1402, 655, 80};
  int month = 8;
  for (const std::uint64_t n : shares) {
    const std::string key = (month > 12 ? "2026-" : "2025-") + std::string((month - 1) % 12 < 9 ? "0" : "") +
                            std::to_string((month - 1) % 12 + 1);
    r.messages_per_month[key] = {{"teams", n}, {"whatsapp", n * 3 / 5}, {"x", n / 20}};
    for (const auto& [platform, count] : r.messages_per_month[key]) r.messages_per_platform[platform] += count;
    ++month;
  }
  r.registers = {{"registers/people.csv", std::string(64, 'f')}};
  const auto note = [&](std::string code, std::string place, std::vector<std::string> args, std::vector<std::string> withheld) {
    r.register_notes.push_back({code, std::move(place), bilingual("register." + code, args), bilingual("register." + code, withheld)});
  };
  note("unknown-column", "registers/people.csv:1", {"tv"}, {"tv"});
  for (const std::string line : {"4", "9", "12", "20"})
    note("phone-invalid", "registers/people.csv:" + line, {"06-1", "Karin van der Linde"}, {"…", "…"});
  r.traffic.not_official[0][20] = 31;
  r.traffic.not_official[2][10] = 4;
  r.traffic.official[2][10] = 90;
  r.traffic.lessons[2][10] = 12;
  r.traffic.working[2] = {0, 0, 0, 0, 0, 0, 0, 0, 30, 60, 60};
  r.traffic.teams = {{"", {.official = 3, .private_ = 1}}, {"6B <i>", {.official = 40, .private_ = 60, .unknown = 2}}};
  r.traffic.roles = {{"parent", {{"whatsapp", 900}}}, {"staff", {{"teams", 4000}, {"whatsapp", 300}}}, {"unknown", {{"whatsapp", 12}}}};
  r.media_total = 31;
  r.media_consent = {{"none", 7}, {"refused", 2}};
  r.gone = {r.findings.front()};
  r.gone.front().id = id_of("gone");
  r.gone.front().baseline = Baseline::absent;
  r.findings_outside_period = 2;
  r.messages_outside_period = 1;
  r.media_not_judged = 14;
  r.unknown_parties = {{.platform = "whatsapp", .conversation_id = id_of("chat of two"), .account_id = id_of("Bas"), .messages = 8}};
}

}  // namespace

AuditResult empty_result() {
  AuditResult r;
  r.header = header();
  r.program_version = "0.1.0";
  return r;
}

AuditResult rich_result() {
  AuditResult r = empty_result();
  add_clauses(r);
  add_people(r);
  add_coverage(r);
  add_chat_finding(r);
  add_other_findings(r);
  add_figures(r);
  return r;
}

AuditResult large_result(std::size_t findings) {
  AuditResult r = rich_result();
  const Finding model = r.findings.front();
  for (std::size_t i = r.findings.size(); i < findings; ++i) {
    Finding copy = model;
    copy.id = id_of("copy " + std::to_string(i));
    r.findings.push_back(std::move(copy));
  }
  return r;
}

namespace {

void leave_out(std::string& page, std::string_view open, std::string_view close) {
  const std::size_t at = page.find(open);
  const std::size_t end = at == std::string::npos ? at : page.find(close, at + open.size());
  SCHOUW_ASSERT(end != std::string::npos);
  page.replace(at + open.size(), end - at - open.size(), "...");
}

}  // namespace

AuditResult file_result(std::string_view kind) {
  AuditResult r = rich_result();
  r.kind = kind;
  PersonFile file;
  file.subjects = kind == "access" ? std::vector<std::string>{"m-12"} : std::vector<std::string>{"l-31", "m-12"};
  file.conversations = r.excerpts(r.findings.front());
  file.conversations.front().platform = "whatsapp";
  file.conversations.front().messages_total = 40;
  file.conversations.front().messages[3].cited = false;
  file.conversations.front().messages[3].named = true;
  file.connections = {{.id = id_of("edge"), .platform = "facebook", .kind = "friend", .owner_account = id_of("Karin van der Linde"),
                       .other_account = id_of("Milan Ö"), .owner_label = "Karin van der Linde", .other_label = "Milan Özdemir",
                       .owner_person = "m-12", .other_person = "l-31", .since = kAutumn, .origin = friends(4)}};
  file.media = {{.id = id_of("photo"), .platform = "instagram", .kind = "image", .name = "<b>.jpg", .caption = "Met Tess Brouwer & Milan",
                 .publisher_account = id_of("Mama van Tom"), .publisher_label = "Mama van Tom", .published = kAutumn, .present = true,
                 .shown = {"m-12"}, .origin = friends(7)}};
  file.unsure = {{id_of("K. van der Linde"), "telegram", "m-12", Band::probable, 17}};
  if (kind == "access") {
    file.register_data = {{"person_id", "m-12"}, {"name", "Karin van der Linde"}, {"role", "staff"}, {"email", "=k@school.example"}};
    file.received = "2026-08-15";
    file.due = "2026-09-15";
    file.due_extended = "2026-11-15";
  }
  r.file = std::move(file);
  return r;
}

AuditResult annual_result() {
  AuditResult r = large_result(64);
  r.kind = "annual";
  for (std::size_t i = 0; i < r.findings.size(); ++i) {
    r.findings[i].clauses = {i % 20 == 0 ? ClauseCitation{"voorbeeld-A.9", "A.9", Norm::discouraged} : ClauseCitation{"voorbeeld-A.1", "A.1", Norm::forbidden}};
    r.findings[i].review = i % 9 == 0 ? ReviewState::dismissed : i % 2 == 0 ? ReviewState::confirmed : ReviewState::open;
  }
  r.registered = {{"pupil", 700}, {"staff", 120}};
  return r;
}

std::string written(std::string_view format, const AuditResult& result, Lang lang, Naming naming, std::string part) {
  const Report* report = find_report(result.kind, format);
  SCHOUW_ASSERT(report != nullptr);
  std::string out;
  report->write(result, {.lang = lang, .naming = naming, .part = std::move(part), .parts_folder = {}},
                [&](std::string_view bytes) { out += bytes; });
  return out;
}

std::string written(const Report& report, const AuditResult& result, Lang lang, Naming naming) {
  std::string out;
  report.write(result, {.lang = lang, .naming = naming}, [&](std::string_view bytes) { out += bytes; });
  return out;
}

const Report& report_of(std::string_view format) {
  const Report* found = find_report("audit", format);
  SCHOUW_ASSERT(found != nullptr);
  return *found;
}

void expect_golden_page(const std::filesystem::path& golden, std::string page) {
  leave_out(page, "style-src &#39;sha256-", "&#39;");
  leave_out(page, "script-src &#39;sha256-", "&#39;");
  leave_out(page, "<style>", "</style>");
  leave_out(page, "<script>", "</script>");
  expect_golden(golden, page);
}

}  // namespace schouw::testing
