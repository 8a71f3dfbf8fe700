// How a picture looks, in 64 bits twice. Both begin with 32 x 32 averages, turned as EXIF says:
//
//   steps (dHash): 9 x 8 averages; a bit for each pair of neighbours in a row: is the left one brighter?
//   waves (pHash): the lowest 8 x 8 waves of a cosine transform; a bit for each: above the middle of them?
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "pixels.h"

namespace schouw {
namespace {

constexpr int kSide = 32;
constexpr int kLeast = 32;          ///< smaller pictures are icons
constexpr double kLeastSpread = 6;  ///< of 255; below it a picture is one colour
using Square = std::array<std::array<double, kSide>, kSide>;

/// Averages of `columns` x `rows` pieces. Pieces overlap where the sides do not divide.
template <class At>
double average(At at, int from_x, int to_x, int from_y, int to_y) {
  double sum = 0;
  for (int y = from_y; y < to_y; ++y)
    for (int x = from_x; x < to_x; ++x) sum += at(x, y);
  return sum / ((to_x - from_x) * (to_y - from_y));
}

int first_of(int piece, int pieces, int length) { return piece * length / pieces; }
int last_of(int piece, int pieces, int length) {
  return std::max(first_of(piece, pieces, length) + 1, ((piece + 1) * length + pieces - 1) / pieces);
}

Square square_of(const GreyPixels& p) {
  const auto at = [&](int x, int y) {
    return double{p.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(x)] * 1.0};
  };
  Square out = {};
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x)
      out[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
          average(at, first_of(x, kSide, p.width), last_of(x, kSide, p.width), first_of(y, kSide, p.height),
                  last_of(y, kSide, p.height));
  return out;
}

/// EXIF: 1 as it is, 2 mirrored, 3 turned over, 4 both, 5 to 8 the same lying on its side.
Square upright(const Square& s, int orientation) {
  if (orientation <= 1 || orientation > 8) return s;
  Square out = {};
  constexpr std::size_t kLast = kSide - 1;
  for (std::size_t y = 0; y <= kLast; ++y)
    for (std::size_t x = 0; x <= kLast; ++x) {
      const bool lying = orientation >= 5;
      std::size_t from_x = lying ? y : x, from_y = lying ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = kLast - from_x;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = kLast - from_y;
      out[y][x] = s[from_y][from_x];
    }
  return out;
}

double spread_of(const Square& s) {
  double sum = 0, squares = 0;
  for (const auto& row : s)
    for (const double value : row) {
      sum += value;
      squares += value * value;
    }
  constexpr double kCount = kSide * kSide;
  return std::sqrt(std::max(0.0, squares / kCount - (sum / kCount) * (sum / kCount)));
}

std::uint64_t steps_of(const Square& s) {
  const auto at = [&](int x, int y) { return s[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]; };
  const auto piece = [&](int x, int y) {
    return average(at, first_of(x, 9, kSide), last_of(x, 9, kSide), first_of(y, 8, kSide), last_of(y, 8, kSide));
  };
  std::uint64_t bits = 0;
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x) bits = bits << 1 | static_cast<std::uint64_t>(piece(x, y) > piece(x + 1, y));
  return bits;
}

/// Without the first wave, which is the brightness of the whole.
std::uint64_t waves_of(const Square& s) {
  std::array<double, 64> waves = {};
  for (std::size_t v = 0; v < 8; ++v)
    for (std::size_t u = 0; u < 8; ++u) {
      double sum = 0;
      for (std::size_t y = 0; y < kSide; ++y)
        for (std::size_t x = 0; x < kSide; ++x)
          sum += s[y][x] * std::cos((2.0 * static_cast<double>(x) + 1) * static_cast<double>(u) * std::numbers::pi / (2 * kSide)) *
                 std::cos((2.0 * static_cast<double>(y) + 1) * static_cast<double>(v) * std::numbers::pi / (2 * kSide));
      waves[v * 8 + u] = sum;
    }
  std::array<double, 63> sorted = {};
  std::copy(waves.begin() + 1, waves.end(), sorted.begin());
  std::ranges::nth_element(sorted, sorted.begin() + 31);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < waves.size(); ++i) bits = bits << 1 | static_cast<std::uint64_t>(i > 0 && waves[i] > sorted[31]);
  return bits;
}

}  // namespace

std::optional<PictureLook> look_of(const GreyPixels& pixels, int orientation) {
  if (pixels.width < kLeast || pixels.height < kLeast) return std::nullopt;
  const Square square = upright(square_of(pixels), orientation);
  if (spread_of(square) < kLeastSpread) return std::nullopt;
  return PictureLook{steps_of(square), waves_of(square)};
}

}  // namespace schouw
