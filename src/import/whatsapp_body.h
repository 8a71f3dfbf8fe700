// One record of a chat, from its lines to a Message.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schouw/model/message.h"
#include "whatsapp_catalogue.h"
#include "whatsapp_header.h"
#include "whatsapp_survey.h"
#include "whatsapp_title.h"

namespace schouw {

struct ChatRecord {
  std::string first;          ///< the line with the header
  WhatsAppHeader header;      ///< its views are into `first`
  std::string rest;           ///< the lines after it, joined by LF
  std::uint64_t line = 0;     ///< 1-based
  bool first_of_file = false;
};

/// What a record says. `system` is set for system lines that are known, for the list of members.
struct ReadRecord {
  Message message;
  std::optional<SystemLine> system = {};
  std::size_t repaired = 0;  ///< byte sequences that were no UTF-8
  Calendar calendar = Calendar::gregorian;
};

/// Without conversation; the sender is account_of() its name. The header of the record is valid.
ReadRecord read_record(const ChatRecord& record, const ChatSurvey& survey, AccountBook& accounts);

}  // namespace schouw
