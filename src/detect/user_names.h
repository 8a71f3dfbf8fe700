// User names in running text: "met @daan.ebb op de ijsbaan". Instagram, TikTok and others give captions as they were
// typed, so the mention is in the words and nowhere else.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/detect/detector.h"

namespace schouw {

struct UserNameInText {
  std::size_t begin, length;   ///< of "@name" in the text
  Match match;
};

/// Whose the user names in a text are: by the accounts of the case first (they may be linked by hand), else by the register.
class UserNames {
 public:
  explicit UserNames(const CaseView& view) : view_(view) {}
  std::vector<UserNameInText> in(std::string_view text, std::string_view platform);

 private:
  const Match* of_case(std::string_view platform, std::string_view handle);

  const CaseView& view_;
  bool read_ = false;
  std::map<std::string, const Match*, std::less<>> accounts_;
};

/// Whether a name at this place is told as the maker's ("Foto: Noor Bakker", "📷 @noor.b"): who made it is not in it.
bool is_credit(std::string_view text, std::size_t begin);

}  // namespace schouw
