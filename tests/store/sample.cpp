#include "sample.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "schouw/base/hash.h"

namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

Json origin_json(const Origin& o) {
  Json out = Json::object();
  out["sha256"] = Json(o.source_sha256);
  out["source"] = Json(o.source);
  out["entry"] = Json(o.entry);
  out[name_of(o.locator.kind)] = o.locator.kind == LocatorKind::id ? Json(o.locator.id) : Json(o.locator.number);
  return out;
}

Json origins_json(const std::vector<Origin>& origins) {
  Json out = Json::array();
  for (const Origin& origin : origins) out.push_back(origin_json(origin));
  return out;
}

Json texts_json(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push_back(Json(text));
  return out;
}

Json ref_json(const AccountRef& r) {
  return Json(Json::Array{Json(r.display_name), Json(r.handle), Json(r.phone), Json(r.email), Json(r.native_id),
                          Json(r.outside_tenant), Json(r.is_owner)});
}

Json refs_json(const std::vector<AccountRef>& refs) {
  Json out = Json::array();
  for (const AccountRef& ref : refs) out.push_back(ref_json(ref));
  return out;
}

Json file_json(const Attachment& a) {
  Json out = Json(Json::Array{Json(a.name), Json(name_of(a.kind)), Json(a.mime), Json(a.uri), Json(a.sha256),
                              Json(a.present), Json(a.view_once), Json(a.caption)});
  out.push_back(a.bytes ? Json(*a.bytes) : Json());
  if (a.gps) out.push_back(Json(Json::Array{Json(a.gps->latitude), Json(a.gps->longitude)}));
  if (a.width && a.height) out.push_back(Json(Json::Array{Json(*a.width), Json(*a.height)}));
  return out;
}

Json stated_json(const Timestamp& t) {
  return Json(Json::Array{Json(static_cast<int>(t.basis)), Json(t.ms), Json(name_of(t.precision)), Json(t.raw)});
}

Json message_json(const StoredMessage& s) {
  const Message& m = s.message;
  Json out = Json::object();
  out["message"] = Json(s.id);
  out["conversation"] = Json(Json::Array{Json(s.conversation_id), Json(m.conversation.key),
                                         Json(name_of(m.conversation.kind)), Json(m.conversation.title)});
  out["time"] = Json(Json::Array{to_json_value(s.time), stated_json(m.time)});
  out["sender"] = Json(s.sender_id);
  if (m.sender) out["ref"] = ref_json(*m.sender);
  out["to"] = Json(Json::Array{texts_json(s.recipient_ids), refs_json(m.recipients)});
  out["tagged"] = Json(Json::Array{texts_json(s.tagged_ids), refs_json(m.tagged)});
  out["texts"] = texts_json({m.platform, std::string(name_of(m.kind)), m.text, m.title, m.quoted, m.native_id,
                             m.in_reply_to, m.version, m.event, s.format});
  out["flags"] = Json(Json::Array{Json(m.flags.deleted), Json(m.flags.edited), Json(m.flags.forwarded),
                                  Json(m.flags.imported), Json(m.flags.encrypted)});
  for (const Attachment& a : m.attachments) out["files"].push_back(file_json(a));
  out["seen_in"] = origins_json(s.seen_in);
  return out;
}

Json source_json(const SourceRow& s) {
  Json out = Json::object();
  out["source"] = texts_json({s.id, s.path, s.sha256, s.format, s.platform, s.status, s.custodian});
  out["entries"] = Json(Json::Array{Json(s.bytes), Json(s.entries.found), Json(s.entries.read),
                                    Json(s.entries.not_recognised), Json(s.entries.refused), Json(s.entries.damaged)});
  out["records"] = Json(Json::Array{Json(s.records.messages), Json(s.records.system), Json(s.records.posts),
                                    Json(s.records.comments), Json(s.records.connections), Json(s.records.media),
                                    Json(s.records.rejected), Json(s.problems)});
  out["time"] = Json(Json::Array{to_json_value(s.first), to_json_value(s.last)});
  return out;
}

