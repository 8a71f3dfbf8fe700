// The text form of DiscordChatExporter.
//
//   ==============================================================
//   Guild: Direct Messages
//   Channel: Private / noor_h
//   ==============================================================
//   (blank)
//   [05-01-2026 08:00] bas (pinned)
//   Hoi
//   (blank)
//   {Attachments}
//   https://cdn.discordapp.com/attachments/…/foto.jpg
//   -> "Hoi" of bas, with a file
//
// The order of day and month is that of the computer it was made on, and shows in the whole file. What the app writes
// ("Pinned a message.") cannot be told from what people do.
#include "discord_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "discord_page.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "tally.h"
#include "whatsapp_dates.h"
#include "whatsapp_header.h"
#include "whatsapp_lines.h"

namespace schouw {
namespace {

bool is_rule(std::string_view line) {
  return line.size() >= 40 && line.find_first_not_of('=') == std::string_view::npos;
}

struct Head {
  DiscordDate date = {};
  std::string author = {};
};

/// "15-Aug-18 01:02 PM", the form of until 2022, in one that is read: "15 Aug 2018 01:02 PM".
std::string in_words(std::string_view text) {
  const bool short_year = text.size() >= 9 && has_shape(text, "00-") && text[6] == '-' && has_shape(text.substr(7), "00") &&
                          (text.size() == 9 || text[9] == ' ');
  if (!short_year) return std::string(text);
  return std::string(text.substr(0, 2)) + " " + std::string(text.substr(3, 3)) + " 20" + std::string(text.substr(7));
}

/// "[05-01-2026 08:00] bas (pinned)"
std::optional<Head> head_of(std::string_view line) {
  line = without_marks(line);
  const auto close = line.substr(0, 80).find("] ");
  if (!line.starts_with('[') || close == std::string_view::npos) return std::nullopt;
  Head out;
  std::string_view author = line.substr(close + 2);
  if (author.ends_with(" (pinned)")) author.remove_suffix(9);
  if (author.size() > 120) return std::nullopt;
  out.author = tidy_text(author);
  out.date = discord_date(line.substr(1, close - 1));
  return out.date.known() && !out.author.empty() ? std::optional(out) : std::nullopt;
}

/// Since 2023 a table has dates of ISO 8601; before, as whoever made it has set them.
bool has_iso_date(std::string_view head) {
  constexpr std::size_t kDay = 10;
  for (std::size_t at = head.find('T', kDay); at != std::string_view::npos; at = head.find('T', at + 1))
    if (has_shape(head.substr(at - kDay), "0000-00-00T00:")) return true;
  return false;
}

enum class Section { words, files, stickers, embed, reactions };

std::optional<Section> section_of(std::string_view line) {
  if (line == "{Attachments}") return Section::files;
  if (line == "{Stickers}") return Section::stickers;
  if (line == "{Embed}" || line == "{Embeds}") return Section::embed;
  if (line == "{Reactions}") return Section::reactions;
  return std::nullopt;
}

class TextWalk {
 public:
  TextWalk(EntryReader& entry, RecordSink& sink, const Importer& importer, ConversationRef conversation)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink),
        conversation_(std::move(conversation)),
        file_(tidy_text(base_name(entry.path()))) {}

  /// The order of day and month, and how many blank lines stand above a message, show in the whole file. The program
  /// says at the end how many messages there are; a line like a head that somebody pasted is one too many.
  void look(EntryReader& entry) {
    OrderSurvey order;
    std::uint64_t heads = 0, apart = 0;
    walk(
        entry,
        [&](Head&& head, std::uint64_t) {
          if (head.date.numbers) order.add(*head.date.numbers);
          ++heads;
          if (apart_) ++apart;
        },
        [](std::string_view) {});
    order_ = order.verdict();
    const bool pasted = stated_ != heads && (stated_ == apart || 2 * apart > heads);
    blanks_needed_ = pasted ? 2 : 1;
    entry.rewind();
  }

