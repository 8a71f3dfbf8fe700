// Google Voice, from Takeout: Voice/Calls/<who> - Text - <time>.html, and such a page for each call and recording.
//
//   <div class="hChatLog hfeed"><div class="message"><abbr class="dt" title="2024-01-05T11:01:02.345+01:00">…</abbr>:
//     <cite class="sender vcard"><a class="tel" href="tel:+31610000201"><span class="fn">Noor</span></a></cite>:
//     <q>Hoi juf<br></q></div></div>                                                     ->  a text message
//   <div class="haudio"><div class="contributor vcard"><a class="tel" href="tel:…">…</a></div>
//     <abbr class="published" title="…">…</abbr><a rel="tag" href="http://www.google.com/voice#missed">…</a></div>  ->  a call
//
// The owner is called by <abbr class="fn">, whatever the word; the kind of call is in the address of its label.
//
// Gaps: how long a call took is not read; who is in a group shows by number; what was removed for good.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "html_damage.h"
#include "html_stream.h"
#include "html_words.h"
#include "json_damage.h"
#include "phone_key.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::google_voice {

extern const Importer importer;

namespace {

constexpr std::size_t kMostFiles = 64, kMostPeople = 500;

struct Person {
  std::string phone = {}, name = {};
  bool owner = false;
  bool operator==(const Person&) const = default;
};

struct Item {
  std::size_t depth = 0;
  std::string time = {}, text = {};
  std::optional<Person> by = {};
  std::vector<Attachment> files = {};
};

enum class Part { none, title, name, words, deleted };

class Page : public HtmlVisitor {
 public:
  std::vector<Item> items;        ///< messages of a chat
  std::vector<Person> others;     ///< of a group, as its head lists them
  std::optional<Item> call;       ///< what the page is instead
  std::string label;              ///< "missed", "placed", "received", "voicemail", …
  std::string title;
  bool removed = false, cut = false;

  void start(const HtmlTag& tag) override {
    if (is_void(tag.name())) return inside(tag);
    ++depth_;
    const auto has = [&](std::string_view word) { return tag.has_class(word); };
    if (tag.name() == "title") take(Part::title);
    if (has("participants")) list_ = depth_;
    if (has("haudio")) call = Item{.depth = depth_};
    if (has("message") && tag.name() == "div") item_ = Item{.depth = depth_};
    inside(tag);
  }

  void end(std::string_view name) override {
    if (is_void(name)) return;
    if (part_ != Part::none && part_depth_ == depth_) stop();
    if (person_depth_ == depth_) put_person();
    if (list_ == depth_) list_ = 0;
    if (item_ && item_->depth == depth_) {
      if (broken_)
        cut = true;
      else
        items.push_back(*std::exchange(item_, std::nullopt));
    }
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) override {
    if (part_ != Part::none) words_.add(piece);
  }

  void last_byte(bool truncated) override { broken_ = truncated; }

 private:
  static bool is_void(std::string_view name) {
    return name == "br" || name == "img" || name == "meta" || name == "link" || name == "hr" || name == "source";
  }

  Item* open() { return item_ ? &*item_ : call ? &*call : nullptr; }

  void take(Part part) {
    part_ = part;
    part_depth_ = depth_;
  }

  void inside(const HtmlTag& tag) {
    const auto has = [&](std::string_view word) { return tag.has_class(word); };
    if (tag.name() == "br" && part_ == Part::words) words_.line();
    const std::string_view to = tag.attribute("href"), source = tag.attribute("src");
    constexpr std::string_view kLabel = "google.com/voice#";
    if (const auto at = to.find(kLabel); at != std::string_view::npos && label_rank(to.substr(at + kLabel.size())) > rank_) {
      label = tidy_text(to.substr(at + kLabel.size(), 32));
      rank_ = label_rank(label);
    }
    if (has("tel") && to.starts_with("tel:")) {
      person_ = Person{.phone = tidy_text(to.substr(4, 64))};
      person_depth_ = depth_;
    }
    if (has("deletedStatusContainer")) return take(Part::deleted);
    if (person_depth_ != 0 && has("fn")) {
      person_.owner = tag.name() == "abbr";
      return take(Part::name);
    }
    Item* item = open();
    if (item == nullptr) return;
    if ((has("dt") || has("published")) && item->time.empty()) item->time = tidy_text(tag.attribute("title"));
    if (part_ == Part::none && (tag.name() == "q" || has("full-text"))) return take(Part::words);
    if (!source.empty()) add_file(source, tag.name(), *item);
    if (tag.name() == "a" && (has("vcard") || has("video") || has("audio")))
      add_file(to, has("video") ? "video" : has("audio") ? "audio" : "a", *item);
  }