Json conversation_json(const StoredConversation& c) {
  Json out = Json::object();
  out["conversation"] =
      texts_json({c.id, c.platform, c.title, std::string(name_of(c.kind)), std::to_string(c.messages)});
  out["time"] = Json(Json::Array{to_json_value(c.first), to_json_value(c.last)});
  for (const auto& p : c.parties) {
    Json party = texts_json({p.account_id, std::to_string(p.messages), p.first_message, p.last_message});
    party.push_back(Json(Json::Array{Json(p.member), Json(p.admin), to_json_value(p.first), to_json_value(p.last),
                                     to_json_value(p.since), to_json_value(p.until)}));
    if (p.member_origin) party.push_back(origin_json(*p.member_origin));
    out["parties"].push_back(std::move(party));
  }
  return out;
}

Json media_json(const StoredMedia& m) {
  Json out = Json::object();
  out["media"] = texts_json({m.id, m.conversation_id, m.message_id, m.publisher_id, m.caption, m.item.platform});
  out["file"] = file_json(m.item.file);
  out["time"] = Json(Json::Array{to_json_value(m.published), to_json_value(m.taken), Json(m.is_public)});
  out["tagged"] = Json(Json::Array{texts_json(m.tagged_ids), refs_json(m.item.tagged)});
  if (m.item.publisher) out["ref"] = ref_json(*m.item.publisher);
  out["seen_in"] = origins_json(m.seen_in);
  return out;
}

}  // namespace

RecordTime minute(std::int64_t minute) {
  const std::int64_t utc = kStart + minute * 60'000;
  return {utc, utc + 7'200'000, false, Precision::minute, "m" + std::to_string(minute)};
}

std::string account_of(std::string_view name) {
  return account_id("whatsapp", {.display_name = std::string(name)}, "");
}

Script::Script(std::string path, std::string sha256) : file{std::move(path), std::move(sha256), 100, 7} {}

Origin Script::at(std::string entry, std::uint64_t line) const {
  return {file.sha256, file.path, std::move(entry), Locator::at_line(line)};
}

PreparedMessage& Script::line(std::string entry, std::uint64_t number, std::string sender, std::int64_t at_minute,
                              std::string text) {
  PreparedMessage p;
  p.conversation_id = content_id({"conversation", "whatsapp", "6B"});
  p.id = content_id({"message", sender, std::to_string(at_minute), text});
  p.sender_id = account_of(sender);
  p.time = minute(at_minute);
  p.origin = at(std::move(entry), number);
  p.message.platform = "whatsapp";
  p.message.conversation = {"6B", ConversationKind::group, "6B"};
  p.message.time = {Timestamp::Basis::local, *p.time.local_ms, Precision::minute, p.time.raw};
  p.message.sender = AccountRef{.display_name = std::move(sender)};
  p.message.text = std::move(text);
  accounts.push_back({p.sender_id, "whatsapp", *p.message.sender});
  records.emplace_back(std::move(p));
  return std::get<PreparedMessage>(records.back());
}

void Script::entry(std::string path, std::string format, EntryState state) {
  PreparedEntry e;
  e.path = std::move(path);
  e.format = std::move(format);
  e.platform = e.format == "media" ? "" : "whatsapp";
  e.counts.found = 1;
  switch (state) {
    case EntryState::read:
      e.counts.read = 1;
      break;
    case EntryState::not_recognised:
      e.counts.not_recognised = 1;
      break;
    case EntryState::refused:
      e.counts.refused = 1;
      break;
    case EntryState::damaged:
      e.counts.damaged = 1;
      break;
  }
  records.emplace_back(std::move(e));
}

void Script::problem(std::string entry, std::uint64_t line, std::string code, Loss loss) {
  PreparedProblem p{at(std::move(entry), line), {}};
  p.problem.code = std::move(code);
  p.problem.loss = loss;
  p.problem.args = {"a", "b"};
  records.emplace_back(std::move(p));
}

void Script::media_file(std::string entry, std::string sha256) {
  PreparedMediaFile f;
  f.origin = {file.sha256, file.path, entry, Locator::at_byte(0)};
  f.path = entry.empty() ? file.path : entry;
  f.sha256 = std::move(sha256);
  f.mime = "image/jpeg";
  f.bytes = 42;
  records.emplace_back(std::move(f));
  this->entry(std::move(entry), "media");
}

