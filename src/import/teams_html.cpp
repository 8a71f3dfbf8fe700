// Teams chats as the script "Microsoft Teams Chat Exporter" (export-ms-teams-chats, PowerShell) writes them: a page a
// chat.
//
//   <title>Exported chat: Team 6B</title> … <div data-deleted="false" data-edited="true" data-me="false"
//   data-priority="normal">
//     <img src="assets/1.jpg"><div><div><span>Bas Visser</span><span>05 January 2026, 08:12 AM</span>…</div>
//     <div><div><i>Message Deleted</i></div><div>Hoi</div><div>attachments</div></div></div></div>
//   -> "Hoi" of Bas Visser, edited
//
// Gaps: names only, no ids; the clock is that of whoever ran the script; under Dutch settings the script leaves out
// whether it was morning or afternoon, and then only the day is kept; an event bears the time of the message before it,
// so it gets none.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "html_text.h"
#include "html_walk.h"
#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "tally.h"
#include "whole_entry.h"

namespace schouw::teams_html {

extern const Importer importer;

namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{256} << 20;
constexpr std::string_view kTitle = "Exported chat: ";

/// One message block, as its parts come by.
struct Block {
  bool deleted = false, edited = false;
  std::vector<std::string> spans = {};  ///< name, date, marks
  std::string text = {};
  std::vector<Attachment> files = {};
  std::size_t depth = 0;  ///< of the block in the page
};

/// "05 January 2026, 08:12 AM". Without AM or PM an hour up to 12 may be either.
Timestamp time_of(std::string_view written, bool& half_known) {
  const std::string folded = fold(written);
  Timestamp time = parse_written_date(written);
  const bool marked = folded.ends_with("am") || folded.ends_with("pm") || folded.ends_with(".m.");
  if (time.basis == Timestamp::Basis::none || marked) return time;
  const Civil civil = ms_to_civil(time.ms);
  if (civil.hour == 0 || civil.hour > 12) return time;
  half_known = true;
  return local_time({.year = civil.year, .month = civil.month, .day = civil.day}, Precision::day, time.raw);
}

class Page {
 public:
  explicit Page(Tally& tally) : tally_(tally) {}

  HtmlEvents events() {
    return {.start = [this](const HtmlElement& element) { start(element); },
            .end = [this](std::string_view name) { end(name); },
            .text = [this](std::string_view piece) { text(piece); }};
  }

  void finish() {
    if (block_) tally_.cut();
    if (half_known_ > 0)
      tally_.problem({.code = "clock-of-12-hours",
                      .severity = Severity::medium,
                      .loss = Loss::none,
                      .locator = Locator::at_index(0),
                      .args = {std::to_string(half_known_)}});
  }

 private:
  void start(const HtmlElement& element) {
    ++depth_;
    if (element.name == "title") in_title_ = true;
    if (!block_ && !element.attribute("data-priority").empty() && has_attribute(element, "data-deleted")) {
      block_ = Block{.deleted = element.attribute("data-deleted") == "true",
                     .edited = element.attribute("data-edited") == "true",
                     .depth = depth_};
      return;
    }
    if (!block_) return;
    // Below the block: picture | div of name and date, div of the text. The script's own classes tell them apart.
    if (element.name == "span" && body_ == 0) {
      in_span_ = true;
      block_->spans.emplace_back();
    }
    if (element.name == "div" && element.has_class("prose") && body_ == 0) body_ = depth_;
    if (body_ != 0 && depth_ == body_ + 1) ++child_;
    if (body_ == 0 || child_ == 0) return;
    if (element.name == "br" || element.name == "p" || element.name == "div") add_line();
    if (element.name == "img") picture(element);
    if (element.name == "a" && child_ > 2) link_ = std::string(element.attribute("href").substr(0, 2048));
    quote_ = quote_ == 0 && element.name == "blockquote" ? depth_ : quote_;
  }

  static bool has_attribute(const HtmlElement& element, std::string_view key) {
    return std::ranges::any_of(element.attributes, [&](const auto& one) { return one.first == key; });
  }

  void picture(const HtmlElement& element) {
    const std::string_view source = element.attribute("src");
    Attachment file{.name = std::string(base_name(source)), .kind = AttachmentKind::image};
    if (source.find("://") == std::string_view::npos && !source.starts_with("data:")) file.uri = std::string(source);
    if (source.starts_with("data:")) file.name.clear();
    file.mime = std::string(mime_of(file.name));
    block_->files.push_back(std::move(file));
  }

