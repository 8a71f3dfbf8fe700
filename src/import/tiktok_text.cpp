// TikTok, "Download your data" as text: a folder a subject, a file a list, in the language of the account.
//
//   >>> Chat History with noor_h::            Date: 2025-03-02 19:04:11 UTC      Datum: 2025-03-02 19:04:11 UTC
//                                             UserName: noor_h                   Gebruikersnaam: noor_h
//   2025-03-02 19:04:11 UTC noor_h: Hoi
//   -> messages, connections, comments, posts, the owner
//
// Which list a file is, mostly only its name says: Follower.txt and Following.txt look the same inside.
//
// Gaps: as for the JSON; who the owner is shows in the messages only by not being the other (the profile file says it).
// Names of files in other languages than Dutch and English are not known.
#include <algorithm>
#include <array>
#include <optional>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "tiktok_record.h"
#include "whatsapp_lines.h"

namespace schouw::tiktok_text {

extern const Importer importer;

namespace {

constexpr std::string_view kChat = ">>> ";

struct Name {
  std::string_view name;
  TikTokList list;
};
constexpr auto kNames = std::to_array<Name>({
    {"Follower.txt", TikTokList::followers},
    {"Followers.txt", TikTokList::followers},
    {"Volger.txt", TikTokList::followers},
    {"Volgers.txt", TikTokList::followers},
    {"Following.txt", TikTokList::following},
    {"Volgend.txt", TikTokList::following},
    {"Block List.txt", TikTokList::blocked},
    {"Blokkeringslijst.txt", TikTokList::blocked},
    {"Comments.txt", TikTokList::comments},
    {"Comment.txt", TikTokList::comments},
    {"Reacties.txt", TikTokList::comments},
    {"Reactie op livestream.txt", TikTokList::live_comments},
    {"Posts.txt", TikTokList::posts},
    {"Post.txt", TikTokList::posts},
    {"Videos.txt", TikTokList::posts},
    {"Berichten.txt", TikTokList::posts},
    {"Recently Deleted Posts.txt", TikTokList::deleted_posts},
    {"Onlangs verwijderde berichten.txt", TikTokList::deleted_posts},
    {"Profile Info.txt", TikTokList::profile},
    {"Profile Information.txt", TikTokList::profile},
    {"Profielinformatie.txt", TikTokList::profile},
    {"Activity Summary.txt", TikTokList::nothing},
    {"Ad Interests.txt", TikTokList::nothing},
    {"Favorite Videos.txt", TikTokList::nothing},
    {"Favoriete video's.txt", TikTokList::nothing},
    {"Hashtag.txt", TikTokList::nothing},
    {"Inloggeschiedenis.txt", TikTokList::nothing},
    {"Kijkgeschiedenis.txt", TikTokList::nothing},
    {"Like List.txt", TikTokList::nothing},
    {"Likelijst.txt", TikTokList::nothing},
    {"Login History.txt", TikTokList::nothing},
    {"Off TikTok Activity.txt", TikTokList::nothing},
    {"Searches.txt", TikTokList::nothing},
    {"Share History.txt", TikTokList::nothing},
    {"Watch History.txt", TikTokList::nothing},
    {"Zoekopdrachten.txt", TikTokList::nothing},
});
/// What stands in a file of a list that is empty.
constexpr auto kNone = std::to_array<std::string_view>(
    {"you have no data in this section", "dit gedeelte bevat geen gegevens", "er staan geen gegevens in dit gedeelte",
     "je hebt geen informatie over platforms van derden"});

bool is_none(std::string_view line) {
  const std::string_view bare = trim(line);
  return bare.size() <= 64 && std::ranges::find(kNone, ascii_lower(bare)) != kNone.end();
}

/// Of several names that fit the longest: "Favorite Videos.txt" is no "Videos.txt".
std::optional<TikTokList> list_of(std::string_view path) {
  if (!path.ends_with(".txt")) return std::nullopt;
  const Name* best = nullptr;
  for (const Name& one : kNames)
    if ((best == nullptr || one.name.size() > best->name.size()) && is_named(path, one.name)) best = &one;
  return best == nullptr ? std::nullopt : std::optional(best->list);
}

std::string_view without_mark(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head;
}

constexpr std::string_view kShape = "0000-00-00 00:00:00";

/// The last line of a file that breaks off in the head of a message.
bool is_begun(std::string_view line) {
  return line.size() >= 5 && line.size() <= kShape.size() + 5 && has_shape(line, kShape.substr(0, line.size()));
}

/// "2025-03-02 19:04:11 UTC noor_h: Hoi"
std::optional<Json> message_line(std::string_view line) {
  if (line.size() <= kShape.size() + 1) return std::nullopt;
  if (!has_shape(line, kShape)) return std::nullopt;
  std::string_view rest = line.substr(kShape.size());
  const bool utc = rest.starts_with(" UTC ");
  rest.remove_prefix(utc ? 5 : 1);
  const auto colon = rest.find(": ");
  const bool bare = rest.ends_with(':');
  const std::string_view from = rest.substr(0, colon != std::string_view::npos ? colon : rest.size() - (bare ? 1 : 0));
  if ((colon == std::string_view::npos && !bare) || from.empty() || from.find(' ') != std::string_view::npos)
    return std::nullopt;
  Json message = Json::object();
  message["Date"] = Json(line.substr(0, kShape.size() + (utc ? 4 : 0)));
  message["From"] = Json(from);
  message["Content"] = Json(colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 2));
  return message;
}

/// Lines as UTF-8, with what had to be repaired for it.
class Utf8Lines {
 public:
  explicit Utf8Lines(EntryReader& entry) : lines_(entry) {}
  bool next(std::string_view& line) {
    std::string_view raw;
    if (!lines_.next(raw)) return false;
    line_ = lines_.number() == 1 ? without_mark(raw) : raw;
    replaced_ += repair_utf8(line_);
    line = line_;
    return true;
  }
  std::uint64_t number() const { return lines_.number(); }
  bool ended() const { return lines_.ended(); }
  std::uint64_t replaced() const { return replaced_; }

