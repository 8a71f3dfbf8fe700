#include "fake_case.h"

#include <algorithm>

#include "schouw/base/hash.h"

namespace schouw::testing {
namespace {

std::vector<std::string> strings(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items()) out.emplace_back(item.str());
  return out;
}

RoleSpan role_of(const Json& row) {
  RoleSpan span;
  span.role = role_from(row.str("role")).value_or(Role::external);
  span.function = std::string(row.str("function"));
  span.group = std::string(row.str("group"));
  span.from = parse_date(row.str("from"));
  span.until = parse_date(row.str("until"));
  return span;
}

Zone amsterdam() { return *Zone::open("Europe/Amsterdam"); }

CaseParticipant& participant(CaseConversation& conversation, const std::string& account) {
  auto& all = conversation.participants;
  const auto at = std::ranges::lower_bound(all, account, {}, &CaseParticipant::account_id);
  if (at != all.end() && at->account_id == account) return *at;
  CaseParticipant fresh;
  fresh.account_id = account;
  return *all.insert(at, std::move(fresh));
}

Json persons_of(const Finding& finding) {
  Json out = Json::array();
  for (const FactPerson& p : finding.fact.persons)
    out.push_back(Json(std::string(name_of(p.part)) + " " + p.person_id + " " + std::string(name_of(p.role)) + " " +
                       std::string(name_of(p.band))));
  return out;
}

Json finding_json(const Finding& finding) {
  Json out = Json::object();
  out["detector"] = Json(finding.fact.detector);
  for (const ClauseCitation& clause : finding.clauses) out["clauses"].push_back(Json(clause.id));
  out["verdict"] = Json(name_of(finding.verdict));
  out["severity"] = Json(name_of(finding.severity));
  out["band"] = Json(name_of(finding.band));
  if (finding.exception_state != ExceptionState::none)
    out["exception"] = Json(finding.exception_kind + " " + std::string(name_of(finding.exception_state)));
  out["persons"] = persons_of(finding);
  out["evidence"] = Json(std::uint64_t{finding.fact.evidence.size()});
  out["text"] = Json(finding.text.en);
  if (!finding.against.en.empty()) out["against"] = Json(finding.against.en);
  return out;
}

}  // namespace

FakeCase::FakeCase(const Json& data)
    : zone_(amsterdam()), as_of_(parse_date(data.str("as_of")).value_or(Date{2026, 8, 1})) {
  read_people(data);
  read_registers(data);
  resolver_ = std::make_unique<Resolver>(registers_, std::span<const ManualLink>{});
  read_accounts(data);
  read_conversations(data);
  read_connections(data);
  read_media(data);
}

void FakeCase::read_people(const Json& data) {
  for (const Json& row : data.at("people").items()) {
    Person person;
    person.id = std::string(row.str("id"));
    for (const Json& role : row.at("roles").items()) person.roles.push_back(role_of(role));
    person.name.given = std::string(row.str("given"));
    person.name.infix = std::string(row.str("infix"));
    person.name.family = std::string(row.str("family"));
    person.name.display =
        person.name.given + (person.name.infix.empty() ? "" : " " + person.name.infix) + " " + person.name.family;
    person.birth_date = parse_date(row.str("birth"));
    person.emails = strings(row.at("emails"));
    person.phones = strings(row.at("phones"));
    person.native_ids = strings(row.at("ids"));
    person.parent_of = strings(row.at("parent_of"));
    registers_.people.push_back(std::move(person));
  }
  std::ranges::sort(registers_.people, {}, &Person::id);
}

void FakeCase::read_registers(const Json& data) {
  for (const Json& row : data.at("consent").items()) {
    ConsentRecord record;
    record.person_id = std::string(row.str("person"));
    record.category = row.find("category") != nullptr ? std::string(row.str("category")) : "social_media";
    if (row.find("medium") != nullptr) record.medium = std::string(row.str("medium"));
    record.yes = row.str("answer") == "yes";
    record.given_by = std::string(row.str("by"));
    record.form = std::string(row.str("form"));
    record.date = parse_date(row.str("date"));
    record.valid_until = parse_date(row.str("valid_until"));
    record.withdrawn_on = parse_date(row.str("withdrawn_on"));
    record.source = "registers/consent.csv:" + std::to_string(registers_.consent.size() + 2);
    registers_.consent.push_back(std::move(record));
  }
  for (const Json& row : data.at("exceptions").items()) {
    RegisteredException exception;
    exception.kind = std::string(row.str("kind"));
    exception.subject = std::string(row.str("subject"));
    exception.decided_by = std::string(row.str("decided_by"));
    exception.from = parse_date(row.str("from"));
    exception.until = parse_date(row.str("until"));
    registers_.exceptions.push_back(std::move(exception));
  }
  for (const Json& row : data.at("lessons").items()) {
    Lesson lesson;
    lesson.start_local_ms = time(row.str("start")).local_ms.value_or(0);
    lesson.end_local_ms = time(row.str("end")).local_ms.value_or(0);
    lesson.group = std::string(row.str("group"));
    lesson.staff_ids = strings(row.at("staff"));
    registers_.lessons.push_back(std::move(lesson));
  }
  for (const Json& row : data.at("registered_accounts").items()) {
    RegisteredAccount account;
    account.platform = std::string(row.str("platform"));
    account.handle = std::string(row.str("handle"));
    account.kind = row.find("kind") != nullptr ? std::string(row.str("kind")) : "school";
    account.may_post = strings(row.at("may_post"));
    account.person_id = std::string(row.str("person"));
    account.from = parse_date(row.str("from"));
    account.until = parse_date(row.str("until"));
    registers_.accounts.push_back(std::move(account));
  }
  registers_.own_identifiers = strings(data.at("own"));
}

