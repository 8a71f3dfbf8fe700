#include "hit_page.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>

#include "document.h"
#include "relevance.h"

namespace schouw {
namespace {

constexpr Xapian::doccount kMoreOfOneWeight = 100;

struct Hit {
  double weight = 0;
  std::string order;      ///< document.h: newest first
  std::int64_t row = 0;
  auto key() const { return std::tie(order, row); }
};

bool comes_first(const Hit& a, const Hit& b) { return a.weight != b.weight ? a.weight > b.weight : a.key() < b.key(); }

// Xapian numbers the documents of several segments in turn.
std::int64_t row_of(Xapian::docid document, std::size_t segments) {
  return static_cast<std::int64_t>((document - 1) / segments) + 1;
}

/// One share: what Xapian found in it.
class ShareSearch {
 public:
  ShareSearch(const Share& share, const AskedPage& asked)
      : segments_(share.database.size()), enquire_(share.database), asked_(asked) {
    enquire_.set_query(share.query);
    if (asked.facets) enquire_.add_matchspy(&spy_);
  }

  void newest_first() {
    enquire_.set_weighting_scheme(Xapian::BoolWeight());
    enquire_.set_sort_by_value(kOrderSlot, false);
    find(0);
  }
  void heaviest_then_newest() {
    enquire_.set_weighting_scheme(Relevance(asked_.average_length));
    enquire_.set_sort_by_relevance_then_value(kOrderSlot, false);
    find(0);
  }
  void heaviest() {
    enquire_.set_weighting_scheme(Relevance(asked_.average_length));
    enquire_.set_sort_by_relevance();
    find(kMoreOfOneWeight);
  }

  /// Of newest_first() and heaviest_then_newest(): Xapian has the times at hand.
  std::vector<Hit> hits() const {
    std::vector<Hit> out;
    for (auto hit = found_.begin(); hit != found_.end(); ++hit)
      out.push_back({hit.get_weight(), hit.get_sort_key(), row_of(*hit, segments_)});
    return out;
  }
  /// Of heaviest(): the hits that weigh at least this much, whose times are read now.
  std::vector<Hit> hits_from(double weight) const {
    std::vector<Hit> out;
    for (auto hit = found_.begin(); hit != found_.end() && hit.get_weight() >= weight; ++hit)
      out.push_back({hit.get_weight(), hit.get_document().get_value(kOrderSlot), row_of(*hit, segments_)});
    return out;
  }
  /// Whether heaviest() found every hit that weighs at least this much.
  bool reaches(double weight) const {
    if (found_.get_matches_upper_bound() == found_.size()) return true;
    return !found_.empty() && found_.back().get_weight() < weight;
  }

  const Xapian::MSet& found() const { return found_; }
  const FacetCounts& facets() const { return spy_.counts(); }

 private:
  void find(Xapian::doccount more) { found_ = enquire_.get_mset(0, asked_.end() + more, asked_.at_least); }

  std::size_t segments_;
  Xapian::Enquire enquire_;
  AskedPage asked_;
  FacetSpy spy_;
  Xapian::MSet found_;
};

using Searches = std::deque<ShareSearch>;   // which moves none

/// What the last hit of the page weighs; nothing where all hits are on it.
double least_weight(const Searches& searches, Xapian::doccount end) {
  std::vector<double> weights;
  for (const ShareSearch& search : searches)
    for (auto hit = search.found().begin(); hit != search.found().end(); ++hit) weights.push_back(hit.get_weight());
  if (end == 0 || weights.size() < end) return 0;
  const auto last = weights.begin() + static_cast<std::ptrdiff_t>(end - 1);
  std::ranges::nth_element(weights, last, std::greater<>());
  return *last;
}

/// The same hits as heaviest_then_newest(). Xapian reads the time of every hit that it orders by time, and that is most of
/// what a broad query reads; here only those are read that weigh as much as one of this page.
std::optional<std::vector<Hit>> weighed_first(Searches& searches, const AskedPage& asked, const ParallelFor& parallel_for) {
  parallel_for(searches.size(), [&](std::size_t i) { searches[i].heaviest(); });
  const double least = least_weight(searches, asked.end());
  std::vector<Hit> out;
  for (const ShareSearch& search : searches) {
    if (!search.reaches(least)) return std::nullopt;
    std::ranges::move(search.hits_from(least), std::back_inserter(out));
  }
  return out;
}

std::vector<Hit> all_by_time(Searches& searches, const AskedPage& asked, const ParallelFor& parallel_for) {
  parallel_for(searches.size(), [&](std::size_t i) {
    if (asked.by_time)
      searches[i].newest_first();
    else
      searches[i].heaviest_then_newest();
  });
  std::vector<Hit> out;
  for (const ShareSearch& search : searches) std::ranges::move(search.hits(), std::back_inserter(out));
  return out;
}

std::vector<Hit> find_hits(Searches& searches, const AskedPage& asked, const ParallelFor& parallel_for) {
  // With facets the times are read in any case; and without a word all weigh the same.
  if (!asked.by_time && !asked.facets && asked.weighs)
    if (std::optional<std::vector<Hit>> hits = weighed_first(searches, asked, parallel_for)) return std::move(*hits);
  return all_by_time(searches, asked, parallel_for);
}

}  // namespace

HitPage find_page(const std::vector<Share>& shares, const AskedPage& asked, const ParallelFor& parallel_for) {
  Searches searches;
  for (const Share& share : shares) searches.emplace_back(share, asked);
  std::vector<Hit> hits = find_hits(searches, asked, parallel_for);
  std::ranges::sort(hits, comes_first);
  HitPage page;
  for (std::size_t i = asked.first; i < std::min<std::size_t>(asked.end(), hits.size()); ++i) page.rows.push_back(hits[i].row);
  for (const ShareSearch& search : searches) {
    const Xapian::MSet& found = search.found();
    page.total += found.get_matches_estimated();
    page.total_is_exact &= found.get_matches_lower_bound() == found.get_matches_upper_bound();
    page.facets.add(search.facets());
  }
  return page;
}

}  // namespace schouw
