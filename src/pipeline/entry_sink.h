// Takes what an importer gives for one entry and hands it to the slicer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/base/time.h"
#include "schouw/import/importer.h"
#include "slicer.h"

namespace schouw {

class EntrySink : public RecordSink {
 public:
  /// `set_prefix`: what makes roots of this source differ from those of another (SHA-256 of an archive).
  EntrySink(Slicer& slicer, const Importer& importer, std::string entry_path, std::string_view path_in_source,
            std::string set_prefix, const std::optional<Date>& as_of);

  void message(Message) override;
  void conversation(ConversationInfo) override;
  void connection(Connection) override;
  void media(MediaItem) override;
  void owner(std::string_view root, AccountRef account) override;
  void set(std::string_view root) override;
  void rejected(std::uint64_t records) override { rejected_ += records; }
  void problem(Problem) override;
  void nothing_here() override {}

  /// Says what was noticed over the whole entry (times that cannot be right).
  void finish();
  std::uint64_t rejected_records() const { return rejected_; }
  bool lost_whole() const { return lost_whole_; }

 private:
  std::string set_key(std::string_view root) const;
  void watch(const Timestamp&, const Locator&);

  Slicer& slicer_;
  const Importer& importer_;
  std::string entry_path_;
  std::string set_prefix_;
  std::optional<std::int64_t> latest_credible_;
  std::uint64_t rejected_ = 0, not_credible_ = 0;
  Locator first_not_credible_;
  bool lost_whole_ = false;
};

}  // namespace schouw
