// The weight of a word in a message.
#pragma once

#include <cstdint>
#include <string>

#include <xapian.h>

namespace schouw {

/// BM25 without its idf, which the query brings as a factor, and rounded, so that sums do not depend on the order
/// of adding: the same rows give the same ranking however they lie in segments.
class Relevance final : public Xapian::Weight {
 public:
  /// `average_length` of the messages of all segments: one share of them does not know it.
  explicit Relevance(double average_length);
  Relevance* clone() const override;
  void init(double factor) override;
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount unique) const override;
  double get_maxpart() const override;
  double get_sumextra(Xapian::termcount length, Xapian::termcount unique) const override;
  double get_maxextra() const override;
  std::string name() const override;

 private:
  double factor_ = 0;
  double average_length_;
};

/// idf of BM25 for a word in `with` of `all` documents; rounded alike.
double rarity(std::uint64_t with, std::uint64_t all);

}  // namespace schouw
