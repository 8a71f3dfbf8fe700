#include "wire.h"

#include <bit>

#include "schouw/base/utf8.h"

namespace schouw {

void WireWriter::value(const double& d) { number(std::bit_cast<std::uint64_t>(d), 8); }

std::uint64_t WireReader::number(std::size_t width) {
  if (!right_ || bytes_.size() < width) {
    right_ = false;
    return 0;
  }
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < width; ++i) n |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * i);
  bytes_.remove_prefix(width);
  return n;
}

void WireReader::value(std::string& text) {
  const std::uint64_t size = number(4);
  if (size > bytes_.size()) right_ = false;
  if (!right_) return;
  text.assign(bytes_.substr(0, static_cast<std::size_t>(size)));
  bytes_.remove_prefix(static_cast<std::size_t>(size));
  if (!is_utf8(text)) repair_utf8(text);
}

void WireReader::value(int& n) {
  std::int64_t wide = 0;
  value(wide);
  if (wide < INT32_MIN || wide > INT32_MAX) right_ = false;
  n = right_ ? static_cast<int>(wide) : 0;
}

void WireReader::value(bool& b) {
  const std::uint64_t n = number(1);
  if (n > 1) right_ = false;
  b = right_ && n == 1;
}

void WireReader::value(double& d) {
  d = std::bit_cast<double>(number(8));
  // Not a number, or endless: no place on earth.
  if (!(d >= -1e9 && d <= 1e9)) {
    right_ = false;
    d = 0;
  }
}

}  // namespace schouw