  void end(std::string_view name) {
    if (name == "title") in_title_ = false;
    if (name == "span") in_span_ = false;
    if (block_ && name == "a" && !link_.empty()) {
      Attachment file{.name = tidy_text(link_text_), .caption = std::exchange(link_, {})};
      file.kind = attachment_kind_of(file.name, {});
      block_->files.push_back(std::move(file));
      link_text_.clear();
    }
    if (quote_ == depth_) quote_ = 0;
    if (body_ == depth_) {
      body_ = 0;
      child_ = 0;
    }
    if (block_ && block_->depth == depth_) give();
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) {
    if (in_title_) title_ += piece;
    if (!block_) return;
    if (in_span_ && !block_->spans.empty()) block_->spans.back() += piece;
    if (!link_.empty()) link_text_ += piece;
    // The first child says "Message Deleted" in every block; the third holds the files.
    if (body_ != 0 && child_ == 2) (quote_ == 0 ? block_->text : quoted_) += piece;
  }

  void add_line() {
    std::string& to = quote_ == 0 ? block_->text : quoted_;
    if (child_ == 2 && !to.empty() && to.back() != '\n') to += '\n';
  }

  void give() {
    const Block block = std::move(*block_);
    block_.reset();
    Message message{.locator = Locator::at_index(index_++)};
    message.conversation.title = tidy_text(title_);
    if (message.conversation.title.starts_with(kTitle)) message.conversation.title.erase(0, kTitle.size());
    message.conversation.key = "title/" + fold(message.conversation.title);
    message.text = tidy_text(block.text);
    message.quoted = tidy_text(std::exchange(quoted_, {}));
    message.attachments = block.files;
    message.flags.deleted = block.deleted;
    message.flags.edited = block.edited;
    const std::string name = block.spans.empty() ? std::string{} : tidy_text(block.spans[0]);
    const std::string written = block.spans.size() < 2 ? std::string{} : tidy_text(block.spans[1]);
    if (name == "System Event") {
      message.kind = MessageKind::system;
      message.time = no_time(written);
    } else {
      bool half = false;
      message.time = time_of(written, half);
      half_known_ += half ? 1u : 0u;
      if (!name.empty()) message.sender = AccountRef{.display_name = name};
    }
    if (message.flags.deleted && message.text.empty()) tally_.absent();
    if (name.empty() && written.empty()) {
      Json keys = Json::object();
      keys["data-deleted"] = Json(true);
      keys["data-priority"] = Json(true);
      return tally_.unknown(keys, message.locator);
    }
    // That an event has no time lies in the form, not in this file: no problem each.
    if (message.kind == MessageKind::message) return tally_.give(std::move(message));
    tally_.give_undated(std::move(message));
  }

  Tally& tally_;
  std::string title_, link_, link_text_, quoted_;
  std::optional<Block> block_;
  std::size_t depth_ = 0, body_ = 0, quote_ = 0;
  int child_ = 0;
  std::uint64_t index_ = 0, half_known_ = 0;
  bool in_title_ = false, in_span_ = false;
};

Bid bid(const EntryReader& entry) {
  if (!is_markup_head(entry.head())) return Bid::no;
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head(), sniff_encoding(entry.head()), replaced);
  if (head.find(kTitle) == std::string::npos || head.find("<html") == std::string::npos) return Bid::no;
  return head.find("data-priority=") != std::string::npos || head.find("<title>Exported chat: ") != std::string::npos
             ? Bid::likely
             : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Tally tally(importer, std::string(set_root(entry.path(), {})), sink);
  // PowerShell 5.1 writes UTF-16.
  const std::string html = whole_text(entry, kMaxPageBytes, sink);
  const bool whole = html.find("</html>") != std::string::npos;
  std::string_view rest = html;
  Page page(tally);
  if (walk_html([&rest] { return std::span<const char>(std::exchange(rest, std::string_view{})); }, page.events()) ==
      HtmlEnd::too_deep)
    tally.problem({.code = "html-too-deep", .severity = Severity::medium, .loss = Loss::partial, .args = {}});
  page.finish();
  if (!whole)
    tally.problem({.code = "data-cut",
                   .severity = Severity::high,
                   .loss = Loss::partial,
                   .locator = Locator::at_byte(html.size())});
  tally.finish();
}

}  // namespace

constinit const Importer importer{.id = "teams-html",
                                  .platform = "teams",
                                  .versions = "export-ms-teams-chats 2022-2024",
                                  .gaps = "format.teams-html.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::teams_html
