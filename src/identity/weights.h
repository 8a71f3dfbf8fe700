// The weights of Fellegi and Sunter (1969): log2(m / u) a field, added to log2 of the prior odds.
//
// m, how often a person's own name is written so, is fixed here and was chosen, not measured. u, how often a stranger's
// name agrees by chance, is counted in the loaded register. A small register says little about how rare a name is, so
// every count is taken as if kExtra more people with average names were at the school.
#pragma once

#include <cmath>
#include <cstddef>

namespace schouw {

inline constexpr double kExtra = 200;
inline constexpr double kShareGiven = 0.005, kShareFamily = 0.002, kShareInitial = 0.06, kShareClass = 0.03,
                        kShareStaff = 0.1;
inline constexpr double kGivenExact = 0.9, kGivenBaptismal = 0.1, kGivenShort = 0.05, kGivenSpelling = 0.05,
                        kGivenWord = 0.05, kGivenSlip = 0.02, kInitial = 0.95, kInitialsAll = 0.6;
inline constexpr double kFamilyExact = 0.95, kFamilyPart = 0.2, kFamilySpelling = 0.05, kFamilySlip = 0.02,
                        kFamilyInitial = 0.9;
inline constexpr double kClass = 0.95, kStaff = 0.9;
/// Bits taken away, where u is near one.
inline constexpr double kDiffers = -5, kInitialsDiffer = -3.5, kInfixMissing = -2, kInfixDiffers = -3.5,
                        kClassDiffers = -2, kStaffDiffers = -4, kReversed = -3.5, kOtherName = -4;
inline constexpr double kProbableBits = 4.248;  ///< odds of 19: .95
inline constexpr double kMarginBits = 3;

inline double rounded(double bits) { return std::round(bits * 100) / 100; }

/// Of agreeing on a value that `count` of `people` bear.
inline double agreement_bits(double m, std::size_t count, double share, std::size_t people) {
  const double u = (static_cast<double>(count) + kExtra * share) / (static_cast<double>(people) + kExtra);
  return rounded(std::log2(m / u));
}

inline double prior_bits(std::size_t people) { return -rounded(std::log2(static_cast<double>(people) + kExtra - 1)); }

}  // namespace schouw
