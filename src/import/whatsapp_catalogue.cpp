// Recognises what WhatsApp itself wrote into a chat, by lists of its texts.
//   <Media weggelaten>            Gemiste spraakoproep            Jan heeft Piet toegevoegd
// Gap: forms of languages that are not listed; whatsapp_body.cpp has signs that need no list (direction marks,
// angle brackets that come back again and again).
#include "whatsapp_catalogue.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <iterator>

#include "schouw/base/utf8.h"
#include "whatsapp_header.h"
#include "whatsapp_phrases.h"
#include "whatsapp_templates.h"

namespace schouw {
namespace {

std::string_view without_full_stop(std::string_view text) {
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  if (text.ends_with("。")) text.remove_suffix(std::string_view("。").size());
  return text;
}

bool equal_but_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// Most texts are nobody's note, and are found to be none by their first byte and length.
template <class Phrase>
concept HasText = requires(const Phrase& phrase) {
  { phrase.text } -> std::convertible_to<std::string_view>;
};

class FirstLook {
 public:
  template <HasText Phrase>
  explicit FirstLook(std::span<const Phrase> phrases) {
    for (const Phrase& phrase : phrases) {
      const std::size_t length = std::min<std::size_t>(phrase.text.size(), 63);
      lengths_[first_of(phrase.text)] |= std::uint64_t{1} << length;
    }
  }
  bool may_be(std::string_view text) const {
    return !text.empty() && ((lengths_[first_of(text)] >> std::min<std::size_t>(text.size(), 63)) & 1u) != 0;
  }
  bool may_begin(std::string_view text) const { return !text.empty() && lengths_[first_of(text)] != 0; }

 private:
  static std::size_t first_of(std::string_view text) {
    const auto c = static_cast<unsigned char>(text[0]);
    return c >= 'A' && c <= 'Z' ? c + 32u : c;
  }
  std::array<std::uint64_t, 256> lengths_ = {};
};

// One piece of a template: a slot ('a', 'b', 's', '*') or none, then the literal behind it.
struct Piece {
  char slot = 0;
  std::string_view literal = {};
};

Piece take_piece(std::string_view& pattern) {
  Piece piece;
  if (pattern.starts_with('*')) {
    piece.slot = '*';
    pattern.remove_prefix(1);
  } else if (pattern.size() > 2 && pattern[0] == '{') {
    piece.slot = pattern[1];
    pattern.remove_prefix(3);
  }
  const std::size_t end = pattern.find_first_of("*{");
  piece.literal = pattern.substr(0, end);
  pattern.remove_prefix(piece.literal.size());
  return piece;
}

constexpr std::size_t kLongestName = 300;

/// "a view once message. For" is no name; "dr. P. Bos" is one.
bool is_sentence(std::string_view words) {
  constexpr std::size_t kWord = 5;
  for (std::size_t at = words.find(". "); at != std::string_view::npos; at = words.find(". ", at + 1)) {
    std::size_t letters = 0;
    while (letters < at && words[at - letters - 1] >= 'a' && words[at - letters - 1] <= 'z') ++letters;
    if (letters >= kWord) return true;
  }
  return false;
}

bool keep(char slot, std::string_view captured, SystemLine& line) {
  if (slot == '*' || slot == 0) return true;
  if (captured.empty() || captured.size() > kLongestName) return false;
  if (slot == 's') {
    line.subject = trim(captured);
    return true;
  }
  if (captured.find(": ") != std::string_view::npos || is_sentence(captured)) return false;
  (slot == 'a' ? line.actor : line.object) = captured;
  return true;
}

// Each literal is taken where it first occurs; the last one must end the text.
bool match_template(std::string_view text, std::string_view pattern, SystemLine& line) {
  while (!pattern.empty()) {
    const Piece piece = take_piece(pattern);
    const bool last = pattern.empty();
    if (piece.literal.empty()) return last && keep(piece.slot, text, line);
    std::size_t found = 0;
    if (piece.slot == 0) {
      if (!text.starts_with(piece.literal)) return false;
    } else if (last) {
      if (!text.ends_with(piece.literal)) return false;
      found = text.size() - piece.literal.size();
    } else {
      found = text.find(piece.literal, piece.slot == '*' ? 0 : 1);
      if (found == std::string_view::npos) return false;
    }
    if (!keep(piece.slot, text.substr(0, found), line)) return false;
    text.remove_prefix(found + piece.literal.size());
  }
  return text.empty();
}

/// What a note that ends in "omitted" says of the thing that was left out.
MediaNote note_in(std::string_view clean) {
  const std::string words = ascii_lower(clean);
  const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
  MediaNote note{AttachmentKind::document, has("once") || has("eenmalig")};
  if (has("photo") || has("foto") || has("image") || has("afbeelding")) note.kind = AttachmentKind::image;
  else if (has("video")) note.kind = AttachmentKind::video;
  else if (has("voice") || has("spraak") || has("audio")) note.kind = AttachmentKind::audio;
  else if (has("sticker")) note.kind = AttachmentKind::sticker;
  return note;
}

/// "<View once voice message omitted>", "<Eenmalige foto weggelaten>": new kinds come every year, in one form.
std::optional<MediaNote> angled_note(std::string_view clean) {
  if (!clean.starts_with('<') || clean.find_first_of("\n:./", 1) != std::string_view::npos) return std::nullopt;
  if (!clean.ends_with(" omitted>") && !clean.ends_with(" weggelaten>")) return std::nullopt;
  return note_in(clean);
}

// Length in bytes of the capital letter that `text` begins with, or 0: Latin with its marks, and Cyrillic.
std::size_t capital_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) >= 'A' && byte(0) <= 'Z') return 1;
  if (byte(0) == 0xC3 && byte(1) >= 0x80 && byte(1) <= 0x9E) return 2;
  if ((byte(0) == 0xC4 || byte(0) == 0xC5) && byte(1) >= 0x80) return 2;
  if (byte(0) == 0xD0 && byte(1) >= 0x80 && byte(1) <= 0xAF) return 2;
  return 0;
}

}  // namespace

