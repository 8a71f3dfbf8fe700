// A mail that a program sent in pieces (message/partial, RFC 2046 5.2.2): one of them, as an importer found it.
#pragma once

#include <string>

#include "schouw/model/message.h"
#include "schouw/model/origin.h"

namespace schouw {

struct MailPiece {
  std::string mail = {};       ///< what pieces of one mail share: made of its id and of who sent the piece
  int number = 0, total = 0;   ///< total 0: this piece does not say it
  std::string body = {};       ///< SHA-256 of what it holds, line ends apart: equal for copies of a piece
  std::string bytes = {};      ///< the piece, with its headers
  std::string separator = {};  ///< the "From …" line of an mbox
  bool characters = false;     ///< saved as text in UTF-16: charsets are no longer true
  bool deleted = false, draft = false;
  Timestamp time = {};         ///< of the piece itself
  Locator locator = {};
};

}  // namespace schouw
