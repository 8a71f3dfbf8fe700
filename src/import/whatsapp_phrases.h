// The lists behind whatsapp_catalogue.h, without names in them.
#pragma once

#include <span>
#include <string_view>

#include "schouw/model/message.h"

namespace schouw {

struct OmittedPhrase {
  AttachmentKind kind;
  std::string_view text;
  bool view_once = false;
};
struct DeletedPhrase {
  std::string_view text;
  bool by_exporter = false;
};
struct CallPhrase {
  std::string_view text;
  bool missed = false;
};

std::span<const OmittedPhrase> omitted_phrases();
std::span<const DeletedPhrase> deleted_phrases();
std::span<const std::string_view> deleted_begins();  ///< followed by a name
std::span<const CallPhrase> call_phrases();
std::span<const std::string_view> attached_phrases();
std::span<const std::string_view> not_received_phrases();  ///< alone, or followed by a full stop and more
std::span<const std::string_view> edited_phrases();
std::span<const std::string_view> live_location_phrases();
std::span<const std::string_view> poll_phrases();

}  // namespace schouw
