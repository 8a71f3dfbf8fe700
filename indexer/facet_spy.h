// Counts what hits are by platform, kind and month, while Xapian looks at them.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <xapian.h>

namespace schouw {

struct FacetCounts {
  std::map<std::string, std::uint64_t> platforms, kinds;
  std::map<int, std::uint64_t> months;     ///< year * 12 + month - 1
  std::uint64_t without_time = 0;

  void add(const FacetCounts& other);
  /// platform, kind, month -> value -> count; "unknown" for what a message does not have.
  std::map<std::string, std::map<std::string, std::uint64_t>> named() const;
};

class FacetSpy final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double weight) override;
  const FacetCounts& counts() const { return counts_; }

 private:
  FacetCounts counts_;
};

}  // namespace schouw
