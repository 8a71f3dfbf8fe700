// The words of a message of Slack. In them "<…>" stands for whom or what is meant, and "&", "<", ">" are escaped.
//   Hoi <@U061A1R2R>, zie <https://school.example|de site> en <#C01|general>
//   -> Hoi @U061A1R2R, zie de site (https://school.example) en #general
// Gap: a member is called by number where the message has no name; who it is, is among those who are tagged.
#include "slack_text.h"

#include <algorithm>

#include "add_line.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

void tag(std::string_view id, std::vector<AccountRef>& tagged) {
  constexpr std::size_t kMost = 1000;
  AccountRef who{.native_id = tidy_text(id)};
  if (!who.empty() && tagged.size() < kMost && std::ranges::find(tagged, who) == tagged.end())
    tagged.push_back(std::move(who));
}

std::string_view without(std::string_view text, std::string_view begin) {
  return text.starts_with(begin) ? text.substr(begin.size()) : text;
}

/// What stands between "<" and ">".
void append_mark(std::string_view mark, std::string& out, std::vector<AccountRef>& tagged) {
  const std::size_t bar = mark.find('|');
  const std::string_view what = mark.substr(0, bar);
  const std::string_view label = bar == std::string_view::npos ? std::string_view{} : mark.substr(bar + 1);
  if (what.starts_with('@')) {
    tag(what.substr(1), tagged);
    out.append("@").append(without(label.empty() ? what.substr(1) : label, "@"));
  } else if (what.starts_with('#')) {
    out.append("#").append(without(label.empty() ? what.substr(1) : label, "#"));
  } else if (what.starts_with('!')) {
    if (label.empty())
      out.append("@").append(what.substr(1, what.find('^') - 1));
    else
      out += label;
  } else if (label.empty() || label == what || without(what, "mailto:") == label || without(what, "tel:") == label ||
             what == "http://" + std::string(label)) {
    out += label.empty() ? what : label;
  } else {
    out.append(label).append(" (").append(what).append(")");
  }
}

void gather(const Json& block, int depth, std::string& out, std::vector<AccountRef>& tagged) {
  constexpr int kDeepest = 16;
  if (depth > kDeepest) return;
  for (const Json& one : block.items()) gather(one, depth + 1, out, tagged);
  if (!block.is_object()) return;
  const std::string_view type = block.str("type");
  if (type == "user") {
    tag(block.str("user_id"), tagged);
    out.append("@").append(block.str("user_id"));
  } else if (type == "emoji") {
    out.append(":").append(block.str("name")).append(":");
  } else if (type == "link") {
    out += block.str("text").empty() ? block.str("url") : block.str("text");
    if (!block.str("text").empty()) out.append(" (").append(block.str("url")).append(")");
  } else if (block.at("text").is_string()) {
    out += type == "text" ? std::string(block.str("text")) : slack_words(block.str("text"), tagged);
  } else {
    const bool part = type.starts_with("rich_text_") || type == "section" || type == "header" || type == "context";
    if (part && !out.empty() && !out.ends_with('\n')) out += '\n';
    for (const std::string_view key : {"text", "fields", "elements"}) gather(block.at(key), depth + 1, out, tagged);
  }
}

}  // namespace

std::string slack_words(std::string_view text, std::vector<AccountRef>& tagged) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
    out += text.substr(0, close == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) break;
    append_mark(text.substr(open + 1, close - open - 1), out, tagged);
    text.remove_prefix(close + 1);
  }
  return tidy_text(unescaped_text(out));
}

std::string slack_blocks(const Json& blocks, std::vector<AccountRef>& tagged) {
  std::string out;
  gather(blocks, 0, out, tagged);
  return tidy_text(out);
}

}  // namespace schouw