std::string clean_whatsapp_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    // Only these lead bytes begin a character that is changed here.
    const auto changed = [](char c) { return c == '\xC2' || c == '\xD8' || c == '\xE2' || c == '\xEF'; };
    const auto plain_end = static_cast<std::size_t>(std::ranges::find_if(text, changed) - text.begin());
    out += text.substr(0, plain_end);
    text.remove_prefix(plain_end);
    if (text.empty()) break;
    if (const std::size_t n = mark_length(text)) {
      text.remove_prefix(n);
      continue;
    }
    constexpr std::pair<std::string_view, char> kPlain[] = {{"\xC2\xA0", ' '},
                                                            {"\xE2\x80\xAF", ' '},
                                                            {"\xE2\x80\x89", ' '},
                                                            {"’", '\''},
                                                            {"‘", '\''},
                                                            {"“", '"'},
                                                            {"”", '"'},
                                                            {"„", '"'},
                                                            {"‑", '-'}};
    const auto* plain = std::ranges::find_if(kPlain, [&](const auto& pair) { return text.starts_with(pair.first); });
    if (plain != std::end(kPlain)) {
      out += plain->second;
      text.remove_prefix(plain->first.size());
      continue;
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

std::optional<SystemLine> match_system_line(std::string_view clean) {
  if (clean.size() > 4096) return std::nullopt;
  clean = without_full_stop(trim(clean));
  for (const auto& templates : {system_templates(), other_system_templates()}) {
    for (const SystemTemplate& one : templates) {
      SystemLine line{one.event};
      if (match_template(clean, one.text, line)) return line;
    }
  }
  return std::nullopt;
}

bool opens_chat(std::string_view clean) {
  constexpr std::string_view kBegins[] = {"Messages and calls ",   "Messages you send ",      "Messages to this ",
                                          "Berichten en oproepen ", "Berichten en gesprekken ", "Berichten die ",
                                          "Berichten naar ",        "Nachrichten und Anrufe ",  "Nachrichten in diesem ",
                                          "Les messages et les ",   "Los mensajes y las ",      "I messaggi e le ",
                                          "As mensagens e as ",     "As mensagens e chamadas ", "Wiadomości i połączenia ",
                                          "Wiadomości oraz ",       "Mesajlar ve aramalar ",    "Meddelanden och samtal ",
                                          "Beskeder og opkald ",    "Meldinger og samtaler ",   "Meldinger og anrop ",
                                          "Viestit ja puhelut ",    "Zprávy a hovory ",         "Správy a hovory ",
                                          "Poruke i pozivi ",       "Mesajele și apelurile ",   "Az üzenetek és ",
                                          "Els missatges i ",       "Τα μηνύματα και ",         "Сообщения и звонки ",
                                          "Повідомлення й ",        "Повідомлення та ",         "الرسائل والمكالمات ",
                                          "ההודעות והשיחות ",       "پیام",                     "میسجز اور کالز ",
                                          "मैसेजेस और कॉल्स ",         "मेसेजेस आणि कॉल्स ",          "মেসেজ এবং কল ",
                                          "Pesan dan panggilan ",   "Mesej dan panggilan ",     "Tin nhắn và cuộc gọi ",
                                          "ข้อความและการโทร",         "メッセージと通話",          "메시지와 통화",
                                          "메시지 및 전화",          "訊息和通話",                "消息和通话"};
  if (std::ranges::none_of(kBegins, [&](std::string_view begin) { return clean.starts_with(begin); })) return false;
  const auto line = match_system_line(clean);
  return line && line->event == "encryption-notice";
}

bool is_code_notice(std::string_view clean) {
  constexpr std::string_view kBegins[] = {"Your security code with ",  "Je beveiligingscode ",   "Uw beveiligingscode ",
                                          "Dein Sicherheitscode ",     "Deine Sicherheitsnummer ",
                                          "Votre code de sécurité ",   "Cambió tu código de ",   "Tu código de seguridad ",
                                          "Il tuo codice di ",         "O seu código de ",       "Seu código de segurança ",
                                          "Bezpečnostní kód mezi vámi ", "Kode keamanan Anda dengan ",
                                          "Mã bảo mật của bạn với ",   "รหัสความปลอดภัยของคุณกับ "};
  constexpr std::string_view kMore[] = {". Tap ", ". Tik ", ". Tippe ", ". Appuyez ", ". Pulsa ", ". Toca ",
                                        ". Tocca ", ". Toque ", ". Klik ", ". Další informace ", ". Ketuk ", ". Nhấn ", " แตะ"};
  if (std::ranges::none_of(kBegins, [&](std::string_view begin) { return clean.starts_with(begin); })) return false;
  return std::ranges::any_of(kMore, [&](std::string_view more) { return clean.find(more) != std::string_view::npos; });
}

bool is_group_event(std::string_view event) {
  constexpr std::string_view kEvents[] = {"group-created",   "member-added",   "member-removed",     "member-left",
                                          "member-joined",   "joined-by-link", "admin-added",        "admin-removed",
                                          "subject-changed", "icon-changed",   "description-changed"};
  return std::ranges::find(kEvents, event) != std::end(kEvents);
}

bool tells_own_deed(const SystemLine& line, std::string_view name) {
  if (!is_group_event(line.event)) return false;
  const bool moved = line.event == "member-left" || line.event == "member-joined" || line.event == "joined-by-link";
  if (line.actor.empty()) return moved && line.object == name;
  if (line.actor != name) return false;
  const std::string_view whom = line.object;
  return whom.empty() || whom.starts_with('+') || whom.starts_with('~') || capital_length(whom) > 0;
}

bool is_exporter_word(std::string_view word) {
  constexpr std::string_view kWords[] = {"Je",   "je",   "Jij",  "U",   "u",    "You",  "you",   "Du",
                                         "dich", "Vous", "vous", "Tú",  "Você", "você", "Tu",    "Sen",
                                         "Siz",  "Вы",   "вас",  "Vas", "Cię",  "Anda", "あなた"};
  return std::ranges::find(kWords, word) != std::end(kWords);
}

std::optional<MediaNote> omitted_media(std::string_view clean) {
  if (clean.size() > 120) return std::nullopt;
  clean = without_full_stop(clean);
  static const FirstLook kLook(omitted_phrases());
  if (!kLook.may_be(clean)) return angled_note(clean);
  for (const OmittedPhrase& phrase : omitted_phrases())
    if (equal_but_case(clean, phrase.text)) return MediaNote{phrase.kind, phrase.view_once};
  return angled_note(clean);
}

std::optional<MediaNote> omitted_by_form(std::string_view clean) {
  clean = without_full_stop(clean);
  constexpr std::size_t kLongest = 60;
  if (clean.size() > kLongest || clean.find_first_of("\n.:,;!?\"()") != std::string_view::npos) return std::nullopt;
  if (!clean.ends_with(" omitted") && !clean.ends_with(" weggelaten")) return std::nullopt;
  return note_in(clean);
}

bool is_not_received(std::string_view clean) {
  return std::ranges::any_of(not_received_phrases(), [&](std::string_view phrase) {
    return clean.starts_with(phrase) && (clean.size() == phrase.size() || clean[phrase.size()] == '.');
  });
}

bool is_made_with_app(std::string_view clean) {
  constexpr std::size_t kLongest = 40, kShortest = 3;
  std::size_t at = 0, letters = 0;
  while (at < clean.size() && at < kLongest) {
    const std::size_t length = capital_length(clean.substr(at));
    if (length == 0 && clean[at] != ' ') break;
    if (length > 0) ++letters;
    at += std::max<std::size_t>(length, 1);
  }
  if (letters < kShortest || at >= clean.size() || clean[at] != ':') return false;
  return at + 1 == clean.size() || clean[at + 1] == ' ' || clean[at + 1] == '\n';
}

bool is_attached_words(std::string_view words) {
  return std::ranges::any_of(attached_phrases(),
                             [&](std::string_view phrase) { return equal_but_case(words, phrase); });
}

Deletion deletion_of(std::string_view clean) {
  if (clean.size() > 200) return Deletion::none;
  clean = without_full_stop(clean);
  static const FirstLook kLook(deleted_phrases());
  const bool begun = std::ranges::any_of(deleted_begins(), [&](std::string_view p) { return clean.starts_with(p); });
  if (begun) return Deletion::by_someone;
  if (!kLook.may_be(clean)) return Deletion::none;
  for (const DeletedPhrase& phrase : deleted_phrases()) {
    if (equal_but_case(clean, phrase.text)) return phrase.by_exporter ? Deletion::by_exporter : Deletion::by_someone;
  }
  return Deletion::none;
}

CallNote call_of(std::string_view clean) {
  if (clean.size() > 120) return {};
  clean = without_full_stop(clean);
  static const FirstLook kLook(call_phrases());
  if (!kLook.may_begin(clean)) return {};
  for (const CallPhrase& phrase : call_phrases()) {
    if (!clean.starts_with(phrase.text)) continue;
    const std::string_view rest = clean.substr(phrase.text.size());
    if (rest.empty()) return {phrase.missed ? "missed-call" : "call", phrase.missed};
    // "Spraakoproep. Geen antwoord", "Voice call, 2 min", "Missed voice call at 12:30"
    if (rest[0] == ',' || rest[0] == '.' || rest[0] == ' ' || rest[0] == '(')
      return {phrase.missed ? "missed-call" : "call", false};
  }
  return {};
}

bool strip_edited(std::string& text) {
  if (!text.ends_with('>')) return false;
  const std::size_t open = text.rfind('<');
  if (open == std::string::npos || text.size() - open > 120) return false;
  std::string clean = clean_whatsapp_text(std::string_view(text).substr(open + 1, text.size() - open - 2));
  if (clean.ends_with('.')) clean.pop_back();  // in German and Spanish it is a sentence
  // Before a note of WhatsApp itself stands a direction mark, also in languages that are not listed.
  const std::string_view before(text.data(), open);
  const bool marked = before.ends_with("\xE2\x80\x8E") || before.ends_with("\xE2\x80\x8F");
  const bool file = clean.find(": ") != std::string::npos || clean.find('.') != std::string::npos;
  const bool listed =
      std::ranges::any_of(edited_phrases(), [&](std::string_view p) { return equal_but_case(clean, p); });
  if (!listed && (!marked || file || open < 4)) return false;
  text.resize(open);
  while (text.ends_with(' ') || text.ends_with("\xE2\x80\x8E") || text.ends_with("\xE2\x80\x8F"))
    text.resize(text.size() - (text.ends_with(' ') ? 1 : 3));
  return true;
}

bool is_location(std::string_view clean) {
  if (clean.find("maps.google.com/?q=") == std::string_view::npos) {
    const std::size_t link = clean.find("https://foursquare.com/v/");
    return link != std::string_view::npos && link > 0;
  }
  // "<word>: https://maps.google.com/?q=" and nothing before: what the phone writes, not what people paste.
  const std::size_t colon = clean.find(": https://maps.google.com/?q=");
  return colon != std::string_view::npos && colon < 60 && clean.find('\n') == std::string_view::npos;
}

bool is_live_location(std::string_view clean) {
  clean = without_full_stop(clean);
  return std::ranges::any_of(live_location_phrases(), [&](std::string_view p) { return equal_but_case(clean, p); });
}

bool is_poll_head(std::string_view clean) {
  return std::ranges::any_of(poll_phrases(), [&](std::string_view p) { return clean == p; });
}

}  // namespace schouw
