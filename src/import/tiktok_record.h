// Messages, connections, comments and posts of TikTok, from the objects of its JSON or the blocks of its text files,
// whose fields have English or Dutch names.
#pragma once

#include <string>
#include <string_view>

#include "schouw/base/json.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw {

/// What a list holds; `nothing` is watching, searching, liking, advertising, buying, logging in.
enum class TikTokList {
  followers,
  following,
  blocked,
  comments,
  live_comments,
  posts,
  deleted_posts,
  profile,
  nothing
};

class TikTokFile {
 public:
  TikTokFile(const Importer& importer, const EntryReader& entry, RecordSink& sink);

  void profile(const Json& map, Locator);  ///< whose download it is; say it before the messages where possible
  void owner_is(std::string_view handle) { owner_ = handle; }
  void item(TikTokList list, const Json& value, Locator at);
  void closed_account(const Json& value, Locator at);  ///< the setting "Private Account"

  enum class Chat { two, group };
  void message(Chat kind, std::string_view name, const Json& value, Locator at);

  Tally tally;

 private:
  AccountRef owner_ref() const { return {.handle = owner_, .is_owner = true}; }
  void connection(TikTokList list, const Json& value, Locator at);
  void comment(const Json& value, Locator at);
  void post(const Json& value, Locator at, bool deleted);

  std::string where_, owner_;
};

/// "Chat History with noor_h:" -> "noor_h", whatever the language of the words before it.
std::string tiktok_chat_name(std::string_view key, TikTokFile::Chat kind);
std::string tiktok_user(const Json& profile_map);
const Json& tiktok_field(const Json& object, std::string_view field);  ///< "Date", in any case and language
bool is_tiktok_field(std::string_view key);  ///< in a text file: the name of a field, and not a line of somebody's text
std::string tiktok_root(std::string_view path);

}  // namespace schouw
