// Instagram, "Je gegevens downloaden" as HTML, 2021 to 2026.
//
//   connections/followers_and_following/followers_1.html, your_instagram_activity/messages/inbox/…/message_1.html
//   -> connections with user names, messages, posts, comments, pictures; see meta_html.cpp and meta_boxes.cpp
//
// Gaps: times are those of the clock of the account, without seconds and without a zone; no ids; what instagram-json
// lacks is not here either.
#include "meta_boxes.h"
#include "meta_links.h"
#include "meta_place.h"

namespace schouw::instagram_html {

extern const Importer importer;

namespace {

Bid bid(const EntryReader& entry) {
  const MetaClue clue = meta_clue(entry);
  if (!is_html_name(entry.path()) && !entry.head().starts_with('<')) return Bid::no;
  if (entry.head().empty()) {
    const bool known = is_meta_folder(entry.path()) || instagram_kind(meta_list_name(entry.path())).has_value();
    return known && clue == MetaClue::instagram ? Bid::likely : Bid::no;
  }
  if (!is_meta_page(entry.head())) {
    if (is_instagram_links(entry)) return Bid::likely;
    const bool place = is_meta_folder(entry.path()) || is_meta_start_page(entry.path());
    return clue == MetaClue::instagram && place ? Bid::weak : Bid::no;
  }
  if (const MetaClue told = meta_name_clue(entry); told != MetaClue::none)
    return told == MetaClue::instagram ? Bid::certain : Bid::no;
  const auto holds = [&](std::string_view words) { return entry.head().find(words) != std::string_view::npos; };
  // Of a page without its folders: in a conversation anybody may have written an address of Instagram.
  if (is_meta_html_thread(entry)) return holds("_2pim _a6-h") && !holds("_2ph_ _a6-") ? Bid::certain : Bid::weak;
  return holds("instagram.com/") ? Bid::certain : Bid::weak;
}

void read(EntryReader& entry, RecordSink& sink) {
  MetaFile file(importer, entry, sink);
  if (is_instagram_links(entry)) return read_instagram_links(file);
  read_meta_html(file, instagram_kind(file.list_name()));
}

}  // namespace

constinit const Importer importer{.id = "instagram-html",
                                  .platform = "instagram",
                                  .versions = "2021-2026",
                                  .gaps = "format.instagram-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::instagram_html
