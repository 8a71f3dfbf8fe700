// YouTube, from Takeout: tables (since 2022), JSON and pages (before) of what the owner said, posted and follows.
//
//   Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text
//   Reactie-ID,Kanaal-ID,Aanmaaktijdstempel reactie,Prijs,Video-ID,Reactietekst
//   Kommentar-ID,Kanal-ID,Zeitstempel der Erstellung des Kommentars,Preis,…,Video-ID,Kommentartext
//   Ugz…,UC…,2026-06-06T06:53:12+00:00,0,,dQw…,"{""text"":""Leuk ""},{""text"":""hoor""}"
//   -> comments, also in live chats; posts (films and texts); channels followed; the owner
//
// Columns are known by the end of their names in Dutch, English and German; a text is pieces of JSON without their
// brackets. In other languages the cells of a row show what they are: "UC…" is a channel, "Ug…" a comment.
//
// Gaps: films, and the owner, in other languages are counted, not read; what others said below the owner's films is not
// in it; what was watched and searched is not read; whose film a comment stands below shows by its number only.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "csv_rows.h"
#include "html_walk.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::youtube_takeout {

extern const Importer importer;

namespace {

enum class Table {
  comments,
  live_chats,
  posts,
  videos,
  film_texts,
  subscriptions,
  channel,
  by_cells,
  drifted,
  nothing
};

/// "Aanmaaktijdstempel reactie" -> "aanmaaktijdstempelreactie": names differ in blanks and hyphens from year to year.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : ascii_lower(name))
    if (c != ' ' && c != '-' && c != '_' && c != '\'') out += c;
  return out;
}

struct Columns {
  std::optional<std::size_t> comment, live, post, video, channel, parent, time, text, title, description, privacy, url;
};

void set_first(std::optional<std::size_t>& slot, std::size_t column) {
  if (!slot) slot = column;
}

Columns columns_of(const CsvHead& head) {
  Columns out;
  for (std::size_t i = 0; i < head.names.size(); ++i) {
    const std::string name = bare(head.names[i]);
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    // "Video Description (Original) Language"
    if (name.ends_with("language") || name.ends_with("taal") || name.ends_with("sprache")) continue;
    const bool time = has("timestamp") || has("tijdstempel") || has("zeitstempel");
    if (name == "commentid" || name == "reactieid" || name == "kommentarid") set_first(out.comment, i);
    if (name == "livechatid") set_first(out.live, i);
    if (name == "postid" || name == "berichtid" || name == "beitragsid") set_first(out.post, i);
    if (name == "videoid") set_first(out.video, i);
    if (name == "channelid" || name == "kanaalid" || name == "kanalid") set_first(out.channel, i);
    if (name == "channelurl" || name == "kanaalurl" || name == "kanalurl") set_first(out.url, i);
    if (has("parent") || has("bovenliggend") || has("bergeordnet")) set_first(out.parent, i);
    if (time && (has("create") || has("aanmaak") || has("erstell") || has("publi"))) set_first(out.time, i);
    if (name.ends_with("text") || name.ends_with("tekst")) set_first(out.text, i);
    if (has("title") || has("titel")) set_first(out.title, i);
    if (has("description") || has("beschrijving") || has("beschreibung")) set_first(out.description, i);
    if (name == "privacy") set_first(out.privacy, i);
  }
  return out;
}

std::optional<Table> table_of(const CsvHead& head) {
  const Columns c = columns_of(head);
  if (c.comment && c.channel) return Table::comments;
  if (c.live && c.channel) return Table::live_chats;
  if (c.video && c.title && c.channel) return Table::videos;
  if (c.post && c.channel) return Table::posts;
  if (c.url && c.title && head.names.size() <= 4) return Table::subscriptions;
  if (c.channel && c.title && head.names.size() <= 12) return Table::channel;
  if (c.video && c.description) return Table::film_texts;
  const bool ours = c.video || c.channel || head.has({"playlist id"}) || head.has({"playlist-id"});
  return ours ? std::optional(Table::nothing) : std::nullopt;
}

/// What was said, as only YouTube's tables have it: {""text"":""Leuk""}
bool has_pieces(std::string_view head) {
  return head.find("{\"\"text\"\":") != std::string_view::npos ||
         head.find("{\"\"takeoutSegments\"\":") != std::string_view::npos;
}

bool is_channel_id(std::string_view cell) { return cell.size() == 24 && cell.starts_with("UC"); }

