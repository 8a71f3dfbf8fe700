// Messages that are no posting list of the index: those of many accounts, and those of given rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

namespace schouw {

/// Documents with any of many whole terms. A role may be a thousand accounts; as many posting lists in one OR take seconds
/// where a bit a message takes milliseconds. Without weight.
class TermsSource final : public Xapian::PostingSource {
 public:
  explicit TermsSource(std::vector<std::string> sorted_terms);

  TermsSource* clone() const override;
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
  void add(const Xapian::Database& segment, const std::string& term);
  void add_known(const Xapian::Database& segment, const std::string& start);

  std::vector<std::string> terms_;
  Xapian::docid first_ = 0;      ///< number of the first document of the segment
  std::vector<bool> found_;      ///< by document number, from `first_` on
  Xapian::doccount count_ = 0;
  std::size_t at_ = 0;           ///< one past the place in `found_`
};

/// Documents by number. Without weight.
class RowsSource final : public Xapian::PostingSource {
 public:
  using Rows = std::shared_ptr<const std::vector<std::int64_t>>;   ///< ascending
  explicit RowsSource(Rows);

  RowsSource* clone() const override;
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
  Rows rows_;
  std::size_t begin_ = 0, end_ = 0;   ///< of this segment
  Xapian::doccount count_ = 0;
  std::size_t at_ = 0;                ///< one past the place in `rows_`
};

Xapian::Query any_of_terms(std::vector<std::string> terms);
Xapian::Query any_of_rows(RowsSource::Rows);

}  // namespace schouw
