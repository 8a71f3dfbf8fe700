// A message as columns. One struct for writing, comparing and reading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "case_data.h"

/// All columns but the row.
#define SCHOUW_MESSAGE_FIELDS                                                                                        \
  "near, at, platform, kind, conversation, local, zone_known, precision, raw, basis, ms, sender, recipients, tagged, " \
  "text, title, quoted, flags, native_id, in_reply_to, version, event, attachments, id, k, best, base"

namespace schouw {

class MessageForm {
 public:
  MessageForm(CaseData& data, const PreparedMessage& prepared, std::int64_t source);
  std::int64_t insert(const Seat& seat, Standard standard);
  bool equals(std::int64_t row);
  std::int64_t conversation() const { return conversation_; }
  Arrival arrival(std::int64_t entry) const;

 private:
  template <class... More>
  Query& bind(Query& q, const More&... more);
  void insert_attachments(const Seat& seat, std::int64_t row);

  CaseData& data_;
  const PreparedMessage& prepared_;
  const Message& message_;
  std::int64_t conversation_ = 0;
  std::optional<std::int64_t> sender_, ms_;
  std::string recipients_, tagged_, attachments_;
};

/// The platform gives id and version: then the id does not depend on what the message says.
inline bool is_versioned(const Message& m) { return !m.native_id.empty() && !m.version.empty(); }

/// Whether this attachment may have bytes elsewhere in the export.
bool refers_to_bytes(const Attachment&);

}  // namespace schouw
