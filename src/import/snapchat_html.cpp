// Snapchat, "My Data" as pages: html/chat_history/subpage_<who>.html (since 2023), and tables (before, and for the
// rest).
//
//   <h1>Chat History with noor_h</h1> <div class="rightpanel"><div><h4>noor_h</h4><span>TEXT</span><p>Hoi</p>
//     <h6>2023-05-01 10:00:00 UTC</h6></div>…                                        ->  messages
//   <h3>Friends</h3><table><tr><th>Username</th><th>Display Name</th>…               ->  connections
//
// The rows get the names of the JSON and are read as that is (snapchat_record.cpp).
//
// Gaps: as for the JSON, and a page does not say who of a group the owner is (html/account.html gives the name).
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "html_walk.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "snapchat_record.h"

namespace schouw::snapchat_html {

extern const Importer importer;

namespace {

constexpr std::string_view kWith = "Chat History with ";
constexpr std::size_t kMaxCell = 1 << 20, kMaxLoose = 1 << 16;

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '5';
}

/// Walks one page and gives its rows and panels as objects.
class Page {
 public:
  std::function<void(std::string_view list, const Json& row)> on_row;
  std::function<void(const Json& panel)> on_panel;
  std::string with;       ///< who stands in the title of a chat
  std::string title;      ///< the first <h1>
  Json basic;             ///< what stands below "Basic Information"
  Json classes = Json::object();  ///< the first elements that have one, for a report of an unknown version
  std::string loose;      ///< words outside headings and links, of a page without tables and panels
  bool has_tables = false, has_panels = false, lists_chats = false;
  std::uint64_t cut = 0;  ///< rows and panels that the end of the file breaks

  HtmlEnd walk(EntryReader& entry) {
    const ByteSource source = [&] {
      const auto piece = entry.next();
      tail_.append(piece.data(), piece.size());
      if (tail_.size() > kTail) tail_.erase(0, tail_.size() - kTail);
      return piece;
    };
    whole_page_ = entry.head().find("<html") != std::string_view::npos;
    const HtmlEnd end = walk_html(
        source, {[this](const HtmlElement& element) { start(element); }, [this](std::string_view name) { stop(name); },
                 [this](std::string_view piece) { add(piece); }});
    if (broken()) drop_half();
    release();
    return end;
  }

  /// The parser closes what the file leaves open, so the last record of a page that breaks off may be none.
  bool broken() const { return whole_page_ && tail_.find("</html") == std::string::npos; }

 private:
  static constexpr std::size_t kTail = 256;

  /// The last row or panel, until something follows it.
  struct Waiting {
    std::string list;
    Json value;
    bool is_row = false;
    std::optional<std::string> before_text = {};  ///< what its text was before the last row of text
  };

  void release() {
    if (!waiting_) return;
    const Waiting whole = std::move(*std::exchange(waiting_, std::nullopt));
    whole.is_row ? on_row(whole.list, whole.value) : on_panel(whole.value);
  }

  void drop_half() {
    const std::string_view tail = trim(tail_);
    if (!waiting_) return;
    if (waiting_->before_text && !tail.ends_with("</tr>")) {
      // Half a text, or the first cell of another message.
      ++cut;
      waiting_->value["Text"] = Json(*waiting_->before_text);
    } else if (!tail.ends_with('>')) {
      ++cut;
      waiting_.reset();
    }
  }

  void start(const HtmlElement& element) {
    const std::string_view name = element.name;
    // Something follows: what came before is whole. Behind a row its text may follow, in a row of its own.
    const bool ends_rows = name == "table" || name == "div" || is_heading(name);
    if (waiting_ && (!waiting_->is_row || ends_rows)) release();
    note(element);
    if (name == "div") {
      ++divs_;
      if (panels_at_ == 0 && element.has_class("rightpanel")) {
        panels_at_ = divs_;
      } else if (panels_at_ > 0 && divs_ == panels_at_ + 1) {
        panel_ = Json::object();
      }
    }
    if (name == "tr") row_.clear();
    if (name == "table") columns_.clear();
    if (in_panel()) file(element);
    if (is_heading(name) || name == "h6" || name == "p" || name == "span" || name == "td" || name == "th")
      text_.clear();
    if (name == "br") text_ += '\n';
  }

  bool in_panel() const { return panels_at_ > 0 && divs_ > panels_at_; }

  /// What else the page consists of.
  void note(const HtmlElement& element) {
    constexpr std::size_t kMostClasses = 12;
    has_tables = has_tables || element.name == "table";
    has_panels = has_panels || in_panel();
    lists_chats = lists_chats || element.attribute("href").find("subpage_") != std::string_view::npos;
    if (is_quiet(element.name)) ++quiet_;
    const std::string_view names = element.attribute("class");
    if (!names.empty() && classes.size() < kMostClasses)
      classes[std::string(element.name) + "." + std::string(prefix(names, 64))] = Json();
  }

  static bool is_quiet(std::string_view name) {
    return is_heading(name) || name == "a" || name == "title" || name == "script" || name == "style";
  }

