// The pages of Facebook and Instagram downloads in HTML, since 2018: a page is a row of white boxes, one for each
// message, friend, post or comment.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "html_stream.h"
#include "meta_text.h"
#include "schouw/import/importer.h"

namespace schouw {

/// What stands above the boxes.
struct MetaPage {
  std::string title;    ///< <title>
  std::string heading;  ///< the first <h1>
};

struct MetaLink {
  std::string address, text;
  int child = -1;  ///< as in MetaPart
};

/// Text of the body; `child`: which block of it, from 0, or -1 beside all blocks.
struct MetaPart {
  int child = -1;
  std::string text;
};

struct MetaBox {
  std::uint64_t number = 0;  ///< of the box on the page, from 0
  std::string heading;       ///< sender of a message, title of a post, name in a list
  std::vector<MetaPart> parts;
  std::vector<std::string> listed;   ///< <li>: who reacted
  std::vector<MetaField> fields;     ///< rows of a table: label and value
  std::vector<Attachment> files;     ///< of the download, once each, with what the table says of place and time
  std::vector<MetaLink> links;       ///< on the web
  Timestamp time;                    ///< basis none with a raw text: there is a date, which cannot be read
  int children = 0;                  ///< blocks in the body
  bool complete = true;              ///< false: the file ends inside

  std::string text() const;  ///< all parts, on lines of their own
};

struct MetaHtmlDamage {
  HtmlDamage html;
  std::uint64_t boxes = 0;
  std::uint64_t too_long = 0;          ///< boxes of which a part was left out
  std::vector<std::string> classes;    ///< of the first elements, when there is no box at all
};

/// Hands over each box as it ends.
MetaHtmlDamage walk_meta_boxes(EntryReader&, const std::function<void(const MetaPage&, MetaBox&&)>&);

/// A page of such a download, by its first bytes.
bool is_meta_page(std::string_view head);

}  // namespace schouw
