// Pages of Facebook's archive until 2018.
//
//   <h1>Bas Visser</h1> ... <div class="thread">Bas Visser, Noor Bakker
//   <div class="message"><div class="message_header"><span class="user">Noor Bakker</span>
//   <span class="meta">Friday, October 4, 2013 at 10:05pm PDT</span></div></div><p>Hoi</p>   ->  a message
//   <h2>Friends</h2><ul><li>Noor Bakker (Jan 5, 2015)</li></ul>                              ->  a friend
//   <p><div class="meta">…</div>Bas Visser updated his status.<div class="comment">…</div>   ->  a post
//
// Who takes part stands before the messages, so the page is read once. <h1> is the owner, as <title> confirms.
//
// Gaps: pages of photos, films and events are counted and not read; a picture in a message is only its place in the
// page; of a friend only the name.
#include "facebook_legacy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "html_words.h"
#include "json_damage.h"
#include "meta_date.h"
#include "meta_media.h"
#include "meta_message.h"
#include "meta_place.h"

namespace schouw {
namespace {

constexpr auto kConversationWith = std::to_array<std::string_view>({"Conversation with ", "Gesprek met "});
constexpr auto kParticipants = std::to_array<std::string_view>({"Participants: ", "Deelnemers: "});
/// Pages that hold nothing for an audit.
constexpr auto kNothing = std::to_array<std::string_view>({"ads", "apps", "contact_info", "friends", "index", "messages",
                                                           "mobile_devices", "places", "pokes", "security", "settings",
                                                           "survey_responses", "synced_photos"});

struct Heading {
  std::string_view words;
  ConnectionKind kind;
};
/// Folded.
constexpr auto kHeadings = std::to_array<Heading>({
    {"friends", ConnectionKind::friend_},
    {"vrienden", ConnectionKind::friend_},
    {"sent friend requests", ConnectionKind::request_sent},
    {"verzonden vriendschapsverzoeken", ConnectionKind::request_sent},
    {"received friend requests", ConnectionKind::request_received},
    {"ontvangen vriendschapsverzoeken", ConnectionKind::request_received},
    {"declined friend requests", ConnectionKind::request_received},
    {"geweigerde vriendschapsverzoeken", ConnectionKind::request_received},
    {"removed friends", ConnectionKind::removed},
    {"verwijderde vrienden", ConnectionKind::removed},
    {"followers", ConnectionKind::followed_by},
    {"volgers", ConnectionKind::followed_by},
    {"followees", ConnectionKind::follows},
    {"following", ConnectionKind::follows},
    {"volgend", ConnectionKind::follows},
});

template <std::size_t N>
bool take_prefix(std::string_view& text, const std::array<std::string_view, N>& all) {
  for (const std::string_view one : all)
    if (text.starts_with(one)) {
      text.remove_prefix(one.size());
      return true;
    }
  return false;
}

enum class At { elsewhere, title, owner, heading, members, user, time, words, item, entry_title, comment };

class Page : public HtmlVisitor {
 public:
  explicit Page(MetaFile& file) : file_(file) {}

  void start(const HtmlTag& tag) override {
    ++depth_;
    const std::string_view name = tag.name();
    if (name == "br") words_.line();
    if (name == "script" || name == "style") hidden_ = depth_;
    if (name == "title") begin(At::title);
    if (name == "h1") begin(At::owner);
    if (name == "h2" || name == "h3") begin(At::heading);
    if (name == "li" && kind_) begin(At::item);
    if (name == "p" && message_) begin(At::words);
    if (name == "div") division(tag);
    if (name == "span" && message_ && tag.has_class("user")) begin(At::user);
    if (name == "span" && message_ && tag.has_class("meta")) begin(At::time);
    if (message_ || post_) reference(tag);
  }

  void end(std::string_view name) override {
    if (depth_ == hidden_) hidden_ = 0;
    const bool mine = depth_ == at_depth_ && at_ != At::elsewhere && at_ != At::entry_title && at_ != At::members;
    if (mine) close();
    if (name == "div" && depth_ == thread_depth_) end_thread();
    if (name == "p" || name == "div") words_.block();
    --depth_;
  }

  void text(std::string_view piece) override {
    if (hidden_ == 0) words_.add(piece);
  }

  void last_byte(bool truncated) override { ended_ = truncated; }

  void finish() {
    end_thread();
    end_post();
    say_owner();
  }
  std::uint64_t dates() const { return dates_; }

 private:
  void begin(At at) {
    close();
    at_ = at;
    at_depth_ = depth_;
    words_ = {};
  }

  void division(const HtmlTag& tag) {
    if (tag.has_class("thread")) {
      end_thread();
      begin(At::members);
      thread_depth_ = depth_;
      thread_.reset();
    } else if (tag.has_class("message")) {
      close();
      give_message();
      message_.emplace();
    } else if (tag.has_class("meta")) {
      ++dates_;
      if (is_wall()) {
        end_post();
        begin(At::time);
        post_.emplace();
      }
    } else if (tag.has_class("comment") && post_) {
      begin(At::comment);
    }
  }

  bool is_wall() const {
    const std::string_view name = meta_file_name(file_.path());
    return !message_ && (name == "wall" || name == "timeline");
  }

  /// What was read since begin() goes where it belongs.
  void close() {
    const At at = std::exchange(at_, At::elsewhere);
    std::string text = words_.take();
    switch (at) {
      case At::elsewhere:
        return;
      case At::title:
        title_ = std::move(text);
        return;
      case At::owner:
        if (owner_.empty()) owner_ = std::move(text);
        return;
      case At::heading:
        return heading(text);
      case At::members:
        members_ = std::move(text);
        return;
      case At::user:
        if (message_ && !text.empty()) message_->sender = AccountRef{.display_name = std::move(text)};
        return;
      case At::time:
        return date(text);
      case At::words:
        if (message_) add_line(message_->text, text);
        return;
      case At::item:
        return item(text);
      case At::entry_title:
        if (post_) add_line(post_->title, text);
        return;
      case At::comment:
        if (post_) add_line(post_->text, text);
        at_ = At::entry_title;
        return;
    }
  }

