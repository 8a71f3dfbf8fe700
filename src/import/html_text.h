// HTML as messages hold it (Teams, mail, Magister) to plain text, with what a reader of evidence must keep apart:
// what the writer repeated of others, pictures, mentions, links.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schouw {

struct HtmlImage {
  std::string source;  ///< `src` as written; never fetched
  std::string alt;
  int width = 0, height = 0;  ///< 0: not stated
};

/// <at id="0">Name</at>: the text stays in the running text too.
struct HtmlMention {
  std::string id;
  std::string text;
};

struct HtmlText {
  std::string text;    ///< outside quoted blocks; blocks on their own lines, links with their address behind
  std::string quoted;  ///< inside <blockquote> and the like
  std::vector<HtmlImage> images;
  std::vector<HtmlMention> mentions;
  std::vector<std::string> attachment_ids;  ///< <attachment id>, in order
  std::vector<std::string> links;           ///< href of every link, in order, quoted ones left out
  bool too_deep = false;  ///< nested over 512 levels: from there on only the bare text was kept
};

/// `html` is UTF-8 (repaired when it is not). Linear in its size; no entity but HTML's own is expanded; nothing is
/// fetched. The result is NFC without invisible characters.
HtmlText html_to_text(std::string_view html);

}  // namespace schouw
