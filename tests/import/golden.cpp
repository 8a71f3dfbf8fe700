#include "golden.h"

#include <gtest/gtest.h>

#include "schouw/base/utf8.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace schouw::testing {
namespace {

void put(Json& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out[key] = Json(value);
}
void put(Json& out, std::string_view key, bool value) {
  if (value) out[key] = Json(true);
}

Json json_of(const Timestamp& time) {
  Json out = Json::object();
  if (time.basis != Timestamp::Basis::none) {
    out[time.basis == Timestamp::Basis::instant ? "utc" : "local"] =
        Json(format_local(time.ms, time.precision));
    out["precision"] = Json(name_of(time.precision));
  }
  put(out, "raw", time.raw);
  return out;
}
void put(Json& out, std::string_view key, const Timestamp& time) {
  if (time != Timestamp{}) out[key] = json_of(time);
}

Json json_of(const AccountRef& ref) {
  Json out = Json::object();
  put(out, "display_name", ref.display_name);
  put(out, "handle", ref.handle);
  put(out, "phone", ref.phone);
  put(out, "email", ref.email);
  put(out, "native_id", ref.native_id);
  put(out, "outside_tenant", ref.outside_tenant);
  put(out, "is_owner", ref.is_owner);
  return out;
}
void put(Json& out, std::string_view key, const std::vector<AccountRef>& refs) {
  for (const auto& ref : refs) out[key].push_back(json_of(ref));
}

Json json_of(const Locator& locator) {
  Json out = Json::object();
  out[name_of(locator.kind)] = locator.kind == LocatorKind::id ? Json(locator.id) : Json(locator.number);
  return out;
}

Json json_of(const Attachment& file) {
  Json out = Json::object();
  out["kind"] = Json(name_of(file.kind));
  put(out, "name", file.name);
  put(out, "mime", file.mime);
  put(out, "uri", file.uri);
  if (file.bytes) out["bytes"] = Json(*file.bytes);
  put(out, "sha256", file.sha256);
  put(out, "present", file.present);
  put(out, "view_once", file.view_once);
  put(out, "caption", file.caption);
  put(out, "taken", file.taken);
  if (file.gps) out["gps"] = Json(Json::Array{Json(file.gps->latitude), Json(file.gps->longitude)});
  if (file.width) out["width"] = Json(*file.width);
  if (file.height) out["height"] = Json(*file.height);
  return out;
}

Json json_of(const ConversationRef& ref) {
  Json out = Json::object();
  put(out, "key", ref.key);
  out["kind"] = Json(name_of(ref.kind));
  put(out, "title", ref.title);
  return out;
}

Json json_of(const Flags& flags) {
  Json out = Json::array();
  for (const auto& [name, on] : {std::pair{"deleted", flags.deleted}, {"edited", flags.edited},
                                 {"forwarded", flags.forwarded}, {"imported", flags.imported},
                                 {"encrypted", flags.encrypted}})
    if (on) out.push_back(Json(name));
  return out;
}

class WritingSink : public RecordSink, public PieceSink {
 public:
  Json records = Json::array();
  std::vector<MailPiece> pieces;

  void message(Message m) override {
    Json out = begin("message", m.locator);
    out["platform"] = Json(m.platform);
    out["kind"] = Json(name_of(m.kind));
    put(out, "event", m.event);
    out["conversation"] = json_of(m.conversation);
    put(out, "time", m.time);
    if (m.sender) out["sender"] = json_of(*m.sender);
    put(out, "recipients", m.recipients);
    put(out, "title", m.title);
    put(out, "text", m.text);
    put(out, "quoted", m.quoted);
    for (const auto& file : m.attachments) out["attachments"].push_back(json_of(file));
    put(out, "tagged", m.tagged);
    if (m.flags != Flags{}) out["flags"] = json_of(m.flags);
    put(out, "native_id", m.native_id);
    put(out, "in_reply_to", m.in_reply_to);
    put(out, "version", m.version);
    records.push_back(std::move(out));
  }
  void conversation(ConversationInfo info) override {
    Json out = begin("conversation", info.locator);
    out["platform"] = Json(info.platform);
    out["conversation"] = json_of(info.conversation);
    for (const auto& member : info.members) {
      Json one = json_of(member.account);
      put(one, "since", member.since);
      put(one, "until", member.until);
      put(one, "admin", member.admin);
      one["at"] = json_of(member.locator);
      out["members"].push_back(std::move(one));
    }
    records.push_back(std::move(out));
  }
  void connection(Connection c) override {
    Json out = begin("connection", c.locator);
    out["platform"] = Json(c.platform);
    out["kind"] = Json(name_of(c.kind));
    out["owner"] = json_of(c.owner);
    out["other"] = json_of(c.other);
    put(out, "since", c.since);
    put(out, "ended", c.ended);
    records.push_back(std::move(out));
  }
  void media(MediaItem item) override {
    Json out = begin("media", item.locator);
    out["platform"] = Json(item.platform);
    out["file"] = json_of(item.file);
    if (item.publisher) out["publisher"] = json_of(*item.publisher);
    put(out, "published", item.published);
    put(out, "tagged", item.tagged);
    records.push_back(std::move(out));
  }
  void owner(std::string_view root, AccountRef account) override {
    Json out = Json::object();
    out["record"] = Json("owner");
    put(out, "root", root);
    out["account"] = json_of(account);
    records.push_back(std::move(out));
  }
  void set(std::string_view root) override {
    Json out = Json::object();
    out["record"] = Json("set");
    out["root"] = Json(root);
    records.push_back(std::move(out));
  }
  void rejected(std::uint64_t n) override {
    Json out = Json::object();
    out["record"] = Json("rejected");
    out["count"] = Json(n);
    records.push_back(std::move(out));
  }
  void stated(StatedCount count) override {
    Json out = Json::object();
    out["record"] = Json("stated");
    out["path"] = Json(count.path);
    out["items"] = Json(count.items);
    records.push_back(std::move(out));
  }
  void problem(Problem p) override {
    Json out = begin("problem", p.locator);
    out["code"] = Json(p.code);
    out["loss"] = Json(name_of(p.loss));
    for (const auto& arg : p.args) out["args"].push_back(Json(arg));
    if (p.lost_records != 0) out["lost_records"] = Json(p.lost_records);
    if (p.lost_bytes != 0) out["lost_bytes"] = Json(p.lost_bytes);
    EXPECT_TRUE(has_text("problem." + p.code)) << "no text for problem." << p.code;
    records.push_back(std::move(out));
  }
  void piece(MailPiece p) override {
    Json out = begin("piece", p.locator);
    out["number"] = Json(p.number);
    out["total"] = Json(p.total);
    put(out, "time", p.time);
    if (p.deleted) out["deleted"] = Json(true);
    if (p.draft) out["draft"] = Json(true);
    records.push_back(std::move(out));
    pieces.push_back(std::move(p));
  }
  void stated_file(std::string_view path) override {
    Json out = Json::object();
    out["record"] = Json("stated-file");
    out["path"] = Json(path);
    records.push_back(std::move(out));
  }
  void nothing_here() override {
    Json out = Json::object();
    out["record"] = Json("nothing-here");
    records.push_back(std::move(out));
  }

