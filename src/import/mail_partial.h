// Mails that a program sent in pieces (message/partial, RFC 2046 5.2.2).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/import/importer.h"

namespace schouw {

/// Puts the pieces of one file together. One object a file; pieces that lie in other files are not found here.
class MailPieces {
 public:
  enum class Taken { no, yes };

  /// Keeps the mail when it is a piece of one; with the last piece the whole goes to the sink, at the place of the
  /// first.
  Taken take(std::string_view mail, std::string_view separator, const Locator& where, RecordSink&);

  /// What never became whole: of a mail whose first piece is there, that piece; of another, a problem alone.
  void finish(RecordSink&);

 private:
  struct Piece {
    std::string bytes, separator;
    Locator where;
  };
  struct Parts {
    std::map<int, Piece> pieces;
    int total = 0;
  };
  void give(const Parts&, RecordSink&) const;
  void give_incomplete(const Parts&, RecordSink&) const;

  std::map<std::string, Parts> mails_;
  std::size_t held_ = 0;
};

}  // namespace schouw