  void heading(const std::string& text) {
    std::string_view words = text;
    if (take_prefix(words, kConversationWith)) {
      members_ = std::string(words);
      with_ = true;
      return;
    }
    const auto known = std::ranges::find(kHeadings, fold(text), &Heading::words);
    kind_ = known == kHeadings.end() ? std::nullopt : std::optional(known->kind);
  }

  void date(const std::string& text) {
    const MetaDate read = meta_date(text);
    Timestamp time = read.is_date ? read.time : no_time(text);
    if (message_) {
      message_->time = std::move(time);
    } else if (post_) {
      post_->time = std::move(time);
      // The sentence of Facebook is bare text behind the date.
      at_ = At::entry_title;
      at_depth_ = depth_ - 1;
    }
  }

  /// "Noor Bakker (Jan 5, 2015)"
  void item(const std::string& text) {
    std::string_view name = text;
    Timestamp since;
    if (const auto open = name.rfind('('); open != std::string_view::npos && name.ends_with(')')) {
      const MetaDate read = meta_date(name.substr(open + 1, name.size() - open - 2));
      if (read.is_date) {
        since = read.time;
        name = trim(name.substr(0, open));
      }
    }
    const Locator at = Locator::at_index(number_++);
    if (ended_) return file_.cut();
    if (name.empty() || !kind_) return;
    file_.connection(*kind_, {.display_name = std::string(name)}, std::move(since), at);
  }

  void reference(const HtmlTag& tag) {
    std::string_view address = tag.attribute(tag.name() == "a" ? "href" : "src");
    const bool page = address.ends_with(".htm") || address.ends_with(".html");
    if (address.empty() || page || address.front() == '#') return;
    Message& to = message_ ? *message_ : *post_;
    if (address.find("://") != std::string_view::npos) {
      if (tag.name() == "a") to.attachments.push_back({.kind = AttachmentKind::link, .caption = std::string(address)});
      return;
    }
    while (address.starts_with("../")) address.remove_prefix(3);
    const auto known = std::ranges::find(to.attachments, address, &Attachment::uri);
    if (known == to.attachments.end())
      to.attachments.push_back(meta_file_at(std::string(address), AttachmentKind::image));
  }

  const MetaThread& thread() {
    if (thread_) return *thread_;
    std::string_view words = members_;
    take_prefix(words, kParticipants);
    Json root = Json::object();
    root["participants"] = Json::array();
    std::vector<std::string> names = meta_names_in(words);
    if (with_ && !owner_.empty() && std::ranges::find(names, owner_) == names.end()) names.push_back(owner_);
    for (const std::string& name : names) {
      Json one = Json::object();
      one["name"] = name;
      root["participants"].push_back(std::move(one));
    }
    // The name of the page is no name of a conversation; only one without names has its place as key.
    const std::string place = std::string(file_.path()) + "/" + std::to_string(threads_++);
    thread_ = meta_thread(root, place, file_.text);
    give_meta_participants(file_, *thread_);
    return *thread_;
  }

  void give_message() {
    if (!message_) return;
    Message done = std::move(*message_);
    message_.reset();
    done.locator = Locator::at_index(number_++);
    if (ended_) return file_.cut();
    meta_kind_by_words(done);
    give_meta_message(file_, thread(), std::move(done));
  }

  void end_thread() {
    close();
    give_message();
    thread_.reset();
    thread_depth_ = 0;
    if (!with_) members_.clear();
  }

  void end_post() {
    if (!post_) return;
    close();
    Message done = std::move(*post_);
    post_.reset();
    if (ended_) return file_.cut();
    done.kind = MessageKind::post;
    // On the wall others write too, and the sentence says who in the language of the account.
    if (!owner_.empty() && done.title.starts_with(owner_)) done.sender = file_.owner();
    done.conversation = meta_public_place("post", done);
    done.locator = Locator::at_index(number_++);
    file_.message(std::move(done));
  }

  void say_owner() {
    if (!owner_.empty() && title_.starts_with(owner_ + " - ")) file_.owner_is({.display_name = owner_});
  }

  MetaFile& file_;
  HtmlWords words_;
  At at_ = At::elsewhere;
  int depth_ = 0, at_depth_ = 0, hidden_ = 0, thread_depth_ = 0;
  bool ended_ = false, with_ = false;
  std::string title_, owner_, members_;
  std::optional<ConnectionKind> kind_;
  std::optional<MetaThread> thread_;
  std::optional<Message> message_, post_;
  std::uint64_t number_ = 0, dates_ = 0, threads_ = 0;
};

}  // namespace

bool is_facebook_legacy(std::string_view head) {
  const auto holds = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
  if (is_meta_page(head)) return false;
  if (holds("class=\"message_header\"")) return true;
  return holds("<div class=\"contents\">") && holds("<div class=\"nav\">") && holds("style.css");
}

void read_facebook_legacy(MetaFile& file) {
  Page page(file);
  MetaHtmlDamage damage;
  damage.html = stream_html(bytes_of(file.entry()), page);
  page.finish();
  const std::string_view name = meta_file_name(file.path());
  const bool read = name == "wall" || name == "timeline" || std::ranges::find(kNothing, name) != kNothing.end();
  if (!read && page.dates() > 0) file.list_not_read(name, page.dates());
  file.finish(damage);
}

}  // namespace schouw
