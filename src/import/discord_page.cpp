// The pages of DiscordChatExporter.
//
//   <div class=chatlog__message-group><div class=chatlog__message-container data-message-id=1064…>
//    <span class=chatlog__author title=noor_h data-user-id=22>Noor</span> <span class=chatlog__timestamp>…</span>
//    <div class="chatlog__content chatlog__markdown"><span
//    class=chatlog__markdown-preserve>Hoi</span></div></div></div>
//   -> "Hoi" of Noor; the messages below it in the group have no name, and are Noor's too
//
// Until 2021 the group had the name, and the classes were chatlog__author-name and chatlog__message.
#include "discord_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostText = std::size_t{1} << 20;
constexpr std::size_t kMostOfAKind = 256;

enum class DiscordPart { none, preamble, author, time, text, quoted, notice, embed, file_name };

struct PartOfClass {
  std::string_view name;
  DiscordPart part;
};
constexpr auto kParts = std::to_array<PartOfClass>({{"chatlog__author", DiscordPart::author},
                                                    {"chatlog__author-name", DiscordPart::author},
                                                    {"chatlog__system-notification-author", DiscordPart::author},
                                                    {"chatlog__timestamp", DiscordPart::time},
                                                    {"chatlog__short-timestamp", DiscordPart::time},
                                                    {"chatlog__system-notification-timestamp", DiscordPart::time},
                                                    {"chatlog__content", DiscordPart::text},
                                                    {"chatlog__forwarded-content", DiscordPart::quoted},
                                                    {"chatlog__reply-link", DiscordPart::quoted},
                                                    {"chatlog__reference-link", DiscordPart::quoted},
                                                    {"chatlog__system-notification-content", DiscordPart::notice},
                                                    {"chatlog__embed", DiscordPart::embed},
                                                    {"chatlog__attachment-generic-name", DiscordPart::file_name}});

class DiscordVisitor : public HtmlVisitor {
 public:
  explicit DiscordVisitor(const std::function<void(const DiscordPage&, DiscordBlock&&)>& on_block)
      : on_block_(on_block) {}
  DiscordPage page;

  void start(const HtmlTag& tag) override {
    if (is_void(tag.name())) return inside(tag);
    ++depth_;
    if (tag.has_class("chatlog__message-group")) author_ = {};
    if (!block_ && !tag.attribute("data-message-id").empty()) {
      block_ = DiscordBlock{.id = tidy_text(tag.attribute("data-message-id").substr(0, 32))};
      block_depth_ = depth_;
    }
    inside(tag);
  }

  void end(std::string_view name) override {
    if (is_void(name)) return;
    if (name == "a") end_link();
    if (is_block(name)) new_line();
    if (part_ != DiscordPart::none && depth_ == part_depth_) stop();
    if (skip_ == depth_) skip_ = 0;
    if (file_ == depth_) file_ = 0;
    if (block_ && depth_ == block_depth_) {
      if (broken_)
        page.cut = true;
      else
        give();
      block_.reset();
    }
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) override {
    if (part_ != DiscordPart::none && skip_ == 0 && text_.size() < kMostText) text_ += piece;
  }

  void last_byte(bool truncated) override { broken_ = truncated; }

 private:
  static bool is_void(std::string_view name) {
    return name == "br" || name == "img" || name == "meta" || name == "link" || name == "input" || name == "hr";
  }
  static bool is_block(std::string_view name) { return name == "div" || name == "li" || name == "pre"; }

  void new_line() {
    const bool words = part_ == DiscordPart::text || part_ == DiscordPart::quoted || part_ == DiscordPart::embed;
    if (words && !text_.empty() && text_.back() != '\n') text_ += '\n';
  }

  void give() {
    block_->author = author_;
    on_block_(page, std::move(*block_));
  }

  void inside(const HtmlTag& tag) {
    if (tag.name() == "br" || is_block(tag.name())) new_line();
    if (tag.has_class("preamble__entry") && page.preamble.size() < 8) take(DiscordPart::preamble, tag);
    const auto found = std::ranges::find_if(kParts, [&](const PartOfClass& one) { return tag.has_class(one.name); });
    if (found != kParts.end()) take(found->part, tag);
    if (!block_) return;
    if (tag.has_class("chatlog__edited-timestamp")) {
      block_->edited = true;
      if (skip_ == 0) skip_ = depth_;
    }
    if (tag.has_class("chatlog__reply-edited-timestamp") && skip_ == 0) skip_ = depth_;
    if (tag.has_class("chatlog__forwarded")) block_->forwarded = true;
    if (part_ == DiscordPart::text) return within_words(tag);
    if (part_ == DiscordPart::none || part_ == DiscordPart::file_name) file(tag);
  }

