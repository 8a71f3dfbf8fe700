// Messages that Telegram's editor for long texts makes (2026): a tree of blocks instead of a text.
//
//   "rich_message": {"part": false, "blocks": [{"type": "heading", "text": {"type": "plain", "text": "Huiswerk"}},
//    {"type": "list", "items": [{"content": "text", "text": {"type": "concat", "text": [{"type": "plain", …}, …]}}]}]}
//   -> "Huiswerk", and a line for each item
//
// A block of a kind that is not known yields the words in it. Base limits how deep the tree is.
//
// Gap: what the maker of a page in an embedded frame wrote there is not read; its address is.
#include <string>

#include "add_line.h"
#include "schouw/base/utf8.h"
#include "telegram_message.h"

namespace schouw {
namespace {

class Rich {
 public:
  explicit Rich(Message& message) : message_(message) {}

  void read(const Json& blocks) {
    for (const Json& one : blocks.items()) block(one);
  }
  bool unsupported() const { return unsupported_; }

 private:
  /// A string, a list, or {"type": "bold", "text": …} around them.
  std::string words(const Json& text) {
    if (text.is_string()) return std::string(text.str());
    std::string out;
    for (const Json& piece : text.items()) out += words(piece);
    if (!text.is_object()) return out;
    const std::string_view type = text.str("type"), href = text.str("href");
    out = type == "math" ? std::string(text.str("source")) : words(text.at("text"));
    if (type == "mention" && out.starts_with('@')) telegram_tag({.handle = telegram_tidy(out.substr(1))}, message_);
    if (type == "mention_name")
      telegram_tag({.display_name = telegram_tidy(out), .native_id = telegram_user(text.at("user_id"))}, message_);
    if (type == "inline_image") telegram_file(text, "file", message_);
    if (!href.empty() && href != out) out.append(" (").append(href).append(")");
    return out;
  }

  void line(const Json& text) { add_line(said(), telegram_tidy(words(text))); }

  /// What stands in a quotation is not the sender's.
  std::string& said() { return quotes_ > 0 ? message_.quoted : message_.text; }

  void block(const Json& source) {
    const std::string_view type = source.str("type");
    const bool quote = type == "quote";
    if (quote) ++quotes_;
    if (source.at("unsupported").boolean().value_or(false)) unsupported_ = true;
    for (const std::string_view key : {"title", "author", "text", "formula", "description"}) line(source.at(key));
    if (type == "embed" || type == "embed_post") line(source.at("url"));
    files(source, type);
    for (const std::string_view key : {"items", "blocks", "articles", "buttons"}) read(source.at(key));
    if (const Json* one = source.find("block")) block(*one);
    if (const Json* channel = source.find("channel")) line(channel->at("title"));
    for (const Json& row : source.at("rows").items()) table_row(row);
    caption(source.at("caption"));
    if (quote) --quotes_;
  }

  void table_row(const Json& row) {
    std::string out;
    for (const Json& cell : row.at("cells").items()) {
      if (!out.empty()) out += " | ";
      out += telegram_tidy(words(cell.at("text")));
    }
    add_line(said(), out);
  }

  /// {"text": …, "credit": …}, or of a quotation the text itself.
  void caption(const Json& source) {
    if (source.find("type") != nullptr || source.is_string()) return line(source);
    line(source.at("text"));
    line(source.at("credit"));
  }

  void files(const Json& source, std::string_view type) {
    const std::string_view key = type == "photo" ? "photo" : "file";
    const bool file = type == "photo" || type == "video" || type == "audio" || type == "file";
    if (file && source.find(key) != nullptr) return telegram_file(source, key, message_);
    if (file) {  // left out of the export
      Attachment left{.name = telegram_tidy(source.str("file_name")), .mime = std::string(source.str("mime_type"))};
      left.kind = type == "photo"   ? AttachmentKind::image
                  : type == "video" ? AttachmentKind::video
                  : type == "audio" ? AttachmentKind::audio
                                    : attachment_kind_of(left.name, left.mime);
      message_.attachments.push_back(std::move(left));
    }
    const Json& geo = source.at("geo");
    const auto latitude = geo.at("latitude").number(), longitude = geo.at("longitude").number();
    if (latitude && longitude)
      message_.attachments.push_back({.kind = AttachmentKind::location, .gps = GeoPoint{*latitude, *longitude}});
  }

  Message& message_;
  int quotes_ = 0;
  bool unsupported_ = false;
};

}  // namespace

TelegramRich telegram_rich(const Json& rich, Message& message) {
  Rich reader(message);
  reader.read(rich.at("blocks"));
  const bool part = rich.at("part").boolean().value_or(false) || reader.unsupported();
  return part ? TelegramRich::part : TelegramRich::whole;
}

}  // namespace schouw
