// Relevance: idf * (k + 1) * n / (n + k * (1 - b + b * length / average)), n times in the message, k = 1.2, b = 0.4.
//
// b is low: a chat line is no better an answer because it is shorter. Xapian adds the parts in the order of its
// postings, which differs between one segment and sixteen; multiples of 1/4096 add up exactly in any order.
#include "relevance.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace schouw {
namespace {

constexpr double kK = 1.2, kB = 0.4, kGrain = 4096;

double rounded(double value) { return std::floor(value * kGrain + 0.5) / kGrain; }

}  // namespace

Relevance::Relevance(double average_length) : average_length_(std::max(1.0, average_length)) {
  need_stat(DOC_LENGTH);
  need_stat(WDF);
  need_stat(WDF_MAX);
}

Relevance* Relevance::clone() const { return std::make_unique<Relevance>(average_length_).release(); }

void Relevance::init(double factor) { factor_ = factor; }

double Relevance::get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const {
  const double n = wdf;
  const double longer = 1 - kB + kB * length / average_length_;
  return rounded(factor_ * (kK + 1) * n / (n + kK * longer));
}

double Relevance::get_maxpart() const { return rounded(factor_ * (kK + 1)) + 1 / kGrain; }
double Relevance::get_sumextra(Xapian::termcount, Xapian::termcount) const { return 0; }
double Relevance::get_maxextra() const { return 0; }
std::string Relevance::name() const { return "schouw-relevance"; }

double rarity(std::uint64_t with, std::uint64_t all) {
  const double n = static_cast<double>(std::min(with, all)), total = static_cast<double>(all);
  return std::max(rounded(std::log(1 + (total - n + 0.5) / (n + 0.5))), 1 / kGrain);
}

}  // namespace schouw