 private:
  LineReader lines_;
  std::string line_;
  std::uint64_t replaced_ = 0;
};

class Chats {
 public:
  Chats(Utf8Lines& lines, TikTokFile& file, TikTokFile::Chat kind) : lines_(lines), file_(file), kind_(kind) {}

  /// Who writes in a chat of two and is not the other is the owner, in all chats of the file.
  static std::string owner_in(EntryReader& entry) {
    Utf8Lines lines(entry);
    std::string_view line;
    std::string name, owner;
    while (owner.empty() && lines.next(line)) {
      if (line.starts_with(kChat)) {
        name = tiktok_chat_name(line.substr(kChat.size()), TikTokFile::Chat::two);
      } else if (const auto message = message_line(line); message && message->str("From") != name) {
        owner = message->str("From");
      }
    }
    entry.rewind();
    return owner;
  }

  void read() {
    std::string_view line;
    while (lines_.next(line)) {
      if (!lines_.ended() && is_begun(line)) {
        file_.tally.broken_off(Locator::at_line(lines_.number()));
      } else if (line.starts_with(kChat)) {
        give();
        name_ = tiktok_chat_name(line.substr(kChat.size()), kind_);
      } else if (auto message = message_line(line)) {
        give();
        message_ = std::move(message);
        at_ = lines_.number();
      } else if (message_) {
        message_->operator[]("Content") = Json(std::string(message_->str("Content")).append("\n").append(line));
      } else if (!trim(line).empty() && !is_none(line)) {
        file_.tally.unknown(Json(Json::Object{{"line before the first message", Json()}}),
                            Locator::at_line(lines_.number()));
      }
    }
    give();
  }

 private:
  void give() {
    if (message_) file_.message(kind_, name_, *message_, Locator::at_line(at_));
    message_.reset();
  }

  Utf8Lines& lines_;
  TikTokFile& file_;
  TikTokFile::Chat kind_;
  std::string name_;
  std::optional<Json> message_;
  std::uint64_t at_ = 0;
};

/// What the settings say of the account; nothing when this is no such line.
std::optional<std::string_view> private_account(std::string_view line) {
  for (const std::string_view name : {"Private Account:", "Privéaccount:"})
    if (line.starts_with(name)) return trim(line.substr(name.size()));
  return std::nullopt;
}

bool is_settings(std::string_view path) {
  return path.ends_with(".txt") && (is_named(path, "Settings.txt") || is_named(path, "Instellingen.txt"));
}

/// Of the settings only whether the account is open.
void read_settings(Utf8Lines& lines, TikTokFile& file) {
  std::string_view line;
  while (lines.next(line))
    if (const auto value = private_account(line)) file.closed_account(Json(*value), Locator::at_line(lines.number()));
}

/// Blocks of "Key: value", with a blank line between. A text may run over several lines.
void read_blocks(Utf8Lines& lines, TikTokList list, TikTokFile& file) {
  Json block = Json::object();
  std::uint64_t at = 0;
  const auto give = [&] {
    if (block.size() > 0) file.item(list, block, Locator::at_line(at));
    block = Json::object();
  };
  std::string_view line;
  while (lines.next(line)) {
    if (is_none(line)) continue;
    const auto colon = line.find(':');
    const std::string_view key = line.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool first = key == "Date" || key == "Datum";
    if (first && list != TikTokList::profile) give();
    if (block.size() == 0) at = lines.number();
    // A line of somebody's text may look like a field ("Let op: morgen gym"), so their names must be known.
    const bool any = list == TikTokList::profile && !key.empty() && key.size() <= 64;
    if ((any || is_tiktok_field(key)) && block.find(key) == nullptr) {
      block[key] = Json(tidy_text(line.substr(colon + 1)));
    } else if (block.size() > 0 && !trim(line).empty()) {
      Json& last = block.members_mut().back().second;
      last = Json(std::string(last.str()).append("\n").append(line));
    }
  }
  give();
}

/// Blocks as of a list, in a file whose name tells nothing: how many there are.
std::uint64_t count_blocks(Utf8Lines& lines) {
  std::uint64_t blocks = 0;
  std::string_view line;
  while (lines.next(line))
    if (line.starts_with("Date: ") || line.starts_with("Datum: ")) ++blocks;
  return blocks;
}

/// Takes the first line that is not blank.
std::string_view filled_line(std::string_view& text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) return line;
  }
  return {};
}

