// What all files of Facebook and Instagram have in common.
//
//   {"friends_v2": [{"name": "…"}, …]}   ->  each item, with "friends_v2" as its list
//   [{"media": […]}, …]                  ->  each item, with "" as its list
#include "meta_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "json_damage.h"
#include "meta_kinds.h"
#include "meta_place.h"
#include "schouw/base/hash.h"

namespace schouw {
namespace {

constexpr std::size_t kMostRootKeys = 12;

/// {"support_messages": {"7156": {"timestamp": …}}}: a list whose items have a name.
std::uint64_t records_by_id(const Json& value) {
  const auto is_record = [](const Json::Member& one) { return one.second.find("timestamp") != nullptr; };
  return static_cast<std::uint64_t>(std::ranges::count_if(value.members(), is_record));
}

}  // namespace

MetaFile::MetaFile(const Importer& importer, EntryReader& entry, RecordSink& sink)
    : importer_(importer), entry_(entry), sink_(sink), root_(meta_root(entry.path())), list_name_(meta_list_name(entry.path())) {}

AccountRef MetaFile::owner() {
  if (!std::exchange(set_said_, true)) sink_.set(root_);
  return {.is_owner = true};
}

void MetaFile::message(Message message) {
  message.platform = std::string(importer_.platform);
  message.text = without_mention_marks(message.text, message.tagged);
  for (Attachment& one : message.attachments) one.caption = without_mention_marks(one.caption, message.tagged);
  std::vector<AccountRef> by_others;
  message.quoted = without_mention_marks(message.quoted, by_others);
  if (message.time.basis == Timestamp::Basis::none && message.event != "setting" && message.event != "profile")
    date_unreadable(message.time, message.locator);
  ++given_;
  sink_.message(std::move(message));
}

void MetaFile::date_unreadable(const Timestamp& time, Locator at) {
  sink_.problem({.code = "date-unreadable",
                 .severity = Severity::medium,
                 .loss = Loss::none,
                 .locator = std::move(at),
                 .args = {time.raw}});
}

void MetaFile::conversation(ConversationInfo info) {
  info.platform = std::string(importer_.platform);
  ++given_;
  sink_.conversation(std::move(info));
}

void MetaFile::connection(ConnectionKind kind, AccountRef other, Timestamp since, Locator at) {
  Connection out{
      .platform = std::string(importer_.platform), .kind = kind, .owner = owner(), .other = std::move(other)};
  if (since.basis == Timestamp::Basis::none) since = {};
  // A list of those who are no longer there says when it ended, not when it began.
  (kind == ConnectionKind::removed ? out.ended : out.since) = std::move(since);
  out.locator = std::move(at);
  ++given_;
  sink_.connection(std::move(out));
}

void MetaFile::media(MediaItem item) {
  item.platform = std::string(importer_.platform);
  item.file.caption = without_mention_marks(item.file.caption, item.tagged);
  ++given_;
  sink_.media(std::move(item));
}

void MetaFile::owner_is(AccountRef account) {
  account.is_owner = true;
  ++given_;
  sink_.owner(root_, std::move(account));
}

void MetaFile::root_key(std::string_view key) {
  if (root_keys_.size() < kMostRootKeys && std::ranges::find(root_keys_, key) == root_keys_.end())
    root_keys_.emplace_back(key);
}

bool MetaFile::is_record_place() const {
  const std::optional<MetaKind> kind =
      platform() == "facebook" ? facebook_kind(list_name_) : instagram_kind(list_name_);
  return kind && kind->what != MetaWhat::nothing;
}

void MetaFile::list_not_read(std::string_view list, std::uint64_t records) {
  if (given_ == 0 && !known_ && is_record_place())
    return drift_.add(root_keys_.empty() ? DriftKeys{text.tidy(list.substr(0, 128))} : root_keys_, Locator::at_index(0),
                      records);
  ++lists_;
  sink_.problem({.code = "list-not-read",
                 .severity = Severity::low,
                 .loss = Loss::none,
                 .locator = Locator::at_index(0),
                 .args = {text.tidy(list.substr(0, 128)), std::to_string(records)}});
}

void MetaFile::count(std::string code, Severity severity, Loss loss, std::uint64_t n) {
  if (n == 0) return;
  sink_.problem({.code = std::move(code),
                 .severity = severity,
                 .loss = loss,
                 .locator = Locator::at_index(0),
                 .args = {std::to_string(n)}});
}

bool MetaFile::finish_counts() {
  sink_.counted(given_);
  if (entry_.head().empty()) {
    sink_.problem({.code = "file-empty", .severity = Severity::medium, .loss = Loss::whole, .args = {}});
    return false;
  }
  count("content-absent", Severity::medium, Loss::none, absent_);
  count("mojibake-repaired", Severity::low, Loss::none, text.repaired());
  drift_.report(importer_.id, sink_);
  if (drift_.records() + cut_ > 0) sink_.rejected(drift_.records() + cut_);
  return true;
}

void MetaFile::finish(const JsonDamage& damage) {
  if (!finish_counts()) return;
  report_json_damage(damage, cut_, sink_);
  const bool said = given_ + drift_.records() + cut_ + lists_ > 0 || damage.not_json;
  if (said) return;
  // Where records belong and none is: empty lists under a known key are no drift.
  if (!known_ && !root_keys_.empty() && is_record_place())
    return report_drift(importer_.id, root_keys_, Locator::at_index(0), 0, sink_);
  sink_.nothing_here();
}

void MetaFile::finish(const MetaHtmlDamage& damage) {
  if (!finish_counts()) return;
  const HtmlDamage& html = damage.html;
  const auto report = [&](std::string_view code, Severity severity, Loss loss, std::uint64_t arg) {
    sink_.problem({.code = std::string(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_byte(html.bytes),
                   .args = {std::to_string(arg)},
                   .lost_records = loss == Loss::partial ? cut_ : 0});
  };
  if (html.truncated) report("data-cut", Severity::high, Loss::partial, html.bytes);
  if (html.too_deep) report("html-too-deep", Severity::high, Loss::partial, html.bytes);
  if (html.too_long || damage.too_long > 0)
    report("line-too-long", Severity::medium, Loss::partial, html.too_long ? 16u << 20u : 4u << 20u);
  if (html.invalid_utf8 > 0) report("not-utf8", Severity::low, Loss::none, html.invalid_utf8);
  const bool said = given_ + drift_.records() + cut_ + lists_ > 0 || html.truncated || html.too_deep || html.too_long;
  if (said) return;
  if (!known_ && is_record_place())
    return report_drift(importer_.id, damage.classes, Locator::at_byte(0), 0, sink_);
  sink_.nothing_here();
}

void read_meta_no_data(EntryReader& entry, RecordSink& sink) {
  const std::string_view path = entry.path();
  const std::string folder(path.substr(0, path.size() - base_name(path).size()));
  sink.stated({.path = folder, .items = 0});
  sink.nothing_here();
}

JsonDamage walk_meta_lists(MetaFile& file, const MetaListVisitor& visitor) {
  bool root_is_array = false;
  std::optional<std::string> main;
  JsonVisitor walk;
  walk.step = [&](std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      root_is_array = is_array;
      return JsonStep::enter;
    }
    return !root_is_array && path.size() == 1 && is_array ? JsonStep::enter : JsonStep::take;
  };
  walk.on_value = [&](const JsonItem& item, Json&& value) {
    const bool in_list = root_is_array || item.path.size() == 2;
    const bool collection = !in_list && value.is_object();
    if (!item.complete && (in_list || collection)) file.cut();
    if (!item.complete && !collection) return;
    const std::string_view key = root_is_array || item.path.empty() ? std::string_view{} : item.path[0];
    if (!key.empty()) file.root_key(key);
    if (in_list && !main && !key.empty()) main = std::string(key);
    // An index tells a place in the main list; of other lists in the same file the byte does.
    const bool in_main = root_is_array || !main || *main == key;
    const Locator at = in_main ? Locator::at_index(item.index) : Locator::at_byte(item.byte);
    visitor({key, at, in_list, item.complete}, std::move(value));
  };
  return stream_json(bytes_of(file.entry()), walk);
}

bool MetaSingle::take(const MetaListItem& item, const Json& value) {
  constexpr auto kParts =
      std::to_array<std::string_view>({"fbid", "label_values", "media", "media_list_data", "media_map_data",
                                       "string_list_data", "string_map_data", "timestamp", "title"});
  if (std::ranges::find(kParts, item.list) == kParts.end()) return false;
  item.is_item ? record_[item.list].push_back(value) : void(record_[item.list] = value);
  return true;
}

const Json* MetaSingle::record() const {
  for (const std::string_view key : {"label_values", "string_list_data", "string_map_data"})
    if (record_.find(key) != nullptr) return &record_;
  return nullptr;
}

void read_meta_unknown(MetaFile& file) {
  std::map<std::string, std::uint64_t> seen;
  const JsonDamage damage = walk_meta_lists(file, [&](const MetaListItem& item, Json&& value) {
    const std::uint64_t records = item.is_item ? 1 : records_by_id(value);
    if (records > 0) seen[std::string(item.list.empty() ? file.list_name() : item.list)] += records;
  });
  for (const auto& [list, records] : seen) file.list_not_read(list, records);
  file.finish(damage);
}

ConversationRef meta_public_place(std::string_view what, const Message& message) {
  const std::string& words = message.text.empty() ? message.title : message.text;
  const std::string key = content_id({what, message.time.raw, words});
  return {.key = std::string(what) + "/" + key, .kind = ConversationKind::public_};
}

}  // namespace schouw
