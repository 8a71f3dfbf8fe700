// Telegram Desktop: messages that were chosen in a chat and copied, as somebody pasted them into a file.
//
//   Noor Wit, [05-01-2026 14:03]           the date as the computer writes it: [1/5/26 2:03 PM], [05.01.26 14:03]
//   [In reply to Bas]
//   Tot morgen
//                                          a blank line between two messages
//   Bas, [05-01-2026 14:04]
//   [ Photo ]
//   het bord van vandaag
//   -> messages, in the order of the file
//
// Gaps: names only; no zone, mostly no seconds, no title of the chat; whose computer it was; who added or left whom. Whoever
// pasted the text could change it. The words of the app are known in some languages.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "plain_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_dates.h"
#include "whatsapp_header.h"
#include "whatsapp_lines.h"

namespace schouw::telegram_text {

extern const Importer importer;

namespace {

constexpr std::size_t kMostPeople = 1'000, kMostBytes = std::size_t{1} << 20;

struct Header {
  std::string name = {};
  WhatsAppHeader date = {};
  std::string raw = {};
};

/// "Noor Wit, [05-01-2026 14:03]", and nothing behind it.
std::optional<Header> header_of(std::string_view line) {
  constexpr std::size_t kLongestName = 200, kLongestDate = 60;
  while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
  if (!line.ends_with(']')) return std::nullopt;
  const std::size_t open = line.rfind(", [");
  if (open == std::string_view::npos || open == 0 || open > kLongestName || line.size() - open > kLongestDate)
    return std::nullopt;
  const std::string_view bracket = line.substr(open + 2);
  const auto date = parse_whatsapp_header(bracket);
  if (!date || date->shape != HeaderShape::bracket || !date->body.empty()) return std::nullopt;
  Header out{.name = tidy_text(line.substr(0, open)), .date = *date, .raw = std::string(date->raw)};
  if (out.name.empty()) return std::nullopt;
  return out;
}

bool begins_with_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

/// "[In reply to Bas]", "[Forwarded from Klas 6B]": above what was said.
bool is_reply(std::string_view line) {
  return begins_with_one_of(line, {"[In reply to ", "[In antwoord op ", "[Als antwoord op ", "[Antwoord op ", "[Antwort auf ",
                                   "[Als Antwort auf ", "[En réponse à ", "[En respuesta a ", "[In risposta a ",
                                   "[В ответ на ", "[W odpowiedzi na ", "[Yanıtlanan: "});
}

bool is_passed_on(std::string_view line) {
  return begins_with_one_of(line, {"[Forwarded from ", "[Forwarded message", "[Forwarded story", "[Doorgestuurd van ",
                                   "[Doorgestuurd bericht", "[Weitergeleitet von ", "[Weitergeleitet aus ",
                                   "[Transféré depuis ", "[Transféré de ", "[Reenviado de ", "[Inoltrato da ",
                                   "[Переслано от ", "[Переслано из ", "[Przekazano od ", "[İletilen: "});
}

AttachmentKind kind_called(std::string_view word) {
  const std::string lower = fold(word);
  const auto has = [&](std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return lower.find(part) != std::string::npos; });
  };
  if (has({"sticker", "стикер"})) return AttachmentKind::sticker;
  if (has({"voice", "spraak", "sprach", "audio", "vocal", "voz", "голосов", "аудио", "music", "muziek"}))
    return AttachmentKind::audio;
  if (has({"video", "vidéo", "видео", "gif"})) return AttachmentKind::video;
  if (has({"photo", "foto", "фото", "album", "альбом"})) return AttachmentKind::image;
  if (has({"location", "locatie", "standort", "ubicaci", "геопозиция", "posizione"})) return AttachmentKind::location;
  if (has({"contact", "kontakt", "контакт"})) return AttachmentKind::contact;
  if (has({"poll", "peiling", "umfrage", "опрос", "sondage", "encuesta", "quiz"})) return AttachmentKind::poll;
  return AttachmentKind::document;
}

/// "[ Photo ]", "[ File : verslag.pdf ]": blanks stand within the brackets, which nobody types.
bool take_file(std::string_view line, Message& message) {
  if (line.size() < 5 || line.size() > 300 || !line.starts_with("[ ") || !line.ends_with(" ]")) return false;
  const std::string_view inner = line.substr(2, line.size() - 4);
  const std::size_t colon = inner.find(" : ");
  Attachment file{.kind = kind_called(inner.substr(0, colon))};
  if (colon != std::string_view::npos) {
    const std::string behind = tidy_text(inner.substr(colon + 3));
    if (file.kind == AttachmentKind::poll) {
      file.caption = behind;
    } else {
      file.name = behind;
      file.mime = mime_of(file.name);
      if (file.kind == AttachmentKind::document) file.kind = attachment_kind_of(file.name, file.mime);
    }
  }
  message.attachments.push_back(std::move(file));
  return true;
}

