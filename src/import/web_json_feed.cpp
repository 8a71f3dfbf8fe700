// JSON Feed 1.0 and 1.1 (jsonfeed.org).
//
//   {"version": "https://jsonfeed.org/version/1.1", "title": "Nieuws 6B", "home_page_url": "https://klas6b.example/",
//    "items": [{"id": "7", "title": "Kamp", "content_html": "<p>…</p>", "date_published": "2026-03-02T08:30:00+01:00",
//               "authors": [{"name": "Karin"}], "attachments": [{"url": "…", "mime_type": "audio/mpeg"}]}]}
//   -> a post on that site
//
// Gaps: of several authors the first is the sender.
#include "web_json_feed.h"

#include <algorithm>
#include <string>
#include <utility>

#include "json_damage.h"
#include "plain_text.h"
#include "tally.h"
#include "web_post.h"

namespace schouw {
namespace {

AccountRef person_of(const Json& author) {
  constexpr std::string_view kMail = "mailto:";
  AccountRef out{.display_name = tidy_text(author.str("name"))};
  std::string_view address = author.str("url");
  if (!address.starts_with(kMail)) return out;
  address.remove_prefix(kMail.size());
  out.email = address_of_one(address.substr(0, address.find('?')));
  return out;
}

/// `authors` since 1.1, `author` before. Empty when nobody is named.
AccountRef author_of_post(const Json& authors, const Json& author) {
  for (const Json& one : authors.items())
    if (AccountRef by = person_of(one); !by.empty()) return by;
  return person_of(author);
}

/// The specification wants a string; some sites write a number.
std::string id_of_post(const Json& item) {
  const Json& id = item.at("id");
  if (const auto number = id.integer()) return std::to_string(*number);
  return tidy_text(id.str().empty() ? item.str("url") : id.str());
}

class JsonFeed {
 public:
  JsonFeed(const Importer& importer, EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    // What is said of the site may stand behind its posts.
    walk(entry, JsonStep::skip);
    entry.rewind();
    tally_.finish(walk(entry, JsonStep::enter));
  }

 private:
  JsonDamage walk(EntryReader& entry, JsonStep items) {
    return stream_json(bytes_of(entry), {[items](auto path, bool) {
                                           if (path.empty()) return JsonStep::enter;
                                           return path.size() == 1 && path[0] == "items" ? items : JsonStep::take;
                                         },
                                         [this](const JsonItem& item, Json&& value) { take(item, value); }});
  }

  void take(const JsonItem& item, const Json& value) {
    if (item.path.size() == 1) return of_site(item.path[0], value);
    if (item.path.size() != 2 || item.path[0] != "items") return;
    if (!item.complete) return tally_.cut();
    post(value, Locator::at_index(item.index));
  }

  void of_site(std::string_view key, const Json& value) {
    if (key == "title") title_ = value.str();
    if (key == "home_page_url") home_ = value.str();
    if (key == "feed_url") feed_ = value.str();
    if (key == "authors") author_ = author_of_post(value, Json());
    if (key == "author" && author_.empty()) author_ = person_of(value);
  }

  void post(const Json& item, const Locator& at) {
    Message message{.kind = MessageKind::post, .locator = at};
    message.title = tidy_text(item.str("title"));
    if (!item.str("content_html").empty()) {
      add_post_html(item.str("content_html"), message);
    } else {
      const std::string_view text = item.str("content_text");
      message.text = tidy_text(text.empty() ? item.str("summary") : text);
    }
    add_files(item, message);
    if (message.title.empty() && message.text.empty() && message.attachments.empty()) return tally_.unknown(item, at);

    message.native_id = id_of_post(item);
    const std::string_view made = item.str("date_published");
    message.time = web_time(made.empty() ? item.str("date_modified") : made);
    message.conversation = site_conversation(site_of(home_).empty() ? address_of(item) : home_, title_);
    AccountRef by = author_of_post(item.at("authors"), item.at("author"));
    if (by.empty()) by = author_;
    if (!by.empty()) message.sender = std::move(by);
    if (message.time.raw.empty()) return tally_.give_undated(std::move(message));
    tally_.give(std::move(message));
  }

  std::string_view address_of(const Json& item) const {
    return feed_.empty() ? item.str("url") : std::string_view(feed_);
  }

  /// The picture above a post is often one of its text.
  static void add_files(const Json& item, Message& message) {
    for (const std::string_view key : {"image", "banner_image"})
      if (!item.str(key).empty()) add_file(web_picture(item.str(key), {}), message);
    for (const Json& one : item.at("attachments").items()) {
      if (one.str("url").empty()) continue;
      Attachment file = web_picture(one.str("url"), one.str("title"));
      if (!one.str("mime_type").empty()) file.mime = tidy_text(one.str("mime_type"));
      file.kind = attachment_kind_of(file.name, file.mime);
      add_file(std::move(file), message);
    }
  }

  static void add_file(Attachment file, Message& message) {
    const auto found = std::ranges::find(message.attachments, file.name, &Attachment::name);
    if (file.name.empty() || found == message.attachments.end()) message.attachments.push_back(std::move(file));
  }

  Tally tally_;
  std::string title_, home_, feed_;
  AccountRef author_;
};

}  // namespace

bool is_json_feed(std::string_view head) {
  if (!mentions(head, {"jsonfeed.org\\/version", "jsonfeed.org/version"})) return false;
  const JsonShape shape = json_shape(head);
  return shape.is_json && !shape.root_is_array && shape.has("version");
}

void read_json_feed(const Importer& importer, EntryReader& entry, RecordSink& sink) {
  const JsonFeed whole(importer, entry, sink);
}

}  // namespace schouw
