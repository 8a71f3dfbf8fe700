// Lines as people read them: who, when, what, and for those that matter the place in the source.
#include "talk.h"

#include <algorithm>

#include "place.h"

namespace schouw {
namespace {

/// A setting is nobody's words: "false" alone says nothing.
std::string said(const Page& page, const QuotedMessage& message) {
  if (message.setting.empty()) return page.names.quoted(message.text);
  return page.say("excerpt.setting", {page.say.name("setting", message.setting), page.say.name("setting-value", message.text)});
}

void write_line(const Page& page, const QuotedMessage& message, const char* mark) {
  HtmlWriter& html = page.html;
  html.raw(message.cited ? Markup("<li class=\"cited\">") : Markup("<li>")).raw("<p class=\"who\">");
  if (message.cited) html.raw("<strong class=\"mark\">").text(page.say(mark)).raw("</strong> ");
  if (message.named) html.raw("<strong class=\"mark soft\">").text(page.say("excerpt.named")).raw("</strong> ");
  if (message.account_id.empty()) html.raw("<i>").text(page.say("excerpt.notice")).raw("</i>");
  else html.raw("<b>").evidence(page.names.sender(message)).raw("</b>");
  html.raw(" <span class=\"when\">");
  html.text(page.say.clock(message.time)).raw("</span></p>\n");
  if (!message.text.empty())
    html.raw("<p class=\"said\" dir=\"auto\">").evidence(said(page, message)).raw("</p>\n");
  for (const std::string& file : message.attachments) {
    html.raw("<p class=\"file\">").text(page.say("excerpt.attachment")).raw(" ");
    html.evidence(page.names.place(file)).raw("</p>\n");
  }
  if (message.cited || message.named) {
    html.raw("<p class=\"where\">");
    write_place(page, message.origin);
    html.raw("</p>\n");
  }
  html.raw("</li>\n");
}

void write_caption(const Page& page, const ConversationExcerpt& excerpt) {
  const std::string_view kind = excerpt_kind(excerpt);
  const bool account = kind == "settings" || kind == "profile";
  page.html.text(page.say.name("excerpt.from", account || kind == "public" ? kind : "conversation"));
  if (!account && !excerpt.title.empty()) page.html.raw(" ").evidence(page.names.quoted(excerpt.title));
}

}  // namespace

std::string_view excerpt_kind(const ConversationExcerpt& excerpt) {
  const auto is_setting = [](const QuotedMessage& message) { return !message.setting.empty(); };
  if (!excerpt.messages.empty() && std::ranges::all_of(excerpt.messages, is_setting)) return "settings";
  if (excerpt.kind == ConversationKind::direct && excerpt.title == "profile") return "profile";
  return name_of(excerpt.kind);
}

void write_talk(const Page& page, const ConversationExcerpt& excerpt, const char* mark) {
  page.html.raw("<figure class=\"talk\">\n<figcaption>");
  write_caption(page, excerpt);
  page.html.raw("</figcaption>\n<ol>\n");
  for (const QuotedMessage& message : excerpt.messages) write_line(page, message, mark);
  page.html.raw("</ol>\n</figure>\n");
}

}  // namespace schouw
