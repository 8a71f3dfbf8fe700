// Its own file: the archive layer has a ByteSource of its own, which is not the one of base.
#include "src/archive/walker.h"
#include "target.h"

namespace schouw::fuzz {
namespace {

/// Entries are counted once each, however the archive lies.
class CountingVisitor : public EntryVisitor {
 public:
  EntryState entry(EntryReader& reader) override {
    ++offered_;
    const std::string head(reader.head());
    std::string all;
    for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) all.append(chunk.data(), chunk.size());
    require(all.starts_with(head), "the head is not how the entry begins");
    return EntryState::read;
  }
  void done(std::string_view, EntryState) override { ++done_; }
  void problem(std::string_view, Problem) override { ++problems_; }
  void judge(std::size_t bytes) const {
    require(done_ >= offered_, "an entry without a final word");
    require(bytes == 0 || done_ + problems_ > 0, "a source of which nothing is said");
  }

 private:
  std::uint64_t offered_ = 0, done_ = 0, problems_ = 0;
};

}  // namespace

void archive(std::string_view bytes) {
  ArchiveOptions options;
  options.limits.entries = 2'000;
  options.limits.entry_bytes = options.limits.total_bytes = options.limits.nested_in_memory = 32u << 20;
  options.passphrases = {"geheim"};
  CountingVisitor visitor;
  Walker("export.zip", "export.zip", bytes_in_memory(std::string(bytes)), options, visitor).walk();
  visitor.judge(bytes.size());
}

}  // namespace schouw::fuzz
