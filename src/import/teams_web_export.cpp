// Teams chats as the browser extension "Teams Chat Exporter" (teams-web-chat-exporter; Chrome, Edge, Firefox) saves them:
// JSON, a table, text or a page.
//
//   {"meta": {"title": "Sectie", "conversationId": "19:…@thread.v2", "count": 1}, "messages": [{"id": "1767603600001",
//     "author": "Bas Visser", "timestamp": "2026-01-05T09:00:00.001Z", "text": "Hoi", "edited": false, …}]}
//   id,author,timestamp,text,edited,deleted,system,…        [2026-01-05T09:00:00.001Z] Bas Visser: Hoi
//
//   <div class="msg"><div class="hdr">Bas Visser — <span title="2026-01-05T09:00:00.001Z">5 jan</span></div><div>Hoi</div>
//
// Gaps: names only; whose export it is; reactions; who was added stands in words in the line; the PDF is not read; a text
// of several lines that looks like a message is one, in the text form.
#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "add_line.h"
#include "csv_rows.h"
#include "html_text.h"
#include "html_walk.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "tally.h"
#include "teams_message.h"
#include "whole_entry.h"

namespace schouw::teams_web_export {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;
constexpr std::string_view kNamePrefix = "TeamsExport_";

/// "TeamsExport_Sectie Frans_2026-01-06_10-00-00.csv" -> "Sectie Frans"; empty for another name.
std::string title_of_name(std::string_view path) {
  std::string_view name = base_name(path);
  if (!name.starts_with(kNamePrefix)) return {};
  name.remove_prefix(kNamePrefix.size());
  const auto stamp = name.find("_20");
  return tidy_text(name.substr(0, stamp == std::string_view::npos ? name.rfind('.') : stamp));
}

ConversationRef conversation_of(const std::string& id, const std::string& title, std::string_view where) {
  if (id.empty()) return {.key = one_sided_key(title, where), .kind = ConversationKind::group, .title = title};
  TeamsPlace place = teams_place_of_path(id);
  if (place.chat_id.empty() && place.channel_id.empty()) place.chat_id = id;
  place.title = title;
  return teams_conversation(Json::object(), place);
}

/// Names that the extension puts where there is none.
AccountRef account(std::string_view name) {
  AccountRef out{.display_name = tidy_text(name)};
  if (out.display_name == "[unknown]" || out.display_name == "[forwarded]" || out.display_name == "[system]")
    out.display_name.clear();
  return out;
}

void add_tagged(AccountRef who, Message& message) {
  if (!who.empty() && std::ranges::find(message.tagged, who) == message.tagged.end())
    message.tagged.push_back(std::move(who));
}

void add_files(const Json& source, Message& message) {
  for (const Json& file : source.at("attachments").items()) {
    Attachment one{.name = tidy_text(file.str("label")), .caption = tidy_text(file.str("href"))};
    if (file.str("kind") == "preview" || one.name.find("://") != std::string::npos) {
      one.kind = AttachmentKind::link;
    } else {
      one.mime = std::string(mime_of(one.name));
      one.kind = attachment_kind_of(one.name, one.mime);
    }
    if (one.caption.starts_with("data:")) one.caption.clear();
    if (one.caption.starts_with("images/")) one.uri = std::exchange(one.caption, {});
    message.attachments.push_back(std::move(one));
  }
}

/// What others said: the message that was answered, or passed on.
void add_quoted(const Json& source, Message& message) {
  const Json& reply = source.at("replyTo");
  add_line(message.quoted, tidy_text(reply.str("text")));
  message.in_reply_to = tidy_text(reply.str("id"));
  const std::string thread = tidy_text(source.str("threadId"));
  if (message.in_reply_to.empty() && thread != message.native_id) message.in_reply_to = thread;
  const Json& forwarded = source.at("forwarded");
  message.flags.forwarded = forwarded.is_object() || source.str("author") == "[forwarded]";
  add_line(message.quoted, tidy_text(forwarded.str("originalText")));
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(entry.path()), sink), where_(entry.path()), title_(title_of_name(entry.path())) {
    conversation_ = conversation_of({}, title_, where_);
  }

