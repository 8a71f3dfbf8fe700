// One file of a Facebook or Instagram download on its way to the sink: counts what was given and what was not, and
// walks the lists such files consist of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "drift.h"
#include "meta_html.h"
#include "meta_text.h"
#include "schouw/base/json_stream.h"
#include "schouw/import/importer.h"

namespace schouw {

/// Records of one file. Says set() before the first record of the owner, and at the end what was wrong.
class MetaFile {
 public:
  MetaFile(const Importer& importer, EntryReader& entry, RecordSink& sink);

  MetaText text;
  std::string_view platform() const { return importer_.platform; }
  std::string_view path() const { return entry_.path(); }
  std::string_view list_name() const { return list_name_; }  ///< meta_list_name
  EntryReader& entry() { return entry_; }

  AccountRef owner();     ///< whose download it is; no name
  void message(Message);  ///< a time that cannot be read is a problem of its own
  void conversation(ConversationInfo);
  void connection(ConnectionKind kind, AccountRef other, Timestamp since, Locator);
  void media(MediaItem);
  void date_unreadable(const Timestamp&, Locator);  ///< there is a date, and it cannot be read
  void owner_is(AccountRef);
  void content_absent() { ++absent_; }  ///< a record whose words the export does not hold
  void unknown(const Json& record, Locator at) { drift_.add(record, std::move(at)); }
  void unknown(DriftKeys keys, Locator at) { drift_.add(std::move(keys), std::move(at)); }
  /// The file holds what this platform puts there, be it empty; without this, and without a record, it has drifted.
  void known() { known_ = true; }
  /// What is there was read, but the page has a form that no version has.
  void other_form(const DriftKeys& keys) { report_drift(importer_.id, keys, Locator::at_byte(0), 0, sink_); }
  void cut() { ++cut_; }
  /// A key of the root, for what is said of a file that has drifted.
  void root_key(std::string_view key);
  void list_not_read(std::string_view list, std::uint64_t records);  ///< a list that this version does not know
  void finish(const JsonDamage&);
  void finish(const MetaHtmlDamage&);

 private:
  /// What was counted; false when there is nothing more to say (an empty file).
  bool finish_counts();
  bool is_record_place() const;  ///< files of this name hold records
  void count(std::string code, Severity, Loss, std::uint64_t n);

  const Importer& importer_;
  EntryReader& entry_;
  RecordSink& sink_;
  std::string root_;
  std::string_view list_name_;  ///< within the path of the entry
  bool set_said_ = false;
  std::uint64_t given_ = 0, absent_ = 0, cut_ = 0, lists_ = 0;
  Drift drift_;
  DriftKeys root_keys_;
  bool known_ = false;
};

/// Hands over the items of the root array (list "") or of every array in the root object (list: its key), and objects
/// and scalars of the root object as they are (`is_item` false). Items that are cut are counted and left out; of an
/// object that is cut (`complete` false) all members but the last are whole.
struct MetaListItem {
  std::string_view list;
  Locator at;
  bool is_item = false;
  bool complete = true;
};

/// A list of one is at times written without the list around it: the file is the record itself,
/// {"timestamp": …, "media": […], "label_values": […], "fbid": "…"} or {"title": "", "string_list_data": […]}.
class MetaSingle {
 public:
  /// True when `value` can be a part of such a record, and was kept.
  bool take(const MetaListItem& item, const Json& value);
  /// Null: what was kept is none.
  const Json* record() const;
  std::uint64_t media() const { return record_.at("media").size(); }

 private:
  Json record_ = Json::object();
};
using MetaListVisitor = std::function<void(const MetaListItem&, Json&&)>;
JsonDamage walk_meta_lists(MetaFile&, const MetaListVisitor&);

/// "no-data.txt": the export says that its folder holds nothing.
void read_meta_no_data(EntryReader&, RecordSink&);

/// A file of which nothing is known but its folder: its lists are counted as not read.
void read_meta_unknown(MetaFile&);

/// A conversation of which only one record is known: what was posted, at that time, with those words.
ConversationRef meta_public_place(std::string_view what, const Message&);

}  // namespace schouw
