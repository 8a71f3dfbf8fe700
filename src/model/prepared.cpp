// A message as the index takes it. What was quoted of others stays out: a search for words by a sender must not find
// what the sender repeated.
#include "schouw/model/prepared.h"

#include "schouw/base/hash.h"
#include "schouw/base/sort_unique.h"

namespace schouw {
namespace {

void append_word(std::string& out, std::string_view word) {
  if (word.empty()) return;
  if (!out.empty()) out.push_back(' ');
  out += word;
}

}  // namespace

std::string media_id(std::string_view message_id, std::size_t index) {
  return content_id({"media", message_id, std::to_string(index)});
}

std::string said_in(const Message& message) {
  std::string out = message.title;
  const auto append = [&](std::string_view words) {
    if (words.empty()) return;
    if (!out.empty()) out += '\n';
    out += words;
  };
  append(message.text);
  for (const Attachment& attachment : message.attachments)
    if (attachment.caption != message.text) append(attachment.caption);
  return out;
}

IndexRow index_row(const PreparedMessage& prepared, std::int64_t row) {
  const Message& message = prepared.message;
  IndexRow out;
  out.row = row;
  out.id = prepared.id;
  out.platform = message.platform;
  out.kind = name_of(message.kind);
  out.conversation_id = prepared.conversation_id;
  out.sender_id = prepared.sender_id;
  for (const std::string& id : prepared.recipient_ids)
    if (!id.empty()) out.recipient_ids.push_back(id);
  out.title = message.title;
  out.text = message.text;
  for (const Attachment& attachment : message.attachments) {
    append_word(out.attachment_text, attachment.name);
    append_word(out.attachment_text, attachment.caption);
    out.has.emplace_back(name_of(attachment.kind));
  }
  sort_unique(out.has);
  out.local_ms = prepared.time.local_ms;
  return out;
}

}  // namespace schouw