/// "Date: 2025-03-02 19:04:11 UTC" and below it another field of TikTok's; a mail has a weekday there. What was said names
/// its field, of who is followed and who follows only the name of the file tells.
std::optional<TikTokList> list_inside(std::string_view path, std::string_view head) {
  if (!path.ends_with(".txt")) return std::nullopt;
  std::string_view first = filled_line(head);
  const std::string_view second = filled_line(head);
  for (const std::string_view key : {"Date: ", "Datum: "})
    if (first.starts_with(key)) first.remove_prefix(key.size());
  const auto colon = second.find(": ");
  if (!has_shape(first, kShape) || colon == std::string_view::npos) return std::nullopt;
  const std::string_view field = second.substr(0, colon);
  // "Favorite Comments.txt": what others said.
  const bool favourites = ascii_lower(base_name(path)).find("favo") != std::string::npos;
  if (field == "Comment" || field == "Reactie") return favourites ? TikTokList::nothing : TikTokList::comments;
  const bool known = field == "UserName" || field == "Gebruikersnaam" || field == "Link" || field == "VideoLink";
  return known ? std::optional(TikTokList::nothing) : std::nullopt;
}

/// The head of a chat in any language, with the first message below it.
bool is_chat(std::string_view head) {
  const std::string_view title = filled_line(head);
  return title.starts_with(kChat) && title.ends_with(':') && message_line(filled_line(head)).has_value();
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_empty_file(entry, sink)) return;
  TikTokFile file(importer, entry, sink);
  const auto list = list_of(entry.path());
  Utf8Lines lines(entry);
  if (entry.head().find(">>> ") != std::string_view::npos) {
    const std::string name = ascii_lower(base_name(entry.path()));
    const std::string first = ascii_lower(prefix(without_mark(entry.head()), 16));
    const bool group = name.starts_with("group") || name.starts_with("groep") || first.starts_with(">>> group") ||
                       first.starts_with(">>> groep");
    if (!group) file.owner_is(Chats::owner_in(entry));
    Chats(lines, file, group ? TikTokFile::Chat::group : TikTokFile::Chat::two).read();
  } else if (is_settings(entry.path())) {
    read_settings(lines, file);
  } else if (list && *list != TikTokList::nothing) {
    read_blocks(lines, *list, file);
  } else if (const auto inside = list ? std::nullopt : list_inside(entry.path(), without_mark(entry.head()))) {
    if (*inside != TikTokList::nothing)
      read_blocks(lines, *inside, file);
    else if (const std::uint64_t blocks = count_blocks(lines); blocks > 0)
      file.tally.not_read(base_name(entry.path()), blocks);
  }
  CsvDamage damage;
  damage.replaced_bytes = lines.replaced();
  file.tally.finish(damage);
}

/// Of a file without a byte its name tells, in a download or folder of TikTok's name.
Bid bid_for_empty(const EntryReader& entry) {
  const std::string where = ascii_lower(entry.source_name()) + "/" + ascii_lower(entry.path());
  const bool ours = list_of(entry.path()) || is_settings(entry.path());
  return ours && where.find("tiktok") != std::string::npos ? Bid::likely : Bid::no;
}

Bid bid(const EntryReader& entry) {
  if (entry.head().empty()) return bid_for_empty(entry);
  const std::string_view head = without_mark(entry.head());
  if (head.starts_with(">>> Chat History with ") || head.starts_with(">>> Chatgeschiedenis met ") ||
      head.starts_with(">>> Group Chat"))
    return Bid::certain;
  // Facebook and Instagram say the same words in a file of this name.
  const bool plain = entry.path().ends_with(".txt") && base_name(entry.path()) != "no-data.txt";
  if (plain && is_chat(head)) return Bid::certain;
  if (is_settings(entry.path())) {
    const bool said = head.find("\nPrivate Account:") != std::string_view::npos ||
                      head.find("\nPrivéaccount:") != std::string_view::npos;
    return said || private_account(head) ? Bid::certain : Bid::no;
  }
  const auto list = list_of(entry.path());
  if (!list) return plain && (is_none(head) || list_inside(entry.path(), head)) ? Bid::certain : Bid::no;
  const std::string lower = ascii_lower(prefix(head, 4096));
  const auto has = [&](std::string_view words) { return head.substr(0, 4096).find(words) != std::string_view::npos; };
  if (std::ranges::any_of(kNone, [&](std::string_view none) { return lower.find(none) != std::string::npos; }))
    return Bid::certain;
  if (*list == TikTokList::profile && (has("Username: ") || has("Gebruikersnaam: "))) return Bid::certain;
  const bool dated = head.starts_with("Date: ") || head.starts_with("Datum: ");
  return dated ? Bid::certain : Bid::no;
}

}  // namespace

constinit const Importer importer{.id = "tiktok-text",
                                  .platform = "tiktok",
                                  .versions = "2022-2026",
                                  .gaps = "format.tiktok-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::tiktok_text