/// "UC…,http://www.youtube.com/channel/UC…,Juf Noor": the second line of a table of channels that somebody follows.
bool lists_channels(std::string_view head) {
  head.remove_prefix(std::min(head.find('\n'), head.size()));
  const std::string_view line = trim(head).substr(0, trim(head).find('\n'));
  const bool quoted = line.starts_with('"');
  return line.size() > 24 && line.find("youtube.com/channel/UC") != std::string_view::npos &&
         is_channel_id(line.substr(quoted ? 1 : 0, 24));
}

/// A table of which the names of the columns are in a language that is not known, and the cells say enough.
std::optional<CsvHead> foreign_head(const EntryReader& entry) {
  const bool said = has_pieces(entry.head());
  if (!said && !lists_channels(entry.head())) return std::nullopt;
  return find_csv_head(entry.head(), [&](const CsvHead& head) {
    return said ? head.names.size() >= 4 : head.names.size() == 3;
  });
}

std::optional<CsvHead> head_of(const EntryReader& entry) {
  const auto known = find_csv_head(entry.head(), [](const CsvHead& head) { return table_of(head).has_value(); });
  if (known && *table_of(*known) != Table::nothing) return known;
  const auto foreign = foreign_head(entry);
  return foreign ? foreign : known;
}

/// By the names of its columns, or else by its cells.
Table kind_of(const EntryReader& entry, const CsvHead& head) {
  const Table known = table_of(head).value_or(Table::nothing);
  const Columns c = columns_of(head);
  // "Kommentar-id" is Danish too, and the names of the other columns are not known there.
  const bool said = known == Table::comments || known == Table::live_chats || known == Table::posts;
  if (said && (!c.time || !c.text) && foreign_head(entry)) return Table::by_cells;
  if (known != Table::nothing) return known;
  if (foreign_head(entry)) return Table::by_cells;
  return table_of(head) ? Table::nothing : Table::drifted;
}

std::string cell(const CsvRecord& row, std::optional<std::size_t> column) {
  return column ? tidy_text(row.at(*column)) : std::string{};
}

void add_piece(const Json& piece, std::string& text, Message& message) {
  const Json& segments = piece.at("takeoutSegments");
  for (const Json& inner : segments.items()) text += inner.str("text");
  text += piece.str("text");
  const std::string channel = tidy_text(piece.at("mention").str("channelId"));
  if (channel.empty()) return;
  message.tagged.push_back({.display_name = tidy_text(piece.str("text")), .native_id = channel});
}

/// Takeout leaves line breaks and tabs as they are in the strings, which JSON forbids.
std::string with_escapes(std::string_view raw) {
  std::string out;
  bool inside = false, escaped = false;
  for (const char c : raw) {
    if (inside && static_cast<unsigned char>(c) < 0x20) {
      if (c != '\r') out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : " ";
    } else {
      out += c;
    }
    if (c == '"' && !escaped) inside = !inside;
    escaped = inside && c == '\\' && !escaped;
  }
  return out;
}

/// {"text":"Leuk "},{"text":"hoor"} without brackets around; older tables have plain text.
void read_text(std::string_view raw, Message& message) {
  if (!trim(raw).starts_with('{')) {
    message.text = tidy_text(raw);
    return;
  }
  JsonDamage damage;
  const Json pieces = parse_json_leniently("[" + with_escapes(raw) + "]", damage);
  std::string text;
  for (const Json& piece : pieces.items()) add_piece(piece, text, message);
  message.text = tidy_text(damage.clean() ? std::string_view(text) : raw);
}

bool is_public(std::string_view privacy) {
  const std::string said = ascii_lower(privacy);
  return said.empty() || said == "public" || said == "openbaar";
}