  Tally& tally() { return tally_; }

  void meta(const Json& source) {
    if (std::string title = tidy_text(source.str("title")); !title.empty()) title_ = std::move(title);
    conversation_ = conversation_of(tidy_text(source.str("conversationId")), title_, where_);
    if (source.find("partial") != nullptr && !source.at("partial").is_null()) partial();
  }

  /// The extension says itself that it stopped early.
  void partial() {
    tally_.problem(
        {.code = "data-cut", .severity = Severity::high, .loss = Loss::partial, .locator = Locator::at_index(0)});
  }

  void message(const Json& source, Locator at) {
    if (source.find("author") == nullptr && source.find("text") == nullptr) return tally_.unknown(source, std::move(at));
    Message message{.conversation = conversation_, .locator = std::move(at)};
    message.native_id = tidy_text(source.str("id"));
    message.time = parse_iso8601(source.str("timestamp"));
    message.title = tidy_text(source.str("subject"));
    message.text = tidy_text(source.str("text"));
    if (message.text.empty()) message.text = html_to_text(source.str("contentHtml")).text;
    message.flags.edited = source.at("edited").boolean().value_or(false);
    message.flags.deleted = source.at("deleted").boolean().value_or(false);
    add_quoted(source, message);
    add_files(source, message);
    for (const Json& one : source.at("mentions").items()) add_tagged(account(one.str("name")), message);
    if (source.at("system").boolean().value_or(false)) return system(source, std::move(message));
    if (AccountRef sender = account(source.str("author")); !sender.empty()) message.sender = std::move(sender);
    if (message.flags.deleted && message.text.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

 private:
  /// A line of Teams; one between two days bears no time.
  void system(const Json& source, Message message) {
    message.kind = source.str("messageType").starts_with("Event/Call") ? MessageKind::call : MessageKind::system;
    if (source.str("timestamp").empty()) return tally_.give_undated(std::move(message));
    tally_.give(std::move(message));
  }

  Tally tally_;
  std::string where_, title_;
  ConversationRef conversation_;
};

// The table.

std::optional<CsvHead> csv_head(std::string_view head) {
  if (!mentions(head, {"reactions_json"})) return std::nullopt;
  return find_csv_head(head, [](const CsvHead& names) {
    return names.has({"id", "author", "timestamp", "text", "edited", "system", "reactions_json", "attachments_json"});
  });
}

/// A cell that a spreadsheet might take for a formula has an apostrophe in front.
std::string cell(const CsvRecord& row, std::string_view name) {
  std::string_view text = row.at(name);
  if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos)
    text.remove_prefix(1);
  return std::string(text);
}

/// The first versions wrote "\n" for a line break.
std::string with_breaks(std::string text) {
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 1)) text.replace(at, 2, "\n");
  return text;
}

Json message_of_row(const CsvRecord& row) {
  Json out = Json::object();
  for (const std::string_view key : {"id", "author", "timestamp", "subject"}) out[key] = Json(cell(row, key));
  const bool old = !row.has("message_type") && !row.has("mentions");
  out["text"] = Json(old ? with_breaks(cell(row, "text")) : cell(row, "text"));
  for (const std::string_view key : {"edited", "deleted", "system"}) out[key] = Json(row.at(key) == "true");
  out["messageType"] = Json(row.at("message_type"));
  JsonDamage damage;
  if (!row.at("attachments_json").empty()) out["attachments"] = parse_json_leniently(row.at("attachments_json"), damage);
  if (!row.at("reply_to").empty()) out["replyTo"]["text"] = Json(cell(row, "reply_to"));
  if (!row.at("forwarded").empty()) out["forwarded"]["originalText"] = Json(cell(row, "forwarded"));
  return out;
}