void FakeCase::read_accounts(const Json& data) {
  for (const Json& row : data.at("accounts").items()) {
    CaseAccount account;
    account.profile.id = std::string(row.str("id"));
    account.profile.platform = std::string(row.str("platform"));
    if (!row.str("name").empty()) account.profile.display_names = {std::string(row.str("name"))};
    account.profile.handle = std::string(row.str("handle"));
    account.profile.email = std::string(row.str("email"));
    account.profile.outside_tenant = row.at("outside_tenant").boolean().value_or(false);
    account.kind = row.find("kind") != nullptr ? std::string(row.str("kind")) : "unknown";
    account.match.person_id = std::string(row.str("person"));
    account.match.band = band_from(row.str("band")).value_or(account.match.person_id.empty() ? Band::none : Band::certain);
    account.match.candidates = strings(row.at("candidates"));
    accounts_.emplace(account.profile.id, std::move(account));
  }
}

RecordTime FakeCase::time(std::string_view local) const {
  return local.empty() ? RecordTime{} : resolve(parse_iso8601(local), zone_);
}

/// `source` and `entry` of the row say in whose export it stands; without them all is one export.
Origin FakeCase::origin(const Json& row) {
  const std::string source = row.find("source") != nullptr ? std::string(row.str("source")) : "export.zip";
  const std::string entry = row.find("entry") != nullptr ? std::string(row.str("entry")) : "chat.txt";
  return {.source_sha256 = sha256_hex(source), .source = source, .entry = entry,
          .locator = Locator::at_line(++next_line_)};
}

void FakeCase::read_conversations(const Json& data) {
  for (const Json& row : data.at("conversations").items()) {
    CaseConversation conversation;
    conversation.id = std::string(row.str("id"));
    conversation.platform = std::string(row.str("platform"));
    conversation.kind = conversation_kind_from(row.str("kind")).value_or(ConversationKind::group);
    conversation.title = std::string(row.str("title"));
    for (const Json& line : row.at("messages").items()) {
      CaseMessage message;
      message.id = conversation.id + "-" + std::to_string(conversation.messages++);
      message.conversation_id = conversation.id;
      message.platform = conversation.platform;
      message.kind = message_kind_from(line.str("kind")).value_or(MessageKind::message);
      message.time = time(line.str("at"));
      message.account_id = std::string(line.str("from"));
      message.recipients = strings(line.at("to"));
      message.tagged = strings(line.at("tagged"));
      message.text = std::string(line.str("text"));
      message.title = std::string(line.str("title"));
      message.event = std::string(line.str("event"));
      message.native_id = std::string(line.str("native_id"));
      message.in_reply_to = std::string(line.str("reply_to"));
      if (const std::string_view passed_on = line.str("passed_on"); !passed_on.empty()) passed_on_[message.id] = passed_on;
      message.flags.deleted = line.at("deleted").boolean().value_or(false);
      message.flags.forwarded = line.at("forwarded").boolean().value_or(false);
      message.flags.imported = line.at("imported").boolean().value_or(false);
      message.origin = origin(row);
      CaseParticipant& sender = participant(conversation, message.account_id);
      const Evidence place{message.origin, message.id, {}, {}};
      if (sender.messages++ == 0) {
        sender.first = message.time;
        sender.first_evidence = place;
      }
      sender.last = message.time;
      sender.last_evidence = place;
      if (conversation.messages == 1) conversation.first = message.time;
      conversation.last = message.time;
      messages_[conversation.id].push_back(std::move(message));
    }
    for (const Json& member : row.at("members").items()) {
      CaseParticipant& p = participant(conversation, std::string(member.str("account")));
      p.member = true;
      p.admin = member.at("admin").boolean().value_or(false);
      p.since = time(member.str("since"));
      p.until = time(member.str("until"));
      p.member_evidence = Evidence{origin(row), {}, {}, {}};
      if (p.messages != 0) continue;
      p.first = time(member.str("since"));
      p.last = time(member.str("until"));
      p.first_evidence = p.last_evidence = Evidence{origin(row), {}, {}, {}};
    }
    conversations_.push_back(std::move(conversation));
  }
}