  /// "inbox" and "sms" say less than what kind of call it is.
  static int label_rank(std::string_view name) {
    constexpr auto kKinds = std::to_array<std::string_view>({"missed", "placed", "received", "recorded", "voicemail"});
    return std::ranges::any_of(kKinds, [&](std::string_view one) { return name.starts_with(one); }) ? 2 : 1;
  }

  static void add_file(std::string_view path, std::string_view tag, Item& item) {
    if (path.empty() || path.find("://") != std::string_view::npos || item.files.size() >= kMostFiles) return;
    Attachment file{.name = tidy_text(base_name(prefix(path, 1024))), .uri = std::string(prefix(path, 1024))};
    file.mime = std::string(mime_of(file.name));
    file.kind = attachment_kind_of(file.name, file.mime);
    // The name on the page mostly lacks the ending of the file.
    if (file.mime.empty()) file.kind = tag == "img"     ? AttachmentKind::image
                                       : tag == "audio" ? AttachmentKind::audio
                                       : tag == "video" ? AttachmentKind::video
                                                        : AttachmentKind::contact;
    const auto same = [&](const Attachment& one) { return one.uri == file.uri; };
    if (std::ranges::none_of(item.files, same)) item.files.push_back(std::move(file));
  }

  void stop() {
    const Part part = std::exchange(part_, Part::none);
    const std::string words = words_.take();
    if (part == Part::title) title = tidy_text(words);
    if (part == Part::name) person_.name = words;
    if (part == Part::deleted) removed = ascii_lower(words).ends_with("true");
    Item* item = open();
    if (part == Part::words && item != nullptr) item->text += (item->text.empty() ? "" : "\n") + words;
  }

  void put_person() {
    person_depth_ = 0;
    Person one = std::exchange(person_, {});
    if (list_ != 0) {
      if (others.size() < kMostPeople) others.push_back(std::move(one));
    } else if (Item* item = open(); item != nullptr && !item->by) {
      item->by = std::move(one);
    }
  }

  std::size_t depth_ = 0, part_depth_ = 0, person_depth_ = 0, list_ = 0;
  int rank_ = 0;
  Part part_ = Part::none;
  HtmlWords words_;
  Person person_;
  std::optional<Item> item_;
  bool broken_ = false;
};

/// "…/Takeout/Voice/Calls/x.html": the download begins above.
std::string root_of(std::string_view path) {
  constexpr std::string_view kFolder = "Voice/Calls/";
  const auto at = path.rfind(kFolder);
  if (at != std::string_view::npos && (at == 0 || path[at - 1] == '/')) return std::string(path.substr(0, at));
  return std::string(set_root(path, {}));
}

bool is_phone(std::string_view text) {
  return !text.empty() && text.find_first_not_of("+0123456789 -()") == std::string_view::npos;
}

/// Where only the owner wrote, the other stands in the name of the file, "Noor Bakker - Text - 2024-01-05T10_00_00Z.html",
/// and in the title of the page, "Me to Noor Bakker".
Person addressed(std::string_view path, std::string_view title) {
  constexpr std::string_view kMoment = " - 0000-00-00T00_00_00Z", kMeTo = "Me to ";
  std::string_view name = base_name(path);
  name = without_copy_mark(name.substr(0, name.rfind('.')));
  std::string who;
  if (name.size() > kMoment.size() && has_shape(name.substr(name.size() - kMoment.size()), kMoment)) {
    name.remove_suffix(kMoment.size());
    if (const auto kind = name.rfind(" - "); kind != std::string_view::npos) who = tidy_text(name.substr(0, kind));
  }
  if (who.empty() && title.starts_with(kMeTo)) who = tidy_text(title.substr(kMeTo.size()));
  return is_phone(who) ? Person{.phone = who} : Person{.name = who};
}

Importer of_platform(const Page& page) {
  Importer out = importer;
  if (page.call) out.platform = "phone";
  return out;
}

class Records {
 public:
  Records(const EntryReader& entry, Page& page, RecordSink& sink)
      : importer_(of_platform(page)), tally_(importer_, root_of(entry.path()), sink), page_(page) {
    where_ = with_archive(entry, root_of(entry.path()));
    path_ = std::string(entry.path());
  }

  void finish(const HtmlDamage& damage) {
    if (page_.call)
      call();
    else if (page_.items.empty() && !page_.cut && !damage.truncated)
      tally_.unknown(Json(Json::Object{{"page without a message or a call", Json()}}), Locator::at_index(0));
    else
      chat();
    if (page_.cut) tally_.cut();
    report_html_damage(damage, page_.cut, tally_);
    tally_.finish();
  }

 private:
  static AccountRef account(const Person& person) {
    // The number of the owner is told once: written by it here and to nobody's there, the owner would be two accounts.
    if (person.owner) return {.is_owner = true};
    // Who has no name in the address book is called by the number.
    const bool named = !person.name.empty() && !is_phone(person.name) && (person.name != "Unknown" || !person.phone.empty());
    AccountRef out{.phone = person.phone};
    if (named) out.display_name = person.name;
    return out;
  }

