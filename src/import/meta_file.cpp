// What all files of Facebook and Instagram have in common.
//
//   {"friends_v2": [{"name": "…"}, …]}   ->  each item, with "friends_v2" as its list
//   [{"media": […]}, …]                  ->  each item, with "" as its list
#include "meta_file.h"

#include <optional>
#include <utility>

#include "json_damage.h"
#include "meta_place.h"
#include "schouw/base/hash.h"

namespace schouw {

MetaFile::MetaFile(const Importer& importer, EntryReader& entry, RecordSink& sink)
    : importer_(importer), entry_(entry), sink_(sink), root_(meta_root(entry.path())) {}

AccountRef MetaFile::owner() {
  if (!std::exchange(set_said_, true)) sink_.set(root_);
  return {.is_owner = true};
}

void MetaFile::message(Message message) {
  message.platform = std::string(importer_.platform);
  if (message.time.basis == Timestamp::Basis::none)
    sink_.problem({.code = "date-unreadable",
                   .severity = Severity::medium,
                   .loss = Loss::none,
                   .locator = message.locator,
                   .args = {message.time.raw}});
  ++given_;
  sink_.message(std::move(message));
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
  ++given_;
  sink_.media(std::move(item));
}

void MetaFile::owner_is(AccountRef account) {
  account.is_owner = true;
  ++given_;
  sink_.owner(root_, std::move(account));
}

void MetaFile::unknown(const Json& record, Locator at) {
  if (++unknown_ > 1) return;
  sample_ = record;
  sample_at_ = std::move(at);
}

void MetaFile::list_not_read(std::string_view list, std::uint64_t records) {
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

void MetaFile::finish(const JsonDamage& damage) {
  if (entry_.head().empty()) {
    sink_.problem({.code = "file-empty", .severity = Severity::medium, .loss = Loss::whole, .args = {}});
    return;
  }
  count("content-absent", Severity::medium, Loss::none, absent_);
  count("mojibake-repaired", Severity::low, Loss::none, text.repaired());
  if (unknown_ > 0) report_unknown_version(importer_.id, sample_, sample_at_, unknown_, sink_);
  if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
  report_json_damage(damage, cut_, sink_);
  if (given_ + unknown_ + cut_ + lists_ == 0 && !damage.not_json) sink_.nothing_here();
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
    if (in_list && !main && !key.empty()) main = std::string(key);
    // An index tells a place in the main list; of other lists in the same file the byte does.
    const bool in_main = root_is_array || !main || *main == key;
    const Locator at = in_main ? Locator::at_index(item.index) : Locator::at_byte(item.byte);
    visitor({key, at, in_list, item.complete}, std::move(value));
  };
  return stream_json(bytes_of(file.entry()), walk);
}

ConversationRef meta_public_place(std::string_view what, const Message& message) {
  const std::string& words = message.text.empty() ? message.title : message.text;
  const std::string key = content_id({what, message.time.raw, words});
  return {.key = std::string(what) + "/" + key, .kind = ConversationKind::public_};
}

}  // namespace schouw
