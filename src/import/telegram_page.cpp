#include "telegram_page.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "add_line.h"
#include "plain_text.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxTelegramText = 1 << 20;

/// What an attachment is, by the class of its box.
struct TelegramBox {
  std::string_view name;
  AttachmentKind kind;
};
constexpr auto kTelegramBoxes = std::to_array<TelegramBox>({{"photo_wrap", AttachmentKind::image},
                                            {"media_photo", AttachmentKind::image},
                                            {"video_file_wrap", AttachmentKind::video},
                                            {"animated_wrap", AttachmentKind::video},
                                            {"media_video", AttachmentKind::video},
                                            {"sticker_wrap", AttachmentKind::sticker},
                                            {"media_voice_message", AttachmentKind::audio},
                                            {"media_audio_file", AttachmentKind::audio},
                                            {"media_contact", AttachmentKind::contact},
                                            {"media_location", AttachmentKind::location},
                                            {"media_live_location", AttachmentKind::location},
                                            {"media_venue", AttachmentKind::location},
                                            {"media_poll", AttachmentKind::poll},
                                            {"media_file", AttachmentKind::document},
                                            {"media_game", AttachmentKind::link},
                                            {"media_invoice", AttachmentKind::document}});

/// What the text that comes is part of.
enum class TelegramPart { none, title, sender, text, details, file_title, file_status, label, value, name, number, added, poll };

class TelegramVisitor : public HtmlVisitor {
 public:
  explicit TelegramVisitor(TelegramPage& page) : page_(page) {}

  void start(const HtmlTag& tag) override {
    if (is_void(tag.name())) return inside(tag);
    ++depth_;
    if (tag.name() == "div" && tag.has_class("message") && !block_ &&
        (tag.has_class("default") || tag.has_class("service")))
      return begin(tag);
    if (tag.name() == "div" && tag.has_class("entry") && !block_) {
      entry_.emplace();
      entry_depth_ = depth_;
    }
    inside(tag);
  }

  void end(std::string_view name) override {
    if (is_void(name)) return;
    if (is_own_line(name) && part_ == TelegramPart::text) text_ += '\n';
    if (part_ != TelegramPart::none && depth_ == part_depth_) stop();
    if (skip_ == depth_) skip_ = 0;
    if (forward_ == depth_) forward_ = 0;
    if (block_ && block_depth_ == depth_) {
      if (broken_) page_.cut = true;
      else if (page_.on_block) page_.on_block(std::move(*block_));
      block_.reset();
    }
    if (entry_ && entry_depth_ == depth_) {
      if (page_.on_entry) page_.on_entry(std::move(*entry_));
      entry_.reset();
    }
    if (depth_ > 0) --depth_;
  }

  void text(std::string_view piece) override {
    if (skip_ == 0 && part_ != TelegramPart::none && text_.size() < kMaxTelegramText) text_ += piece;
  }

  void last_byte(bool truncated) override { broken_ = truncated; }

 private:
  static bool is_void(std::string_view name) {
    return name == "br" || name == "img" || name == "meta" || name == "link" || name == "input" || name == "hr";
  }

  static bool is_own_line(std::string_view name) { return name == "blockquote" || name == "pre"; }

  /// "Noor via @gif": the program that found the picture is no part of the name.
  static std::string without_program(std::string name) {
    constexpr std::string_view kVia = " via @";
    const auto at = name.rfind(kVia);
    if (at != std::string::npos && at > 0 && name.find(' ', at + kVia.size()) == std::string::npos) name.resize(at);
    return name;
  }

  void begin(const HtmlTag& tag) {
    block_depth_ = depth_;
    block_ = TelegramBlock{.service = tag.has_class("service"), .joined = tag.has_class("joined")};
    std::string_view id = tag.attribute("id");
    if (id.starts_with("message")) id.remove_prefix(7);
    block_->id = tidy_text(id.substr(0, 32));
    forward_ = 0;
  }

  void take(TelegramPart part) {
    if (part_ != TelegramPart::none) return;
    part_ = part;
    part_depth_ = depth_;
    text_.clear();
  }

  void inside(const HtmlTag& tag) {
    if ((tag.name() == "br" || is_own_line(tag.name())) && part_ == TelegramPart::text) text_ += '\n';
    if (tag.name() == "a") link(tag);
    const auto has = [&](std::string_view word) { return tag.has_class(word); };
    if (entry_) {
      if (has("name")) take(TelegramPart::name);
      if (has("details_entry")) take(TelegramPart::number);
      if (has("info") && has("details")) take(TelegramPart::added);
      return;
    }
    if (!block_) {
      if (has("text") && has("bold") && page_.title.empty()) take(TelegramPart::title);
      if (has("label")) take(TelegramPart::label);
      if (has("value")) take(TelegramPart::value);
      return;
    }
    if (has("body") && has("details") && block_->service) return take(TelegramPart::details);
    if (has("date") && has("details")) return date(tag);
    if (has("forwarded") && has("body")) {
      block_->forwarded = true;
      forward_ = depth_;
    }
    if (has("from_name")) take(TelegramPart::sender);
    if (has("text") && !has("bold")) take(TelegramPart::text);
    if ((has("title") && has("bold")) || has("question")) take(TelegramPart::file_title);
    if (has("status") && has("details")) take(TelegramPart::file_status);
    if (has("answer")) take(TelegramPart::poll);
    if (part_ == TelegramPart::poll && has("details") && skip_ == 0) skip_ = depth_;  // how many chose it
    file(tag);
  }