  void take(DiscordPart part, const HtmlTag& tag) {
    if (part_ != DiscordPart::none) return;
    part_ = part;
    part_depth_ = depth_;
    text_.clear();
    if (part == DiscordPart::author) {
      author_ = {.handle = tidy_text(tag.attribute("title").substr(0, 256)),
                 .native_id = tidy_text(tag.attribute("data-user-id").substr(0, 32))};
    } else if (part == DiscordPart::time && block_ && block_->written.empty()) {
      block_->written = tidy_text(tag.attribute("title").substr(0, 128));
    } else if (part == DiscordPart::quoted && block_) {
      const std::string_view click = tag.attribute("onclick");  // scrollToMessage(event, '1064…')
      const auto from = click.find_first_of("0123456789");
      if (from != std::string_view::npos)
        block_->reply_to =
            click.substr(from, std::min(click.find_first_not_of("0123456789", from), click.size()) - from);
    }
  }

  /// A smiley is a picture, a name a mark, and the address behind words is worth keeping.
  void within_words(const HtmlTag& tag) {
    if (tag.name() == "img") text(tag.attribute("alt").substr(0, 64));
    if (tag.name() == "a") {
      address_ = std::string(tag.attribute("href").substr(0, 2048));
      address_at_ = text_.size();
    }
    const std::string handle = tidy_text(tag.attribute("title").substr(0, 256));
    if (tag.has_class("chatlog__markdown-mention") && !handle.empty() && block_->tagged.size() < kMostOfAKind)
      block_->tagged.push_back({.handle = handle});
  }

  void end_link() {
    const std::string address = std::exchange(address_, {});
    if (part_ != DiscordPart::text || address.find("://") == std::string::npos || address_at_ > text_.size()) return;
    if (text_.find(address, address_at_) == std::string::npos) text_ += " (" + address + ")";
  }

  void file(const HtmlTag& tag) {
    if (block_->files.size() >= kMostOfAKind) return;
    if (tag.has_class("chatlog__sticker")) {
      block_->files.push_back(
          {.name = tidy_text(tag.attribute("title").substr(0, 256)), .kind = AttachmentKind::sticker});
    } else if (tag.has_class("chatlog__attachment") || tag.has_class("chatlog__forwarded-attachments")) {
      file_ = depth_;
    }
    if (file_ == 0) return;
    const std::string_view address = tag.attribute(tag.name() == "a" ? "href" : "src").substr(0, 2048);
    if (address.empty()) return;
    Attachment one{.name = tidy_text(last_of_address(address))};
    // A picture is a link to itself.
    if (!block_->files.empty() && block_->files.back().name == one.name) return;
    one.mime = std::string(mime_of(one.name));
    one.kind = attachment_kind_of(one.name, one.mime);
    if (address.find("://") == std::string_view::npos) one.uri = std::string(address);  // saved with the page
    block_->files.push_back(std::move(one));
  }

  void stop() {
    const DiscordPart part = std::exchange(part_, DiscordPart::none);
    std::string words = tidy_text(text_);
    skip_ = 0;
    if (part == DiscordPart::preamble) page.preamble.push_back(words);
    if (part == DiscordPart::author) author_.display_name = words;
    if (!block_) return;
    switch (part) {
      case DiscordPart::none:
      case DiscordPart::preamble:
      case DiscordPart::author:
        return;
      case DiscordPart::time:
        if (block_->written.empty()) block_->written = std::move(words);
        return;
      case DiscordPart::text:
        return add_line(block_->text, words);
      case DiscordPart::quoted:
        if (!words.starts_with("Click to see ")) add_line(block_->quoted, words);  // of a picture
        return;
      case DiscordPart::notice:
        return add_line(block_->notice, words);
      case DiscordPart::embed:
        return add_line(block_->embed, words);
      case DiscordPart::file_name:
        if (!words.empty() && !block_->files.empty()) block_->files.back().name = std::move(words);
        return;
    }
  }

  const std::function<void(const DiscordPage&, DiscordBlock&&)>& on_block_;
  std::size_t depth_ = 0, block_depth_ = 0, part_depth_ = 0, skip_ = 0, file_ = 0, address_at_ = 0;
  DiscordPart part_ = DiscordPart::none;
  std::string text_, address_;
  AccountRef author_;
  std::optional<DiscordBlock> block_;
  bool broken_ = false;
};

}  // namespace

void name_conversation(std::string_view server, std::string_view channel, ConversationRef& conversation) {
  const auto slash = channel.rfind(" / ");  // category, channel, and perhaps a thread
  conversation.kind = ConversationKind::channel;
  conversation.title = std::string(slash == std::string_view::npos ? channel : channel.substr(slash + 3));
  if (server != "Direct Messages") {
    conversation.title.append(" in ").append(server);
  } else {
    conversation.kind = channel.starts_with("Group / ") ? ConversationKind::group : ConversationKind::direct;
  }
}

DiscordPage read_discord_page(const ByteSource& source,
                              const std::function<void(const DiscordPage&, DiscordBlock&&)>& on_block) {
  DiscordVisitor visitor(on_block);
  visitor.page.damage = stream_html(source, visitor);
  return std::move(visitor.page);
}

}  // namespace schouw
