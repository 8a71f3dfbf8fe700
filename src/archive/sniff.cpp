// What the first bytes announce. By content, never by name: exports are renamed on their way.
//
//   "PK\3\4" zip   "\x1f\x8b\x08" gzip   "7z\xbc\xaf\x27\x1c" 7z   "ustar" at 257 or a sum that is right: tar
//
// A wrong "other_archive" would refuse a chat, so marks that text could hold need more than their letters.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "schouw/archive/archive.h"

namespace schouw {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTarBlock = 512;
constexpr std::size_t kTarSum = 148;

/// POSIX ustar: the sum of all bytes of the header, the sum itself counted as eight blanks, in octal.
bool tar_sum_is_right(std::string_view block) {
  std::uint64_t stated = 0;
  std::size_t digits = 0;
  for (const char c : block.substr(kTarSum, 8)) {
    if (c == ' ' && digits == 0) continue;
    if (c < '0' || c > '7') break;
    stated = stated * 8 + static_cast<std::uint64_t>(c - '0');
    ++digits;
  }
  std::uint64_t sum = 8 * ' ';
  std::int64_t signed_sum = 8 * ' ';  // as some old systems counted
  for (std::size_t i = 0; i < kTarBlock; ++i) {
    if (i >= kTarSum && i < kTarSum + 8) continue;
    sum += static_cast<unsigned char>(block[i]);
    signed_sum += static_cast<signed char>(block[i]);
  }
  return digits > 0 && (stated == sum || static_cast<std::int64_t>(stated) == signed_sum);
}

bool is_tar(std::string_view head) {
  if (head.size() < kTarBlock || head.front() == '\0') return false;
  return head.substr(257, 5) == "ustar" || tar_sum_is_right(head.substr(0, kTarBlock));
}

bool all_digits(std::string_view text, std::string_view digits) {
  return text.find_first_not_of(digits) == std::string_view::npos;
}

bool is_cpio(std::string_view head) {
  if (head.starts_with("\xc7\x71"sv) || head.starts_with("\x71\xc7"sv)) return head.size() >= 26;
  if (head.starts_with("070701") || head.starts_with("070702"))
    return head.size() >= 110 && all_digits(head.substr(0, 110), "0123456789abcdefABCDEF");
  return head.starts_with("070707") && head.size() >= 76 && all_digits(head.substr(0, 76), "01234567");
}

bool is_other_archive(std::string_view head) {
  constexpr std::array marks = {
      "\xfd"
      "7zXZ\0"sv,
      "MSCF\0\0\0\0"sv,
      "!<arch>\n"sv,
      "xar!\0"sv,
      "\x04\x22\x4d\x18"sv,
      "LZIP\1"sv,
      "\x89LZO\0\r\n\x1a\n"sv,
      "\x60\xea"sv,
      "\x5d\0\0\x80\0"sv,
      "\x5d\0\0\0\x04"sv,
      "\x5d\0\0\x10\0"sv};
  if (std::ranges::any_of(marks, [&](std::string_view mark) { return head.starts_with(mark); })) return true;
  if (head.starts_with("\x1f\x9d"sv)) return true;
  if (head.starts_with("BZh") && head.size() >= 10)
    return head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv;
  if (head.size() > 20 && head.substr(2, 3) == "-lh" && head[6] == '-') return true;
  if (head.size() > 14 && head.substr(7, 7) == "**ACE**") return true;
  return is_cpio(head) || (head.size() >= 32774 && head.substr(32769, 5) == "CD001");
}

}  // namespace

Container sniff_container(std::string_view head) {
  if (head.starts_with("PK\3\4"sv) || head.starts_with("PK\5\6"sv) || head.starts_with("PK\7\10PK"sv) ||
      head.starts_with("PK00PK\3\4"sv))
    return Container::zip;
  if (head.starts_with("\x1f\x8b\x08"sv)) return Container::gzip;
  if (head.starts_with("\x28\xb5\x2f\xfd"sv)) return Container::zstd;
  if (head.starts_with("7z\xbc\xaf\x27\x1c"sv)) return Container::seven_zip;
  if (head.starts_with("Rar!\x1a\x07"sv) || head.starts_with("RE\x7e\x5e"sv)) return Container::rar;
  if (is_tar(head)) return Container::tar;
  return is_other_archive(head) ? Container::other_archive : Container::none;
}

}  // namespace schouw
