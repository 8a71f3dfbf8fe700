// The union of posting lists as a bit a document, made per segment when a search reaches it.
#include "accounts_source.h"

#include <algorithm>
#include <memory>

namespace schouw {

AccountsSource::AccountsSource(std::vector<std::string> terms) : terms_(std::move(terms)) {}

AccountsSource* AccountsSource::clone() const { return std::make_unique<AccountsSource>(terms_).release(); }

void AccountsSource::init(const Xapian::Database& segment) {
  found_.assign(std::size_t{segment.get_lastdocid()} + 1, false);
  for (const std::string& term : terms_)
    for (auto document = segment.postlist_begin(term); document != segment.postlist_end(term); ++document)
      found_[*document] = true;
  count_ = static_cast<Xapian::doccount>(std::ranges::count(found_, true));
  at_ = 0;
}

// Documents are numbered from 1, so 0 is the place in front of the first.
void AccountsSource::next(double) {
  do ++at_;
  while (at_ < found_.size() && !found_[at_]);
}

void AccountsSource::skip_to(Xapian::docid at, double min_weight) {
  if (at <= at_) return;
  at_ = at - 1;
  next(min_weight);
}

bool AccountsSource::at_end() const { return at_ >= found_.size(); }
Xapian::docid AccountsSource::get_docid() const { return static_cast<Xapian::docid>(at_); }
Xapian::doccount AccountsSource::get_termfreq_min() const { return count_; }
Xapian::doccount AccountsSource::get_termfreq_est() const { return count_; }
Xapian::doccount AccountsSource::get_termfreq_max() const { return count_; }
std::string AccountsSource::name() const { return "schouw-accounts"; }

Xapian::Query any_account(std::vector<std::string> terms) {
  // release() hands the object to the query, which counts who holds it.
  return Xapian::Query(std::make_unique<AccountsSource>(std::move(terms)).release()->release());
}

}  // namespace schouw
