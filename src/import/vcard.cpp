// Business cards (.vcf), versions 2.1 to 4.0: an address book from a telephone, iCloud or Google, or one card that
// somebody sent.
//
//   BEGIN:VCARD / FN:Noor de Wit (6B) / TEL;TYPE=CELL:06 1000 0201 / EMAIL:noor@x.example / END:VCARD
//   -> several cards: contacts of whose address book it is; one card: an event, for it may be anybody's
//
// Gaps: photos, addresses, birthdays and notes are not read; whose address book it is does not show. One card alone is
// not said to be a contact of anybody: cards are sent in chats and lie beside them.
#include <algorithm>
#include <array>
#include <optional>

#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "whatsapp_encoding.h"
#include "whatsapp_lines.h"

namespace schouw::vcard {

extern const Importer importer;

namespace {

struct Card {
  std::string full, parts, nickname, organisation;
  std::vector<std::string> phones, emails;
  Json keys = Json::object();  ///< the names of its properties
  std::uint64_t line = 0;

  std::string name() const {
    for (const std::string* one : {&full, &parts, &nickname})
      if (!one->empty()) return *one;
    return organisation;
  }
  bool empty() const { return name().empty() && phones.empty() && emails.empty(); }
};

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// "Ren=C3=A9" -> "René"
std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '=' && i + 2 < text.size() ? hex(text[i + 1]) : -1;
    const int low = high >= 0 ? hex(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

/// "\," -> ","; "\n" -> a blank, for these are names.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      out += text[i] == 'n' || text[i] == 'N' ? ' ' : text[i];
    } else {
      out += text[i];
    }
  }
  return out;
}

