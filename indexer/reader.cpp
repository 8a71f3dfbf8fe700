// The reading side: all published segments as one database.
//
// One reader serves one question at a time. The order of the answers is total: weight, time (newest first), id.
// Gap: totals are exact up to ten thousand, and with facets, which need every message, up to a million; beyond, they are
// estimates and say so.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "manifest.h"
#include "hit_page.h"
#include "query_lookup.h"
#include "query_terms.h"
#include "schouw/index/index.h"
#include "snippet.h"
#include "xapian_error.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr Xapian::doccount kCountedExactly = 10'000, kCountedForFacets = 1'000'000;
constexpr std::uint64_t kMaxHits = 100'000;        // a page further than this is no page
constexpr std::size_t kShares = 2;

/// All segments, and the same in shares, each for one thread.
struct Opened {
  Xapian::Database all;
  std::vector<Xapian::Database> shares;
};

Result<Opened> open_all(const fs::path& folder) {
  const Result<Manifest> manifest = read_manifest(folder);
  if (!manifest) return tl::unexpected(manifest.error());
  return guarded(folder, [&]() -> Result<Opened> {
    const std::vector<SegmentEntry>& segments = manifest->segments;
    Opened out;
    for (std::size_t share = 0; share < std::min(kShares, segments.size()); ++share) {
      Xapian::Database& some = out.shares.emplace_back();
      for (std::size_t i = share; i < segments.size(); i += kShares)
        some.add_database(Xapian::Database((folder / segments[i].file).string()));
      out.all.add_database(some);
    }
    return out;
  });
}

// The marks of a hit must not come out of the evidence.
std::string without_marks(std::string_view text) {
  std::string out(text);
  for (const std::string_view mark : {"\uE000", "\uE001"})
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.replace(at, mark.size(), " ");
  return out;
}

}  // namespace

struct IndexReader::State {
  fs::path folder;
  Opened opened;
  Stemmer stemmer;
  Result<SearchAnswer> run(const SearchRequest& request, const QueryNode& node, const QueryContext& context,
                           const ParallelFor& parallel_for) const;
};

Result<SearchAnswer> IndexReader::State::run(const SearchRequest& request, const QueryNode& node,
                                             const QueryContext& context, const ParallelFor& parallel_for) const {
  const auto replaced = std::make_shared<const std::vector<std::int64_t>>(context.replaced_rows);
  const Result<BuiltQuery> built = build_query(node, opened.all, replaced, stemmer);
  if (!built) return tl::unexpected(built.error());
  SearchAnswer answer;
  answer.explained = built->explained;
  answer.snippet = [wanted = built->wanted, stems = Stemmer()](std::string_view text) {
    return make_snippet(without_marks(text), wanted, stems);
  };
  const Xapian::doccount documents = opened.all.get_doccount();
  if (documents == 0) return answer;
  AskedPage asked{.average_length = opened.all.get_avlength(), .by_time = request.by_time, .weighs = !built->wanted.none(),
                  .facets = request.facets};
  asked.first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request.first, documents));
  asked.count = static_cast<Xapian::doccount>(std::min({request.count, kMaxHits, std::uint64_t{documents - asked.first}}));
  asked.at_least = std::min(documents, request.facets ? kCountedForFacets : kCountedExactly);
  std::vector<Share> shares;
  for (const Xapian::Database& some : opened.shares) {
    const Result<BuiltQuery> own = shares.empty() ? built : build_query(node, opened.all, replaced, stemmer);
    if (!own) return tl::unexpected(own.error());
    shares.push_back({some, own->query});
  }
  const HitPage page = find_page(shares, asked, parallel_for);
  answer.total = page.total;
  answer.total_is_exact = page.total_is_exact;
  answer.rows = page.rows;
  if (request.facets) answer.facets = page.facets.named();
  return answer;
}

IndexReader::IndexReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexReader::~IndexReader() = default;
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;

Result<IndexReader> IndexReader::open(const fs::path& index_folder) {
  Result<Opened> all = open_all(index_folder);
  // A writer may have merged segments between the manifest and the files.
  for (int again = 0; again < 3 && !all && all.error().text == "index-damaged"; ++again) all = open_all(index_folder);
  if (!all) return tl::unexpected(all.error());
  IndexReader reader(std::make_unique<State>());
  reader.state_->folder = index_folder;
  reader.state_->opened = std::move(*all);
  return reader;
}

std::uint64_t IndexReader::documents() const { return state_->opened.all.get_doccount(); }

Result<SearchAnswer> IndexReader::search(const SearchRequest& request, const QueryContext& context,
                                         const ParallelFor& parallel_for) const {
  Result<QueryNode> node = parse_query(request.query);
  if (!node) return tl::unexpected(node.error());
  if (const Result<void> found = look_up(*node, context); !found) return tl::unexpected(found.error());
  return guarded(state_->folder, [&] { return state_->run(request, *node, context, parallel_for); });
}

}  // namespace schouw