CaseStore new_case(const fs::path& folder) {
  Json settings = Json::object();
  settings["purpose"] = Json("toets");
  Result<CaseStore> made = CaseStore::create(folder, settings);
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().text);
  return std::move(*made);
}

std::vector<std::int64_t> commit_part(CaseStore& store, const Script& script, std::size_t first, std::size_t last,
                                      std::size_t size) {
  std::vector<std::int64_t> rows;
  const Result<std::int64_t> source = store.begin_source(script.file);
  EXPECT_TRUE(source.has_value());
  for (std::size_t at = first; at < std::min(last, script.records.size()); at += size) {
    const std::size_t end = std::min({at + size, last, script.records.size()});
    Batch batch;
    batch.source = *source;
    batch.accounts = script.accounts;
    batch.records.assign(script.records.begin() + static_cast<std::ptrdiff_t>(at),
                         script.records.begin() + static_cast<std::ptrdiff_t>(end));
    const auto committed = store.commit(batch);
    EXPECT_TRUE(committed.has_value()) << (committed ? "" : committed.error().text);
    if (committed) rows.insert(rows.end(), committed->begin(), committed->end());
  }
  return rows;
}

void read_all(CaseStore& store, const Script& script) {
  const Result<std::int64_t> source = store.begin_source(script.file);
  ASSERT_TRUE(source.has_value());
  for (std::size_t at = 0; at < script.records.size(); at += 3) {
    Batch batch;
    batch.source = *source;
    batch.accounts = script.accounts;
    for (std::size_t i = at; i < std::min(at + 3, script.records.size()); ++i)
      batch.records.push_back(script.records[i]);
    const auto committed = store.commit(batch);
    ASSERT_TRUE(committed.has_value()) << committed.error().text << " "
                                       << ::testing::PrintToString(committed.error().args);
  }
  ASSERT_TRUE(store.end_source(*source).has_value());
}

void ingest(CaseStore& store, const std::vector<Script>& scripts) {
  for (const Script& script : scripts) read_all(store, script);
  const auto finished = store.finish_ingest();
  ASSERT_TRUE(finished.has_value()) << finished.error().text << " " << ::testing::PrintToString(finished.error().args);
  const auto verified = store.verify();
  EXPECT_TRUE(verified.has_value()) << verified.error().text << " " << ::testing::PrintToString(verified.error().args);
}

std::string dump(const CaseStore& store) {
  std::string out;
  const auto line = [&](const Json& json) { out += to_json(json) + "\n"; };
  store.each_source([&](SourceRow&& s) { line(source_json(s)); });
  store.each_problem([&](ProblemRow&& p) {
    Json json = origin_json(p.origin);
    json["problem"] = texts_json({p.code, p.text.nl, std::string(name_of(p.loss)), std::string(name_of(p.severity))});
    line(json);
  });
  store.each_account([&](StoredAccount&& a) {
    Json json = Json::object();
    json["account"] = texts_json({a.id, a.platform, a.owner_of});
    json["ref"] = ref_json(a.ref);
    json["names"] = texts_json(a.display_names);
    line(json);
  });
  store.each_conversation([&](StoredConversation&& c) { line(conversation_json(c)); });
  store.each_message([&](StoredMessage&& m) { line(message_json(m)); });
  store.each_connection([&](StoredConnection&& c) {
    Json json = Json::object();
    json["connection"] =
        texts_json({c.id, c.owner_id, c.other_id, c.connection.platform, std::string(name_of(c.connection.kind))});
    json["refs"] = refs_json({c.connection.owner, c.connection.other});
    json["time"] = Json(Json::Array{to_json_value(c.since), to_json_value(c.ended)});
    json["seen_in"] = origins_json(c.seen_in);
    line(json);
  });
  store.each_media([&](StoredMedia&& m) { line(media_json(m)); });
  return out;
}

std::vector<std::string> texts_of(const CaseStore& store) {
  std::vector<std::string> texts;
  store.each_message([&](StoredMessage&& m) { texts.push_back(m.message.text); });
  return texts;
}

}  // namespace schouw::testing
