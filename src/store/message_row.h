// A message as columns. One struct for writing, comparing and reading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "case_data.h"

namespace schouw {

class MessageForm {
 public:
  MessageForm(CaseData& data, const PreparedMessage& prepared, std::int64_t source);
  std::int64_t insert(const Seat& seat, Standard standard);
  bool equals(std::int64_t row);
  std::int64_t conversation() const { return conversation_; }

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

/// Whether this attachment may have bytes elsewhere in the export.
bool refers_to_bytes(const Attachment&);

}  // namespace schouw
