// The reading side: all published segments as one database.
//
// One reader serves one thread. The order of the answers is total: weight, time (newest first), id.
// Gap: totals are exact up to ten thousand, and with facets, which need every message, up to a million; beyond, they are
// estimates and say so.
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "document.h"
#include "manifest.h"
#include "query_parser.h"
#include "query_terms.h"
#include "relevance.h"
#include "schouw/base/time.h"
#include "schouw/index/index.h"
#include "snippet.h"
#include "xapian_error.h"

namespace schouw {
namespace {

namespace fs = std::filesystem;

constexpr Xapian::doccount kCountedExactly = 10'000, kCountedForFacets = 1'000'000;
constexpr std::uint64_t kMaxHits = 100'000;        // a page further than this is no page
constexpr std::string_view kNoValue = "unknown";

class FacetSpy final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const std::string value = document.get_value(kFacetSlot);
    const Facets of = facets_of(value);
    ++platforms_[std::string(of.platform)];
    ++kinds_[std::string(of.kind)];
    const auto ms = time_of_key(document.get_value(kOrderSlot));
    if (!ms) {
      ++without_time_;
      return;
    }
    const Civil day = ms_to_civil(*ms);
    ++months_[day.year * 12 + day.month - 1];
  }

  std::map<std::string, std::map<std::string, std::uint64_t>> facets() const {
    std::map<std::string, std::map<std::string, std::uint64_t>> out;
    for (const auto& [platform, count] : platforms_) out["platform"][named(platform)] += count;
    for (const auto& [kind, count] : kinds_) out["kind"][named(kind)] += count;
    for (const auto& [month, count] : months_)
      out["month"][named_month(month)] += count;
    if (without_time_ > 0) out["month"][std::string(kNoValue)] = without_time_;
    return out;
  }

 private:
  static std::string named_month(int month) {
    return to_string(Date{month / 12, month % 12 + 1, 1}).substr(0, 7);
  }

  static std::string named(std::string value) { return value.empty() ? std::string(kNoValue) : value; }

  std::map<std::string, std::uint64_t> platforms_, kinds_;
  std::map<int, std::uint64_t> months_;
  std::uint64_t without_time_ = 0;
};

Result<Xapian::Database> open_all(const fs::path& folder) {
  const Result<Manifest> manifest = read_manifest(folder);
  if (!manifest) return tl::unexpected(manifest.error());
  return guarded(folder, [&]() -> Result<Xapian::Database> {
    Xapian::Database all;
    for (const SegmentEntry& entry : manifest->segments) all.add_database(Xapian::Database((folder / entry.file).string()));
    return all;
  });
}

/// Which hits of all are asked for, and how many are looked at so that the total is exact.
struct Asked {
  Xapian::doccount first = 0, count = 0, at_least = 0;
  Xapian::doccount end() const { return first + count; }
};

/// One page of hits, in order, and how many there are in all.
struct Page {
  std::vector<Xapian::docid> hits;
  Xapian::MSet counted;
};

std::vector<Xapian::docid> documents_of(const Xapian::MSet& found) {
  std::vector<Xapian::docid> out;
  for (auto hit = found.begin(); hit != found.end(); ++hit) out.push_back(*hit);
  return out;
}

Page page_of(const Xapian::MSet& found) { return {documents_of(found), found}; }

Page newest_first(Xapian::Enquire& enquire, const Asked& asked) {
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(kOrderSlot, false);
  return page_of(enquire.get_mset(asked.first, asked.count, asked.at_least));
}

Page heaviest_then_newest(Xapian::Enquire& enquire, const Asked& asked) {
  enquire.set_weighting_scheme(Relevance());
  enquire.set_sort_by_relevance_then_value(kOrderSlot, false);
  return page_of(enquire.get_mset(asked.first, asked.count, asked.at_least));
}

/// The hits up to the last that weighs as much as number `end`; nothing where that one is not among them.
std::optional<std::vector<Xapian::MSetIterator>> up_to_weight_of(const Xapian::MSet& weighed, Xapian::doccount end) {
  std::vector<Xapian::MSetIterator> out;
  for (auto hit = weighed.begin(); hit != weighed.end(); ++hit) {
    if (!out.empty() && out.size() >= end && hit.get_weight() < out.back().get_weight()) return out;
    out.push_back(hit);
  }
  const bool all = weighed.get_matches_upper_bound() == weighed.size();
  return all ? std::optional(std::move(out)) : std::nullopt;
}