  void file(const HtmlElement& element) {
    std::string_view path = element.attribute(element.name == "a" ? "href" : "src");
    const bool media =
        element.name == "img" || element.name == "video" || element.name == "source" || element.name == "a";
    while (path.starts_with("../")) path.remove_prefix(3);
    if (!media || path.empty() || path.starts_with("data:") || path.starts_with('#') || mime_of(path).empty()) return;
    Json& files = panel_["Files"];
    if (std::ranges::find(files.items(), Json(path)) == files.items().end()) files.push_back(Json(path));
  }

  void add(std::string_view piece) {
    if (text_.size() < kMaxCell) text_ += piece;
    if (quiet_ == 0 && loose.size() < kMaxLoose) loose += piece;
  }

  void stop(std::string_view name) {
    if (is_quiet(name) && quiet_ > 0) --quiet_;
    if (name == "div") return end_div();
    const std::string text = tidy_text(text_);
    if (in_panel()) return panel_part(name, text);
    if (is_heading(name)) {
      heading_ = text;
      if (text.starts_with(kWith)) with = text.substr(kWith.size());
      if (name == "h1" && title.empty()) title = text;
    }
    if (name == "td" || name == "th") row_.emplace_back(text, name == "th");
    if (name == "tr") end_row();
  }

  void panel_part(std::string_view name, const std::string& text) {
    if (name == "h4" && panel_.find("From") == nullptr) panel_["From"] = Json(text);
    if (name == "h6") panel_["Created"] = Json(text);
    if (name == "span" && !text.empty() && panel_.find("Media Type") == nullptr) panel_["Media Type"] = Json(text);
    if (name != "p" || text.empty()) return;
    const std::string before(panel_.str("Content"));
    panel_["Content"] = Json(before.empty() ? text : before + "\n" + text);
  }

  void end_div() {
    if (panels_at_ > 0 && divs_ == panels_at_ + 1 && panel_.size() > 0) {
      release();
      waiting_ = Waiting{.list = {}, .value = std::exchange(panel_, Json::object())};
    }
    if (divs_ == panels_at_) panels_at_ = 0;
    if (divs_ > 0) --divs_;
  }

  /// Until 2022 what was said stands in a row of one cell below the row that says who and when.
  void add_text(const std::string& text) {
    if (!waiting_ || !waiting_->is_row) return on_row(heading_, Json(Json::Object{{"Text", Json(text)}}));
    const std::string before(waiting_->value.str("Text"));
    waiting_->value["Text"] = Json(before.empty() ? text : before + "\n" + text);
    waiting_->before_text = before;
  }

  /// The first row of a table names its columns, in <th> or in bold; two cells below "Basic Information" are a name
  /// and a value.
  void end_row() {
    if (row_.empty()) return;
    if (row_.size() == 1 && columns_.size() > 1) return add_text(row_[0].first);
    release();
    if (heading_ == "Basic Information" && row_.size() == 2) {
      basic[row_[0].first] = Json(row_[1].first);
      return;
    }
    if (columns_.empty()) {
      for (const auto& [text, is_head] : row_) columns_.push_back(text);
      return;
    }
    Json row = Json::object();
    for (std::size_t i = 0; i < std::min(row_.size(), columns_.size()); ++i) row[columns_[i]] = Json(row_[i].first);
    waiting_ = Waiting{.list = heading_, .value = std::move(row), .is_row = true};
  }

  std::string text_, heading_;
  std::vector<std::pair<std::string, bool>> row_;
  std::vector<std::string> columns_;
  Json panel_ = Json::object();
  int divs_ = 0, panels_at_ = 0, quiet_ = 0;
  std::string tail_;
  bool whole_page_ = false;
  std::optional<Waiting> waiting_;
};

constexpr std::string_view kSubpage = "subpage_";

/// "html/chat_history/subpage_noor_h.html" -> "noor_h"
std::string subpage_of(std::string_view path) {
  std::string_view name = base_name(path);
  name = without_copy_mark(name.substr(0, name.rfind('.')));
  if (const auto at = name.find(kSubpage); at != std::string_view::npos) name.remove_prefix(at + kSubpage.size());
  return std::string(name);
}

bool is_subpage(std::string_view path) { return base_name(path).find(kSubpage) != std::string_view::npos; }

/// "2026-01-01 10:00": of what Snapchat tells on its pages, each record has a time.
bool holds_a_time(std::string_view text) {
  for (auto dash = text.find('-'); dash != std::string_view::npos; dash = text.find('-', dash + 1))
    if (dash >= 4 && has_shape(text.substr(dash - 4), "0000-00-00")) return true;
  return text.find(" UTC") != std::string_view::npos;
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink)
      : file_(importer, entry, sink), id_(subpage_of(entry.path())), path_(entry.path()) {}