  /// The date of the message, and within the name of who is passed on, the date of that.
  void date(const HtmlTag& tag) {
    if (part_ == TelegramPart::sender) {
      if (skip_ == 0) skip_ = depth_;
    } else if (forward_ == 0 && block_->time.empty()) {
      block_->time = std::string(tag.attribute("title").substr(0, 64));
    }
  }

  void link(const HtmlTag& tag) {
    const std::string_view to = tag.attribute("href");
    constexpr std::string_view kReply = "#go_to_message";
    const auto at = to.find(kReply);
    if (block_ && at != std::string_view::npos && part_ == TelegramPart::none) block_->reply = to.substr(at + kReply.size(), 20);
    if (part_ == TelegramPart::text && (to.starts_with("http://") || to.starts_with("https://")))
      address_ = std::string(to.substr(0, 2048));
  }

  void file(const HtmlTag& tag) {
    if (tag.has_class("media_call")) block_->call = true;
    const auto box = std::ranges::find_if(kTelegramBoxes, [&](const TelegramBox& one) { return tag.has_class(one.name); });
    if (box == kTelegramBoxes.end() || block_->files.size() >= 64) return;
    Attachment one{.kind = box->kind};
    const std::string_view to = tag.attribute("href");
    if (box->kind == AttachmentKind::location) {
      one.gps = point_in(to);
    } else if (to.find("://") == std::string_view::npos && !to.empty()) {
      one.uri = std::string(to.substr(0, 1024));
      one.name = tidy_text(base_name(one.uri));
      one.mime = std::string(mime_of(one.name));
    }
    block_->files.push_back(std::move(one));
  }

  /// "https://maps.google.com/maps?q=52.1,4.3&ll=…"
  static std::optional<GeoPoint> point_in(std::string_view address) {
    const auto at = address.find("q=");
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = address.substr(at + 2);
    const auto comma = rest.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto latitude = Json(rest.substr(0, comma)).number();
    const auto longitude = Json(rest.substr(comma + 1, rest.find_first_of("&#", comma) - comma - 1)).number();
    if (!latitude || !longitude) return std::nullopt;
    return GeoPoint{*latitude, *longitude};
  }

  void stop() {
    const TelegramPart part = std::exchange(part_, TelegramPart::none);
    std::string words = tidy_text(text_);
    skip_ = 0;
    const auto put = [&](std::string* to) {
      if (to != nullptr) *to = std::move(words);
    };
    switch (part) {
      case TelegramPart::none:
        return;
      case TelegramPart::title:
        return put(&page_.title);
      case TelegramPart::sender:
        if (forward_ == 0 && block_) block_->sender = without_program(std::move(words));
        return;
      case TelegramPart::text:
        return said(std::move(words));
      case TelegramPart::details:
        return put(block_ ? &block_->details : nullptr);
      case TelegramPart::file_title:
        return put(block_ ? &block_->title : nullptr);
      case TelegramPart::file_status:
        return put(block_ ? &block_->status : nullptr);
      case TelegramPart::poll:
        if (words.starts_with("- ")) words.erase(0, 2);
        if (block_ && !block_->files.empty()) add_line(block_->files.back().caption, words);
        return;
      case TelegramPart::label:
        return put(&label_);
      case TelegramPart::value:
        if (page_.on_value) page_.on_value(label_, words);
        return;
      case TelegramPart::name:
        return put(entry_ ? &entry_->name : nullptr);
      case TelegramPart::number:
        return put(entry_ ? &entry_->number : nullptr);
      case TelegramPart::added:
        return put(entry_ ? &entry_->added : nullptr);
    }
  }

  void said(std::string words) {
    if (!block_) return;
    const std::string address = std::exchange(address_, {});
    if (!address.empty() && words.find(address) == std::string::npos && address.find(words) == std::string::npos)
      words += " (" + address + ")";
    std::string& to = forward_ != 0 ? block_->quoted : block_->text;
    to += (to.empty() ? "" : "\n") + words;
  }

  TelegramPage& page_;
  std::size_t depth_ = 0, part_depth_ = 0, skip_ = 0, forward_ = 0, block_depth_ = 0, entry_depth_ = 0;
  TelegramPart part_ = TelegramPart::none;
  std::string text_, label_, address_;
  std::optional<TelegramBlock> block_;
  std::optional<TelegramEntry> entry_;
  bool broken_ = false;
};

}  // namespace

HtmlDamage read_telegram_page(const ByteSource& source, TelegramPage& page) {
  TelegramVisitor visitor(page);
  return stream_html(source, visitor);
}

}  // namespace schouw
