// LinkedIn, "Get a copy of your data": Articles/Articles/<time>-<name>.html, an article a file.
//
//   <h1><a href="https://www.linkedin.com/pulse/…">Titel</a></h1>
//   <p class="created">Created on 2023-05-01 10:00</p> <p class="published">Published on 2023-05-01 10:05</p> <div>…</div>
//   -> a post of the owner
//
// Gaps: a time without a zone; who could see it and what was said below it. An article that was never published is an event.
#include <array>
#include <utility>

#include "html_text.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::linkedin_article {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxArticleBytes = 16u << 20;
constexpr std::string_view kCreated = "Created on ", kPublished = "Published on ";

/// The download begins above the (outermost) folder of articles.
std::string root_of(std::string_view path) {
  const std::string_view folder = path.substr(0, path.size() - base_name(path).size());
  for (std::size_t at = folder.find("Articles/"); at != std::string_view::npos; at = folder.find("Articles/", at + 1))
    if (at == 0 || folder[at - 1] == '/') return std::string(folder.substr(0, at));
  return std::string(folder);
}

struct Line {
  bool there = false;
  Timestamp time = {};
};

/// Takes the line with these words out of the text.
Line take_line(std::string& text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos || (at > 0 && text[at - 1] != '\n')) return {};
  const std::size_t end = std::min(text.find('\n', at), text.size());
  Line line{true, parse_written_date(std::string_view(text).substr(at + words.size(), end - at - words.size()))};
  text.erase(at, std::min(end + 1, text.size()) - at);
  return line;
}

/// Between the tags; the address of the article is the first link there.
std::string_view heading_in(std::string_view html) {
  const std::size_t open = html.find("<h1"), close = html.find("</h1>");
  return open == std::string_view::npos || close == std::string_view::npos || close < open
             ? std::string_view{}
             : html.substr(open, close - open + 5);
}

void add_pictures(const HtmlText& body, Message& message) {
  for (const HtmlImage& image : body.images) {
    if (message.attachments.size() >= 256) return;
    if (image.source.starts_with("data:")) continue;
    const std::string name = tidy_text(last_of_address(image.source));
    message.attachments.push_back(
        {.name = name, .kind = AttachmentKind::image, .mime = std::string(mime_of(name)), .caption = tidy_text(image.alt)});
  }
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!mentions(head, {"class=\"published\"", "class=\"created\""}) || head.find('<') == std::string_view::npos)
    return Bid::no;
  const bool said = mentions(head, {">Published on ", ">Created on "});
  const bool place = entry.path().find("Articles/") != std::string_view::npos || mentions(head, {"linkedin.com/pulse/"});
  return said && place ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, root_of(entry.path()), sink);
  const std::string html = whole_text(entry, kMaxArticleBytes, sink);
  const std::string_view heading = heading_in(html);
  const HtmlText title = html_to_text(heading);
  const std::size_t body_at = heading.empty() ? 0 : html.find("</h1>") + 5;
  HtmlText body = html_to_text(std::string_view(html).substr(body_at));
  const Line created = take_line(body.text, kCreated), published = take_line(body.text, kPublished);
  Message message{.kind = MessageKind::post, .time = created.time, .locator = Locator::at_index(0)};
  if (published.there) message.time = published.time;
  message.sender = AccountRef{.is_owner = true};
  // The address stands behind the words of a link.
  std::string_view name = title.text;
  if (!title.links.empty()) name = name.substr(0, name.find(" (http"));
  message.title = tidy_text(name);
  message.text = tidy_text(body.text);
  message.quoted = tidy_text(body.quoted);
  message.conversation = {.key = "article/" + (title.links.empty() ? std::string(base_name(entry.path())) : title.links[0]),
                          .kind = ConversationKind::public_};
  if (!published.there) {
    message.kind = MessageKind::event;
    message.event = "draft";
  }
  add_pictures(body, message);
  if (html.find("</html>") == std::string::npos && html.find("</body>") == std::string::npos)
    tally.problem({.code = "data-cut",
                   .severity = Severity::high,
                   .loss = Loss::partial,
                   .locator = Locator::at_byte(html.size()),
                   .args = {std::to_string(html.size())}});
  if (body.too_deep)
    tally.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
  if (message.title.empty() && message.text.empty())
    tally.unknown(Json(Json::Object{{"p.published", Json()}}), message.locator);
  else
    tally.give(std::move(message));
  tally.finish();
}

}  // namespace

constinit const Importer importer{.id = "linkedin-article",
                                  .platform = "linkedin",
                                  .versions = "2016-2026",
                                  .gaps = "format.linkedin-article.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::linkedin_article
