// Text as evidence holds it: bytes that claim to be UTF-8. Nothing here throws, and nothing is lost silently: every
// repair reports how much it changed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schouw {

bool is_utf8(std::string_view bytes);

/// Replaces each maximal invalid sequence by U+FFFD. Returns how many were replaced.
std::size_t repair_utf8(std::string& text);

enum class Encoding { utf8, utf8_bom, utf16le, utf16be, windows1252 };

/// By BOM; else UTF-16 by its NUL pattern; then valid UTF-8; else windows-1252.
Encoding sniff_encoding(std::string_view head);

/// To UTF-8, without BOM. `replaced` counts what is invalid in that encoding.
std::string to_utf8(std::string_view bytes, Encoding from, std::size_t& replaced);

/// NFC (Unicode 15, ICU). Text is stored and shown in NFC; the raw bytes stay in the evidence.
std::string nfc(std::string_view text);

/// For comparing and searching: NFKC_Casefold, marks stripped (é -> e, Ĳ -> ij), apostrophes unified,
/// invisible characters gone (not U+200D between emoji), white space folded to one blank.
std::string fold(std::string_view text);

/// Removes U+200B, 200E, 200F, 202A-202E, 2066-2069, FEFF anywhere. Keeps U+200D (emoji).
std::string strip_invisible(std::string_view text);

/// Safe to show on any screen: control characters, bidi and zero-width characters become ⟦U+202E⟧, invalid bytes
/// ⟦0xFF⟧; new lines and tabs stay. The result is valid UTF-8 without C0 (except \n \t), DEL and C1.
std::string visible(std::string_view text);

/// Undoes Meta's export bug: UTF-8 bytes written as code points U+0080..U+00FF (formats: Facebook and
/// Instagram JSON). True when the string was changed: all code points < 0x100, at least one >= 0x80, and
/// the bytes are valid UTF-8. Other strings stay as they are.
bool repair_mojibake(std::string& text);

/// Appends one code point as UTF-8 (surrogates and out of range become U+FFFD).
void append_utf8(std::string& out, char32_t code_point);

/// Cuts to at most `max_bytes`, never inside a character.
std::string_view prefix(std::string_view text, std::size_t max_bytes);

std::string_view trim(std::string_view text);  ///< ASCII white space, U+00A0 and U+202F at both ends

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }  ///< ASCII only

/// ASCII only; for identifiers, headers and mail addresses, never for names.
std::string ascii_lower(std::string_view text);

}  // namespace schouw