/// The lines that the app puts above the words; the rest are the words.
void read_body(std::string_view body, Message& message) {
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = trim(body.substr(0, end));
    const bool closed = line.ends_with(']');
    if (closed && is_reply(line))
      message.quoted = tidy_text(line);
    else if (closed && is_passed_on(line))
      message.flags.forwarded = true;
    else if (message.attachments.empty() && take_file(line, message))
      ;
    else
      break;
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  std::string text = tidy_text(body);
  if (!message.attachments.empty() && message.attachments[0].caption.empty()) message.attachments[0].caption = text;
  // What somebody passes on are not their words.
  if (!message.flags.forwarded)
    message.text = std::move(text);
  else
    message.quoted += (message.quoted.empty() || text.empty() ? "" : "\n") + text;
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(entry.path()), sink) {
    where_ = with_archive(entry, entry.path());
    look(entry);
    if (!verdict_.certain)
      tally_.problem({.code = "ambiguous-date-order",
                      .severity = verdict_.slashes ? Severity::medium : Severity::low,
                      .loss = Loss::none,
                      .locator = Locator::at_line(1),
                      .args = {std::string(name_of(verdict_.order))}});
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      line(raw, lines);
    }
    end();
    finish();
  }

 private:
  void look(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    while (lines.next(raw)) {
      const auto header = header_of(raw);
      if (!header) continue;
      order_.add(header->date);
      if (people_.size() < kMostPeople) people_.insert(header->name);
    }
    verdict_ = order_.verdict();
    entry.rewind();
  }

  /// The last line breaks off in the head of a message: "Noor Wit, [05-01-20".
  static bool is_begun(std::string_view line) {
    const std::size_t open = line.rfind(", [");
    if (open == std::string_view::npos || open == 0 || line.size() - open > 24) return false;
    return line.find_first_not_of("0123456789-./: ", open + 3) == std::string_view::npos;
  }

  void line(std::string_view raw, const LineReader& lines) {
    if (auto header = header_of(raw)) {
      end();
      at_ = lines.number();
      header_ = std::move(*header);
    } else if (!lines.ended() && is_begun(raw)) {
      end();
      tally_.broken_off(Locator::at_line(lines.number()));
    } else if (at_ > 0) {
      if (body_.size() < kMostBytes)
        body_.append(raw).append("\n");
      else
        too_long_ = true;
    } else if (!trim(raw).empty()) {
      tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines.number()));
    }
  }

  /// Which chat it was does not show, so each file is one of its own.
  ConversationRef place() const {
    return {.key = "copied/" + where_,
            .kind = people_.size() > 2 ? ConversationKind::group : ConversationKind::direct,
            .title = {}};
  }

  void end() {
    const std::uint64_t at = std::exchange(at_, 0);
    if (at == 0) return;
    Message message{.conversation = place(), .locator = Locator::at_line(at)};
    // The views of the date point into a line that is gone; its numbers are what counts.
    header_.date.raw = header_.raw;
    message.time = time_of(header_.date, order_.order_of(header_.date, verdict_.order));
    repair_utf8(message.time.raw);
    message.sender = AccountRef{.display_name = header_.name};
    read_body(body_, message);
    body_.clear();
    if (message.text.empty() && message.quoted.empty() && message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
    given_ = true;
  }

  void finish() {
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    if (given_) {
      ConversationInfo info{.conversation = place(), .locator = Locator::at_line(1)};
      for (const std::string& one : people_)
        info.members.push_back({.account = {.display_name = one}, .locator = Locator::at_line(1)});
      tally_.give(std::move(info));
    }
    tally_.finish();
  }

  Tally tally_;
  OrderSurvey order_;
  OrderSurvey::Verdict verdict_;
  std::set<std::string> people_;
  std::string where_, body_;
  Header header_;
  std::uint64_t at_ = 0;
  bool too_long_ = false, given_ = false;
};

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  if (!mentions(head, {", ["})) return Bid::no;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  bool first = true;
  int looked = 0, headers = 0;
  bool opens = false;
  while (!head.empty() && looked++ < 100) {
    const std::string_view line = take_line(head, false);
    if (trim(line).empty()) continue;
    if (header_of(line)) {
      ++headers;
      opens = opens || first;
    }
    first = false;
  }
  if (opens) return Bid::certain;
  return headers >= 2 ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Chat(entry, sink); }

}  // namespace

constinit const Importer importer{.id = "telegram-text",
                                  .platform = "telegram",
                                  .versions = "2014-2026",
                                  .gaps = "format.telegram-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::telegram_text