/// The same as heaviest_then_newest(). Xapian reads the time of every hit that it orders by time, and that is most of what a
/// broad query reads; here only those are read that weigh as much as one of this page.
std::optional<Page> weighed_first(Xapian::Enquire& enquire, const Asked& asked) {
  constexpr Xapian::doccount kMoreOfOneWeight = 100;
  enquire.set_weighting_scheme(Relevance());
  enquire.set_sort_by_relevance();
  const Xapian::MSet weighed = enquire.get_mset(0, asked.end() + kMoreOfOneWeight, asked.at_least);
  const auto heaviest = up_to_weight_of(weighed, asked.end());
  if (!heaviest) return std::nullopt;
  std::vector<std::tuple<double, std::string, Xapian::docid>> ordered;
  for (const Xapian::MSetIterator& hit : *heaviest)
    ordered.emplace_back(-hit.get_weight(), hit.get_document().get_value(kOrderSlot), *hit);
  std::ranges::sort(ordered);
  Page page{{}, weighed};
  for (std::size_t i = asked.first; i < std::min<std::size_t>(asked.end(), ordered.size()); ++i)
    page.hits.push_back(std::get<Xapian::docid>(ordered[i]));
  return page;
}

Page find_page(Xapian::Enquire& enquire, const SearchRequest& request, const Asked& asked, const BuiltQuery& built) {
  if (request.by_time) return newest_first(enquire, asked);
  // With facets the times are read in any case; and without a word all weigh the same.
  const bool some_weigh_more = !request.facets && !built.wanted.none();
  if (std::optional<Page> page = some_weigh_more ? weighed_first(enquire, asked) : std::nullopt) return std::move(*page);
  return heaviest_then_newest(enquire, asked);
}

// Xapian numbers the documents of several segments in turn.
std::int64_t row_of(Xapian::docid document, std::size_t segments) {
  return static_cast<std::int64_t>((document - 1) / segments) + 1;
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
  Xapian::Database database;
  Stemmer stemmer;
  Result<SearchAnswer> run(const SearchRequest& request, const BuiltQuery& built) const;
};

Result<SearchAnswer> IndexReader::State::run(const SearchRequest& request, const BuiltQuery& built) const {
  SearchAnswer answer;
  answer.explained = built.explained;
  answer.snippet = [wanted = built.wanted, stems = Stemmer()](std::string_view text) {
    return make_snippet(without_marks(text), wanted, stems);
  };
  const Xapian::doccount documents = database.get_doccount();
  if (documents == 0) return answer;
  Xapian::Enquire enquire(database);
  enquire.set_query(built.query);
  FacetSpy spy;
  if (request.facets) enquire.add_matchspy(&spy);
  const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(request.first, documents));
  const auto count = static_cast<Xapian::doccount>(std::min({request.count, kMaxHits, std::uint64_t{documents - first}}));
  const Xapian::doccount counted = request.facets ? kCountedForFacets : kCountedExactly;
  const Page page = find_page(enquire, request, {first, count, std::min(documents, counted)}, built);
  answer.total = page.counted.get_matches_estimated();
  answer.total_is_exact = page.counted.get_matches_lower_bound() == page.counted.get_matches_upper_bound();
  if (request.facets) answer.facets = spy.facets();
  for (const Xapian::docid hit : page.hits) answer.rows.push_back(row_of(hit, database.size()));
  return answer;
}

IndexReader::IndexReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexReader::~IndexReader() = default;
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;

Result<IndexReader> IndexReader::open(const fs::path& index_folder) {
  Result<Xapian::Database> all = open_all(index_folder);
  // A writer may have merged segments between the manifest and the files.
  for (int again = 0; again < 3 && !all && all.error().text == "index-damaged"; ++again) all = open_all(index_folder);
  if (!all) return tl::unexpected(all.error());
  IndexReader reader(std::make_unique<State>());
  reader.state_->folder = index_folder;
  reader.state_->database = std::move(*all);
  return reader;
}

std::uint64_t IndexReader::documents() const { return state_->database.get_doccount(); }

Result<SearchAnswer> IndexReader::search(const SearchRequest& request, const QueryContext& context) const {
  const Result<QueryNode> node = parse_query(request.query);
  if (!node) return tl::unexpected(node.error());
  return guarded(state_->folder, [&]() -> Result<SearchAnswer> {
    const Result<BuiltQuery> built = build_query(*node, state_->database, context, state_->stemmer);
    if (!built) return tl::unexpected(built.error());
    return state_->run(request, *built);
  });
}

}  // namespace schouw
