// Files in a chat: attached, left out of the export, and what was written under them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/message.h"
#include "whatsapp_header.h"
#include "whatsapp_survey.h"

namespace schouw {

struct MediaText {
  Attachment file;
  std::string caption = {};  ///< words on the same line; the lines below are a caption too
};

/// The file that the first line of a message stands for, if it does. `said`: behind the name of the sender;
/// `clean`: the same as clean_whatsapp_text() gives it.
std::optional<MediaText> media_in(std::string_view said, std::string_view clean, const WhatsAppHeader& header, const ChatSurvey& survey);

/// The words below a placeholder that are nothing but the name of a file: "verslag.docx".
bool is_file_name(std::string_view caption);

/// A place out of "locatie: https://maps.google.com/?q=52.09,5.12".
Attachment location_in(std::string_view clean);

}  // namespace schouw
