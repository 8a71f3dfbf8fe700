// What WhatsApp in the browser puts into a line of chat.txt:
//   <image omitted> Kijk eens          foto.jpg (file attached) Kijk eens          Poll: Wie komt er?
//   [Forwarded] Morgen vrij            Location: 52.1, 4.3 - https://maps.google.com/?q=52.1,4.3
//   - Noor added You                   - [Call]
// Gap: "Contact: Els" is what people type too, and stays text.
#include "whatsapp_web_text.h"

#include <algorithm>
#include <array>

#include "schouw/base/utf8.h"
#include "whatsapp_dates.h"
#include "whatsapp_media.h"
#include "whatsapp_title.h"

namespace schouw {
namespace {

std::string tidy(std::string_view text, std::size_t& repaired) {
  std::string out(trim(text));
  repaired += repair_utf8(out);
  return nfc(strip_invisible(out));
}

/// What WhatsApp calls the two kinds, as its own app does.
std::string_view behind_forwarded(std::string_view said) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"[Forwarded] ", "[Forwarded many times] ", "[Doorgestuurd] ", "[Vaak doorgestuurd] ", "[Weitergeleitet] ",
       "[Häufig weitergeleitet] ", "[Transféré] ", "[Transféré plusieurs fois] ", "[Reenviado] ",
       "[Reenviado muchas veces] ", "[İletildi] ", "[Przekazane] "});
  const auto* word = std::ranges::find_if(kWords, [&](std::string_view one) { return said.starts_with(one); });
  return word == kWords.end() ? std::string_view{} : said.substr(word->size());
}

AttachmentKind kind_called(std::string_view word) {
  const std::string lower = ascii_lower(word);
  const auto is = [&](std::string_view one) { return lower == one; };
  if (is("image") || is("afbeelding") || is("foto") || is("gif")) return AttachmentKind::image;
  if (is("video") || is("video message") || is("videobericht")) return AttachmentKind::video;
  if (is("audio") || is("voice message") || is("spraakbericht")) return AttachmentKind::audio;
  return is("sticker") ? AttachmentKind::sticker : AttachmentKind::document;
}

struct File {
  Attachment attachment = {};
  std::string_view caption = {};
};

/// "<image omitted> Kijk eens"
std::optional<File> left_out(std::string_view said) {
  if (!said.starts_with('<')) return std::nullopt;
  const std::size_t close = said.substr(0, 80).find('>');
  if (close == std::string_view::npos) return std::nullopt;
  auto note = omitted_media(clean_whatsapp_text(said.substr(1, close - 1)));
  if (!note) note = omitted_media(clean_whatsapp_text(said.substr(0, close + 1)));
  if (!note) return std::nullopt;
  File file;
  file.attachment.kind = note->kind;
  file.attachment.view_once = note->view_once;
  file.caption = said.substr(close + 1);
  return file;
}

/// "foto.jpg (file attached) Kijk eens", "image (file attached)": without an ending it is the kind, and no name.
std::optional<File> attached(std::string_view said) {
  constexpr std::size_t kLongestName = 300;
  const std::string_view line = said.substr(0, said.find('\n'));
  for (std::size_t open = line.find(" ("); open != std::string_view::npos && open < kLongestName;
       open = line.find(" (", open + 1)) {
    const std::size_t close = line.find(')', open);
    if (close == std::string_view::npos) return std::nullopt;
    if (open == 0 || !is_attached_words(line.substr(open + 2, close - open - 2))) continue;
    const std::string_view name = line.substr(0, open);
    File file;
    if (mime_of(name).empty() && name.find('.') == std::string_view::npos) {
      file.attachment.kind = kind_called(name);
    } else {
      file.attachment.name = nfc(name);
      file.attachment.uri = "media/" + file.attachment.name;
      file.attachment.mime = mime_of(name);
      file.attachment.kind = attachment_kind_of(name, file.attachment.mime);
    }
    file.caption = said.substr(close + 1);
    return file;
  }
  if (said == "GIF attached") return File{.attachment = {.kind = AttachmentKind::image}};
  return std::nullopt;
}

bool is_place(std::string_view said) {
  return said.find(" - https://maps.google.com/?q=") != std::string_view::npos &&
         said.find('\n') == std::string_view::npos;
}

