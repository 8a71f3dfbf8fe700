// Threema, "Export chat": messages.txt in a zip with a password, with the files of the chat beside it.
//
//   [12-3-2024, 13:31] Ik: Hoi                                  Android; "Ik", "Me", "Ich" is the owner
//   [12-3-2024, 13:32] Noor Wit: Afbeelding <8f3a….jpg>         the name of a file
//   >>> 12 maart 2024 om 13:31:05 CET: Hoi                      iPhone; >>> is the owner, <<< the other
//   <<< (Noor Wit) 12 maart 2024 om 13:32:08 CET: Dag           in a group, with a name
//   -> messages
//
// Gaps: names only, no Threema id; Android has no seconds and no time zone; lines of the app (who joined, who left) are
// not in it; on an iPhone the other in a chat of two is named by the file alone. Read from the programs that write it,
// which are public; no real one was at hand.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "plain_text.h"
#include "schouw/base/json.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_dates.h"
#include "whatsapp_header.h"
#include "whatsapp_lines.h"

namespace schouw::threema_text {

extern const Importer importer;

namespace {

/// What the app calls the owner of the phone. Not in languages where that is a name as well (Turkish "Ben", Catalan "Jo"):
/// then nobody is the owner.
bool is_me(std::string_view name) {
  constexpr auto kMe = std::to_array<std::string_view>({"Ik", "Me", "Ich", "Moi", "Yo", "Io", "Eu", "Ja", "Já", "Я", "Én",
                                                        "Jeg", "Mig", "Jag", "我", "自分", "나"});
  return std::ranges::find(kMe, name) != kMe.end();
}

struct Header {
  std::optional<WhatsAppHeader> android = {};  ///< the date; its order shows in the whole file only
  Timestamp time = {};                         ///< iPhone
  std::string sender = {};
  bool mine = false, named = true;
  std::string_view text = {};
};

/// "[12-3-2024, 13:31] ": with seconds, or the time first, it is a line of WhatsApp.
std::optional<Header> android_header(std::string_view line) {
  const auto date = parse_whatsapp_header(line);
  if (!date || date->shape != HeaderShape::bracket || date->has_seconds) return std::nullopt;
  Header out{.android = date, .text = date->body};
  const auto colon = date->body.find(": ");
  const bool bare = colon == std::string_view::npos && date->body.ends_with(':');
  if (colon == std::string_view::npos && !bare) return out;
  const std::size_t end = bare ? date->body.size() - 1 : colon;
  if (end == 0 || end > 120) return out;
  out.sender = tidy_text(date->body.substr(0, end));
  out.mine = is_me(out.sender);
  out.text = date->body.substr(std::min(end + 2, date->body.size()));
  return out;
}

/// "12 maart 2024 om 13:31:05 CET", "March 12, 2024 at 1:31:05 PM GMT+1": some languages have no name for the zone.
Timestamp iphone_time(std::string_view written) {
  const auto zone = written.rfind(" GMT");
  const std::string_view offset = zone == std::string_view::npos ? std::string_view{} : written.substr(zone + 4);
  const bool stated = offset.size() >= 2 && offset.size() <= 6 && (offset[0] == '+' || offset[0] == '-');
  if (!stated) return parse_written_date(written);
  const auto colon = offset.find(':');
  const auto hours = Json(offset.substr(1, colon == std::string_view::npos ? colon : colon - 1)).integer();
  const auto minutes =
      colon == std::string_view::npos ? std::optional<std::int64_t>(0) : Json(offset.substr(colon + 1)).integer();
  const Timestamp clock = parse_written_date(written.substr(0, zone));
  if (!hours || !minutes || *hours > 15 || *minutes > 59 || clock.basis != Timestamp::Basis::local) return clock;
  const std::int64_t ahead = (*hours * 60 + *minutes) * 60'000 * (offset[0] == '-' ? -1 : 1);
  return instant_ms(clock.ms - ahead, clock.precision, std::string(written));
}

/// ">>> 12 maart 2024 om 13:31:05 CET: "
std::optional<Header> iphone_header(std::string_view line) {
  line = without_marks(line);
  Header out{.mine = line.starts_with(">>> "), .named = false};
  if (!out.mine && !line.starts_with("<<< ")) return std::nullopt;
  std::string_view rest = line.substr(4);
  if (!out.mine && rest.starts_with('(')) {
    const auto close = rest.substr(0, 200).find(") ");
    if (close == std::string_view::npos) return std::nullopt;
    out.sender = tidy_text(rest.substr(1, close - 1));
    out.named = true;
    rest.remove_prefix(close + 2);
  }
  auto colon = rest.substr(0, 120).find(": ");
  if (colon == std::string_view::npos && rest.size() <= 120 && rest.ends_with(':')) colon = rest.size() - 1;
  if (colon == std::string_view::npos) return std::nullopt;
  out.time = iphone_time(rest.substr(0, colon));
  if (out.time.basis == Timestamp::Basis::none || out.time.precision == Precision::day) return std::nullopt;
  out.text = rest.substr(std::min(colon + 2, rest.size()));
  return out;
}

std::optional<Header> header_of(std::string_view line) {
  if (auto found = iphone_header(line)) return found;
  return android_header(line);
}

void add_file(std::string name, Message& message) {
  if (message.text == name) message.text.clear();
  Attachment file{.name = name, .mime = std::string(mime_of(name))};
  file.kind = attachment_kind_of(file.name, file.mime);
  file.caption = message.text;
  file.uri = std::move(name);
  message.attachments.push_back(std::move(file));
}

/// "geo:52.1,5.1?z=16"
void add_place(std::string_view address, Message& message) {
  Attachment place{.kind = AttachmentKind::location, .caption = message.text};
  const std::string_view rest = address.substr(4);
  const auto comma = rest.find(',');
  if (comma != std::string_view::npos) {
    const auto latitude = Json(rest.substr(0, comma)).number();
    const auto longitude = Json(rest.substr(comma + 1, rest.find_first_of("?;", comma) - comma - 1)).number();
    if (latitude && longitude) place.gps = GeoPoint{*latitude, *longitude};
  }
  message.attachments.push_back(std::move(place));
}

/// Android: the name of the file, or where the place is, stands behind the words: "Afbeelding <8f3a….jpg>".
void read_angled(Message& message) {
  std::string& text = message.text;
  if (!text.ends_with('>')) return;
  const auto open = text.rfind('<');
  if (open == std::string::npos || (open > 0 && text[open - 1] != ' ' && text[open - 1] != '\n')) return;
  const std::string inner = text.substr(open + 1, text.size() - open - 2);
  const bool place = inner.starts_with("geo:");
  if (!place && (mime_of(inner).empty() || inner.find_first_of("/\\\n") != std::string::npos)) return;
  text = tidy_text(std::string_view(text).substr(0, open));
  if (place)
    add_place(inner, message);
  else
    add_file(inner, message);
}

/// iPhone: "Afbeelding (8F3A….jpg), Bijschrift: kijk", "Video (0:12,8F3A….mp4)". Nobody types such a name.
void read_bracketed(Message& message) {
  std::string& text = message.text;
  const auto open = text.find(" (");
  const auto close = text.find(')', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || open == 0 || open > 40 || close == std::string::npos) return;
  std::string_view name = std::string_view(text).substr(open + 2, close - open - 2);
  if (const auto comma = name.find(','); comma != std::string_view::npos && comma < 9) name.remove_prefix(comma + 1);
  const std::string_view stem = name.substr(0, name.rfind('.'));
  const bool made = stem.size() >= 12 && stem.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  const std::string_view behind = std::string_view(text).substr(close + 1);
  if (!made || mime_of(name).empty() || (!behind.empty() && !behind.starts_with(", "))) return;
  const std::string file(name);
  const auto colon = behind.find(": ");
  text = colon == std::string_view::npos ? std::string() : std::string(behind.substr(colon + 2));
  add_file(file, message);
}

/// Of what somebody answers, Android gives lines with "> " and an iPhone `[Noor: "Hoi"] ` in front.
void take_quote(Message& message) {
  std::string_view text = message.text;
  const auto end = text.find("\"] ");
  const auto begin = text.find(": \"");
  if (text.starts_with('[') && end != std::string_view::npos && begin < end) {
    message.quoted = std::string(text.substr(begin + 3, end - begin - 3));
    message.text = tidy_text(std::string(text.substr(end + 3)));
    return;
  }
  while (text.starts_with("> ")) {
    const auto line = std::min(text.find('\n'), text.size());
    message.quoted += (message.quoted.empty() ? "" : "\n") + std::string(text.substr(2, line - 2));
    text.remove_prefix(std::min(line + 1, text.size()));
  }
  if (!message.quoted.empty()) message.text = tidy_text(std::string(text));
}

class Chat {
 public:
  Chat(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {
    const std::string_view file = base_name(entry.path());
    where_ = std::string(entry.source_name()) + "/" + std::string(entry.path());
    std::string_view zip = base_name(entry.source_name());
    zip = zip.substr(0, zip.rfind('.'));
    if (file.starts_with("messages-")) {
      title_ = tidy_text(file.substr(9, file.rfind('.') - 9));
    } else if (zip.starts_with("Threema_") && zip.rfind('_') > 8) {
      title_ = tidy_text(zip.substr(8, zip.rfind('_') - 8));  // blanks and accents are underscores
      std::ranges::replace(title_, '_', ' ');
    }
  }

  /// The order of day and month, and who writes, show in the whole file only.
  void look(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    OrderSurvey order;
    while (lines.next(line)) {
      const auto header = header_of(line);
      if (!header) continue;
      if (header->android) order.add(*header->android);
      group_ = group_ || (!header->android && header->named);
      if (header->mine)
        mine_ = true;
      else if (!header->sender.empty() && senders_.size() < 500)
        senders_.insert(header->sender);
    }
    verdict_ = order.verdict();
    // Without a word for the owner nothing tells whether the owner is one of two who write.
    group_ = group_ || senders_.size() > 1;
    if (title_.empty() && !group_ && senders_.size() == 1) title_ = *senders_.begin();
    entry.rewind();
  }

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    while (lines.next(line)) {
      too_long_ = too_long_ || lines.cut_bytes() > 0;
      if (auto header = header_of(line)) {
        give();
        time_ = header->android ? time_of(*header->android, verdict_.order) : header->time;
        repair_utf8(time_.raw);
        android_ = android_ || header->android.has_value();
        body_ = std::string(header->text);
        header->text = {};
        header->android.reset();
        header_ = std::move(*header);
        at_ = lines.number();
      } else if (at_ > 0) {
        if (body_.size() < kMaxLineBytes)
          body_.append("\n").append(line);
        else
          too_long_ = true;
      } else if (!trim(without_marks(line)).empty()) {
        tally_.unknown(Json(Json::Object{{"line before the first message", Json()}}), Locator::at_line(lines.number()));
      }
    }
    give();
    finish();
  }