 private:
  static Json begin(std::string_view record, const Locator& locator) {
    Json out = Json::object();
    out["record"] = Json(record);
    out["at"] = json_of(locator);
    return out;
  }
};

}  // namespace

MemoryEntry::MemoryEntry(std::string path, std::string bytes, std::string source_name, std::size_t piece)
    : path_(std::move(path)), bytes_(std::move(bytes)), source_name_(std::move(source_name)), piece_(piece) {
  if (source_name_.empty()) source_name_ = std::string(base_name(path_));
}

std::span<const char> MemoryEntry::next() {
  const std::size_t n = std::min(piece_, bytes_.size() - at_);
  const std::span<const char> piece(bytes_.data() + at_, n);
  at_ += n;
  return piece;
}

Json read_all(const Importer& importer, EntryReader& entry, std::vector<MailPiece>* pieces) {
  WritingSink sink;
  importer.read(entry, sink);
  if (pieces != nullptr) std::ranges::move(sink.pieces, std::back_inserter(*pieces));
  return std::move(sink.records);
}

Json join_all(std::vector<MailPiece> pieces) {
  WritingSink sink;
  std::ranges::stable_sort(pieces, {}, [](const MailPiece& one) { return std::pair(one.mail, one.number); });
  for (auto first = pieces.begin(); first != pieces.end();) {
    const auto last = std::find_if(first, pieces.end(), [&](const MailPiece& one) { return one.mail != first->mail; });
    std::vector<PieceFacts> facts;
    for (auto one = first; one != last; ++one) facts.push_back({one->number, one->total, one->body, one->bytes.size()});
    PieceChoice choice = choose_pieces(facts);
    for (const PieceChoice::Reading& reading : choice.readings) {
      std::vector<MailPiece> parts;
      for (const std::size_t i : reading.pieces) parts.push_back(first[static_cast<std::ptrdiff_t>(i)]);
      give_joined(parts, sink);
    }
    if (choice.problem) choice.problem->locator = first->locator;
    if (choice.problem) sink.problem(std::move(*choice.problem));
    first = last;
  }
  return std::move(sink.records);
}

std::string broken_text(const Json& value) {
  if (!is_utf8(value.str())) return visible(value.str());
  for (const Json& item : value.items())
    if (std::string broken = broken_text(item); !broken.empty()) return broken;
  for (const auto& [key, member] : value.members()) {
    if (key == "root" || key == "path" || key == "uri" || key == "key") continue;
    if (const std::string broken = broken_text(member); !broken.empty()) return key + ": " + broken;
  }
  return {};
}

Json totals(const Json& records) {
  std::map<std::string, std::int64_t> n;
  std::set<std::string> senders;
  for (const Json& record : records.items()) {
    const std::string what(record.str("record"));
    ++n[what == "message" ? std::string(record.str("kind")) : what];
    if (what != "message") continue;
    ++n["total"];
    n["attachments"] += static_cast<std::int64_t>(record.at("attachments").size());
    if (record.str("kind") == "message" && record.find("sender") != nullptr) senders.insert(to_json(record.at("sender")));
    for (const Json& flag : record.at("flags").items())
      if (flag.str() == "deleted") ++n["deleted"];
  }
  n["senders"] = static_cast<std::int64_t>(senders.size());
  Json out = Json::object();
  for (const auto& [key, value] : n) out[key] = Json(value);
  return out;
}

void expect_chosen(std::string_view id, const EntryReader& entry) {
  const Importer* chosen = choose_importer(entry);
  ASSERT_NE(chosen, nullptr) << "no importer bids on " << visible(entry.path());
  EXPECT_EQ(chosen->id, id) << visible(entry.path());
}

}  // namespace schouw::testing
