// Records of what was read.
#include "record_json.h"

#include <algorithm>

#include "schouw/base/hash.h"

namespace schouw {
namespace {

Json account_ref(std::string_view id, const AccountRef& ref, const CasePeople::State& people) {
  Json out = Json::object();
  out["account_id"] = or_null(id);
  out["display_name"] = or_null(ref.display_name);
  out["handle"] = or_null(ref.handle);
  out["phone"] = or_null(ref.phone);
  out["email"] = or_null(ref.email);
  const CaseAccount* account = people.account(id);
  if (account == nullptr) return out;
  if (!account->match.person_id.empty()) out["person_id"] = account->match.person_id;
  out["band"] = name_of(account->match.band);
  return out;
}

Json account_refs(const std::vector<std::string>& ids, const std::vector<AccountRef>& refs,
                  const CasePeople::State& people) {
  Json out = Json::array();
  for (std::size_t i = 0; i < refs.size(); ++i)
    out.push_back(account_ref(i < ids.size() ? std::string_view(ids[i]) : std::string_view(), refs[i], people));
  return out;
}

Json attachment_record(const Attachment& file) {
  Json out = Json::object();
  out["name"] = or_null(file.name);
  out["kind"] = name_of(file.kind);
  out["mime"] = or_null(file.mime);
  out["bytes"] = file.bytes.has_value() ? Json(*file.bytes) : Json();
  out["sha256"] = or_null(file.sha256);
  out["present"] = file.present;
  out["view_once"] = file.view_once;
  out["caption"] = or_null(file.caption);
  return out;
}

Json flags_record(const Flags& flags) {
  Json out = Json::array();
  for (const auto& [name, on] : {std::pair<std::string_view, bool>{"deleted", flags.deleted},
                                 {"edited", flags.edited},
                                 {"forwarded", flags.forwarded},
                                 {"imported", flags.imported},
                                 {"encrypted", flags.encrypted}})
    if (on) out.push_back(Json(name));
  return out;
}

Json first_origin(const std::vector<Origin>& seen_in) {
  return seen_in.empty() ? Json() : origin_record(seen_in.front());
}

Json counts_record(const EntryCounts& n) {
  Json out = Json::object();
  out["found"] = n.found;
  out["read"] = n.read;
  out["not_recognised"] = n.not_recognised;
  out["refused"] = n.refused;
  out["damaged"] = n.damaged;
  return out;
}

Json counts_record(const RecordCounts& n) {
  Json out = Json::object();
  out["messages"] = n.messages;
  out["system"] = n.system;
  out["posts"] = n.posts;
  out["comments"] = n.comments;
  out["connections"] = n.connections;
  out["media"] = n.media;
  out["rejected"] = n.rejected;
  return out;
}

Json time_or_null(const RecordTime& time) {
  return time.utc_ms.has_value() || !time.raw.empty() ? to_json_value(time) : Json();
}

Json party_record(const StoredConversation::Party& party) {
  Json out = Json::object();
  out["account_id"] = party.account_id;
  out["messages"] = party.messages;
  out["member"] = party.member;
  out["admin"] = party.admin;
  out["first"] = time_or_null(party.first);
  out["last"] = time_or_null(party.last);
  out["since"] = time_or_null(party.since);
  out["until"] = time_or_null(party.until);
  return out;
}

/// Where a conversation shows first: its first message, or the list of members.
std::optional<Origin> origin_of(const StoredConversation& conversation, const CaseStore& store) {
  const StoredConversation::Party* earliest = nullptr;
  for (const auto& party : conversation.parties)
    if (party.messages > 0 && (earliest == nullptr || std::tie(party.first.utc_ms, party.first_message) <
                                                          std::tie(earliest->first.utc_ms, earliest->first_message)))
      earliest = &party;
  if (earliest != nullptr)
    if (const auto message = store.message(earliest->first_message); message.has_value() && !message->seen_in.empty())
      return message->seen_in.front();
  for (const auto& party : conversation.parties)
    if (party.member_origin.has_value()) return party.member_origin;
  return std::nullopt;
}

}  // namespace

Json or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

Json strings_record(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& item : list) out.push_back(Json(item));
  return out;
}

Json origin_record(const Origin& origin) {
  Json out = Json::object();
  out["source_sha256"] = origin.source_sha256;
  out["source"] = origin.source;
  out["entry"] = or_null(origin.entry);
  Json locator = Json::object();
  locator[name_of(origin.locator.kind)] =
      origin.locator.kind == LocatorKind::id ? Json(origin.locator.id) : Json(origin.locator.number);
  out["locator"] = std::move(locator);
  return out;
}

Json origins_record(const std::vector<Origin>& origins) {
  Json out = Json::array();
  for (const Origin& origin : origins) out.push_back(origin_record(origin));
  return out;
}

Json message_record(const StoredMessage& stored, const CasePeople::State& people) {
  const Message& message = stored.message;
  Json out = Json::object();
  out["id"] = stored.id;
  out["origin"] = first_origin(stored.seen_in);
  out["platform"] = message.platform;
  out["format"] = or_null(stored.format);
  out["kind"] = name_of(message.kind);
  out["event"] = or_null(message.event);
  out["conversation"]["id"] = stored.conversation_id;
  out["conversation"]["kind"] = name_of(message.conversation.kind);
  out["conversation"]["title"] = or_null(message.conversation.title);
  out["time"] = to_json_value(stored.time);
  out["sender"] = message.sender.has_value() ? account_ref(stored.sender_id, *message.sender, people) : Json();
  out["recipients"] = account_refs(stored.recipient_ids, message.recipients, people);
  out["title"] = or_null(message.title);
  out["text"] = message.text;
  out["quoted"] = or_null(message.quoted);
  out["attachments"] = Json::array();
  for (const Attachment& file : message.attachments) out["attachments"].push_back(attachment_record(file));
  out["tagged"] = strings_record(stored.tagged_ids);
  out["flags"] = flags_record(message.flags);
  out["in_reply_to"] = or_null(message.in_reply_to);
  out["native_id"] = or_null(message.native_id);
  out["seen_in"] = origins_record(stored.seen_in);
  return out;
}

