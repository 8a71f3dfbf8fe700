// Detector: case to neutral facts. It knows no export format, no Xapian, no SQLite.
//
// To add one: src/detect/<name>.cpp, one line in src/detect/detectors.def, hit and near-miss cases under
// tests/corpus/detect/<id>/, and docs/findings/<id>.md. The near-miss is the test that protects a person.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/detect/marks.h"
#include "schouw/identity/identity.h"
#include "schouw/model/audit_result.h"
#include "schouw/model/finding.h"
#include "schouw/policy/policy.h"
#include "schouw/policy/registers.h"

namespace schouw {

/// An account, with the person it belongs to.
struct CaseAccount {
  AccountProfile profile;
  Match match;
  std::string kind;            ///< private, professional, school (register), or unknown
};

/// Somebody who takes part in a conversation, and what shows it.
struct CaseParticipant {
  std::string account_id;
  std::uint64_t messages = 0;           ///< sent in this conversation (within the case)
  bool member = false;                  ///< listed as member, or added by a system line
  bool admin = false;                   ///< listed as its manager, or called so by a system line
  RecordTime first = {}, last = {};     ///< of their messages, or of membership
  Evidence first_evidence = {}, last_evidence = {};  ///< a message of theirs, or the line that shows membership
  RecordTime since = {}, until = {};    ///< of membership
  Evidence member_evidence = {};        ///< the line that shows membership
};

struct CaseConversation {
  std::string id, platform, title;
  ConversationKind kind = ConversationKind::group;
  std::vector<CaseParticipant> participants;   ///< by account id
  std::uint64_t messages = 0;
  RecordTime first = {}, last = {};
};

struct CaseMessage {
  std::string id, conversation_id, platform;
  MessageKind kind = MessageKind::message;
  RecordTime time;
  std::string account_id;                      ///< of the sender; empty: unknown
  std::vector<std::string> recipients;         ///< account ids
  std::vector<std::string> tagged;             ///< account ids, tagged or @mentioned
  std::string text, title;
  std::string event;                           ///< of system lines and events: "member-added", "setting", ...
  std::string native_id, in_reply_to;          ///< as the platform gave them; may be empty
  std::vector<Attachment> attachments;
  Flags flags;
  Origin origin;
};

/// A message in which an entry of a lexicon was found.
struct MarkedMessage {
  CaseMessage message;
  std::string said;                            ///< said_in(message): marks are places in it
  std::size_t own_size = std::string::npos;    ///< how much of `said` the sender wrote; npos: all
  std::vector<Mark> marks;                     ///< sorted by place
  std::uint64_t marks_left_out = 0;            ///< see FoundMarks
};

struct CaseConnection {
  std::string id, platform;
  ConnectionKind kind = ConnectionKind::friend_;
  std::string owner, other;                    ///< account ids
  RecordTime since, ended;
  Origin origin;
};

struct CaseMedia {
  std::string id, platform, name, sha256, conversation_id, message_id, publisher, caption;
  AttachmentKind kind = AttachmentKind::image;
  bool present = false;
  RecordTime taken, published;
  std::vector<std::string> tagged;             ///< account ids
  bool is_public = false;                      ///< a post or story, not a message in a conversation
  Origin origin;
};

/// What detectors may ask of a case. Everything comes in a fixed order (by id). Pipeline implements it on the store;
/// tests use a plain struct.
class CaseView {
 public:
  virtual ~CaseView() = default;
  virtual const Registers& registers() const = 0;
  virtual const Resolver& resolver() const = 0;
  virtual const Zone& zone() const = 0;
  virtual Date as_of() const = 0;
  /// The last day to look at: `as_of`, or the end of the period if that comes first.
  virtual Date last_day() const = 0;
  virtual const CaseAccount* account(std::string_view id) const = 0;    ///< null: no such account
  virtual void each_account(const std::function<void(const CaseAccount&)>&) const = 0;
  virtual const Person* person(std::string_view id) const = 0;
  virtual void each_conversation(const std::function<void(const CaseConversation&)>&) const = 0;
  virtual void each_connection(const std::function<void(const CaseConnection&)>&) const = 0;
  virtual void each_media(const std::function<void(const CaseMedia&)>&) const = 0;
  /// Messages of one conversation by time, then id.
  virtual void each_message(std::string_view conversation_id, const std::function<void(const CaseMessage&)>&) const = 0;
  virtual std::optional<CaseConversation> conversation(std::string_view id) const = 0;
  /// Messages with marks, by time, then id. One walk serves all text detectors.
  virtual void each_marked(const std::function<void(const MarkedMessage&)>&) const = 0;
  virtual const Lexicon& lexicon() const = 0;                           ///< that the marks refer to
};

class SpokenText;    ///< src/detect/spoken.h: a marked message, with who says it to whom

/// One walk of a text detector over the marked messages. What it remembers between messages is in the closures.
struct TextReader {
  std::function<void(const SpokenText&)> message;
  std::function<void()> finish = [] {};
  bool with_passed_on = false;   ///< also reads what a forwarded mail passes on, not only the sender's own words
};

struct Detector {
  std::string_view id;    ///< a name from clauses.json
  int version;
  void (*detect)(const CaseView&, const Policy&, const std::function<void(Fact)>&);   ///< null: reads texts only
  TextReader (*read)(const CaseView&, const Policy&, const std::function<void(Fact)>&) = nullptr;
  /// For facts about what other facts led to (a post that conflicts with the protocol and is still there): called after
  /// all `detect`, with the findings so far. Null for most.
  void (*detect_after)(const CaseView&, const Policy&, std::span<const Finding>, const std::function<void(Fact)>&) =
      nullptr;
};

std::span<const Detector* const> detectors();
const Detector* find_detector(std::string_view id);

/// Whether the policy was in force on the days looked at. If not, all its findings are attention at most.
enum class InForce { yes, not_yet };

/// Runs every detector that a clause of the policy names, and judges what they yield: one finding per fact and
/// group of clauses that agree on verdict and exception. Sorted as `sort_findings` does.
std::vector<Finding> audit_case(const CaseView&, const Policy&, InForce = InForce::yes);

/// Why words of a message were passed over.
enum class PassedOver {
  as_rules,   ///< a protocol: it mentions everything that it forbids
  in_part     ///< more marks than are kept
};

/// Messages that the text detectors passed over, whole or in part, with their size or the number of marks: by time,
/// then id. A report must say so.
void each_passed_over(const CaseView&, const std::function<void(const CaseMessage&, PassedOver, std::uint64_t)>&);

/// By severity, first clause, time, id.
void sort_findings(std::vector<Finding>&, const Policy&);

/// How far existing detectors cover each clause.
std::vector<ClauseCoverage> clause_coverage(const Policy&);

}  // namespace schouw