/// "Wit;Noor;de;;" -> "Noor de Wit"
std::string from_parts(std::string_view text) {
  std::array<std::string, 3> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto semicolon = std::min(text.find(';'), text.size());
    parts[i] = tidy_text(unescaped(text.substr(0, semicolon)));
    text.remove_prefix(std::min(semicolon + 1, text.size()));
  }
  std::string name = parts[1];
  for (const std::string* part : {&parts[2], &parts[0]})
    if (!part->empty()) name += (name.empty() ? "" : " ") + *part;
  return name;
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink)
      : tally_(importer, std::string(set_root(entry.path(), {})), sink), encoding_(sniff_encoding(entry.head())) {}

  void count(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view line;
    for (bool agent = false; cards_ < 2 && lines.next(line); agent = is_agent(line))
      cards_ += begins(line) && !agent ? 1 : 0;
    entry.rewind();
  }

  void read(EntryReader& entry) {
    LineReader lines(entry);
    std::string_view raw;
    std::string line;
    std::uint64_t at = 0;
    while (lines.next(raw)) {
      const bool folded = raw.starts_with(' ') || raw.starts_with('\t');
      const bool soft = line.ends_with('=') && line.find("QUOTED-PRINTABLE") != std::string::npos;
      if (at > 0 && (folded || soft)) {
        if (soft) line.pop_back();
        if (line.size() < kMaxLineBytes) line += folded ? raw.substr(1) : raw;
        continue;
      }
      if (at > 0) property(line, at);
      line = raw;
      at = lines.number();
    }
    if (at > 0) property(line, at);
    end(lines.number());
  }

 private:
  static bool begins(std::string_view line) { return ascii_lower(trim(line).substr(0, 32)).ends_with("begin:vcard"); }

  /// "AGENT:" and nothing behind it: the card of a secretary follows, within this one (2.1).
  static bool is_agent(std::string_view line) {
    const std::string lower = ascii_lower(trim(line).substr(0, 64));
    return lower.starts_with("agent") && lower.ends_with(':');
  }

  /// A colon in a quoted parameter ends nothing: TEL;X-LABEL="werk: school":06…
  static std::size_t colon_in(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"') quoted = !quoted;
      if (line[i] == ':' && !quoted) return i;
    }
    return line.find(':');
  }

  void property(std::string_view line, std::uint64_t at) {
    constexpr std::size_t kMostWithin = 8;
    if (begins(line)) {
      if (card_ && within_agent_ && outer_.size() < kMostWithin)
        outer_.push_back(std::move(*card_));
      else if (card_)
        broken();
      card_.emplace();
      card_->line = at;
      within_agent_ = false;
      return;
    }
    within_agent_ = is_agent(line);
    const auto colon = colon_in(line);
    if (!card_ || colon == std::string_view::npos) return;
    std::string before = ascii_lower(line.substr(0, colon));
    replaced_ += repair_utf8(before);
    std::string_view name = std::string_view(before).substr(0, before.find(';'));
    if (const auto dot = name.find('.'); dot != std::string_view::npos) name.remove_prefix(dot + 1);  // item1.TEL
    std::string value(line.substr(colon + 1));
    const bool printable = before.find("quoted-printable") != std::string::npos;
    if (printable) value = from_quoted_printable(value);
    std::size_t replaced = 0;
    // Quoted-printable hides the bytes of older phones in a file that is plain ASCII.
    const Encoding other = printable && encoding_ == Encoding::utf8 ? Encoding::windows1252 : encoding_;
    value = to_utf8(value, is_utf8(value) ? Encoding::utf8 : other, replaced);
    replaced_ += replaced;
    if (card_->keys.size() < 32) card_->keys[name] = Json();
    set(name, value);
  }

  /// A card without its end, and the next one begins.
  void broken() {
    tally_.cut();
    if (broken_++ == 0) first_broken_ = card_->line;
  }

  void set(std::string_view name, const std::string& value) {
    if (name == "fn") card_->full = tidy_text(unescaped(value));
    if (name == "n") card_->parts = from_parts(value);
    if (name == "nickname") card_->nickname = tidy_text(unescaped(value));
    if (name == "org") card_->organisation = tidy_text(unescaped(value.substr(0, value.find(';'))));
    const std::string one = address_of(value);
    if (name == "tel" && !one.empty() && card_->phones.size() < 64) card_->phones.push_back(one);
    // Outlook writes X.400 addresses as well, which are none.
    if (name == "email" && one.find('@') != std::string::npos && card_->emails.size() < 64)
      card_->emails.push_back(one);
    if (name == "end") give();
  }

  /// "mailto:a@b.example" and "tel:+31-30-1000201;ext=3" are addresses with what a browser needs around them.
  static std::string address_of(std::string_view value) {
    value = trim(value);
    for (const std::string_view scheme : {"tel:", "mailto:"}) {
      if (!ascii_lower(value.substr(0, scheme.size())).starts_with(scheme)) continue;
      value.remove_prefix(scheme.size());
      value = value.substr(0, value.find_first_of(";?"));
    }
    return tidy_text(value);
  }

  void give() {
    const Card card = std::move(*card_);
    card_.reset();
    if (!outer_.empty()) {
      card_ = std::move(outer_.back());
      outer_.pop_back();
    }
    const Locator at = Locator::at_line(card.line);
    if (card.empty()) return tally_.unknown(card.keys, at);
    std::vector<AccountRef> accounts;
    for (std::size_t i = 0; i < std::max({card.phones.size(), card.emails.size(), std::size_t{1}}); ++i) {
      AccountRef one{.display_name = card.name()};
      if (i < card.phones.size()) one.phone = card.phones[i];
      if (i < card.emails.size()) one.email = card.emails[i];
      accounts.push_back(std::move(one));
    }
    if (cards_ < 2) return alone(card, std::move(accounts), at);
    for (AccountRef& other : accounts)
      tally_.give(Connection{
          .kind = ConnectionKind::contact, .owner = {.is_owner = true}, .other = std::move(other), .locator = at});
  }

  void alone(const Card& card, std::vector<AccountRef> accounts, const Locator& at) {
    Message message{.kind = MessageKind::event, .text = card.name(), .tagged = std::move(accounts), .locator = at};
    message.event = "contact-card";
    std::string all = card.name();
    for (const auto* list : {&card.phones, &card.emails})
      for (const std::string& one : *list) all += "\x1f" + one;
    message.conversation = {.key = "card/" + content_id({all}), .kind = ConversationKind::direct, .title = {}};
    tally_.give_undated(std::move(message));
  }

  void end(std::uint64_t last_line) {
    if (card_) tally_.broken_off(Locator::at_line(last_line));
    if (broken_ > 0)
      tally_.problem({.code = "bad-record",
                      .severity = Severity::medium,
                      .loss = Loss::partial,
                      .locator = Locator::at_line(first_broken_),
                      .args = {},
                      .lost_records = broken_});
    CsvDamage damage;
    damage.replaced_bytes = replaced_;
    tally_.finish(damage);
  }

  Tally tally_;
  Encoding encoding_;
  int cards_ = 0;
  std::optional<Card> card_;
  std::vector<Card> outer_;  ///< of which card_ is the agent
  bool within_agent_ = false;
  std::uint64_t replaced_ = 0, broken_ = 0, first_broken_ = 0;
};

bool is_wide(Encoding encoding) { return encoding == Encoding::utf16le || encoding == Encoding::utf16be; }

Bid bid(const EntryReader& entry) {
  std::string_view head = entry.head().substr(0, 256);
  std::string narrow;
  if (const Encoding encoding = sniff_encoding(head); is_wide(encoding)) {
    std::size_t replaced = 0;
    narrow = to_utf8(head.substr(0, head.size() & ~std::size_t{1}), encoding, replaced);
    head = narrow;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return ascii_lower(trim(head).substr(0, 11)) == "begin:vcard" ? Bid::certain : Bid::no;
}

void read_cards(EntryReader& entry, RecordSink& sink) {
  Reader reader(entry, sink);
  reader.count(entry);
  reader.read(entry);
}

/// Outlook and macOS write UTF-16.
void read(EntryReader& entry, RecordSink& sink) {
  const Encoding encoding = sniff_encoding(entry.head());
  if (!is_wide(encoding)) return read_cards(entry, sink);
  Utf8Entry converted(entry, encoding);
  read_cards(converted, sink);
}

}  // namespace

constinit const Importer importer{.id = "vcard",
                                  .platform = "contacts",
                                  .versions = "2.1-4.0",
                                  .gaps = "format.vcard.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::vcard
