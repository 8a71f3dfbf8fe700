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
};

/// Nothing when it is none: it begins with "Van:", "Verzonden:" and "Aan:" or "Onderwerp:", in Dutch, English, German or
/// French, and names nothing that only a mail on its way has. In UTF-8 or the code page of Windows.
std::optional<SavedText> saved_text(std::string_view bytes);

}  // namespace schouw