  void read(EntryReader& entry) {
    walk(
        entry, [this](Head&& head, std::uint64_t line) { begin(std::move(head), line); },
        [this](std::string_view line) { add(line); });
    give();
    if (dated_ && !order_.certain)
      tally_.problem({.code = "ambiguous-date-order",
                      .severity = order_.slashes ? Severity::medium : Severity::low,
                      .loss = Loss::none,
                      .locator = Locator::at_line(1),
                      .args = {std::string(name_of(order_.order))}});
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    if (ended_ && stated_ > given_)
      tally_.problem({.code = "count-differs",
                      .severity = Severity::high,
                      .loss = Loss::partial,
                      .locator = Locator::at_line(lines_),
                      .args = {file_, std::to_string(stated_), std::to_string(given_)},
                      .lost_records = stated_ - given_});
    if (!ended_)
      tally_.problem({.code = "data-cut",
                      .severity = Severity::high,
                      .loss = Loss::partial,
                      .locator = Locator::at_line(lines_),
                      .args = {}});
    end();
    tally_.finish();
  }

 private:
  /// The head of a message stands behind blank lines: two of them, and behind reactions one.
  template <std::invocable<Head&&, std::uint64_t> OnHead, std::invocable<std::string_view> OnLine>
  void walk(EntryReader& entry, const OnHead& on_head, const OnLine& on_line) {
    LineReader lines(entry);
    std::string_view line;
    std::string rule;  // the line of the end, or one that somebody typed: the line below it tells
    int rules = 0, blanks = 0;
    bool free = true;  // nothing that somebody typed stands between the blank line and what is above it
    stated_ = 0;
    ended_ = false;
    while (lines.next(line)) {
      lines_ = lines.number();
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      const bool is_rule_line = is_rule(without_marks(line));
      if (rules < 2) {
        if (is_rule_line)
          ++rules;
        else if (rules == 1)
          top(line);
        free = true;
      } else if (rule.empty() && is_rule_line) {
        rule = std::string(line);
      } else if (!rule.empty() && line.starts_with("Exported ")) {
        end_of_file(line);
        rules = 1;  // one more closes the file; whatever is behind it begins another
        rule.clear();
      } else {
        if (!rule.empty()) on_line(std::exchange(rule, {}));
        apart_ = blanks >= 2 || (blanks == 1 && free);
        auto head = blanks >= blanks_needed_ || apart_ ? head_of(line) : std::nullopt;
        if (trim(line) == "{Reactions}")
          free = true;
        else if (head || section_of(trim(line)))
          free = false;
        if (head)
          on_head(std::move(*head), lines.number());
        else
          on_line(line);
      }
      blanks = trim(line).empty() ? blanks + 1 : 0;
    }
    if (!rule.empty()) on_line(rule);
  }

  /// "Exported 1,234 message(s)"
  void end_of_file(std::string_view line) {
    ended_ = true;
    std::uint64_t number = 0;
    for (const char c : line.substr(0, 40))
      if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint64_t>(c - '0');
    stated_ += number;
  }

  void top(std::string_view line) {
    if (line.starts_with("Guild: ")) guild_ = tidy_text(line.substr(7));
    if (!line.starts_with("Channel: ") || guild_.empty()) return;
    name_conversation(guild_, tidy_text(line.substr(9)), conversation_);
  }

  void begin(Head&& head, std::uint64_t line) {
    give();
    dated_ = dated_ || head.date.numbers.has_value();
    Message message{.conversation = conversation_, .locator = Locator::at_line(line)};
    message.time = head.date.in(order_.order);
    repair_utf8(message.time.raw);
    message.sender = AccountRef{.display_name = head.author, .handle = head.author};
    writers_.emplace(head.author, *message.sender);
    message_ = std::move(message);
    section_ = Section::words;
  }

