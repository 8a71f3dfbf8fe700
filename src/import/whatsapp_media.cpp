// Media in WhatsApp text exports:
//   IMG-20220502-WA0003.jpg (bestand bijgevoegd)       <bijgevoegd: 00000014-PHOTO-2022-05-02-16-17-01.jpg>
//   <Media weggelaten>                                 verslag.docx • 2 pagina's document weggelaten
// Gap: Android writes one placeholder for all kinds of media; the kind is `document` then, which claims least.
#include "whatsapp_media.h"

#include <charconv>

#include "schouw/base/utf8.h"
#include "whatsapp_catalogue.h"

namespace schouw {
namespace {

bool has_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > 6 || dot + 1 == name.size()) return false;
  for (const char c : name.substr(dot + 1)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter) return false;
  }
  return true;
}

// IMG-20220502-WA0003.jpg, DOC-20220502-WA0006. : names that the phone gives.
bool is_phone_name(std::string_view name) {
  const std::size_t wa = name.find("-WA");
  return wa != std::string_view::npos && wa > 8 && wa + 7 <= name.size();
}

// 00000014-PHOTO-2022-05-02-16-17-01.jpg: an iPhone numbers every file.
bool is_numbered(std::string_view name) {
  if (name.size() < 10 || name[8] != '-') return false;
  for (const char c : name.substr(0, 8))
    if (c < '0' || c > '9') return false;
  return true;
}

Attachment file_of(std::string_view name) {
  Attachment file;
  file.name = nfc(name);
  file.uri = file.name;
  file.mime = mime_of(name);
  file.kind = attachment_kind_of(name, file.mime);
  if (name.ends_with(".vcf")) file.kind = AttachmentKind::contact;
  if (name.starts_with("STK-") || name.find("-STICKER-") != std::string_view::npos) file.kind = AttachmentKind::sticker;
  if (name.starts_with("PTT-") || name.starts_with("AUD-") || name.find("-AUDIO-") != std::string_view::npos)
    file.kind = AttachmentKind::audio;
  return file;
}

// "caption <bijgevoegd: NAME>"
std::optional<MediaText> attached_in_angles(std::string_view clean, bool marked) {
  if (!clean.ends_with('>')) return std::nullopt;
  const std::size_t open = clean.rfind('<');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view inner = clean.substr(open + 1, clean.size() - open - 2);
  std::size_t colon = inner.find(": ");
  std::size_t behind = 2;
  if (colon == std::string_view::npos) {
    colon = inner.find("：");
    behind = std::string_view("：").size();
  }
  if (colon == std::string_view::npos || colon == 0 || colon > 60) return std::nullopt;
  const std::string_view name = trim(inner.substr(colon + behind));
  const bool sure = is_numbered(name) || (has_ending(name) && (marked || !mime_of(name).empty()));
  if (name.empty() || !sure) return std::nullopt;
  MediaText media{file_of(name)};
  // A document stands before the bracket again by its own name, with a count of pages: that is no caption.
  const std::string_view before = trim(clean.substr(0, open));
  const std::string_view title = trim(before.substr(0, before.find(" •")));
  if (!before.empty() && (title.empty() || !name.ends_with(title))) media.caption = before;
  return media;
}

// "NAME (bestand bijgevoegd)"
std::optional<MediaText> attached_in_brackets(std::string_view clean, bool marked) {
  if (!clean.ends_with(')')) return std::nullopt;
  const std::size_t open = clean.rfind(" (");
  if (open == std::string_view::npos || open == 0 || clean.size() - open > 80) return std::nullopt;
  const std::string_view name = clean.substr(0, open);
  const std::string_view words = clean.substr(open + 2, clean.size() - open - 3);
  // Who sends "zie mijn mail (bestand bijgevoegd)" sends words: the name of a file has a dot, or a mark before it.
  const bool attached = (marked || name.find('.') != std::string_view::npos) && is_attached_words(words);
  if (!attached && !(is_phone_name(name) && name.find(' ') == std::string_view::npos) && !(marked && has_ending(name)))
    return std::nullopt;
  return MediaText{file_of(name)};
}

MediaText left_out(const MediaNote& note) {
  MediaText media;
  media.file.kind = note.kind;
  media.file.view_once = note.view_once;
  return media;
}

// Only a document has a name of its own; before other media stands what was said with it.
MediaText left_out_behind(std::string_view before, const MediaNote& note) {
  MediaText media = left_out(note);
  const std::string_view name = trim(before.substr(0, before.find(" •")));
  const bool paged = name.size() < trim(before).size();
  if (media.file.kind == AttachmentKind::document && !name.empty() && (has_ending(name) || paged)) {
    media.file.name = nfc(name);
    media.file.mime = mime_of(name);
  } else {
    media.caption = trim(before);
  }
  return media;
}