/// "Takeout/YouTube and YouTube Music/comments/comments.csv": the download begins two folders above the table.
std::string root_of(std::string_view path) {
  for (int up = 0; up < 3; ++up) {
    path = path.substr(0, path.size() - base_name(path).size());
    if (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty()) return {};
  }
  return std::string(path) + "/";
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink) : tally_(importer, root_of(entry.path()), sink) {}

  void read_table(EntryReader& entry, const CsvHead& head) {
    table_ = kind_of(entry, head);
    columns_ = columns_of(head);
    width_ = head.names.size();
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      take(row, Locator::at_line(row.line()));
    });
    tally_.finish(damage);
  }

  void read_json(EntryReader& entry) {
    const JsonDamage damage =
        stream_json(bytes_of(entry), {[](auto path, bool) { return path.empty() ? JsonStep::enter : JsonStep::take; },
                                      [this](const JsonItem& item, Json&& value) {
                                        if (item.path.size() != 1) return;
                                        if (!item.complete) return tally_.cut();
                                        snippet(value, Locator::at_index(item.index));
                                      }});
    tally_.finish(damage);
  }

  void read_page(EntryReader& entry);

 private:
  void take(const CsvRecord& row, Locator at) {
    switch (table_) {
      case Table::comments:
        return remark(row, cell(row, columns_.comment), std::move(at));
      case Table::live_chats:
        return remark(row, cell(row, columns_.live), std::move(at));
      case Table::posts:
        return post(row, std::move(at));
      case Table::videos:
        return video(row, std::move(at));
      case Table::film_texts:
        return film_text(row, std::move(at));
      case Table::by_cells:
        return by_cells(row, std::move(at));
      case Table::subscriptions:
        return follow(cell(row, columns_.channel ? columns_.channel : std::optional<std::size_t>(0)),
                      cell(row, columns_.title), {}, row.keys(), std::move(at));
      case Table::channel:
        return tally_.owner({.display_name = cell(row, columns_.title), .native_id = cell(row, columns_.channel)});
      case Table::drifted:
        return tally_.unknown(row.keys(), std::move(at));
      case Table::nothing:
        return;
    }
  }

  /// "UgxA,UCb,2025-12-30T14:28:42+00:00,0,,,cX_uOoBhxqI,{""text"":""Leuk""}": each cell shows what it is.
  void by_cells(const CsvRecord& row, Locator at) {
    columns_ = {};
    for (std::size_t i = 0; i < width_; ++i) {
      const std::string one = cell(row, i);
      if (is_channel_id(one)) set_first(columns_.channel, i);
      if (one.find("youtube.com/channel/UC") != std::string::npos) set_first(columns_.url, i);
      if (one.starts_with('{')) set_first(columns_.text, i);
      if (one.starts_with("Ugkx")) set_first(columns_.post, i);
      if (i > 0 && one.starts_with("Ug") && !one.starts_with("Ugkx")) set_first(columns_.parent, i);
      if (i > 0 && is_film_id(one)) set_first(columns_.video, i);
      if (one.size() > 10 && one[10] == 'T' && parse_iso8601(one).basis != Timestamp::Basis::none)
        set_first(columns_.time, i);
    }
    if (columns_.channel && columns_.url && width_ == 3) {
      columns_.title = 3 - *columns_.channel - *columns_.url;
      return follow(cell(row, columns_.channel), cell(row, columns_.title), {}, row.keys(), std::move(at));
    }
    if (!columns_.channel) return tally_.unknown(row.keys(), std::move(at));
    if (columns_.post && !columns_.parent && !cell(row, 0).starts_with("Ug")) return post(row, std::move(at));
    remark(row, cell(row, 0), std::move(at));
  }

  static bool is_film_id(std::string_view text) {
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return text.size() == 11 && std::ranges::all_of(text, fits);
  }

  /// What the owner wrote below a film of theirs, in a table of its own since 2024; when, it does not say.
  void film_text(const CsvRecord& row, Locator at) {
    const std::string id = cell(row, columns_.video), text = cell(row, columns_.description);
    if (text.empty()) return;
    Message message{.kind = MessageKind::event, .conversation = place("video/" + id), .text = text};
    message.title = cell(row, columns_.title);
    message.event = "description";
    message.locator = std::move(at);
    message.sender = AccountRef{.is_owner = true};
    tally_.give_undated(std::move(message));
  }

  AccountRef owner(const CsvRecord& row) const { return {.native_id = cell(row, columns_.channel), .is_owner = true}; }

  /// A remark below a film or a post, or in the chat beside a film while it was live.
  void remark(const CsvRecord& row, const std::string& id, Locator at) {
    if (!columns_.time || !columns_.text) return tally_.unknown(row.keys(), std::move(at));
    Message message{.kind = MessageKind::comment, .time = parse_written_date(cell(row, columns_.time))};
    message.locator = std::move(at);
    message.sender = owner(row);
    message.native_id = id;
    message.version = id.empty() ? "" : "1";
    message.in_reply_to = cell(row, columns_.parent);
    const std::string film = cell(row, columns_.video), text_post = cell(row, columns_.post);
    message.conversation = place(!film.empty()        ? "video/" + film
                                 : !text_post.empty() ? "post/" + text_post
                                                      : "remark/" + id);
    const bool live = table_ == Table::live_chats || (table_ == Table::by_cells && !id.starts_with("Ug"));
    if (live) message.event = "live-chat";
    read_text(row.at(*columns_.text), message);
    if (message.text.empty()) tally_.absent();
    tally_.give(std::move(message));
  }

  void post(const CsvRecord& row, Locator at) {
    if (!columns_.time || !columns_.text) return tally_.unknown(row.keys(), std::move(at));
    const std::string id = cell(row, columns_.post);
    Message message{.kind = MessageKind::post, .conversation = place("post/" + id)};
    message.time = parse_written_date(cell(row, columns_.time));
    message.locator = std::move(at);
    message.sender = owner(row);
    message.native_id = id;
    message.version = id.empty() ? "" : "1";
    read_text(row.at(*columns_.text), message);
    tally_.give(std::move(message));
  }

  void video(const CsvRecord& row, Locator at) {
    Film film{
        .id = cell(row, columns_.video), .title = cell(row, columns_.title), .text = cell(row, columns_.description)};
    film.is_public = is_public(cell(row, columns_.privacy));
    if (!columns_.time) return tally_.unknown(row.keys(), std::move(at));
    film.time = parse_written_date(cell(row, columns_.time));
    give(std::move(film), owner(row), std::move(at));
  }

  struct Film {
    std::string id = {}, title = {}, text = {};
    Timestamp time = {};
    bool is_public = true;
  };
  void give(Film film, AccountRef owner, Locator at) {
    Message message{.kind = MessageKind::post, .conversation = place("video/" + film.id), .time = std::move(film.time)};
    if (!film.is_public) message.conversation.kind = ConversationKind::group;
    message.locator = std::move(at);
    message.sender = std::move(owner);
    message.title = std::move(film.title);
    message.text = std::move(film.text);
    message.native_id = film.id;
    message.version = film.id.empty() ? "" : "1";
    message.attachments.push_back({.name = film.id, .kind = AttachmentKind::video, .caption = message.title});
    tally_.give(std::move(message));
  }

  void follow(std::string id, std::string title, Timestamp since, const Json& record, Locator at) {
    AccountRef other{.display_name = std::move(title), .native_id = std::move(id)};
    if (other.empty()) return tally_.unknown(record, std::move(at));
    tally_.give(Connection{.kind = ConnectionKind::follows,
                           .owner = {.is_owner = true},
                           .other = std::move(other),
                           .since = std::move(since),
                           .locator = std::move(at)});
  }

  /// 2018-2021: objects as YouTube's own interface gives them.
  void snippet(const Json& item, Locator at) {
    const Json& what = item.at("snippet");
    const std::string_view kind = item.str("kind");
    if (!what.is_object()) return tally_.unknown(item, std::move(at));
    const Timestamp time = parse_iso8601(what.str("publishedAt"));
    const std::string channel = tidy_text(what.at("resourceId").str("channelId"));
    const std::string film = tidy_text(what.at("resourceId").str("videoId"));
    if (kind.ends_with("#subscription") || !channel.empty())
      return follow(channel, tidy_text(what.str("title")), time, item, std::move(at));
    const bool own = kind.ends_with("#video") || what.str("playlistId").starts_with("UU");  // liked, kept: of others
    if (!own) return kind.ends_with("#playlistItem") ? void() : tally_.not_read(kind, 1);
    AccountRef owner{.native_id = tidy_text(what.str("channelId")), .is_owner = true};
    give({.id = film.empty() ? tidy_text(item.str("id")) : film,
          .title = tidy_text(what.str("title")),
          .text = tidy_text(what.str("description")),
          .time = time,
          .is_public = is_public(item.at("status").str("privacyStatus"))},
         std::move(owner), std::move(at));
  }

  static ConversationRef place(std::string key) {
    return {.key = std::move(key), .kind = ConversationKind::public_, .title = {}};
  }

  void line_of_page(const std::string& about, const std::string& text, const std::string& link, Locator at);

  Tally tally_;
  Table table_ = Table::nothing;
  Columns columns_;
  std::size_t width_ = 0;
};