  void add(std::string_view line) {
    if (!message_) {
      if (!trim(line).empty())
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines_));
      return;
    }
    if (const auto section = section_of(trim(line))) {
      section_ = *section;
      return;
    }
    const std::string words = tidy_text(line);
    if (message_->text.size() + embed_.size() > kMaxLineBytes) {
      too_long_ = true;
      return;
    }
    if (section_ == Section::words) message_->text.append(line).append("\n");
    if (words.empty() || section_ == Section::words || section_ == Section::reactions) return;
    if (section_ == Section::embed) {
      embed_ += (embed_.empty() ? "" : "\n") + words;
    } else if (message_->attachments.size() < 256) {
      const std::string name(last_of_address(words));
      Attachment file{.name = name, .kind = attachment_kind_of(name, {}), .mime = std::string(mime_of(name))};
      if (section_ == Section::stickers) file.kind = AttachmentKind::sticker;
      if (words.find("://") == std::string::npos) file.uri = words;  // saved with the messages
      message_->attachments.push_back(std::move(file));
    }
  }

  void give() {
    if (!message_) return;
    message_->text = tidy_text(message_->text);
    // Beside words it is a preview of a link; of a program that answers it is all it says.
    if (message_->text.empty() && message_->attachments.empty()) message_->text = embed_;
    embed_.clear();
    if (message_->text.empty() && message_->attachments.empty()) tally_.absent();
    tally_.give(std::move(*message_));
    message_.reset();
    ++given_;
  }

  void end() {
    if (writers_.empty() || conversation_.kind == ConversationKind::channel) return;
    ConversationInfo info{.conversation = conversation_, .locator = Locator::at_line(1)};
    for (const auto& [name, who] : writers_) info.members.push_back({.account = who, .locator = info.locator});
    tally_.give(std::move(info));
  }

  Tally tally_;
  ConversationRef conversation_;
  OrderSurvey::Verdict order_;
  std::optional<Message> message_;
  std::map<std::string, AccountRef> writers_;
  std::string guild_, embed_;
  Section section_ = Section::words;
  std::string file_;
  std::uint64_t lines_ = 0, stated_ = 0, given_ = 0;
  int blanks_needed_ = 1;
  bool apart_ = false, dated_ = false, too_long_ = false, ended_ = false;
};

}  // namespace

Timestamp DiscordDate::in(DateOrder order) const {
  if (!numbers) return time;
  WhatsAppHeader header = *numbers;
  header.raw = raw;
  return time_of(header, order);
}

DiscordDate discord_date(std::string_view written) {
  constexpr std::size_t kLongest = 60;
  DiscordDate out{.raw = std::string(written.substr(0, kLongest))};
  out.time = parse_iso8601(written);
  if (out.time.basis != Timestamp::Basis::none || written.size() > kLongest) return out;
  const std::string bracket = "[" + out.raw + "] ";
  out.numbers = parse_whatsapp_header(bracket);
  if (out.numbers) {
    out.numbers->raw = out.numbers->body = {};  // they point into a text that ends here
    return out;
  }
  out.time = parse_written_date(in_words(written));
  out.time.raw = out.raw;
  return out;
}

OrderSurvey::Verdict discord_table_order(EntryReader& entry, const CsvHead& head) {
  OrderSurvey order;
  bool numbers = false;
  if (has_iso_date(entry.head())) return {};
  read_csv(entry, head, [&](const CsvRecord& row, CsvPart part) {
    const DiscordDate date = part == CsvPart::whole ? discord_date(row.at("date")) : DiscordDate{};
    if (date.numbers) order.add(*date.numbers);
    numbers = numbers || date.numbers.has_value();
  });
  entry.rewind();
  return numbers ? order.verdict() : OrderSurvey::Verdict{};
}

bool is_discord_text(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head.starts_with("==========") && head.substr(0, 256).find("\nGuild: ") != std::string_view::npos;
}

void read_discord_text(EntryReader& entry, RecordSink& sink, const Importer& importer, ConversationRef conversation) {
  TextWalk walk(entry, sink, importer, std::move(conversation));
  walk.look(entry);
  walk.read(entry);
}

}  // namespace schouw
