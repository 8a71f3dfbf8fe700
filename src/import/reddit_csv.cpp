// Reddit, "Request a copy of your data": a zip with a table for each kind of thing.
//
//   id,permalink,thread_id,date,ip,from,to,subject,body                                messages, sent and received
//   message_id,created_at,updated_at,username,message,…,channel_url,…,conversation_type   chats
//   id,permalink,date,ip,subreddit,gildings,link,parent,body,media                      the owner's comments
//   id,permalink,date,ip,subreddit,gildings,title,url,body                              the owner's posts
//   -> messages, chats, comments and posts; who is in every message is the owner
//
// Gaps: whom a comment answers shows by an id only; what others wrote below; votes, what was saved and which communities
// the owner reads are recognised and not read. The tables without words (…_headers.csv) give who and when.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "csv_rows.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::reddit_csv {

extern const Importer importer;

namespace {

constexpr std::size_t kMostChannels = 20'000, kMostPeople = 500;

enum class Table { none, messages, chats, comments, posts, drafts, friends, moderated, statistics, other };

struct Known {
  std::string_view file, column;
};
/// Tables with columns that say too little: taken by their names too.
constexpr auto kOthers = std::to_array<Known>({{"approved_submitter_subreddits.csv", "subreddit"},
                                               {"checkfile.csv", "filename"},
                                               {"hidden_posts.csv", "permalink"},
                                               {"ip_logs.csv", "ip"},
                                               {"poll_votes.csv", "post_id"},
                                               {"saved_comments.csv", "permalink"},
                                               {"saved_posts.csv", "permalink"},
                                               {"subscribed_subreddits.csv", "subreddit"},
                                               {"user_preferences.csv", "preference"}});

/// "comments_2.csv" is the second part of comments.csv.
std::string plain_name(std::string_view path) {
  std::string name = ascii_lower(base_name(path));
  const auto dot = name.rfind(".csv"), line = name.rfind('_');
  if (dot == std::string::npos || line == std::string::npos || line + 1 >= dot) return name;
  if (name.find_first_not_of("0123456789", line + 1) == dot) name.erase(line, dot - line);
  return name;
}

Table table_of(const CsvHead& head, std::string_view name) {
  const bool post = head.has({"id", "permalink", "date", "subreddit"});
  if (head.has({"id", "permalink", "thread_id", "date", "from", "to"})) return Table::messages;
  if (head.has({"message_id", "created_at", "username", "message", "channel_url"})) return Table::chats;
  if (post && head.has({"link", "parent"})) return Table::comments;
  if (post && head.has({"body"}) && !head.has({"title"}) && is_named(name, "comments.csv")) return Table::comments;
  if (post && head.has({"title"})) return Table::posts;
  if (post && (head.has({"title", "url"}) || (head.has({"url", "gildings"}) && !head.has({"link"})))) return Table::posts;
  if (head.has({"id", "title", "body", "kind", "created", "send_replies"})) return Table::drafts;
  if (head.has({"id", "permalink", "direction"})) return Table::other;
  if (is_named(name, "friends.csv") && head.has({"username", "note"}) && head.names.size() == 2) return Table::friends;
  if (is_named(name, "moderated_subreddits.csv") && head.has({"subreddit"})) return Table::moderated;
  if (is_named(name, "statistics.csv") && head.has({"statistic", "value"})) return Table::statistics;
  const bool known = std::ranges::any_of(kOthers, [&](const Known& one) { return is_named(name, one.file) && head.has({one.column}); });
  return known ? Table::other : Table::none;
}

std::optional<std::pair<CsvHead, Table>> find_table(const EntryReader& entry) {
  return find_csv_table<Table>(entry.head(), [name = plain_name(entry.path())](const CsvHead& one) { return table_of(one, name); });
}

std::string user_in(std::string_view written) {
  std::string name = tidy_text(written);
  if (name.starts_with("/u/")) name.erase(0, 3);
  if (name.starts_with("u/")) name.erase(0, 2);
  return name == "[deleted]" ? std::string{} : name;
}

/// "#leraren", "r/leraren": all who look after a community.
bool is_community(std::string_view name) { return name.starts_with('#') || name.starts_with("r/"); }

/// ".../comments/1abcd2/titel/lq7a2b9/" -> "1abcd2"
std::string post_in(std::string_view address) {
  constexpr std::string_view kComments = "/comments/";
  const auto at = address.find(kComments);
  if (at == std::string_view::npos) return {};
  address.remove_prefix(at + kComments.size());
  return tidy_text(address.substr(0, address.find('/')));
}

/// The owner took the words away, or who looks after the community did.
void mark_removed(Message& message) {
  if (message.text != "[deleted]" && message.text != "[removed]") return;
  message.flags.deleted = true;
  message.text.clear();
}

class Rows {
 public:
  Rows(EntryReader& entry, const CsvHead& head, Table table, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), table_(table),
        bare_(!head.has({"body"}) && table != Table::chats) {
    if (table == Table::messages) {
      read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) { look(row, part); });
      entry.rewind();
    }
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      take(row, Locator::at_line(row.line()));
    });
    finish();
    tally_.finish(damage);
  }

 private:
  /// Who is in every message has asked for them; between two people alone that is both, and says nothing.
  void look(const CsvRecord& row, CsvPart part) {
    if (part == CsvPart::cut) return;
    std::set<std::string> both;
    for (const std::string_view key : {"from", "to"})
      if (const std::string name = ascii_lower(user_in(row.at(key))); !name.empty() && !is_community(name)) both.insert(name);
    if (both.size() != 2) return;
    if (first_)
      common_ = both;
    else
      std::erase_if(common_, [&](const std::string& name) { return !both.contains(name); });
    first_ = false;
  }

  AccountRef account(const std::string& name) const {
    if (is_community(name)) return {.display_name = name};
    const bool owner = common_.size() == 1 && common_.contains(ascii_lower(name));
    return {.handle = name, .is_owner = owner};
  }

  void take(const CsvRecord& row, const Locator& at) {
    switch (table_) {
      case Table::messages:
        return message(row, at);
      case Table::chats:
        return chat(row, at);
      case Table::comments:
      case Table::posts:
      case Table::drafts:
        return post(row, at);
      case Table::friends:
        return connection(ConnectionKind::follows, {.handle = user_in(row.at("username"))}, at);
      case Table::moderated:
        return connection(ConnectionKind::admin, {.display_name = "r/" + tidy_text(row.at("subreddit"))}, at);
      case Table::statistics:
        if (ascii_lower(row.at("statistic")) == "account name") tally_.owner({.handle = user_in(row.at("value"))});
        return;
      case Table::none:
      case Table::other:
        return;
    }
  }

  void connection(ConnectionKind kind, AccountRef other, const Locator& at) {
    if (other.empty()) return tally_.gone();
    tally_.give(Connection{.kind = kind, .owner = {.is_owner = true}, .other = std::move(other), .locator = at});
  }

  void message(const CsvRecord& row, const Locator& at) {
    const std::string from = user_in(row.at("from")), to = user_in(row.at("to")), id = tidy_text(row.at("id"));
    if (id.empty() && from.empty() && to.empty()) return tally_.unknown(row.keys(), at);
    Message out{.conversation = {}, .time = parse_written_date(row.at("date")), .locator = at};
    out.title = tidy_text(row.at("subject"));
    out.text = tidy_text(row.at("body"));
    set_version(id.empty() ? id : "t4_" + id, out);
    if (!from.empty()) out.sender = account(from);
    if (!to.empty()) out.recipients.push_back(account(to));
    const bool two = !from.empty() && !to.empty() && !is_community(from) && !is_community(to);
    const std::string thread = tidy_text(row.at("thread_id"));
    out.conversation = two ? ConversationRef{.key = two_people_key(from, to), .kind = ConversationKind::direct, .title = {}}
                           : ConversationRef{.key = "thread/" + (thread.empty() ? id : thread),
                                             .kind = ConversationKind::group,
                                             .title = is_community(from) ? from : is_community(to) ? to : std::string()};
    mark_removed(out);
    give(std::move(out));
  }

  /// The table without words tells the same message; the one with them stays.
  void set_version(std::string id, Message& message) const {
    message.native_id = std::move(id);
    if (!message.native_id.empty()) message.version = bare_ ? "0" : "1";
  }

  void give(Message message) {
    const bool silent = message.text.empty() && message.title.empty() && message.attachments.empty();
    if (bare_ || (silent && !message.flags.deleted)) tally_.absent();
    tally_.give(std::move(message));
  }

  void chat(const CsvRecord& row, const Locator& at) {
    const std::string channel = tidy_text(row.at("channel_url")), name = user_in(row.at("username"));
    const std::string type = ascii_lower(row.at("conversation_type"));
    Message out{.conversation = {}, .time = parse_written_date(row.at("created_at")), .locator = at};
    out.conversation = {.key = "chat/" + channel,
                        .kind = type == "direct" ? ConversationKind::direct : ConversationKind::group,
                        .title = tidy_text(row.at("channel_name"))};
    if (const std::string community = tidy_text(row.at("subreddit")); out.conversation.title.empty() && !community.empty())
      out.conversation.title = "r/" + community;
    out.native_id = tidy_text(row.at("message_id"));
    out.version = tidy_text(row.at("updated_at"));
    out.in_reply_to = tidy_text(row.at("thread_parent_message_id"));
    out.text = tidy_text(row.at("message"));
    mark_removed(out);
    if (!name.empty()) out.sender = AccountRef{.handle = name};
    remember(out, name);
    give(std::move(out));
  }

  void remember(const Message& message, const std::string& name) {
    const std::string& key = message.conversation.key;
    if (name.empty() || (channels_.size() >= kMostChannels && !channels_.contains(key))) return;
    Channel& channel = channels_[key];
    if (channel.names.empty()) channel.info = {.conversation = message.conversation, .locator = message.locator};
    if (channel.names.size() < kMostPeople && channel.names.insert(ascii_lower(name)).second)
      channel.info.members.push_back({.account = {.handle = name}, .locator = message.locator});
  }

  void post(const CsvRecord& row, const Locator& at) {
    const std::string id = tidy_text(row.at("id")), community = tidy_text(row.at("subreddit"));
    const bool comment = table_ == Table::comments, draft = table_ == Table::drafts;
    const std::string_view date = row.at(draft ? "created" : "date");
    if (id.empty()) return tally_.unknown(row.keys(), at);
    Message out{.kind = comment ? MessageKind::comment : draft ? MessageKind::event : MessageKind::post,
                .conversation = {},
                .time = parse_written_date(date),
                .locator = at};
    if (draft) out.event = "draft";
    out.sender = AccountRef{.is_owner = true};
    out.title = tidy_text(row.at("title"));
    out.text = tidy_text(row.at("body"));
    set_version((comment ? "t1_" : draft ? "draft_" : "t3_") + id, out);
    if (comment) out.in_reply_to = tidy_text(row.at("parent"));
    const std::string thread = comment ? post_in(row.at("link")) : id;
    out.conversation = {.key = (draft ? "draft/" : "post/") + (thread.empty() ? id : thread),
                        .kind = draft ? ConversationKind::group : ConversationKind::public_,
                        .title = community.empty() ? std::string() : "r/" + community};
    const std::string_view link = row.first_of({"url", "media"});
    if (!comment && !link.empty() && link.find("/comments/" + id) == std::string_view::npos)
      out.attachments.push_back({.kind = AttachmentKind::link, .caption = tidy_text(prefix(link, 2048))});
    else if (comment && !link.empty())
      out.attachments.push_back({.kind = AttachmentKind::image, .caption = tidy_text(prefix(link, 2048))});
    mark_removed(out);
    give(std::move(out));
  }

  void finish() {
    for (auto& [key, channel] : channels_) tally_.give(std::move(channel.info));
    if (table_ == Table::messages && common_.size() == 1 && !bare_) tally_.owner({.handle = owner_name()});
  }

  std::string owner_name() const { return *common_.begin(); }

  struct Channel {
    ConversationInfo info;
    std::set<std::string> names;
  };
  Tally tally_;
  Table table_;
  bool bare_ = false, first_ = true;
  std::set<std::string> common_;
  std::map<std::string, Channel> channels_;
};

Bid bid(const EntryReader& entry) {
  if (!mentions(entry.head().substr(0, 1024), {"permalink", "channel_url", "send_replies", "subreddit", "username",
                                               "statistic", "filename", "preference", "post_id", "date,ip"}))
    return Bid::no;
  return find_table(entry) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (const auto found = find_table(entry)) const Rows whole(entry, found->first, found->second, sink);
}

}  // namespace

constinit const Importer importer{.id = "reddit-csv",
                                  .platform = "reddit",
                                  .versions = "2021-2026",
                                  .gaps = "format.reddit-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::reddit_csv