// The same in a copy without marks, where the last words alone tell: "verslag.docx • 2 pagina's document weggelaten".
std::optional<MediaText> left_out_at_end(std::string_view clean) {
  constexpr int kMostWords = 5;
  std::size_t blank = clean.rfind(' ');
  for (int words = 1; words <= kMostWords && blank != std::string_view::npos && blank > 0; ++words) {
    if (const auto note = omitted_media(clean.substr(blank + 1))) return left_out_behind(clean.substr(0, blank), *note);
    blank = clean.rfind(' ', blank - 1);
  }
  return std::nullopt;
}

// "verslag.docx • 2 pagina's document weggelaten", "Wat een dag. afbeelding weggelaten": a mark stands before the last
// words.
std::optional<MediaText> left_out_behind_name(std::string_view said, const WhatsAppHeader& header) {
  std::size_t mark = std::string_view::npos;
  for (const std::string_view one : {"\xE2\x80\x8E", "\xE2\x80\x8F"}) {
    const std::size_t at = said.rfind(one);
    if (at != std::string_view::npos && (mark == std::string_view::npos || at > mark)) mark = at;
  }
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const auto note = omitted_media(clean_whatsapp_text(said.substr(mark)));
  const std::string before = clean_whatsapp_text(said.substr(0, mark));
  const std::string_view name = trim(std::string_view(before).substr(0, before.find(" •")));
  if (name.empty()) return std::nullopt;
  const bool known_file = header.marked && !mime_of(name).empty() && !said.ends_with('>') && said.size() - mark < 80;
  if (!note && !known_file) return std::nullopt;
  MediaText media = left_out_behind(before, note.value_or(MediaNote{}));
  if (!media.caption.empty()) media.caption = trim(said.substr(0, mark));
  return media;
}

/// More than 80 letters, of whatever size: of Russian and Thai, 80 bytes are a short line.
bool is_long_note(std::string_view said) {
  constexpr std::size_t kMost = 80;
  constexpr auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  if (said.size() <= kMost) return false;
  return said.size() > 4 * kMost || static_cast<std::size_t>(std::ranges::count_if(said, begins)) > kMost;
}

}  // namespace

std::optional<MediaText> media_in(std::string_view said, std::string_view clean, const WhatsAppHeader& header,
                                  const ChatSurvey& survey) {
  const bool angled = said.ends_with('>');
  const bool bracketed = said.ends_with(')');
  const bool ios = header.shape != HeaderShape::dash;
  // A note in words, on Android too; longer than others, and nobody writes so.
  if (clean.find("d a view once message. ") != std::string_view::npos)
    if (const auto note = omitted_media(clean)) return left_out(*note);
  if (!angled && !bracketed && !ios) {
    // An iPhone's words in the form of Android: written anew by a program. Nobody says this and nothing else.
    const bool words = said.ends_with(" omitted") || said.ends_with(" weggelaten");
    const auto note = words && said.size() <= 40 ? omitted_media(clean) : std::nullopt;
    return note ? std::optional(left_out(*note)) : std::nullopt;
  }
  const bool marked = mark_length(said) != 0 || header.marked;
  if (!angled && !bracketed && !marked && is_long_note(said)) return std::nullopt;
  if (angled || ios)
    if (const auto note = omitted_media(clean)) return left_out(*note);
  if (ios && mark_length(said) != 0 && survey.marks_tell())
    if (const auto note = omitted_by_form(clean)) return left_out(*note);
  if (angled) {
    if (auto media = attached_in_angles(clean, marked)) return media;
    if (survey.is_placeholder(without_marks(said))) return left_out({});
  }
  if (bracketed)
    if (auto media = attached_in_brackets(clean, marked)) return media;
  if (!ios) return std::nullopt;
  if (auto media = left_out_behind_name(said, header)) return media;
  return survey.has_marks() || angled || bracketed ? std::nullopt : left_out_at_end(clean);
}

bool is_file_name(std::string_view caption) {
  return caption.size() <= 200 && caption.find('\n') == std::string_view::npos && has_ending(caption) &&
         !mime_of(caption).empty();
}

Attachment location_in(std::string_view clean) {
  Attachment place;
  place.kind = AttachmentKind::location;
  constexpr std::string_view kQuery = "maps.google.com/?q=";
  const std::size_t at = clean.find(kQuery);
  if (at == std::string_view::npos) return place;
  const char* const end = clean.data() + clean.size();
  GeoPoint point;
  const auto first = std::from_chars(clean.data() + at + kQuery.size(), end, point.latitude);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ',') return place;
  if (std::from_chars(first.ptr + 1, end, point.longitude).ec != std::errc{}) return place;
  const bool on_earth =
      point.latitude >= -90 && point.latitude <= 90 && point.longitude >= -180 && point.longitude <= 180;
  if (on_earth) place.gps = point;
  return place;
}

}  // namespace schouw
