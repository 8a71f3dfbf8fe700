// A page that a browser saved as one file: MHTML (.mht, .mhtml), a multipart/related with the page first.
#pragma once

#include <string>
#include <string_view>

namespace schouw {

/// By the first bytes of a file. Mail is no such page: the head must say that a browser saved it.
bool is_mhtml(std::string_view head);

struct Mhtml {
  std::string html = {};     ///< the page, its transfer encoding undone
  std::string address = {};  ///< where it was saved from; empty: not stated
  bool whole = false;        ///< the part of the page has an end
};

/// Linear in its size; nothing is fetched. Without a part of HTML `html` is empty.
Mhtml read_mhtml(std::string_view bytes);

}  // namespace schouw
