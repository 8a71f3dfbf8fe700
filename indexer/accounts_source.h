// Messages with any of many whole terms, as one posting list.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

namespace schouw {

/// A role may be a thousand accounts; as many posting lists in one OR take seconds where a bit a message takes
/// milliseconds. Without weight.
class AccountsSource final : public Xapian::PostingSource {
 public:
  explicit AccountsSource(std::vector<std::string> terms);

  AccountsSource* clone() const override;
  void init(const Xapian::Database& segment) override;
  void next(double min_weight) override;
  void skip_to(Xapian::docid at, double min_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override;
  Xapian::doccount get_termfreq_min() const override;
  Xapian::doccount get_termfreq_est() const override;
  Xapian::doccount get_termfreq_max() const override;
  std::string name() const override;

 private:
  std::vector<std::string> terms_;
  std::vector<bool> found_;      ///< by document number of the segment
  Xapian::doccount count_ = 0;
  std::size_t at_ = 0;
};

Xapian::Query any_account(std::vector<std::string> terms);

}  // namespace schouw