Json conversation_record(const StoredConversation& stored, const CaseStore& store) {
  Json out = Json::object();
  out["id"] = stored.id;
  const std::optional<Origin> origin = origin_of(stored, store);
  out["origin"] = origin.has_value() ? origin_record(*origin) : Json();
  out["platform"] = stored.platform;
  out["kind"] = name_of(stored.kind);
  out["title"] = or_null(stored.title);
  out["messages"] = stored.messages;
  out["first"] = time_or_null(stored.first);
  out["last"] = time_or_null(stored.last);
  out["participants"] = Json::array();
  for (const auto& party : stored.parties) out["participants"].push_back(party_record(party));
  return out;
}

Json account_record(const StoredAccount& stored, const CasePeople::State& people) {
  Json out = Json::object();
  out["id"] = stored.id;
  out["origin"] = Json();
  out["platform"] = stored.platform;
  out["handle"] = or_null(stored.ref.handle);
  out["display_names"] = strings_record(stored.display_names);
  out["phone"] = or_null(stored.ref.phone);
  out["email"] = or_null(stored.ref.email);
  out["native_id"] = or_null(stored.ref.native_id);
  out["owner_of"] = or_null(stored.owner_of);
  const CaseAccount* account = people.account(stored.id);
  const Match match = account == nullptr ? Match{} : account->match;
  out["kind"] = account == nullptr ? "unknown" : account->kind;
  out["person"]["person_id"] = or_null(match.person_id);
  out["person"]["band"] = name_of(match.band);
  out["person"]["evidence"] = Json::array();
  for (const MatchEvidence& evidence : match.evidence) {
    Json one = Json::object();
    one["key"] = evidence.key;
    one["value"] = evidence.value;
    one["weight"] = evidence.weight;
    out["person"]["evidence"].push_back(std::move(one));
  }
  out["person"]["candidates"] = strings_record(match.candidates);
  return out;
}

Json connection_record(const StoredConnection& stored) {
  Json out = Json::object();
  out["id"] = stored.id;
  out["origin"] = first_origin(stored.seen_in);
  out["platform"] = stored.connection.platform;
  out["kind"] = name_of(stored.connection.kind);
  out["owner"] = or_null(stored.owner_id);
  out["other"] = or_null(stored.other_id);
  out["since"] = time_or_null(stored.since);
  out["ended"] = time_or_null(stored.ended);
  out["seen_in"] = origins_record(stored.seen_in);
  return out;
}

Json media_record(const StoredMedia& stored) {
  const Attachment& file = stored.item.file;
  Json out = Json::object();
  out["id"] = stored.id;
  out["origin"] = first_origin(stored.seen_in);
  out["name"] = or_null(file.name);
  out["kind"] = name_of(file.kind);
  out["mime"] = or_null(file.mime);
  out["sha256"] = or_null(file.sha256);
  out["bytes"] = file.bytes.has_value() ? Json(*file.bytes) : Json();
  out["present"] = file.present;
  out["taken"] = time_or_null(stored.taken);
  out["published"] = time_or_null(stored.published);
  out["publisher"] = or_null(stored.publisher_id);
  out["platform"] = stored.item.platform;
  out["conversation_id"] = or_null(stored.conversation_id);
  out["message_id"] = or_null(stored.message_id);
  out["caption"] = or_null(stored.caption);
  out["public"] = stored.is_public;
  out["tagged"] = strings_record(stored.tagged_ids);
  if (file.gps.has_value()) {
    out["gps"]["latitude"] = file.gps->latitude;
    out["gps"]["longitude"] = file.gps->longitude;
  } else {
    out["gps"] = Json();
  }
  out["width"] = file.width.has_value() ? Json(*file.width) : Json();
  out["height"] = file.height.has_value() ? Json(*file.height) : Json();
  out["seen_in"] = origins_record(stored.seen_in);
  return out;
}

Json source_record(const SourceRow& row) {
  Json out = Json::object();
  out["id"] = row.id;
  Origin origin;
  origin.source_sha256 = row.sha256;
  origin.source = row.path;
  out["origin"] = origin_record(origin);
  out["path"] = row.path;
  out["sha256"] = or_null(row.sha256);
  out["bytes"] = row.bytes;
  out["format"] = or_null(row.format);
  out["platform"] = or_null(row.platform);
  out["status"] = row.status;
  out["entries"] = counts_record(row.entries);
  out["records"] = counts_record(row.records);
  out["first"] = time_or_null(row.first);
  out["last"] = time_or_null(row.last);
  out["custodian"] = or_null(row.custodian);
  out["problems"] = row.problems;
  return out;
}

Json problem_record(const ProblemRow& row) {
  Json out = Json::object();
  const Json origin = origin_record(row.origin);
  out["id"] = content_id({"problem", row.code, to_json(origin), row.text.en});
  out["origin"] = origin;
  out["code"] = row.code;
  out["severity"] = name_of(row.severity);
  out["loss"] = name_of(row.loss);
  out["text"]["nl"] = row.text.nl;
  out["text"]["en"] = row.text.en;
  out["lost"]["records"] = row.lost_records;
  out["lost"]["bytes"] = row.lost_bytes;
  return out;
}

}  // namespace schouw
