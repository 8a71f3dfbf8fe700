// A mail that Outlook saved as text: no mail any more, but its lines say who wrote to whom, and when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

/// As a mail: the same headers by their right names, and the text behind them.
struct SavedText {
  std::string mail;
  std::vector<std::string> attachments;  ///< their names; Outlook leaves the files out
  bool day_first = false;                ///< its lines are in a language in which dates in numbers begin with the day
  std::string quoted = {};               ///< of a page: what the mail program itself marked as repeated
};

/// Nothing when it is none: it begins with "Van:", "Verzonden:" and "Aan:" or "Onderwerp:", in Dutch, English, German or
/// French, and names nothing that only a mail on its way has. In UTF-8 or the code page of Windows.
std::optional<SavedText> saved_text(std::string_view bytes);

/// Several mails that were saved into one file: where each begins. With one mail, or where it is in doubt, 0 alone.
std::vector<std::size_t> saved_mail_starts(std::string_view bytes);

/// The same saved as a page of Word (.htm, .mht); also from a head that is cut. Nothing for other pages.
std::optional<SavedText> saved_page(std::string_view bytes);

}  // namespace schouw
