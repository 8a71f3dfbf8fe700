// The header of a line in a WhatsApp text export: date, time, and where the words begin.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace schouw {

/// How a header is written. One export keeps to one of them; a line of another shape was pasted into a message.
enum class HeaderShape {
  dash,               ///< 23-03-2022 13:31 - Name: text   (Android; also the old "13.06.18 21.25.15: Name: text")
  bracket,            ///< [23-03-2022 13:31:05] Name: text (iOS)
  bracket_time_first  ///< [13:31:05, 23-3-2022] Name: text (iOS in some languages; "copy" in WhatsApp Web)
};

enum class HalfDay { none, before_noon, after_noon, unknown };
enum class Calendar { gregorian, buddhist, japanese, minguo, persian };

struct WhatsAppHeader {
  HeaderShape shape = HeaderShape::dash;
  bool marked = false;                ///< a direction mark stands before the bracket: iOS media and system lines
  std::array<int, 3> field = {};      ///< day, month and year in the order of the file
  std::array<int, 3> digits = {};     ///< how many digits each field was written with
  bool slashes = false;               ///< day, month and year are parted by slashes
  Calendar calendar = Calendar::gregorian;
  int era_field = -1;                 ///< which field carries an era letter (R4), or -1
  int era_offset = 0;                 ///< year in the file + offset = Gregorian year
  int hour = 0, minute = 0, second = 0;
  bool has_seconds = false;
  HalfDay half = HalfDay::none;
  bool unknown_word = false;          ///< dash: a word that no list knows stands behind the time, as a half day would. Only
                                      ///< the whole file tells whether it is one; people write "9-3-2024 9:30 gym - zaal 2"
  std::string_view raw = {};          ///< date and time as written
  std::string_view body = {};         ///< everything behind the header, marks included
};

/// The header at the begin of `line`, if it is one. Says nothing about the order of day and month.
std::optional<WhatsAppHeader> parse_whatsapp_header(std::string_view line);

/// The same in the export of a phone. "[15-5-2026, 09:00:00] - Noor: Hoi", as programs write it that know both forms: the
/// dash is no part of the name. In the export of a computer it marks a line of the app.
std::optional<WhatsAppHeader> parse_phone_header(std::string_view line);

/// True when `line` could be the begin of a header that was cut off.
bool is_cut_whatsapp_header(std::string_view line);

/// Length in bytes of the direction mark, joiner or BOM at the begin of `text`, or 0.
std::size_t mark_length(std::string_view text);

/// Without marks at the begin.
std::string_view without_marks(std::string_view text);

}  // namespace schouw