void FakeCase::read_connections(const Json& data) {
  for (const Json& row : data.at("connections").items()) {
    CaseConnection c;
    c.id = "c" + std::to_string(connections_.size());
    c.platform = std::string(row.str("platform"));
    c.kind = connection_kind_from(row.str("kind")).value_or(ConnectionKind::friend_);
    c.owner = std::string(row.str("owner"));
    c.other = std::string(row.str("other"));
    c.since = time(row.str("since"));
    c.ended = time(row.str("ended"));
    c.origin = origin(row);
    connections_.push_back(std::move(c));
  }
}

void FakeCase::read_media(const Json& data) {
  for (const Json& row : data.at("media").items()) {
    CaseMedia media;
    media.id = "m" + std::to_string(media_.size());
    media.platform = std::string(row.str("platform"));
    media.kind = attachment_kind_from(row.str("kind")).value_or(AttachmentKind::image);
    media.publisher = std::string(row.str("publisher"));
    media.published = time(row.str("at"));
    media.tagged = strings(row.at("tagged"));
    media.caption = std::string(row.str("caption"));
    media.conversation_id = std::string(row.str("conversation"));
    media.is_public = media.conversation_id.empty();
    media.name = std::string(row.str("name"));
    media.sha256 = std::string(row.str("sha256"));
    media.present = true;
    media.origin = origin(row);
    media_.push_back(std::move(media));
  }
}

const CaseAccount* FakeCase::account(std::string_view id) const {
  const auto it = accounts_.find(id);
  return it == accounts_.end() ? nullptr : &it->second;
}

void FakeCase::each_account(const std::function<void(const CaseAccount&)>& visit) const {
  for (const auto& [id, account] : accounts_) visit(account);
}

const Person* FakeCase::person(std::string_view id) const {
  const auto it = std::ranges::lower_bound(registers_.people, id, {}, [](const Person& p) { return std::string_view(p.id); });
  return it == registers_.people.end() || it->id != id ? nullptr : &*it;
}

void FakeCase::each_conversation(const std::function<void(const CaseConversation&)>& visit) const {
  for (const CaseConversation& conversation : conversations_) visit(conversation);
}

void FakeCase::each_connection(const std::function<void(const CaseConnection&)>& visit) const {
  for (const CaseConnection& connection : connections_) visit(connection);
}

void FakeCase::each_media(const std::function<void(const CaseMedia&)>& visit) const {
  for (const CaseMedia& media : media_) visit(media);
}

void FakeCase::each_message(std::string_view id, const std::function<void(const CaseMessage&)>& visit) const {
  const auto it = messages_.find(id);
  if (it == messages_.end()) return;
  for (const CaseMessage& message : it->second) visit(message);
}

std::optional<CaseConversation> FakeCase::conversation(std::string_view id) const {
  const auto it = std::ranges::find(conversations_, id, &CaseConversation::id);
  return it == conversations_.end() ? std::nullopt : std::optional(*it);
}

const Lexicon& FakeCase::lexicon() const { return shipped_lexicon(); }

void FakeCase::each_marked(const std::function<void(const MarkedMessage&)>& visit) const {
  std::vector<const CaseMessage*> all;
  for (const auto& [id, messages] : messages_)
    for (const CaseMessage& message : messages) all.push_back(&message);
  std::ranges::sort(all, {}, [](const CaseMessage* m) { return std::tuple(m->time.utc_ms, m->id); });
  for (const CaseMessage* message : all) {
    MarkedMessage out;
    out.message = *message;
    out.said = message->title.empty() ? message->text : message->title + "\n" + message->text;
    out.own_size = out.said.size();
    if (const auto passed_on = passed_on_.find(message->id); passed_on != passed_on_.end()) out.said += "\n" + passed_on->second;
    FoundMarks found = shipped_marks(out.said);
    out.marks = std::move(found.marks);
    out.marks_left_out = found.left_out;
    if (!out.marks.empty()) visit(out);
  }
}

const Lexicon& shipped_lexicon() {
  static const Lexicon lexicon = *Lexicon::load();
  return lexicon;
}

FoundMarks shipped_marks(std::string_view said) {
  static const MarkPatterns patterns(shipped_lexicon());
  static MarkScanner scanner(shipped_lexicon(), patterns);
  return scanner.marks_in(said);
}

const Policy& shipped_policy(const std::string& id) {
  static std::map<std::string, Policy> read;
  const auto known = read.find(id);
  return known != read.end() ? known->second : read.emplace(id, *load_policy(id)).first->second;
}

Json findings_of(const CaseView& view, const Policy& policy) {
  Json out = Json::array();
  for (const Finding& finding : audit_case(view, policy)) out.push_back(finding_json(finding));
  return out;
}

Json findings_of(const CaseView& view) {
  Json out = Json::object();
  for (const std::string& id : shipped_policies()) out[id] = findings_of(view, shipped_policy(id));
  return out;
}

}  // namespace schouw::testing