  void look(EntryReader& entry) {
    Page page;
    page.on_row = [](std::string_view, const Json&) {};
    page.on_panel = [this](const Json& panel) { senders_.insert(std::string(panel.str("From"))); };
    page.walk(entry);
    // Since 2023 only the name, as in "subpage_noor_h.html".
    if (page.with.empty() && page.title == id_) page.with = id_;
    // A chat of two bears the name of the other; of a group nobody who writes is called so.
    for (const std::string& name : {id_, page.with})
      if (other_.empty() && senders_.contains(name)) other_ = name;
    const bool one_way =
        other_.empty() && senders_.size() == 1 && !page.with.empty() && page.with.find(' ') == std::string::npos;
    if (one_way) other_ = page.with;  // only the owner wrote
    title_ = page.with;
    for (const std::string& name : senders_)
      if (!other_.empty() && name != other_) file_.look(other_, marked(Json::object(), name));
    if (!senders_.empty() && other_.empty()) file_.look(id_, Json(Json::Object{{"Conversation Title", Json(named())}}));
    file_.say_owner();
    entry.rewind();
  }

  void take(EntryReader& entry) {
    Page page;
    std::uint64_t index = 0;
    page.on_row = [&](std::string_view list, const Json& row) {
      const Locator at = Locator::at_index(index++);
      const bool text_alone = row.size() == 1 && row.find("Text") != nullptr;
      text_alone ? file_.tally.unknown(row, at) : file_.take(list, row, at);
    };
    page.on_panel = [&](const Json& panel) { chat(panel, Locator::at_index(index++)); };
    const HtmlEnd end = page.walk(entry);
    if (page.basic.size() > 0) file_.account(page.basic);
    other_forms(page);
    if (end == HtmlEnd::too_deep)
      file_.tally.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
    for (std::uint64_t i = 0; i < page.cut; ++i) file_.tally.cut();
    if (page.broken())
      file_.tally.problem({.code = "data-cut",
                           .severity = Severity::high,
                           .loss = Loss::partial,
                           .args = {},
                           .lost_records = page.cut});
    file_.tally.finish();
  }

 private:
  std::string named() const { return title_.empty() ? id_ : title_; }

  Json marked(Json panel, std::string_view from) const {
    panel["From"] = Json(from);
    panel["IsSender"] = Json(!other_.empty() && from != other_);
    if (other_.empty()) panel["Conversation Title"] = Json(named());
    return panel;
  }

  void chat(const Json& panel, Locator at) {
    if (panel.str("From").empty()) {
      if (panel.find("Created") != nullptr) return file_.tally.unknown(panel, std::move(at));
      if (panel.size() > 0 && nameless_++ == 0) {
        first_nameless_ = panel;
        nameless_at_ = std::move(at);
      }
      return;
    }
    named_ = true;
    Json item = marked(panel, panel.str("From"));
    if (item.find("Media Type") == nullptr) item["Media Type"] = Json("TEXT");
    if (item.find("Content") == nullptr) item["Content"] = Json("");
    file_.take(other_.empty() ? id_ : other_, item, std::move(at));
  }

  /// A page with words but without the tables and panels of the known versions must not pass as one that holds nothing.
  void other_forms(const Page& page) {
    for (std::uint64_t i = 0; is_subpage(path_) && !named_ && i < nameless_; ++i)
      file_.tally.unknown(first_nameless_, nameless_at_);
    const std::string_view words = trim(page.loose);
    if (page.has_tables || page.has_panels || page.lists_chats || words.empty()) return;
    is_subpage(path_) || holds_a_time(words) ? file_.tally.unknown(page.classes, Locator::at_index(0))
                                             : file_.tally.not_read(base_name(path_), 1);
  }

  SnapchatFile file_;
  std::string id_, other_, title_, path_;
  std::set<std::string> senders_;
  bool named_ = false;          ///< a panel says who wrote it
  std::uint64_t nameless_ = 0;  ///< panels that do not
  Json first_nameless_;
  Locator nameless_at_;
};

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  Chat chat(entry, sink);
  chat.look(entry);
  chat.take(entry);
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head(), path = entry.path();
  if (head.empty()) return path.ends_with(".html") ? snapchat_bid_for_empty(path) : Bid::no;
  const std::string_view start = trim(head.substr(0, 512));
  if (start.find('<') == std::string_view::npos || !path.ends_with(".html")) return Bid::no;
  const auto has = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
  const bool panels = has("rightpanel");
  if (panels && (has(kWith) || is_subpage(path))) return Bid::certain;
  for (const std::string_view folder : {"html/chat_history/", "html/snap_history/"})
    if (is_subpage(path) && path_ends_with(path, std::string(folder).append(base_name(path)))) return Bid::likely;
  if (has("Received Saved Chat History") || (has("Friend Requests Sent") && has("Blocked Users"))) return Bid::certain;
  return snapchat_bid_for_empty(path);
}

}  // namespace

constinit const Importer importer{.id = "snapchat-html",
                                  .platform = "snapchat",
                                  .versions = "2018-2026",
                                  .gaps = "format.snapchat-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::snapchat_html
