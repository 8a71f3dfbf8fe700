// Everything a report shows, resolved and counted. Made by pipeline/audit, read by reports; a plain value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schouw/model/finding.h"

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

/// A message as evidence is shown: with its neighbours in the conversation.
struct QuotedMessage {
  std::string id = {};
  Origin origin = {};
  RecordTime time = {};
  std::string account_id = {};
  std::string sender_label = {};      ///< display name or handle as the export shows it
  std::string person_id = {};         ///< empty when nobody, or below band probable
  Band band = Band::none;
  std::string text = {};
  std::vector<std::string> attachments = {};  ///< names or kinds
  bool cited = false;                 ///< the evidence itself, not its surroundings
};

struct ConversationExcerpt {
  std::string conversation_id = {};
  std::string title = {};
  std::vector<QuotedMessage> messages = {};
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
  std::string id = {};
  std::string display = {};           ///< shown only with --names
  std::string pseudonym = {};         ///< "Leerling-K7QF"
  std::vector<RoleSpan> roles = {};
  std::vector<std::string> accounts = {};
  std::uint64_t findings = 0;
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

struct AuditResult {
  CaseHeader header = {};
  std::string program_version = {};
  std::vector<SourceRow> sources = {};
  std::vector<ProblemRow> problems = {};
  EntryCounts entries = {};
  RecordCounts records = {};
  IdentityFigures identity = {};
  std::vector<ClauseCoverage> clauses = {};
  std::vector<Bilingual> contradictions = {};                  ///< of the protocol as a whole
  std::vector<Finding> findings = {};                          ///< by severity, clause, time, id
  std::map<std::string, std::vector<ConversationExcerpt>> excerpts = {};  ///< by finding id
  std::map<std::string, ReviewNote> reviews = {};              ///< by finding id, where somebody reviewed it
  std::vector<PersonRow> people = {};                          ///< everyone a finding names
  std::vector<PersonRow> others = {};                          ///< registered, not named: reports hide their names too
  std::uint64_t findings_outside_period = 0;
  std::uint64_t messages_outside_period = 0;
  std::map<std::string, std::uint64_t> messages_per_platform = {};
  std::map<std::string, std::map<std::string, std::uint64_t>> messages_per_month = {};  ///< "2025-09" -> platform
  std::map<std::string, std::string> channel_class = {};       ///< platform -> official, private, unknown; by policy
  std::vector<std::pair<std::string, std::string>> registers = {};  ///< register file -> SHA-256
  std::uint64_t media_not_judged = 0;                          ///< media in which nobody is named or tagged
};

}  // namespace schouw