void read_table(EntryReader& entry, const CsvHead& head, RecordSink& sink) {
  Chat chat(entry, sink);
  if (entry.head().substr(0, 16).find("# WARNING") != std::string_view::npos) chat.partial();
  const CsvDamage damage = read_csv(entry, head, [&](const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return chat.tally().cut();
    chat.message(message_of_row(row), Locator::at_line(row.line()));
  });
  chat.tally().finish(damage);
}

// The text.

/// "[2026-01-05T09:00:00.001Z] Bas Visser: Hoi"; nothing for another line.
std::optional<Json> message_of_line(std::string_view line) {
  constexpr std::string_view kForwarded = " [forwarded from ";
  if (!has_shape(line.substr(0, std::min<std::size_t>(line.size(), 12)), "[0000-00-00T")) return std::nullopt;
  const auto end = line.find("] ");
  if (end == std::string_view::npos || end > 40 || line[end - 1] != 'Z') return std::nullopt;
  const std::string_view rest = line.substr(end + 2);
  const auto colon = rest.find(':');
  if (colon == std::string_view::npos || (colon + 1 < rest.size() && rest[colon + 1] != ' ')) return std::nullopt;
  Json out = Json::object();
  std::string_view author = rest.substr(0, colon), text = trim(rest.substr(colon + 1));
  if (const auto from = author.find(kForwarded); from != std::string_view::npos) {
    author = author.substr(0, from);
    out["forwarded"]["originalText"] = Json(std::exchange(text, {}));
  }
  out["timestamp"] = Json(line.substr(1, end - 1));
  out["author"] = Json(author);
  out["text"] = Json(text);
  out["system"] = Json(author == "[system]");
  return out;
}

/// Below a message: what it answers ("  > Bas: Hoi"), what it passes on, or more of its text.
void add_below(std::string_view line, Json& message) {
  constexpr std::string_view kForwarded = "  [forwarded from ";
  if (line.starts_with("  > ")) {
    std::string quoted(message.at("replyTo").str("text"));
    add_line(quoted, line.substr(4));
    message["replyTo"]["text"] = Json(std::move(quoted));
  } else if (const auto colon = line.find("]: "); line.starts_with(kForwarded) && colon != std::string_view::npos) {
    message["forwarded"]["originalText"] = Json(line.substr(colon + 3));
  } else {
    std::string text(message.str("text"));
    if (!text.empty()) text += '\n';
    text += line.starts_with("    ") ? line.substr(4) : line;
    message["text"] = Json(std::move(text));
  }
}

void read_text(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  const std::string text = whole_text(entry, kMaxTextBytes, sink);
  std::optional<Json> held;
  std::uint64_t line_number = 0, held_at = 0;
  const auto flush = [&] {
    if (held) chat.message(*held, Locator::at_line(held_at));
    held.reset();
  };
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++line_number;
    if (auto next = message_of_line(line)) {
      flush();
      held = std::move(next);
      held_at = line_number;
    } else if (held) {
      add_below(line, *held);
    } else if (line.starts_with("# WARNING")) {
      chat.partial();
    } else if (!trim(line).empty()) {
      Json unknown = Json::object();
      unknown["line"] = Json(line);
      chat.tally().unknown(unknown, Locator::at_line(line_number));
    }
  }
  flush();
  chat.tally().finish();
}

// JSON.

void read_json(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  const JsonDamage damage = stream_json(
      bytes_of(entry), {[](auto path, bool is_array) {
                          const bool list = path.size() == 1 && is_array && path[0] == "messages";
                          return path.empty() || list ? JsonStep::enter : JsonStep::take;
                        },
                        [&](const JsonItem& item, Json&& value) {
                          if (item.path.size() == 1 && item.path[0] == "meta") return chat.meta(value);
                          if (item.path.size() != 2) return;
                          if (!item.complete) return chat.tally().cut();
                          chat.message(value, Locator::at_index(item.index));
                        }});
  chat.tally().finish(damage);
}

// The page.

