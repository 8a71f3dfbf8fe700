// Pages of a wiki, as MediaWiki (Wikipedia, a school's own wiki) exports them: "Special:Export" and dumps, 0.3 to 0.11.
//
//   <page><title>Sportdag</title><ns>0</ns><revision><id>11</id><parentid>10</parentid>
//     <timestamp>2026-01-06T08:00:00Z</timestamp><contributor><username>KarinJ</username><id>5</id></contributor>
//     <comment>foto erbij</comment><text>…</text></revision></page>
//   -> a post of KarinJ with the lines that this version adds and her remark; what stood there already is quoted
//
// Gaps: of a version whose predecessor is not in the file nobody can tell which lines are new: all of it is quoted. A
// line that was changed counts as new. Markup of the wiki stays in the text; files and pictures are named in it only.
#include <algorithm>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "add_line.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "web_post.h"
#include "whole_entry.h"

namespace schouw::mediawiki_xml {

extern const Importer importer;

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::string get(const Fields& fields, std::string_view key) {
  const auto found = fields.find(key);
  return found == fields.end() ? std::string{} : found->second;
}

/// Calls `what` for each line without blanks around it; empty lines are none.
template <class Do>
requires std::invocable<Do, std::string_view>
void each_line(std::string_view text, Do what) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = trim(text.substr(0, end)); !line.empty()) what(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// Lines of `text` that `before` has not go to `added`, the others to `kept`.
void divide(std::string_view text, std::string_view before, std::string& added, std::string& kept) {
  std::multiset<std::string_view> there;
  each_line(before, [&](std::string_view line) { there.insert(line); });
  each_line(text, [&](std::string_view line) {
    const auto found = there.find(line);
    add_line(found == there.end() ? added : kept, line);
    if (found != there.end()) there.erase(found);
  });
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, line); };
    visitor.end = [this](std::string_view name, std::string_view text) { end(name, text); };
    damage_ = stream_xml(bytes_of(entry), visitor);
  }

  void finish() {
    if (in_record()) tally_.cut();
    tally_.not_read("logitem", log_lines_);
    finish_xml(damage_, tally_);
  }

 private:
  bool in_record() const {
    return std::ranges::find(path_, "revision") != path_.end() || std::ranges::find(path_, "upload") != path_.end();
  }

  void start(const XmlElement& element, std::uint64_t line) {
    path_.emplace_back(element.name);
    if (element.name == "page") {
      page_.clear();
      before_.reset();
      before_id_.clear();
    } else if (is_record(element.name)) {
      record_.clear();
      line_ = line;
    } else if (element.name == "mediawiki") {
      const std::string_view version = element.attribute("version");
      says_parents_ = !(version.starts_with("0.") && version.size() == 3 && version[2] < '7');
    } else if (element.name == "namespace") {
      namespace_key_ = std::string(element.attribute("key"));
    }
    if (!element.attribute("deleted").empty()) record_.emplace(std::string(element.name) + " gone", "yes");
  }

  static bool is_record(std::string_view name) { return name == "revision" || name == "upload" || name == "logitem"; }

  void end(std::string_view name, std::string_view text) {
    if (path_.empty()) return;
    path_.pop_back();
    const std::string_view in = path_.empty() ? std::string_view{} : std::string_view(path_.back());
    if (in == "contributor")
      record_.emplace("by " + std::string(name), text);
    else if (is_record(in))
      record_.emplace(name, text);
    else if (in == "page")
      page_.emplace(name, text);
    else if (in == "siteinfo")
      site_.emplace(name, text);
    else if (name == "namespace")
      namespaces_.emplace(text, namespace_key_);
    if (name == "revision") revision();
    if (name == "upload") upload();
    if (name == "logitem") ++log_lines_;
  }

  /// Every second namespace is for talk about the one before it. Exports until 0.5 do not say it with the page.
  bool is_talk() const {
    std::string key = get(page_, "ns");
    const std::string title = get(page_, "title");
    if (const auto colon = title.find(':'); key.empty() && colon != std::string::npos)
      key = get(namespaces_, std::string_view(title).substr(0, colon));
    return !key.empty() && is_digit(key.back()) && (key.back() - '0') % 2 == 1;
  }

  /// Who is not logged in has an address of the network for a name.
  AccountRef contributor() const {
    const std::string name = tidy_text(get(record_, "by username")), ip = tidy_text(get(record_, "by ip"));
    const std::string id = tidy_text(get(record_, "by id"));
    AccountRef out{.display_name = name.empty() ? ip : name, .handle = name.empty() ? ip : name};
    if (!name.empty() && id != "0") out.native_id = id;
    return out;
  }

  ConversationRef site() const { return site_conversation(get(site_, "base"), get(site_, "sitename")); }

  void revision() {
    const std::string id = tidy_text(get(record_, "id")), parent = tidy_text(get(record_, "parentid"));
    if (id.empty() && get(record_, "timestamp").empty()) {
      Json keys = Json::object();
      for (const auto& [key, value] : record_) keys[key] = Json(true);
      return tally_.unknown(keys, Locator::at_line(line_));
    }
    Message message{.kind = is_talk() ? MessageKind::comment : MessageKind::post, .locator = Locator::at_line(line_)};
    message.title = tidy_text(get(page_, "title"));
    message.conversation = site();
    message.time = web_time(get(record_, "timestamp"));
    message.native_id = id;
    if (AccountRef by = contributor(); !by.empty()) message.sender = std::move(by);
    const std::string text = get(record_, "text");
    // Only with what stood there before it shows what this person wrote.
    const bool first = parent.empty() ? !before_ && says_parents_ : parent == "0";
    const bool known = first || (before_ && (parent.empty() || parent == before_id_));
    if (known)
      divide(text, first ? std::string_view{} : std::string_view(*before_), message.text, message.quoted);
    else
      message.quoted = tidy_text(text);
    add_line(message.text, tidy_text(get(record_, "comment")));
    message.version = known ? "1" : "0";
    if (record_.contains("text gone")) {
      message.flags.deleted = true;
      tally_.absent();
    }
    before_ = text;
    before_id_ = id;
    tally_.give(std::move(message));
  }

  void upload() {
    MediaItem media{.locator = Locator::at_line(line_)};
    media.file = web_picture(get(record_, "src"), get(record_, "comment"));
    if (media.file.name.empty()) media.file.name = tidy_text(get(record_, "filename"));
    media.file.kind = attachment_kind_of(media.file.name, media.file.mime);
    if (AccountRef by = contributor(); !by.empty()) media.publisher = std::move(by);
    media.published = web_time(get(record_, "timestamp"));
    tally_.give(std::move(media));
  }

  Tally tally_;
  XmlDamage damage_;
  std::vector<std::string> path_;
  Fields site_, page_, record_;
  Fields namespaces_;  ///< name -> number
  std::string namespace_key_;
  std::optional<std::string> before_;  ///< the text of the version before, of the same page
  std::string before_id_;
  bool says_parents_ = true;  ///< exports until 0.6 do not say what a version follows
  std::uint64_t line_ = 0, log_lines_ = 0;
};

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  const std::string_view head = entry.head().substr(0, 4096);
  if (head.find("<mediawiki") == std::string_view::npos) return Bid::no;
  return head.find("mediawiki.org/xml/export") == std::string_view::npos ? Bid::likely : Bid::certain;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

constinit const Importer importer{.id = "mediawiki-xml",
                                  .platform = "wiki",
                                  .versions = "MediaWiki 0.3-0.11",
                                  .gaps = "format.mediawiki-xml.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::mediawiki_xml