  ConversationRef place(const std::vector<Person>& others) const {
    if (others.size() < 2) {
      const std::string phone = others.empty() ? std::string() : others[0].phone;
      const std::string name = others.empty() ? std::string() : account(others[0]).display_name;
      // Of two who are not known nobody can tell that they are the same.
      const std::string who = !phone.empty() ? phone_key(phone) : name.empty() ? "unknown/" + path_ : "name/" + fold(name);
      return {.key = one_sided_key(who, where_),
              .kind = ConversationKind::direct,
              .title = name.empty() ? phone : name};
    }
    std::set<std::string> keys;
    std::string key, title;
    for (const Person& one : others) {
      keys.insert(phone_key(one.phone));
      title += (title.empty() ? "" : ", ") + (one.name.empty() ? one.phone : one.name);
    }
    for (const std::string& one : keys) key += one + "~";
    return {.key = one_sided_key("group/" + key, where_), .kind = ConversationKind::group, .title = title};
  }

  void chat() {
    std::vector<Person> others = page_.others;
    for (const Item& item : page_.items)
      if (item.by && !item.by->owner && others.size() < kMostPeople && page_.others.empty() &&
          std::ranges::find(others, *item.by) == others.end())
        others.push_back(*item.by);
    if (const Person other = addressed(path_, page_.title); others.empty() && !account(other).empty())
      others.push_back(other);
    const ConversationRef where = place(others);
    for (std::size_t i = 0; i < page_.items.size(); ++i) {
      Item& item = page_.items[i];
      const Locator at = Locator::at_index(i);
      if (item.time.empty()) {
        tally_.unknown(Json(Json::Object{{"message without a time", Json()}}), at);
        continue;
      }
      Message message{.conversation = where, .time = parse_iso8601(item.time), .text = item.text, .locator = at};
      message.attachments = std::move(item.files);
      message.flags.deleted = page_.removed;
      if (item.by && !account(*item.by).empty()) message.sender = account(*item.by);
      if (item.by && item.by->owner && !item.by->phone.empty() && !owner_known_) {
        owner_known_ = true;
        tally_.owner({.phone = item.by->phone, .is_owner = true});
      }
      for (const Person& one : others)
        if ((!item.by || one.phone != item.by->phone) && !account(one).empty()) message.recipients.push_back(account(one));
      if (item.by && !item.by->owner) message.recipients.push_back({.is_owner = true});
      if (message.text.empty() && message.attachments.empty()) tally_.absent();
      tally_.give(std::move(message));
    }
    if (page_.items.empty()) return;
    ConversationInfo info{.conversation = where, .locator = Locator::at_index(0)};
    for (const Person& one : others)
      if (!account(one).empty()) info.members.push_back({.account = account(one), .locator = info.locator});
    info.members.push_back({.account = {.is_owner = true}, .locator = info.locator});
    tally_.give(std::move(info));
  }

  void call() {
    Item& item = *page_.call;
    const Locator at = Locator::at_index(0);
    if (item.time.empty()) return tally_.unknown(Json(Json::Object{{"call without a time", Json()}}), at);
    Message message{.kind = MessageKind::call, .conversation = {}, .time = parse_iso8601(item.time), .locator = at};
    const Person other = item.by.value_or(Person{});
    message.conversation = place({other});
    // What was spoken in is a message of the other.
    const bool spoken = page_.label.starts_with("voicemail");
    if (spoken) message.kind = MessageKind::message;
    if (!spoken) message.event = page_.label.starts_with("missed") ? "missed-call" : "call-ended";
    message.text = item.text;
    message.attachments = std::move(item.files);
    message.flags.deleted = page_.removed;
    const AccountRef them = account(other), owner{.is_owner = true};
    const bool placed = page_.label.starts_with("placed");
    if (placed || !them.empty()) message.sender = placed ? owner : them;
    if (!placed || !them.empty()) message.recipients.push_back(placed ? them : owner);
    tally_.give(std::move(message));
  }

  Importer importer_;
  Tally tally_;
  Page& page_;
  std::string where_, path_;
  bool owner_known_ = false;
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (mentions(head, {"hChatLog hfeed"})) return Bid::certain;
  if (mentions(head, {"class=\"haudio\""}) && mentions(head, {"contributor vcard"})) return Bid::certain;
  return mentions(head, {"google.com/voice#"}) && is_markup_head(head) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Page page;
  const HtmlDamage damage = stream_html(bytes_of(entry), page);
  Records(entry, page, sink).finish(damage);
}

}  // namespace

constinit const Importer importer{.id = "google-voice",
                                  .platform = "sms",
                                  .versions = "2011-2026",
                                  .gaps = "format.google-voice.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::google_voice
