// The account of one file: what it gave, what was cut, unknown or absent, said in full at its end. Items in the file =
// records given + records rejected, and each kind of damage is one problem with a place and a number.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/csv.h"
#include "schouw/base/json_stream.h"
#include "schouw/import/importer.h"

namespace schouw {

class Tally {
 public:
  /// `root`: the folder of the download (set_root); said to the sink before the first record that needs it.
  Tally(const Importer& importer, std::string root, RecordSink& sink);

  // Each fills in the platform. A message whose time cannot be read is kept, with a problem.
  void give(Message);
  void give_undated(Message);  ///< in a format that has no times
  void give(ConversationInfo);
  void give(Connection);
  void give(MediaItem);
  void owner(AccountRef);

  void cut();                                    ///< a record that the end of the file or damage broke
  void broken_off(Locator at);                   ///< likewise, and said: the file ends within this record
  void unknown(const Json& record, Locator at);  ///< a record in a form that is not known: rejected
  void drifted(const Json& record, Locator at);  ///< likewise, but what was recognised in it was given
  void absent();                                 ///< given, but its words or its file are not in the export
  void gone();                                   ///< an entry of a list whose account is gone: nobody to name
  void not_read(std::string_view list, std::uint64_t items);  ///< a list that is none of ours
  void problem(Problem);

  void finish(const JsonDamage&);
  void finish(const CsvDamage&);
  void finish();

 private:
  void set();
  void sample(const Json& record, Locator at);
  void count(std::string code, Severity severity, Loss loss, std::uint64_t n);

  const Importer& importer_;
  RecordSink& sink_;
  std::string root_;
  std::map<std::string, std::uint64_t, std::less<>> not_read_;
  std::optional<Json> sample_;
  Locator sample_at_;
  bool set_said_ = false, said_ = false;
  std::uint64_t given_ = 0, cut_ = 0, unknown_ = 0, absent_ = 0, gone_ = 0;
};

/// A file without a byte: one problem. True when it was one.
bool is_empty_file(const EntryReader&, RecordSink&);

}  // namespace schouw
