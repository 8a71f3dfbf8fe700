// What a file of a Facebook or Instagram download holds, as far as its name tells: lists without a key of their own,
// and pages in HTML. Names of files are English in every language of the account; titles of pages are not.
#pragma once

#include <optional>
#include <string_view>

#include "schouw/model/message.h"

namespace schouw {

enum class MetaWhat {
  thread,
  connection,
  contacts,
  post,
  deleted_post,
  group_post,
  post_by_other,
  story,
  edit,  ///< what a post or comment said before it was changed
  comment,
  group_comment,
  picture,
  profile,
  nothing  ///< settings, advertising, searches, likes
};

struct MetaKind {
  MetaWhat what = MetaWhat::nothing;
  ConnectionKind kind = ConnectionKind::friend_;  ///< of a connection
};

/// By the name without folders, ending and number ("your_friends"); nothing when it is not known.
std::optional<MetaKind> facebook_kind(std::string_view file_name);
std::optional<MetaKind> instagram_kind(std::string_view file_name);

/// By the title of a page, Dutch or English: "Volgers", "Your friends". The same in both platforms.
std::optional<MetaKind> meta_kind_of_title(std::string_view title);

}  // namespace schouw
