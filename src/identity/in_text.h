// Full names of registered people in running text.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "people.h"

namespace schouw {

struct NameSpan {
  std::size_t begin = 0, length = 0;
  bool of_relative = false;  ///< "moeder van Tom Visser": named, but perhaps not the one who is meant
};

class NamesInText {
 public:
  explicit NamesInText(const Registers&);
  std::vector<NameSpan> find(std::string_view text) const;

 private:
  void add(const PersonName&);
  void add_with(const std::vector<std::string>& given, const PersonName&);

  std::unordered_set<std::string, StringHash, std::equal_to<>> first_words_;
  std::unordered_set<std::string, StringHash, std::equal_to<>> names_;  ///< words with blanks between
  std::size_t longest_ = 0;
};

}  // namespace schouw