class PageWalk {
 public:
  PageWalk(EntryReader& entry, RecordSink& sink) : chat_(entry, sink) {
    const HtmlEnd end = walk_html(bytes_of(entry), {.start = [this](const HtmlElement& element) { start(element); },
                                                    .end = [this](std::string_view) { end_element(); },
                                                    .text = [this](std::string_view piece) { text(piece); }});
    flush();
    if (index_ > 0 && index_ < stated()) chat_.partial();
    // No message that we know: a form of the page that is newer, or an empty chat.
    if (index_ == 0)
      chat_.tally().problem({.code = "other-form-of-export",
                             .severity = Severity::high,
                             .loss = Loss::whole,
                             .locator = Locator::at_index(0),
                             .args = {"Teams Chat Exporter", "JSON"}});
    if (end == HtmlEnd::too_deep)
      chat_.tally().problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
    chat_.tally().finish();
  }

 private:
  enum class Part { none, ignored, title, count, author, text, quoted, forwarded, files, label };

  static bool is_one_of(const HtmlElement& element, std::initializer_list<std::string_view> classes) {
    return std::ranges::any_of(classes, [&](std::string_view one) { return element.has_class(one); });
  }

  void start(const HtmlElement& element) {
    const Part above = parts_.empty() ? Part::none : parts_.back();
    if (!held_ && is_one_of(element, {"msg", "divider"})) begin(element.has_class("divider"));
    parts_.push_back(part_of(element, above));
    const bool line = element.name == "br" || element.name == "div" || element.name == "p" || element.name == "tr";
    if (line && !words().empty() && words().back() != '\n') words() += '\n';
    if (above == Part::files) file(element);
  }

  /// What the text below this element is.
  Part part_of(const HtmlElement& element, Part above) {
    if (above == Part::ignored || element.name == "style" || element.name == "script" || element.name == "button")
      return Part::ignored;
    if (element.name == "h1") return Part::title;
    if (!held_) return element.has_class("meta") || above == Part::count ? Part::count : Part::none;
    if (element.has_class("edited")) edited_ = true;
    if (is_one_of(element, {"avt", "reactions", "reply-meta", "forward-header", "att-meta", "rel", "edited", "meta"}))
      return Part::ignored;
    if (element.has_class("hdr")) return Part::author;
    if (above == Part::author && !element.attribute("title").empty()) {
      time_ = element.attribute("title");
      return Part::ignored;
    }
    if (is_one_of(element, {"reply"}) || (element.name == "blockquote" && above == Part::text)) return Part::quoted;
    if (element.has_class("forward")) return Part::forwarded;
    if (element.has_class("atts")) return Part::files;
    if (element.name == "a" && above == Part::files) return Part::label;
    const bool plain = element.name == "div" && element.attribute("class").empty();
    if (element.has_class("tbl-wrap") || (plain && above == Part::none) || (system_ && element.name == "span"))
      return Part::text;
    return above;
  }

  void file(const HtmlElement& element) {
    const bool picture = element.name == "img";
    if (!picture && element.name != "a") return;
    Json one = Json::object();
    one["label"] = Json(element.attribute("alt"));
    one["href"] = Json(element.attribute(picture ? "src" : "href"));
    files_.push_back(std::move(one));
  }

  void text(std::string_view piece) {
    const Part part = parts_.empty() ? Part::none : parts_.back();
    if (part == Part::label && files_.size() > 0) {
      Json& last = files_.items_mut().back();
      last["label"] = Json(std::string(last.str("label")) + std::string(piece));
    } else {
      words() += piece;
    }
  }

  /// Where the words go that stand here.
  std::string& words() {
    switch (parts_.empty() ? Part::none : parts_.back()) {
      case Part::title:
        return title_;
      case Part::count:
        return count_;
      case Part::author:
        return author_;
      case Part::text:
        return text_;
      case Part::quoted:
        return quoted_;
      case Part::forwarded:
        return forwarded_;
      case Part::none:
      case Part::ignored:
      case Part::files:
      case Part::label:
        break;
    }
    nowhere_.clear();
    return nowhere_;
  }

