// Texts, names and dates that several platforms write in the same way.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "schouw/base/time.h"

namespace schouw {

std::string tidy_text(std::string_view text);  ///< NFC, trimmed, without invisible characters

/// One of the words stands in it. Many importers are asked about each file, and this costs a fraction of json_shape.
bool mentions(std::string_view head, std::initializer_list<std::string_view> words);

/// The text begins as the shape does, in which every 0 stands for a digit: "2024-01-31 …" and "0000-00-00".
bool has_shape(std::string_view text, std::string_view shape);

/// Undoes "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" and "&apos;", once.
std::string unescaped_text(std::string_view text);

/// Dates in words, in the languages of month_names.cpp: "Tuesday, 7 February 2021 at 17:13:43 UTC", "4 jan 2023 10:59 CET",
/// "Jan 4, 2023, 10:59:50 PM", "12 Mar 2021". ISO 8601 with "UTC" behind it too. Basis none when it is none of these.
Timestamp parse_written_date(std::string_view text);

/// Month first, as some American exports write it: "1/31/24, 9:56 AM", "01/31/2024 09:56:00".
Timestamp parse_us_date(std::string_view text);

/// The key of a conversation of two, the same whoever of them exports it. Handles in any case.
std::string two_people_key(std::string_view one, std::string_view other);

/// The key of a conversation of two where the export does not say whose it is: `where` keeps the conversations of two
/// owners with one person apart, for mixing them would put words into the wrong conversation.
std::string one_sided_key(std::string_view other, std::string_view where);

/// "https://www.linkedin.com/in/bas-visser?x=1" -> "bas-visser": the last part of the path of an address.
std::string_view last_of_address(std::string_view address);

/// "followers (1)", "Kopie van followers", "followers - Copy" -> "followers": what browsers, file managers and people
/// add to the name of a second copy. Without the ending of the file.
std::string_view without_copy_mark(std::string_view name);

/// The file bears this name of an export, in any case, also as a second copy ("Comments (1).csv") and behind what people
/// put in front of it ("noor_Comments.csv", "Noor - Comments.csv").
bool is_named(std::string_view path, std::string_view name);

}  // namespace schouw
