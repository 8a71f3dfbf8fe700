// A message as the full-text index takes it. The store makes it and the index reads it, so it is here, below both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace schouw {

struct IndexRow {
  std::int64_t row = 0;      ///< grows in commit order; the number of the document
  std::string id, platform, kind, conversation_id, sender_id;
  std::vector<std::string> recipient_ids;
  std::string title, text, attachment_text;
  std::vector<std::string> has;            ///< image, video, audio, document, link, ...
  std::optional<std::int64_t> local_ms;
};

}  // namespace schouw
