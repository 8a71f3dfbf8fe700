// One file of a Facebook or Instagram download on its way to the sink: counts what was given and what was not, and
// walks the lists such files consist of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

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
  EntryReader& entry() { return entry_; }

  AccountRef owner();     ///< whose download it is; no name
  void message(Message);  ///< a time that cannot be read is a problem of its own
  void conversation(ConversationInfo);
  void connection(ConnectionKind kind, AccountRef other, Timestamp since, Locator);
  void media(MediaItem);
  void owner_is(AccountRef);
  void content_absent() { ++absent_; }  ///< a record whose words the export does not hold
  void unknown(const Json& record, Locator);
  void cut() { ++cut_; }
  void list_not_read(std::string_view list, std::uint64_t records);  ///< a list that this version does not know
  void finish(const JsonDamage&);

 private:
  void count(std::string code, Severity, Loss, std::uint64_t n);

  const Importer& importer_;
  EntryReader& entry_;
  RecordSink& sink_;
  std::string root_;
  bool set_said_ = false;
  std::uint64_t given_ = 0, absent_ = 0, unknown_ = 0, cut_ = 0, lists_ = 0;
  Json sample_;
  Locator sample_at_;
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
using MetaListVisitor = std::function<void(const MetaListItem&, Json&&)>;
JsonDamage walk_meta_lists(MetaFile&, const MetaListVisitor&);

/// A conversation of which only one record is known: what was posted, at that time, with those words.
ConversationRef meta_public_place(std::string_view what, const Message&);

}  // namespace schouw