 private:
  ConversationRef conversation() const {
    const std::string name = title_.empty() ? "in/" + where_ : fold(title_);
    if (group_) return {.key = "group/" + name, .kind = ConversationKind::group, .title = title_};
    return {.key = one_sided_key(name, where_), .kind = ConversationKind::direct, .title = title_};
  }

  std::optional<AccountRef> sender() const {
    if (header_.mine) return AccountRef{.is_owner = true};
    if (!header_.sender.empty()) return AccountRef{.display_name = header_.sender};
    // In a chat of two on an iPhone the other has the name that the file has.
    if (!header_.named && !group_ && !title_.empty()) return AccountRef{.display_name = title_};
    return std::nullopt;
  }

  void give() {
    if (at_ == 0) return;
    Message message{.conversation = conversation(), .time = time_, .locator = Locator::at_line(at_)};
    message.sender = sender();
    message.text = tidy_text(body_);
    take_quote(message);
    if (android_)
      read_angled(message);
    else
      read_bracketed(message);
    if (message.text.empty() && message.quoted.empty() && message.attachments.empty()) tally_.absent();
    tally_.give(std::move(message));
    at_ = 0;
  }

  void finish() {
    if (android_ && !verdict_.certain)
      tally_.problem({.code = "ambiguous-date-order",
                      .severity = verdict_.slashes ? Severity::medium : Severity::low,
                      .loss = Loss::none,
                      .locator = Locator::at_line(1),
                      .args = {std::string(name_of(verdict_.order))}});
    if (too_long_)
      tally_.problem({.code = "line-too-long", .loss = Loss::partial, .args = {std::to_string(kMaxLineBytes)}});
    ConversationInfo info{.conversation = conversation(), .locator = Locator::at_line(1)};
    for (const std::string& name : senders_)
      info.members.push_back({.account = {.display_name = name}, .locator = info.locator});
    if (senders_.empty() && !group_ && !title_.empty())
      info.members.push_back({.account = {.display_name = title_}, .locator = info.locator});
    if (mine_) info.members.push_back({.account = {.is_owner = true}, .locator = info.locator});
    tally_.give(std::move(info));
    tally_.finish();
  }

