// The union of posting lists as a bit a document, made per segment when a search reaches it; and rows as they are, for the
// number of a document is its row.
#include "row_sources.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "fields.h"

namespace schouw {
namespace {

// So many look-ups cost as much as walking over all senders and recipients of a segment.
constexpr std::size_t kManyTerms = 64;

Xapian::docid first_document(const Xapian::Database& segment) {
  const auto all = segment.postlist_begin("");
  return all == segment.postlist_end("") ? 1 : *all;
}

}  // namespace

TermsSource::TermsSource(std::vector<std::string> sorted_terms) : terms_(std::move(sorted_terms)) {}

TermsSource* TermsSource::clone() const { return std::make_unique<TermsSource>(terms_).release(); }

void TermsSource::add(const Xapian::Database& segment, const std::string& term) {
  for (auto document = segment.postlist_begin(term); document != segment.postlist_end(term); ++document)
    found_[*document - first_] = true;
}

void TermsSource::add_known(const Xapian::Database& segment, const std::string& start) {
  for (auto term = segment.allterms_begin(start); term != segment.allterms_end(start); ++term)
    if (std::ranges::binary_search(terms_, *term)) add(segment, *term);
}

void TermsSource::init(const Xapian::Database& segment) {
  first_ = first_document(segment);
  const Xapian::docid last = segment.get_lastdocid();
  found_.assign(last < first_ ? 0 : std::size_t{last - first_} + 1, false);
  if (terms_.size() < kManyTerms)
    for (const std::string& term : terms_) add(segment, term);
  else
    for (const Field field : {Field::from, Field::to}) add_known(segment, std::string(prefix_of(field)));
  count_ = static_cast<Xapian::doccount>(std::ranges::count(found_, true));
  at_ = 0;
}

void TermsSource::next(double) {
  do ++at_;
  while (at_ <= found_.size() && !found_[at_ - 1]);
}

void TermsSource::skip_to(Xapian::docid document, double min_weight) {
  const std::size_t place = document < first_ ? 0 : document - first_;
  if (place < at_ && at_ > 0) return;
  at_ = place;
  next(min_weight);
}

bool TermsSource::at_end() const { return at_ > found_.size(); }
Xapian::docid TermsSource::get_docid() const { return first_ + static_cast<Xapian::docid>(at_ - 1); }
Xapian::doccount TermsSource::get_termfreq_min() const { return count_; }
Xapian::doccount TermsSource::get_termfreq_est() const { return count_; }
Xapian::doccount TermsSource::get_termfreq_max() const { return count_; }
std::string TermsSource::name() const { return "schouw-terms"; }

RowsSource::RowsSource(Rows sorted_rows) : rows_(std::move(sorted_rows)) {}

RowsSource* RowsSource::clone() const { return std::make_unique<RowsSource>(rows_).release(); }

void RowsSource::init(const Xapian::Database& segment) {
  const std::int64_t first = first_document(segment), last = segment.get_lastdocid();
  begin_ = static_cast<std::size_t>(std::ranges::lower_bound(*rows_, first) - rows_->begin());
  end_ = static_cast<std::size_t>(std::ranges::upper_bound(*rows_, last) - rows_->begin());
  at_ = begin_;
  count_ = std::min(static_cast<Xapian::doccount>(end_ - begin_), segment.get_doccount());
}

void RowsSource::next(double) { ++at_; }

void RowsSource::skip_to(Xapian::docid document, double min_weight) {
  if (at_ > begin_ && !at_end() && get_docid() >= document) return;
  while (at_ < end_ && (*rows_)[at_] < std::int64_t{document}) ++at_;
  next(min_weight);
}

bool RowsSource::at_end() const { return at_ > end_; }
Xapian::docid RowsSource::get_docid() const { return static_cast<Xapian::docid>((*rows_)[at_ - 1]); }
Xapian::doccount RowsSource::get_termfreq_min() const { return 0; }  // a row may be in no segment any more
Xapian::doccount RowsSource::get_termfreq_est() const { return get_termfreq_max(); }
Xapian::doccount RowsSource::get_termfreq_max() const { return count_; }
std::string RowsSource::name() const { return "schouw-rows"; }

// release() hands the object to the query, which counts who holds it.
Xapian::Query any_of_terms(std::vector<std::string> terms) {
  std::ranges::sort(terms);
  return Xapian::Query(std::make_unique<TermsSource>(std::move(terms)).release()->release());
}

Xapian::Query any_of_rows(RowsSource::Rows rows) {
  return Xapian::Query(std::make_unique<RowsSource>(std::move(rows)).release()->release());
}

}  // namespace schouw
