#include "record_text.h"

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kHitBegin = "\uE000", kHitEnd = "\uE001";
constexpr std::string_view kIndent = "    ";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string indented(std::string_view text) {
  std::string out(kIndent);
  for (const char c : visible(text)) {
    out += c;
    if (c == '\n') out += kIndent;
  }
  return out;
}

std::string time_of(const Json& record) {
  std::string local(record.at("time").str("local").substr(0, 16));
  replace_all(local, "T", " ");
  return local.empty() ? "?" : local;
}

std::string sender_of(const Json& record) {
  const Json& sender = record.at("sender");
  for (const char* key : {"display_name", "handle", "email", "phone", "account_id"})
    if (!sender.str(key).empty()) return std::string(sender.str(key));
  return std::string(record.str("kind"));
}

std::string body_of(const Session& session, const Json& record) {
  const bool is_hit = !record.str("snippet").empty();
  std::string body = indented(is_hit ? record.str("snippet") : record.str("text"));
  replace_all(body, kHitBegin, session.color_out ? "\x1b[1m" : "");
  replace_all(body, kHitEnd, session.color_out ? "\x1b[0m" : "");
  for (const Json& attachment : record.at("attachments").items()) {
    const std::string_view name = attachment.str("name");
    body += "\n" + std::string(kIndent) + "[" + on_one_line(name.empty() ? attachment.str("kind") : name) + "]";
  }
  return body;
}

void add_members(const Json& record, const std::string& before, std::string& out) {
  for (const auto& [name, value] : record.members()) {
    if (value.is_null() || (value.is_array() && value.size() == 0)) continue;
    if (value.is_object())
      add_members(value, before + name + ".", out);
    else
      out += before + name + ": " + on_one_line(value.is_string() ? std::string(value.str()) : to_json(value)) + "\n";
  }
}

}  // namespace

std::string message_text(const Session& session, const Json& record) {
  const std::string title = on_one_line(record.at("conversation").str("title"));
  std::string head = time_of(record) + "  " + on_one_line(sender_of(record)) + "  ";
  if (!title.empty()) head += title + " ";
  head += "(" + on_one_line(record.str("platform")) + ")  " + std::string(record.str("id").substr(0, 12));
  return head + "\n" + body_of(session, record) + "\n";
}

std::string record_text(const Json& record) {
  std::string out;
  add_members(record, "", out);
  return out;
}

}  // namespace schouw
