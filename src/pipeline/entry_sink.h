// Takes what an importer gives for one entry and hands it to the slicer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading.h"
#include "schouw/base/time.h"
#include "schouw/import/importer.h"
#include "schouw/import/mail_pieces.h"
#include "slicer.h"

namespace schouw {

class EntrySink : public RecordSink, public PieceSink {
 public:
  /// `set_prefix`: what makes roots of this source differ from those of another (SHA-256 of an archive).
  EntrySink(Slicer& slicer, const Importer& importer, std::string entry_path, std::string_view path_in_source,
            std::string set_prefix, const ReadTerms& terms);

  /// The file stands in the downloads of other people too: who is on a list of its owner is on theirs. Of `unclear` nothing
  /// shows whose they are. Its owner is that of `home`, where that is given.
  void also_at(std::string_view path, std::string_view home, std::span<const std::string> others, std::span<const std::string> unclear);

  void message(Message) override;
  void conversation(ConversationInfo) override;
  void connection(Connection) override;
  void media(MediaItem) override;
  void owner(std::string_view root, AccountRef account) override;
  void set(std::string_view root) override;
  void rejected(std::uint64_t records) override { rejected_ += records; }
  void problem(Problem) override;
  void piece(MailPiece) override;
  void stated_file(std::string_view path) override { stated_.add(path); }
  void stated(StatedCount) override;
  void counted(std::uint64_t items) override { counted_ = items; }
  void nothing_here() override {}

  /// Says what was noticed over the whole entry (times that cannot be right, or that summer time makes doubtful).
  void finish();
  std::uint64_t rejected_records() const { return rejected_; }
  bool lost_whole() const { return lost_whole_; }
  bool is_elsewhere() const { return !twins_.empty() || !unclear_.empty(); }
  const StatedFiles& stated_files() const { return stated_; }
  const std::vector<StatedCount>& stated_counts() const { return stated_counts_; }
  std::optional<std::uint64_t> counted_items() const { return counted_; }

 private:
  std::string set_key(std::string_view root) const;
  void add_for_twins(const Connection&);
  void say_whose();
  /// How many times of one doubtful kind, and where the first stands.
  struct Doubt {
    std::uint64_t times = 0;
    Locator first = {};
    void add(const Locator&);
  };
  void watch(const Timestamp&, const Locator&);
  void watch_summer_time(const Timestamp&, const Locator&);
  void say(const Doubt&, std::string code);

  Slicer& slicer_;
  const Importer& importer_;
  std::string entry_path_;
  std::string set_prefix_;
  std::string root_, path_, home_;
  std::vector<std::string> twins_, unclear_;
  std::uint64_t own_lines_ = 0, own_states_ = 0, own_groups_ = 0, messages_ = 0;   ///< of an owner who is not named, where it is also elsewhere
  std::optional<std::int64_t> latest_credible_;
  const Zone& zone_;
  std::uint64_t rejected_ = 0;
  Doubt not_credible_, ambiguous_, skipped_;
  StatedFiles stated_;
  std::vector<StatedCount> stated_counts_;
  std::optional<std::uint64_t> counted_;
  bool lost_whole_ = false;
};

}  // namespace schouw
