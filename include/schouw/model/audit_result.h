// Everything a report shows, resolved and counted. Made by pipeline/audit, read by reports; a plain value.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/finding.h"
#include "schouw/model/person_file.h"

namespace schouw {

struct EntryCounts {
  std::uint64_t found = 0, read = 0, not_recognised = 0, refused = 0, damaged = 0;
  bool reconciles() const { return found == read + not_recognised + refused + damaged; }
};

struct RecordCounts {
  std::uint64_t messages = 0, system = 0, posts = 0, comments = 0, connections = 0, media = 0, rejected = 0;
};

/// One file that was given, with what became of it.
struct SourceRow {
  std::string id = {};
  std::string path = {}, sha256 = {};
  std::uint64_t bytes = 0;
  std::string format = {};            ///< importer ids joined by '+', or "register", or "" when not recognised
  std::string platform = {};
  std::string status = {};            ///< read, partial, unread
  EntryCounts entries = {};
  RecordCounts records = {};
  RecordTime first = {}, last = {};
  std::string custodian = {};         ///< account id of the owner, where the export says so
  std::uint64_t problems = 0;
};

struct ProblemRow {
  Origin origin = {};
  std::string code = {};
  Severity severity = Severity::medium;
  Loss loss = Loss::partial;
  Bilingual text = {};
  std::uint64_t lost_records = 0, lost_bytes = 0;
};

/// How a clause was judged, or why it was not.
struct ClauseCoverage {
  std::string id = {}, article = {}, section = {};
  Norm norm = Norm::informative;
  Bilingual summary = {};
  enum class State { audited, audited_partly, not_audited, attest } state = State::not_audited;
  Bilingual leaves_out = {};          ///< for audited_partly: what the detectors do not see
  Bilingual question = {};            ///< for attest: what a human must answer
  Bilingual note = {};                ///< contradictions and gaps of the protocol itself
  std::vector<std::string> detectors = {};
  std::uint64_t breaches = 0, discouraged = 0, attention = 0;
};

struct PersonRow {
  std::string id = {};                ///< of the register
  std::string display = {};           ///< shown only with --names
  std::string given = {};             ///< the name people call them by
  std::vector<std::string> keys = {}; ///< addresses and numbers of the register, for hiding them
  std::string pseudonym = {};         ///< "Leerling-K7QF"
  std::vector<RoleSpan> roles = {};
  std::vector<std::string> accounts = {};
  std::uint64_t findings = 0;
  bool near = false;                  ///< not named by a finding, but takes part in a conversation that is shown
};

/// An account that takes part in a conversation that is shown, with every name the exports give it: a report that
/// hides names must know them all.
struct AccountLabels {
  std::string account_id = {};
  std::string person_id = {};         ///< empty below band probable
  std::vector<std::string> labels = {};
};

/// Hours of a week: [0] is Monday, [0][13] is Monday from 13:00 to 14:00, by the clock of the case.
using WeekHours = std::array<std::array<std::uint64_t, 24>, 7>;

/// Messages of the period by channel class.
struct ChannelShare {
  std::uint64_t official = 0, private_ = 0, unknown = 0;
  std::uint64_t total() const { return official + private_ + unknown; }
};

/// Who wrote where and when, in the period. Senders whom no register names count as role "unknown".
struct TrafficFigures {
  WeekHours official = {}, not_official = {};
  WeekHours lessons = {};                                       ///< lessons of the register that touch the hour
  WeekHours working = {};                                       ///< minutes in which staff work: Policy::working_hours
  std::map<std::string, ChannelShare> teams = {};               ///< staff, by the group that the register gives them
  std::map<std::string, std::map<std::string, std::uint64_t>> roles = {};  ///< role -> platform
  std::uint64_t without_time = 0;
};

/// What a report was limited to. A report that leaves out findings says so.
struct ReportFilter {
  std::vector<std::pair<std::string, std::string>> asked = {};  ///< "clause" -> "breul-a-1"
  std::uint64_t left_out = 0;                                   ///< findings
};

/// What was unclear in a register, or not read from it: a column, a number, a person with two ids.
struct RegisterNoteRow {
  std::string code, place;
  Bilingual text;       ///< with what the register says: ids, names, numbers
  Bilingual withheld;   ///< the same without
};

/// A chat of two outside the school's channels: one is a pupil or parent, the other is not in the registers, or may be
/// one of several people who are. Whether it is a member of staff, a human must say (`schouw people link`).
struct UnknownParty {
  std::string platform = {}, conversation_id = {};
  std::string account_id = {};                                  ///< of the other
  Role known = Role::pupil;
  std::uint64_t messages = 0;
  RecordTime first = {}, last = {};
};

/// Who the accounts in the exports turned out to be, per band.
struct IdentityFigures {
  std::uint64_t certain = 0, probable = 0, possible = 0, ambiguous = 0, none = 0;
};

/// What people wrote about a finding; the state itself is in the finding.
struct ReviewNote {
  std::string by = {}, at = {}, reason = {};
  std::vector<std::string> comments = {};
};

struct CaseHeader {
  std::string title = {}, purpose = {}, legal_ground = {}, approved_by = {}, necessity = {}, dpia = {}, ends = {};
  std::string policy_id = {}, policy_title = {}, policy_sha256 = {}, policy_version = {};
  std::string period_from = {}, period_until = {}, as_of = {}, time_zone = {};
};

/// Fetches what a finding cites, so that a result need not hold the conversations of all its findings at once.
using ExcerptSource = std::function<std::vector<ConversationExcerpt>(const Finding&)>;

struct AuditResult {
  std::string kind = "audit";                                  ///< audit, dossier, annual, access
  CaseHeader header = {};
  std::string program_version = {};
  std::vector<SourceRow> sources = {};
  std::vector<ProblemRow> problems = {};
  EntryCounts entries = {};
  RecordCounts records = {};
  IdentityFigures identity = {};
  std::vector<UnknownParty> unknown_parties = {};              ///< most messages first
  std::vector<ClauseCoverage> clauses = {};
  std::vector<Bilingual> contradictions = {};                  ///< of the protocol as a whole
  std::vector<Finding> findings = {};                          ///< by severity, clause, time, id
  std::vector<Finding> gone = {};                              ///< of the earlier audit, not of this one
  ReportFilter filter = {};
  ExcerptSource excerpts_of = {};                              ///< none: no finding has any
  std::vector<AccountLabels> labels = {};                      ///< by account id
  std::map<std::string, ReviewNote> reviews = {};              ///< by finding id, where somebody reviewed it
  std::vector<PersonRow> people = {};                          ///< everyone a finding names
  std::vector<PersonRow> others = {};                          ///< registered, not named: reports hide their names too
  std::uint64_t findings_outside_period = 0;
  std::uint64_t messages_outside_period = 0;
  std::map<std::string, std::uint64_t> messages_per_platform = {};
  std::map<std::string, std::map<std::string, std::uint64_t>> messages_per_month = {};  ///< "2025-09" -> platform
  std::map<std::string, std::string> channel_class = {};       ///< platform -> official, private, unknown; by policy
  std::vector<std::pair<std::string, std::string>> registers = {};  ///< register file -> SHA-256
  std::vector<RegisterNoteRow> register_notes = {};            ///< audit: as the registers give them
  std::uint64_t media_not_judged = 0;                          ///< media in which nobody is named or tagged
  std::uint64_t media_total = 0;                               ///< pictures and films
  std::map<std::string, std::uint64_t> media_consent = {};     ///< state of consent -> media that a finding cites
  TrafficFigures traffic = {};
  std::vector<Json> earlier = {};                              ///< annual: reports of earlier years, oldest first
  std::map<std::string, std::uint64_t> registered = {};        ///< role on the day of the audit -> people
  std::uint64_t smallest_shown = 5;                            ///< annual: smaller numbers are not shown
  std::map<std::string, std::uint64_t> breaches = {};          ///< annual: state -> possible data breaches
  std::optional<PersonFile> file = {};                         ///< dossier and access

  std::vector<ConversationExcerpt> excerpts(const Finding& finding) const {
    return excerpts_of ? excerpts_of(finding) : std::vector<ConversationExcerpt>{};
  }
};

}  // namespace schouw