/// my-comments.html, until 2022: <li>You added a comment on <a href="…watch?v=…">video</a> at 2019-05-05 12:34:56
/// UTC.<br>Leuk</li>, in the language of the account. What stands before the first <br> is about, the rest was said.
void Reader::read_page(EntryReader& entry) {
  std::string about, text, link;
  bool in_item = false, said = false;
  std::uint64_t index = 0;
  const auto start = [&](const HtmlElement& element) {
    if (element.name == "li") {
      in_item = true;
      said = false;
      about.clear();
      text.clear();
      link.clear();
    }
    if (element.name == "br" && in_item && std::exchange(said, true)) text += '\n';
    const std::string_view address = element.attribute("href");
    if (element.name == "a" && !said && address.find("watch?v=") != std::string_view::npos) link = address;
  };
  const auto end = [&](std::string_view name) {
    if (name != "li" || !std::exchange(in_item, false)) return;
    line_of_page(about, text, link, Locator::at_index(index++));
  };
  walk_html(bytes_of(entry), {start, end, [&](std::string_view piece) {
                                if (in_item && about.size() + text.size() < (1 << 20)) (said ? text : about) += piece;
                              }});
  tally_.finish();
}

void Reader::line_of_page(const std::string& about, const std::string& text, const std::string& link, Locator at) {
  Message message{.kind = MessageKind::comment, .text = tidy_text(text), .locator = std::move(at)};
  const auto zone = about.rfind(" UTC");
  constexpr std::size_t kLength = 19;
  if (zone != std::string::npos && zone >= kLength)
    message.time = parse_written_date(about.substr(zone - kLength, kLength + 4));
  if (message.time.basis == Timestamp::Basis::none) message.time = no_time(std::string(prefix(tidy_text(about), 200)));
  message.sender = AccountRef{.is_owner = true};
  const auto id = link.find("watch?v=");
  std::string film = id == std::string::npos ? std::string{} : link.substr(id + 8);
  film = film.substr(0, film.find_first_of("&#"));
  message.conversation = place(film.empty() ? "remark/" + message.time.raw : "video/" + film);
  if (message.text.empty()) tally_.absent();
  tally_.give(std::move(message));
}

