// A message as the index takes it. What was quoted of others stays out: a search for words by a sender must not find
// what the sender repeated.
#include "schouw/model/prepared.h"

#include <algorithm>
#include <array>

#include "schouw/base/hash.h"
#include "schouw/base/sort_unique.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

void append_word(std::string& out, std::string_view word) {
  if (word.empty()) return;
  if (!out.empty()) out.push_back(' ');
  out += word;
}

void append_line(std::string& out, std::string_view words) {
  if (words.empty()) return;
  if (!out.empty()) out += '\n';
  out += words;
}

std::string own_words(const Message& message) {
  std::string out = message.title;
  append_line(out, message.text);
  for (const Attachment& attachment : message.attachments)
    if (attachment.caption != message.text) append_line(out, attachment.caption);
  return out;
}

/// As mail programs begin the subject of a forwarded mail, in Dutch, English, German and French.
bool is_forwarded_mail(const Message& message) {
  constexpr std::array<std::string_view, 7> kBeginnings = {"fw:", "fwd:", "doorst:", "doorgestuurd:", "wg:", "tr:", "[fwd:"};
  if (message.platform != "mail") return false;
  const std::string subject = ascii_lower(trim(message.title));
  return std::ranges::any_of(kBeginnings, [&](std::string_view beginning) { return subject.starts_with(beginning); });
}

/// A quotation in an answer goes back to who wrote it; one that is forwarded goes to somebody new.
bool passes_on(const Message& message) {
  return !message.quoted.empty() && (message.flags.forwarded || is_forwarded_mail(message));
}

/// "Van: Ineke Oosterveld <...>": who wrote it to whom before is not what it says.
bool is_address_line(std::string_view line) {
  constexpr std::array<std::string_view, 10> kNames = {"van:", "aan:", "cc:", "from:", "to:", "von:", "an:", "kopie:", "de:", "\u00E0:"};
  while (!line.empty() && (line.front() == '>' || line.front() == ' ' || line.front() == '*')) line.remove_prefix(1);
  const std::string lower = ascii_lower(line.substr(0, 8));
  return std::ranges::any_of(kNames, [&](std::string_view name) { return lower.starts_with(name); });
}

std::string passed_on_words(std::string_view quoted) {
  std::string out;
  for (std::size_t begin = 0; begin <= quoted.size();) {
    const std::size_t end = std::min(quoted.find('\n', begin), quoted.size());
    const std::string_view line = quoted.substr(begin, end - begin);
    if (!is_address_line(line)) append_line(out, line);
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::string media_id(std::string_view message_id, std::size_t index) {
  return content_id({"media", message_id, std::to_string(index)});
}

std::string said_in(const Message& message) {
  std::string out = own_words(message);
  if (passes_on(message)) append_line(out, passed_on_words(message.quoted));
  return out;
}

std::size_t own_size(const Message& message) { return own_words(message).size(); }

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
