#include "to_read.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "ordered.h"
#include "schouw/base/file.h"
#include "twins.h"

namespace schouw {
namespace {

/// Sources with something encrypted in them: with a passphrase they are read again.
std::set<std::string, std::less<>> locked_sources(const CaseStore& store, const IngestOptions& options) {
  std::set<std::string, std::less<>> out;
  if (options.archive.passphrases.empty()) return out;
  store.each_problem([&](ProblemRow&& row) {
    if (row.code == "encrypted-entry") out.insert(std::move(row.origin.source));
  });
  return out;
}

class Choice {
 public:
  Choice(CaseStore& store, const IngestOptions& options, std::uint64_t& unchanged)
      : store_(store), options_(options), unchanged_(unchanged), locked_(locked_sources(store, options)) {}

  Result<std::vector<SourceToRead>> of(const std::vector<InputPath>& given) {
    hash(given);
    // In one transaction: to begin and end one for each of a hundred thousand files would cost more than the questions.
    if (auto begun = store_.begin_bundle(); !begun) return tl::unexpected<Error>(begun.error());
    const Result<void> chosen = choose();
    const Result<void> ended = store_.end_bundle();
    if (!chosen) return tl::unexpected<Error>(chosen.error());
    if (!ended) return tl::unexpected<Error>(ended.error());
    return std::move(all_);
  }

 private:
  /// By the hash of their bytes.
  struct Seen {
    std::size_t first = 0;                 ///< the first file of this ingest that has them
    std::optional<std::size_t> reading = {};   ///< the one that is read
  };

  void hash(const std::vector<InputPath>& given) {
    all_.reserve(given.size());
    for (const InputPath& file : given) {
      const FileStamp stamp = file.is_link ? FileStamp{} : file_stamp(file.path).value_or(FileStamp{});
      const bool trusted = options_.trust_mtime && !locked_.contains(file.shown()) &&
                           store_.known_by_mtime(file.shown(), stamp.size, stamp.modified_ns);
      if (trusted) ++unchanged_;
      else all_.push_back({.file = &file, .stamp = stamp});
    }
    run_parallel(all_.size(), options_.jobs, [&](std::size_t i) {
      if (all_[i].file->is_link || (options_.stop && options_.stop())) return;
      if (auto hash = sha256_of_file(all_[i].file->path)) all_[i].sha256 = std::move(*hash);
    });
  }

  Result<void> choose() {
    std::vector<bool> chosen(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto read = is_read(i);
      if (!read) return tl::unexpected<Error>(read.error());
      chosen[i] = *read;
      if (!*read || all_[i].elsewhere) ++unchanged_;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (chosen[i]) {
        if (kept != i) all_[kept] = std::move(all_[i]);
        ++kept;
      }
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(kept), all_.end());
    return {};
  }

  Result<bool> is_read(std::size_t i) {
    const SourceToRead& source = all_[i];
    const KnownSource known = store_.known(source_file(source));
    if (source.sha256.empty()) return known != KnownSource::unchanged;
    const auto [seen, is_first] = by_hash_.try_emplace(source.sha256, Seen{i});
    if (known == KnownSource::unchanged && !locked_.contains(source.shown())) return false;
    if (known == KnownSource::same_bytes || !is_first) return note_second(i, seen->second, is_first);
    seen->second.reading = i;
    return true;
  }

  /// The second path of bytes that are already known or about to be read. In the download of somebody else the same lists
  /// are theirs too; then what was read in an earlier ingest is read again, for them, or to say that it may be.
  Result<bool> note_second(std::size_t i, Seen& seen, bool is_first) {
    SourceToRead& second = all_[i];
    const std::string path(second.file->shown());
    const std::string first = is_first ? known_path(second.sha256) : std::string(all_[seen.first].file->shown());
    look();  // before the store makes a second path the first
    if (auto noted = store_.note_alias(source_file(second)); !noted) return tl::unexpected<Error>(noted.error());
    if (seen.reading) {
      place(elsewhere(all_[*seen.reading]), std::string(all_[*seen.reading].file->shown()), path);
      return false;
    }
    switch (known_.owners_of(first, path)) {
      case Owners::one:
        return false;
      case Owners::two:
      case Owners::only_second:
        return read_again(second, i, seen);
      case Owners::only_first:
      case Owners::neither:
        break;
    }
    return say_two_places(second.sha256);
  }

  /// Where one more place of a file belongs. Whoever's download says whose it is counts as its owner.
  void place(SourceToRead::Elsewhere& places, const std::string& shown, const std::string& path) const {
    const std::string& owner = places.home.empty() ? shown : places.home;
    const Owners owners = known_.owners_of(owner, path);
    if (owners == Owners::two) places.twins.push_back(path);
    if (owners == Owners::only_first || owners == Owners::neither) places.unclear.push_back(path);
    if (owners != Owners::only_second) return;
    places.unclear.push_back(owner);
    places.home = path;
  }

  /// With what is said of all its places: what was said of a source before goes when it is read again.
  bool read_again(SourceToRead& source, std::size_t i, Seen& seen) {
    // The store carries the smaller of all paths from now on.
    const std::vector<SourceFile> known = store_.find_sources(source.sha256);
    if (known.size() != 1) return false;
    SourceToRead::Elsewhere& places = elsewhere(source);
    places.shown = known.front().path;
    for (const std::string& path : known_.paths_of(source.sha256))
      if (path != places.shown) place(places, places.shown, path);
    seen.reading = i;
    return true;
  }

  /// It was read in an earlier ingest, and stays as it is. Of a chat nothing hangs on it whose copy it is.
  Result<bool> say_two_places(const std::string& sha256) {
    const std::vector<SourceFile> known = store_.find_sources(sha256);
    if (known.size() != 1 || !store_.is_list_of_owner(sha256)) return false;
    std::vector<std::string> others;
    for (const std::string& path : known_.paths_of(sha256))
      if (path != known.front().path) others.push_back(path);
    if (others.empty()) return false;
    if (auto said = store_.say_of_source(sha256, in_two_places(std::move(others))); !said) return tl::unexpected<Error>(said.error());
    return false;
  }

  static SourceToRead::Elsewhere& elsewhere(SourceToRead& source) {
    if (!source.elsewhere) source.elsewhere = std::make_unique<SourceToRead::Elsewhere>();
    return *source.elsewhere;
  }

  std::string known_path(const std::string& sha256) const {
    const std::vector<SourceFile> known = store_.find_sources(sha256);
    return known.empty() ? std::string() : known.front().path;
  }

  /// Once, and not at all where no file stands twice: a case may hold a hundred thousand.
  void look() {
    if (std::exchange(looked_, true)) return;
    store_.each_path([this](std::string&& path, std::string&& sha256) { known_.add(std::move(path), std::move(sha256)); });
    for (const SourceToRead& source : all_) known_.add(std::string(source.file->shown()), source.sha256);
  }

  CaseStore& store_;
  const IngestOptions& options_;
  std::uint64_t& unchanged_;
  std::set<std::string, std::less<>> locked_;
  std::vector<SourceToRead> all_;
  std::unordered_map<std::string_view, Seen> by_hash_;
  KnownFiles known_;
  bool looked_ = false;
};

}  // namespace

SourceFile source_file(const SourceToRead& source) {
  return {std::string(source.shown()), source.sha256, source.stamp.size, source.stamp.modified_ns};
}

Result<std::vector<SourceToRead>> sources_to_read(const std::vector<InputPath>& given, CaseStore& store,
                                                  const IngestOptions& options, std::uint64_t& unchanged) {
  return Choice(store, options, unchanged).of(given);
}

}  // namespace schouw