bool is_page(const EntryReader& entry) {
  const std::string_view head = entry.head(), path = entry.path();
  if (!path.ends_with(".html") || head.find("<li>") == std::string_view::npos) return false;
  return head.find("youtube.com/watch?v=") != std::string_view::npos && head.find(" UTC") != std::string_view::npos &&
         head.find("content-cell") == std::string_view::npos;
}

/// Columns that no version has, in a table of YouTube's name below its folder.
std::optional<CsvHead> drifted_head(const EntryReader& entry) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"comments.csv", "reacties.csv", "live chats.csv", "livechats.csv", "posts.csv", "berichten.csv", "videos.csv",
       "subscriptions.csv", "abonnementen.csv", "channel.csv", "kanaal.csv", "kommentare.csv", "abos.csv"});
  const bool named = std::ranges::find(kNames, ascii_lower(base_name(entry.path()))) != kNames.end();
  if (!named || entry.path().find("/YouTube") == std::string_view::npos) return std::nullopt;
  return find_csv_head(entry.head(), [](const CsvHead& head) { return head.names.size() >= 2; });
}

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (head.empty()) return Bid::no;
  if (is_page(entry)) return Bid::certain;
  if (mentions(head, {"\"youtube#"})) {
    const JsonShape shape = json_shape(head);
    if (shape.is_json) return shape.root_is_array && shape.item_has("snippet") ? Bid::certain : Bid::no;
  }
  if (!entry.path().ends_with(".csv")) return Bid::no;
  const auto found = head_of(entry);
  if (!found) return drifted_head(entry) ? Bid::weak : Bid::no;
  const bool folder = entry.path().find("YouTube") != std::string_view::npos;
  const Table table = kind_of(entry, *found);
  if (table == Table::by_cells && !folder) return Bid::likely;
  if (table == Table::nothing) return folder ? Bid::likely : Bid::no;
  return table == Table::channel && !folder ? Bid::likely : Bid::certain;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (is_page(entry)) return Reader(entry, sink).read_page(entry);
  const bool table = entry.path().ends_with(".csv") || !json_shape(entry.head()).is_json;
  auto head = table ? head_of(entry) : std::nullopt;
  if (table && !head) head = drifted_head(entry);
  if (head) return Reader(entry, sink).read_table(entry, *head);
  Reader(entry, sink).read_json(entry);
}

}  // namespace

constinit const Importer importer{.id = "youtube-takeout",
                                  .platform = "youtube",
                                  .versions = "2018-2026",
                                  .gaps = "format.youtube-takeout.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::youtube_takeout
