// Mails that a program sent in pieces (message/partial, RFC 2046 5.2.2).
#pragma once

#include <cstddef>
#include <string_view>

#include "mail_gmime.h"
#include "schouw/import/importer.h"

namespace schouw {

/// Takes the pieces out of the mails of one file. Whoever knows the pieces of all files puts them together.
class MailPieces {
 public:
  enum class Taken { no, yes };

  /// What the place of a mail says of it.
  struct Place {
    std::string_view separator = {};
    MailForm form = MailForm::wire;
    bool deleted = false, draft = false;
  };

  /// Gives the mail as a piece when it is one.
  Taken take(std::string_view mail, const Place& place, const Locator& where, RecordSink&);

 private:
  std::size_t taken_bytes_ = 0;
};

}  // namespace schouw