  Tally tally_;
  std::string where_, title_, body_;
  std::set<std::string> senders_;
  OrderSurvey::Verdict verdict_;
  Header header_;
  Timestamp time_;
  std::uint64_t at_ = 0;
  bool group_ = false, mine_ = false, android_ = false, too_long_ = false;
};

bool is_named(const EntryReader& entry) {
  const std::string_view file = base_name(entry.path());
  return file == "messages.txt" || (file.starts_with("messages-") && file.ends_with(".txt"));
}

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head();
  const bool cr = ends_lines_with_cr(head);
  std::size_t looked = 0, android = 0, other = 0, mine = 0;
  while (!head.empty() && looked < 50) {
    const std::string_view line = take_line(head, cr);
    if (trim(without_marks(line)).empty()) continue;
    if (++looked == 1 && iphone_header(line)) return Bid::certain;
    const auto header = android_header(line);
    if (looked == 1 && !header) return Bid::no;
    if (header) {
      ++android;
      if (header->mine) ++mine;
    } else if (parse_whatsapp_header(line)) {
      ++other;
    }
  }
  // The form alone could be a chat of WhatsApp that somebody retyped: the name of the file or of the owner settles it.
  return android > 4 * other && (mine > 0 || is_named(entry)) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  Chat chat(entry, sink);
  chat.look(entry);
  chat.read(entry);
}

}  // namespace

constinit const Importer importer{.id = "threema-text",
                                  .platform = "threema",
                                  .versions = "2015-2026",
                                  .gaps = "format.threema-text.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::threema_text
