// winmail.dat: what Outlook sends to those who have no Outlook, with the real attachments inside (MS-OXTNEF).
#pragma once

#include <string_view>

#include "mapi_item.h"

namespace schouw {

struct Tnef {
  bool is_tnef = false;
  bool damaged = false;  ///< it breaks off, or contradicts itself: what stood before was read
  MapiItem item = {};    ///< text and attachments; their bytes are hashed
};

/// Never fails, opens nothing, holds the bytes of no more than one attachment.
Tnef read_tnef(std::string_view bytes);
bool is_tnef(std::string_view mime, std::string_view name);

}  // namespace schouw
