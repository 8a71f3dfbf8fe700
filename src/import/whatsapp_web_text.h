// Lines of chat.txt as WhatsApp in the browser writes them; see whatsapp_web.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/message.h"
#include "whatsapp_catalogue.h"
#include "whatsapp_header.h"

namespace schouw {

/// "[1/31/26, 9:03:07 AM] ", to the letter: an iPhone writes other blanks and marks, or another form of date.
std::optional<WhatsAppHeader> web_header(std::string_view line);

/// Who says what. No sender: a line of the app, which stands behind a hyphen.
struct WebLine {
  std::string_view sender = {};
  std::string_view text = {};
};
WebLine web_line(std::string_view body);

struct WebRecord {
  Message message;
  std::optional<SystemLine> system = {};
  std::size_t repaired = 0;  ///< byte sequences that were no UTF-8
};

/// Without conversation and place. `rest`: the lines below, each behind its LF.
WebRecord web_record(const WhatsAppHeader& header, std::string_view rest);

}  // namespace schouw
