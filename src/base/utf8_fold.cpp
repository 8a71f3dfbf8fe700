// Normal forms and showing, with ICU's data but without its locale.
//
//   fold("  Zoë  IJsselmuiden")  ->  "zoe ijsselmuiden"
//   visible("a\u202Eb")          ->  "a⟦U+202E⟧b"
//
// Gap: fold() also strips the vowel signs of Hindi and Arabic, so it is for comparing, never for showing.
#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "schouw/base/assert.h"
#include "schouw/base/utf8.h"
#include "utf8_decode.h"

namespace schouw {
namespace {

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  SCHOUW_ASSERT(U_SUCCESS(status) && found != nullptr);
  return *found;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = form.normalize(text, status);
  SCHOUW_ASSERT(U_SUCCESS(status));
  return out;
}

bool is_invisible(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

// What a screen must not be given: it would act on it, or not show it.
bool must_be_shown(char32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t';
  return (c >= 0x7F && c <= 0x9F) || is_invisible(c) || c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E ||
         c == 0x200C || c == 0x2028 || c == 0x2029 || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F) || (c & 0xFFFE) == 0xFFFE;
}

bool is_emoji(char32_t c) { return (c >= 0x1F000 && c < 0x20000) || (c >= 0x2600 && c < 0x27C0) || c == 0xFE0F; }

// Letters that have no decomposition, as they are written in registers without them.
std::string_view plain_letter(UChar32 c) {
  switch (c) {
    case 0x00F8:
      return "o";
    case 0x0111:
      return "d";
    case 0x0142:
      return "l";
    case 0x0131:
      return "i";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00FE:
      return "th";
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x00B4:
    case 0x0060:
      return "'";
    default:
      return {};
  }
}

// NFKC_Casefold drops the joiner of emoji families, which would make two people out of one family.
constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kJoinerPlaceholder = 0xE000;

icu::UnicodeString keep_emoji_joiners(const icu::UnicodeString& text) {
  if (text.indexOf(kJoiner) < 0) return text;
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool joins = c == kJoiner && i > 0 && i + 1 < text.length() &&
                       is_emoji(static_cast<char32_t>(text.char32At(text.moveIndex32(i, -1)))) &&
                       is_emoji(static_cast<char32_t>(text.char32At(i + 1)));
    out.append(joins ? kJoinerPlaceholder : c);
  }
  return out;
}

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '`') c = '\'';
    const bool blank = c == ' ' || (c >= 9 && c <= 13);
    if (!blank)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::string nfc(std::string_view text) {
  if (skip_ascii(text, 0) == text.size()) return std::string(text);
  const icu::Normalizer2& form = normalizer(&icu::Normalizer2::getNFCInstance);
  const icu::UnicodeString wide = to_icu(text);
  UErrorCode status = U_ZERO_ERROR;
  if (form.isNormalized(wide, status) != 0 && is_utf8(text)) return std::string(text);
  std::string out;
  normalized(form, wide).toUTF8String(out);
  return out;
}

std::string fold(std::string_view text) {
  if (skip_ascii(text, 0) == text.size()) return fold_ascii(text);
  const icu::UnicodeString cased =
      normalized(normalizer(&icu::Normalizer2::getNFKCCasefoldInstance), keep_emoji_joiners(to_icu(text)));
  const icu::UnicodeString apart = normalized(normalizer(&icu::Normalizer2::getNFDInstance), cased);
  icu::UnicodeString out;
  bool blank_before = true;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const bool blank = u_isUWhiteSpace(c) != 0;
    if (blank && blank_before) continue;
    blank_before = blank;
    const std::string_view plain = plain_letter(c);
    if (blank)
      out.append(static_cast<UChar32>(' '));
    else if (!plain.empty())
      out.append(to_icu(plain));
    else
      out.append(c == kJoinerPlaceholder ? kJoiner : c);
  }
  std::string utf8;
  normalized(normalizer(&icu::Normalizer2::getNFCInstance), out).toUTF8String(utf8);
  if (!utf8.empty() && utf8.back() == ' ') utf8.pop_back();
  return utf8;
}

std::string strip_invisible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t plain = skip_ascii(text, at);
    out.append(text.substr(at, plain - at));
    if (plain == text.size()) break;
    const Utf8Step step = decode_utf8(text, plain);
    if (!step.valid || !is_invisible(step.code_point)) out.append(text.substr(plain, step.length));
    at = plain + step.length;
  }
  return out;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Utf8Step step = decode_utf8(text, at);
    const std::string_view bytes = text.substr(at, step.length);
    at += step.length;
    const bool joins = step.code_point == kJoiner && is_emoji(before) && at < text.size() &&
                       is_emoji(decode_utf8(text, at).code_point);
    if (!step.valid) {
      for (const char c : bytes) out += fmt::format("⟦0x{:02X}⟧", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else if ((step.code_point == kJoiner && !joins) || must_be_shown(step.code_point)) {
      out += fmt::format("⟦U+{:04X}⟧", static_cast<std::uint32_t>(step.code_point));
    } else {
      out += bytes;
    }
    before = step.code_point;
  }
  return out;
}

}  // namespace schouw
