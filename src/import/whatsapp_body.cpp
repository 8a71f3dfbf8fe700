// What a record of a WhatsApp chat is: words of a sender, media, a deleted message, a call, a line of the app.
//   23-03-2022 13:31 - Jan heeft Piet toegevoegd       (system: no sender, no mark)
//   [23-03-2022 13:31:05] Groep 6: <U+200E>Jan heeft Piet toegevoegd   (system: a mark before the text)
//   [23-03-2022 13:31:05] Groep 6: Jan heeft Piet toegevoegd           (system: no mark, and nothing else by that name)
// Gap: on iPhones a line of the app in an unknown language is told by its mark; where a file's marks are unreliable
// such a line stays a message of the name before it.
#include "whatsapp_body.h"

#include <algorithm>
#include <cstring>

#include "schouw/base/utf8.h"
#include "whatsapp_media.h"
#include "whatsapp_title.h"

namespace schouw {
namespace {

bool is_ascii(std::string_view text) {
  std::uint64_t word = 0;
  for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The words as they are kept: valid UTF-8, NFC, without invisible characters and empty lines at the end.
std::string tidy(std::string_view text, std::size_t& repaired) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  std::string out(text);
  if (is_ascii(out)) return out;
  repaired += repair_utf8(out);
  return nfc(strip_invisible(out));
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string with_rest(std::string_view first, std::string_view rest) {
  std::string whole(first);
  if (!rest.empty()) whole.append("\n").append(rest);
  return whole;
}

// "@<U+2068>Name<U+2069>" in newer exports, "@31612345678" for who is not in the contacts.
void find_tagged(std::string_view text, std::vector<AccountRef>& tagged) {
  constexpr std::string_view kOpen = "\xE2\x81\xA8", kClose = "\xE2\x81\xA9";
  constexpr std::size_t kMost = 200;
  for (std::size_t at = text.find('@'); at != std::string_view::npos && tagged.size() < kMost;
       at = text.find('@', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with(kOpen)) {
      const std::size_t end = rest.substr(0, 200).find(kClose);
      if (end != std::string_view::npos && end > kOpen.size())
        tagged.push_back(account_of(rest.substr(kOpen.size(), end - kOpen.size())));
      continue;
    }
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
    const bool alone = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n';
    if (alone && digits >= 10 && digits <= 15) tagged.push_back({.phone = "+" + std::string(rest.substr(0, digits))});
  }
}

class RecordReader {
 public:
  RecordReader(const ChatRecord& record, const ChatSurvey& survey, AccountBook& accounts, ReadRecord& out)
      : record_(record), survey_(survey), accounts_(accounts), header_(record.header), out_(out) {}

  void read() {
    Message& message = out_.message;
    message.platform = "whatsapp";
    message.locator = Locator::at_line(record_.line);
    const DateOrder order = survey_.order_of(header_);
    message.time = time_of(header_, order);
    out_.repaired += repair_utf8(message.time.raw);
    out_.calendar = calendar_of(header_, order);
    const SenderSplit split = survey_.split(header_.body);
    if (!split.sender) {
      read_unsigned(split.text);
      return;
    }
    message.sender = accounts_.of(*split.sender);
    read_signed(*split.sender, split.text);
  }

 private:
  void set_text(std::string_view first) { out_.message.text = tidy(with_rest(first, record_.rest), out_.repaired); }

  void become_system(std::string_view said, std::optional<SystemLine> line) {
    out_.message.kind = MessageKind::system;
    out_.message.sender.reset();
    set_text(said);
    if (line) out_.message.event = line->event;
    out_.system = std::move(line);
  }

  void read_unsigned(std::string_view said) {
    const std::string clean = clean_whatsapp_text(said);
    if (const CallNote call = call_of(clean); !call.event.empty()) {
      become_call(said, call);
      return;
    }
    become_system(said, match_system_line(clean));
  }

  void become_call(std::string_view said, const CallNote& call) {
    out_.message.kind = MessageKind::call;
    out_.message.event = call.event;
    set_text(said);
  }

  void read_signed(std::string_view sender, std::string_view said) {
    const bool marked = mark_length(said) != 0;
    if (survey_.has_unmarked_notices() && !marked && survey_.only_notices(sender)) {
      become_system(said, match_system_line(clean_whatsapp_text(said)));
      return;
    }
    if (!marked && header_.shape != HeaderShape::dash && read_unmarked_line(sender, said)) return;
    if (read_media_below(said)) return;
    if ((said.size() <= 400 || said.ends_with('>')) && read_note(said, marked)) return;
    if (marked && header_.shape != HeaderShape::dash && read_marked(sender, said)) return;
    read_words(said);
  }

  // Where a copy dropped the marks: nobody opens a chat with the notice of encryption, and a line of the app still names
  // the one whom it was written for.
  //   [18-09-2025 18:59:26] Bas: Els heeft Bas toegevoegd
  // Nobody tells by his full name what he did to the group himself:
  //   [18-09-2025 18:59:26] Els: Els heeft Bas toegevoegd
  bool read_unmarked_line(std::string_view sender, std::string_view said) {
    const bool of_self = !survey_.has_marks() && said.starts_with(sender);
    const bool code = !survey_.has_marks() && is_code_notice(said);
    if (!record_.first_of_file && !survey_.has_unmarked_notices() && !of_self && !code) return false;
    if (said.size() > 400 || !record_.rest.empty()) return false;
    const std::string clean = clean_whatsapp_text(said), name = clean_whatsapp_text(sender);
    auto line = match_system_line(clean);
    if (!line) return false;
    const bool opens = record_.first_of_file && opens_chat(clean);
    const bool about = survey_.has_unmarked_notices() && (line->actor == name || line->object == name);
    const bool did = of_self && tells_own_deed(*line, name);
    if (!opens && !about && !did && !code) return false;
    become_system(said, std::move(line));
    return true;
  }

  // The notes that stand for something else than words: a deleted message, media, a call.
  bool read_note(std::string_view said, bool marked) {
    Message& message = out_.message;
    const std::string_view plain = without_marks(said);
    const std::string held = is_ascii(plain) ? std::string{} : clean_whatsapp_text(plain);
    const std::string_view clean = held.empty() ? plain : held;
    if (record_.rest.find_first_not_of('\n') == std::string::npos && deletion_of(clean) != Deletion::none) {
      message.flags.deleted = true;
      return true;
    }
    if (auto media = media_in(said, clean, header_, survey_)) {
      take_media(std::move(*media));
      return true;
    }
    if (plain.empty() || (!marked && plain.size() > 60)) return false;
    const CallNote call = call_of(clean);
    if (call.event.empty() || (!call.certain && !marked)) return false;
    become_call(said, call);
    return true;
  }

  // On an iPhone a picture stands behind what was said with it, which may have many lines:
  //   [22-09-2025 21:56:48] Els: Lieve ouders,
  //   zie de foto. <U+200E>afbeelding weggelaten
  bool read_media_below(std::string_view said) {
    if (header_.shape == HeaderShape::dash || (record_.rest.empty() && !said.ends_with('>'))) return false;
    std::string whole = with_rest(said, record_.rest);
    while (whole.ends_with('\n') || whole.ends_with('\r')) whole.pop_back();
    const bool edited = whole.ends_with('>') && strip_edited(whole);
    const std::size_t line = whole.rfind('\n');
    if (line == std::string::npos && !edited) return false;
    const std::string_view last = std::string_view(whole).substr(line == std::string::npos ? 0 : line + 1);
    constexpr std::string_view kMark = "\xE2\x80\x8E";
    if (last.ends_with(')') || last.find(kMark) == std::string_view::npos) return false;
    auto media = media_in(last, clean_whatsapp_text(last), header_, survey_);
    if (!media) return false;
    std::string above = whole.substr(0, line == std::string::npos ? 0 : line);
    if (!media->caption.empty()) above += (above.empty() ? "" : "\n") + media->caption;
    media->caption = std::move(above);
    out_.message.flags.edited = edited;
    give_media(std::move(*media));
    return true;
  }

  void take_media(MediaText media) {
    std::string below = record_.rest;
    if (strip_edited(below)) out_.message.flags.edited = true;
    if (!below.empty()) media.caption += (media.caption.empty() ? "" : "\n") + below;
    give_media(std::move(media));
  }

  void give_media(MediaText media) {
    Message& message = out_.message;
    const std::string& caption = media.caption;
    find_tagged(caption, message.tagged);
    message.text = tidy(caption, out_.repaired);
    media.file.caption = message.text;
    if (media.file.name.empty() && is_file_name(message.text)) {
      media.file.name = message.text;
      media.file.mime = mime_of(message.text);
      media.file.kind = attachment_kind_of(media.file.name, media.file.mime);
    }
    message.attachments.push_back(std::move(media.file));
  }

  // A mark before the text: the app wrote it, if this file's marks mean anything.
  bool read_marked(std::string_view sender, std::string_view said) {
    const std::string clean = clean_whatsapp_text(said);
    if (is_location(clean) || is_live_location(clean) || is_poll_head(clean)) return false;
    if (record_.rest.find_first_not_of('\n') == std::string::npos && is_not_received(clean)) {
      out_.message.flags.encrypted = true;
      return true;
    }
    if (auto line = match_system_line(clean)) {
      become_system(said, std::move(line));
      return true;
    }
    if (is_made_with_app(clean)) return false;
    const std::string name = clean_whatsapp_text(sender);
    const bool about_sender = name.size() > 1 && clean.starts_with(name) && clean.size() > name.size() &&
                              !is_ascii_letter(clean[name.size()]);
    if (record_.first_of_file || about_sender || survey_.only_notices(sender) || survey_.is_group_name(sender)) {
      become_system(said, std::nullopt);
      return true;
    }
    if (!survey_.marks_tell()) return read_unknown_media(said, clean);
    if (read_unknown_media(said, clean)) return true;
    become_system(said, std::nullopt);
    return true;
  }

  // In a language that is not listed, the line of a left-out picture is marked twice, and short.
  bool read_unknown_media(std::string_view said, const std::string& clean) {
    if (!header_.marked || clean.empty() || clean.size() > 90 || !record_.rest.empty()) return false;
    if (clean.find_first_of(".,:!?\"") != std::string::npos || said.empty()) return false;
    out_.message.attachments.push_back({});
    return true;
  }

  void read_words(std::string_view said) {
    Message& message = out_.message;
    std::string whole = with_rest(said, record_.rest);
    while (whole.ends_with('\n')) whole.pop_back();
    if (whole.ends_with('>') && strip_edited(whole)) message.flags.edited = true;
    find_tagged(whole, message.tagged);
    message.text = tidy(whole, out_.repaired);
    add_place_or_poll();
  }

  void add_place_or_poll() {
    Message& message = out_.message;
    if (message.text.find("https://") != std::string::npos && is_location(message.text))
      message.attachments.push_back(location_in(message.text));
    else if (message.text.size() < 60 && is_live_location(message.text))
      message.attachments.push_back({.kind = AttachmentKind::location});
    const std::size_t line = message.text.find('\n');
    if (line < 20 && is_poll_head(std::string_view(message.text).substr(0, line)))
      message.attachments.push_back({.kind = AttachmentKind::poll});
  }

  const ChatRecord& record_;
  const ChatSurvey& survey_;
  AccountBook& accounts_;
  const WhatsAppHeader& header_;
  ReadRecord& out_;
};

}  // namespace

ReadRecord read_record(const ChatRecord& record, const ChatSurvey& survey, AccountBook& accounts) {
  ReadRecord out;
  RecordReader(record, survey, accounts, out).read();
  return out;
}

}  // namespace schouw