/// "Poll: Wie komt er?", and each answer on a line of its own behind four blanks and a hyphen.
bool is_poll(std::string_view said) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"poll", "peiling", "umfrage", "sondage", "encuesta", "sondaggio", "enquete", "anket", "ankieta"});
  const std::size_t line = said.find('\n');
  if (line == std::string_view::npos) return false;
  const std::string word = ascii_lower(said.substr(0, std::min(line, said.find(':'))));
  if (std::ranges::find(kWords, word) == kWords.end()) return false;
  for (std::string_view below = said.substr(line); !below.empty();) {
    if (!below.starts_with("\n    - ")) return false;
    below.remove_prefix(std::min(below.find('\n', 1), below.size()));
  }
  return true;
}

class Reader {
 public:
  Reader(std::string whole, WebRecord& out) : whole_(std::move(whole)), out_(out) {}

  void read_notice() {
    const std::string clean = clean_whatsapp_text(whole_);
    Message& message = out_.message;
    message.text = tidy(whole_, out_.repaired);
    if (clean.starts_with("[Call]") || clean.starts_with("[Call: ")) {
      message.kind = MessageKind::call;
      message.event = "call";
      return;
    }
    message.kind = MessageKind::system;
    out_.system = match_system_line(clean);
    if (out_.system) message.event = out_.system->event;
  }

  void read_said() {
    std::string_view said = whole_;
    Message& message = out_.message;
    if (const std::string_view passed_on = behind_forwarded(said); !passed_on.empty()) {
      message.flags.forwarded = true;
      said = passed_on;
    }
    const std::string clean = said.size() <= 200 ? clean_whatsapp_text(said) : std::string();
    if (deletion_of(clean) != Deletion::none) {
      message.flags.deleted = true;
      return;
    }
    if (is_not_received(clean)) {
      message.flags.encrypted = true;
      return;
    }
    auto file = left_out(said);
    if (!file) file = attached(said);
    if (file) said = file->caption;
    std::string text = tidy(said, out_.repaired);
    if (file) {
      file->attachment.caption = text;
      message.attachments.push_back(std::move(file->attachment));
    } else if (is_place(said)) {
      message.attachments.push_back(location_in(said));
    } else if (is_poll(said)) {
      message.attachments.push_back({.kind = AttachmentKind::poll});
    }
    // What somebody passes on are not their words.
    (message.flags.forwarded ? message.quoted : message.text) = std::move(text);
  }

 private:
  std::string whole_;
  WebRecord& out_;
};

}  // namespace

std::optional<WhatsAppHeader> web_header(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  if (!line.starts_with('[')) return std::nullopt;
  auto header = parse_whatsapp_header(line);
  if (!header || header->shape != HeaderShape::bracket || !header->has_seconds || !header->slashes) return std::nullopt;
  const std::string_view raw = header->raw;
  const bool half = raw.ends_with(" AM") || raw.ends_with(" PM");
  if (!half || header->digits[2] != 2 || raw.find(", ") == std::string_view::npos) return std::nullopt;
  if (!civil_of(*header, DateOrder::month_day_year)) return std::nullopt;
  return header;
}

WebLine web_line(std::string_view body) {
  constexpr std::size_t kLongestName = 160;
  if (body.starts_with("- ")) return {.text = body.substr(2)};
  const std::size_t colon = body.substr(0, kLongestName).find(": ");
  if (colon != std::string_view::npos && colon > 0) return {body.substr(0, colon), body.substr(colon + 2)};
  if (body.size() > 1 && body.size() <= kLongestName && body.ends_with(':')) return {body.substr(0, body.size() - 1), {}};
  return {.text = body};
}

WebRecord web_record(const WhatsAppHeader& header, std::string_view rest) {
  WebRecord out;
  const WebLine line = web_line(header.body);
  std::string whole(line.text);
  whole += rest;
  while (whole.ends_with('\n')) whole.pop_back();
  Message& message = out.message;
  message.platform = "whatsapp";
  message.time = time_of(header, DateOrder::month_day_year);
  out.repaired += repair_utf8(message.time.raw);
  Reader reader(std::move(whole), out);
  if (line.sender.empty()) {
    reader.read_notice();
    return out;
  }
  message.sender = is_exporter_word(line.sender) ? AccountRef{.is_owner = true} : account_of(line.sender);
  reader.read_said();
  return out;
}

}  // namespace schouw
