// Single values of Facebook and Instagram exports: texts with their repair, times, and fields under labels that are
// in the language of the account.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/base/time.h"
#include "schouw/model/account.h"

namespace schouw {

/// Reads texts of one file and counts how many of them Meta had encoded twice.
class MetaText {
 public:
  std::string tidy(std::string_view raw);  ///< repaired, NFC, trimmed, without invisible characters
  std::string path(std::string_view raw);  ///< repaired only: it must equal the name of a file
  std::uint64_t repaired() const { return repaired_; }

 private:
  std::uint64_t repaired_ = 0;
};

/// Seconds, or milliseconds where the number is too great for seconds; ISO 8601 as text. 0 means "not known" at Meta.
Timestamp meta_time(const Json& number_or_text);

/// "https://www.instagram.com/_u/noor/" -> "noor"; empty for other addresses.
std::string instagram_user(std::string_view address);

/// "https://www.facebook.com/deregenboog" gives the user name, "…/profile.php?id=1000123" the number; other addresses nothing.
void add_facebook_address(std::string_view address, AccountRef& to);

/// A mail address, a number or a name, by its form: fills in the first of those that is still empty; a name is added
/// to the name.
void add_contact_words(std::string_view words, AccountRef& to);

/// "A, B and C", "A en B" -> A, B, C
std::vector<std::string> meta_names_in(std::string_view text);

/// "friends_v2" -> "friends"
std::string_view without_version(std::string_view key);
bool has_version(std::string_view key);

/// What a label says, in the languages it is known in.
enum class MetaLabel {
  none,
  comment,
  media_owner,
  time,
  username,
  name,
  email,
  phone,
  url,
  first_name,
  last_name,
  text,
  draft,
  group,
  page,
  latitude,
  longitude,
  taken,
  tagged,
  place,
  user_id
};
MetaLabel meta_label(std::string_view label);

/// One labelled field of string_map_data, string_list_data or label_values.
struct MetaField {
  MetaLabel label = MetaLabel::none;
  MetaLabel under = MetaLabel::none;  ///< the nearest known label of what it is nested in
  std::string value = {};
  std::string href = {};
  Timestamp time = {};
};

/// "@[100001:2048:Noor Bakker]", as Facebook writes a mention: the name stays in the text, and who it is goes to `tagged`.
std::string without_mention_marks(std::string_view text, std::vector<AccountRef>& tagged);

/// The fields of one record, whichever of the three shapes it has; nested "dict" and "vec" are laid flat.
std::vector<MetaField> meta_fields(const Json& record, MetaText& text);

/// The value under the first of these labels; empty when there is none.
std::string_view field_of(std::span<const MetaField> fields, MetaLabel label);

}  // namespace schouw