  void end_element() {
    if (parts_.empty()) return;
    const bool title = parts_.back() == Part::title;
    parts_.pop_back();
    if (held_ && parts_.size() == depth_) flush();
    if (!title) return;
    Json meta = Json::object();
    meta["title"] = Json(std::exchange(title_, {}));
    if (meta.str("title") != "Teams Chat Export") chat_.meta(meta);
  }

  /// "Messages: 42": the page says itself how many there are, and has no mark at its end.
  std::uint64_t stated() const {
    const auto digits = std::min(count_.find_first_of("0123456789"), count_.size());
    std::uint64_t number = 0;
    std::from_chars(count_.data() + digits, count_.data() + count_.size(), number);
    return number;
  }

  void begin(bool system) {
    held_ = true;
    depth_ = parts_.size();
    system_ = system;
    edited_ = false;
    files_ = Json::array();
  }

  void flush() {
    if (!std::exchange(held_, false)) return;
    Json message = Json::object();
    std::string_view author = trim(author_);
    for (const std::string_view dash : {"\u2014", "-"})
      if (author.ends_with(dash)) author = trim(author.substr(0, author.size() - dash.size()));
    message["author"] = Json(author);
    message["timestamp"] = Json(std::exchange(time_, {}));
    message["text"] = Json(std::exchange(text_, {}));
    message["system"] = Json(system_);
    message["edited"] = Json(edited_);
    message["attachments"] = std::move(files_);
    if (!quoted_.empty()) message["replyTo"]["text"] = Json(std::exchange(quoted_, {}));
    if (!forwarded_.empty()) message["forwarded"]["originalText"] = Json(std::exchange(forwarded_, {}));
    author_.clear();
    chat_.message(message, Locator::at_index(index_++));
  }

  Chat chat_;
  std::vector<Part> parts_ = {};  ///< of the elements that are open
  bool held_ = false, system_ = false, edited_ = false;
  std::size_t depth_ = 0;  ///< how many elements are open around the message
  std::uint64_t index_ = 0;
  Json files_ = Json::array();
  std::string title_, count_, author_, time_, text_, quoted_, forwarded_, nowhere_;
};

bool is_page(std::string_view head) {
  return is_markup_head(head) && head.find("data-toggle-compact") != std::string_view::npos;
}

bool is_text(const EntryReader& entry) {
  if (!base_name(entry.path()).starts_with(kNamePrefix) || !is_text_head(entry.head())) return false;
  std::string_view head = entry.head();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (int line = 0; line < 4 && !head.empty(); ++line) {
    const auto end = std::min(head.find('\n'), head.size());
    if (message_of_line(trim(head.substr(0, end)))) return true;
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return false;
}

Bid bid(const EntryReader& entry) {
  if (csv_head(entry.head())) return Bid::certain;
  if (is_page(entry.head()) || is_text(entry)) return Bid::likely;
  if (!mentions(entry.head(), {"\"meta\""})) return Bid::no;
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json || !shape.has("meta")) return Bid::no;
  // Pictures of people stand in front, and may fill the head; an empty chat has no items.
  const bool named = base_name(entry.path()).starts_with(kNamePrefix);
  if (!shape.item_has("author")) return named ? Bid::likely : Bid::no;
  return shape.has("messages") && shape.item_has("timestamp") && shape.item_has("text") ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_page(entry.head())) {
    const PageWalk whole(entry, sink);
    return;
  }
  if (const auto head = csv_head(entry.head())) return read_table(entry, *head, sink);
  is_text(entry) ? read_text(entry, sink) : read_json(entry, sink);
}

}  // namespace

constinit const Importer importer{.id = "teams-web-export",
                                  .platform = "teams",
                                  .versions = "Teams Chat Exporter 2025-2026",
                                  .gaps = "format.teams-web-export.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_web_export
