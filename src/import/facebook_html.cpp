// Facebook, "Je informatie downloaden" as HTML, 2018 to 2026, and the archive that came before it.
//
//   connections/friends/your_friends.html, messages/inbox/noor_2qr6/message_1.html   see meta_html.cpp, meta_boxes.cpp
//   html/messages.htm, messages/12.html, html/friends.htm (until 2018)               see facebook_legacy.cpp
//   -> connections of the owner, messages, posts, comments, pictures
//
// Gaps: times are those of the clock of the account, without a zone and mostly without seconds; no ids; what
// facebook-json lacks is not here either.
#include "facebook_legacy.h"
#include "meta_boxes.h"
#include "meta_place.h"

namespace schouw::facebook_html {

extern const Importer importer;

namespace {

Bid bid(const EntryReader& entry) {
  if (!is_html_name(entry.path()) && !entry.head().starts_with('<')) return Bid::no;
  const MetaClue clue = meta_clue(entry);
  if (entry.head().empty()) {
    const bool known = is_meta_folder(entry.path()) || facebook_kind(meta_list_name(entry.path())).has_value();
    return known && clue == MetaClue::facebook ? Bid::likely : Bid::no;
  }
  if (is_facebook_legacy(entry.head())) return Bid::certain;
  if (!is_meta_page(entry.head())) {
    const bool place = is_meta_folder(entry.path()) || is_meta_start_page(entry.path());
    return clue == MetaClue::facebook && place ? Bid::weak : Bid::no;
  }
  if (const MetaClue told = meta_name_clue(entry); told != MetaClue::none)
    return told == MetaClue::facebook ? Bid::certain : Bid::no;
  return Bid::likely;
}

/// Pages of albums are called by a number: "posts/album/0.html".
std::optional<MetaKind> kind_of(std::string_view path) {
  const std::string_view name = base_name(path);
  if (path_ends_with(path, "album/" + std::string(name))) return MetaKind{MetaWhat::picture};
  return facebook_kind(meta_list_name(path));
}

void read(EntryReader& entry, RecordSink& sink) {
  MetaFile file(importer, entry, sink);
  if (is_facebook_legacy(entry.head())) return read_facebook_legacy(file);
  read_meta_html(file, kind_of(entry.path()));
}

}  // namespace

constinit const Importer importer{.id = "facebook-html",
                                  .platform = "facebook",
                                  .versions = "2010-2026",
                                  .gaps = "format.facebook-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::facebook_html
