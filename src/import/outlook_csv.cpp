// Tables that Outlook exports ("Open & Export, Export to a file, Comma Separated Values"): mails and contacts, in the
// language of Outlook. And contacts as Outlook on the web and Google Contacts export them.
//
//   "Subject","Body","From: (Name)","From: (Address)","From: (Type)","To: (Name)",…          -> mails, without a time
//   "Titel","Voornaam","Middelste naam","Achternaam",…,"Mobiele telefoon",…,"E-mailadres",…   -> contacts
//
// Gaps: Outlook writes no time, no attachment and no thread of a mail; calendar and tasks are not recognised; birthdays,
// addresses and notes of contacts are not read.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csv_rows.h"
#include "mail_date.h"
#include "mail_header.h"
#include "mail_message.h"
#include "mail_text.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"

namespace schouw::outlook_csv {

extern const Importer importer;

namespace {

/// One kind of party in the languages of Outlook; `name` and `address` follow in brackets.
constexpr auto kFrom = std::to_array<std::string_view>({"from", "van", "von", "de"});
constexpr auto kTo = std::to_array<std::string_view>({"to", "aan", "an", "\u00E0", "\u00C0"});
constexpr auto kCopies = std::to_array<std::string_view>({"cc", "bcc", "cci"});
constexpr auto kSubjects = std::to_array<std::string_view>({"subject", "onderwerp", "betreff", "objet"});
constexpr auto kBodies = std::to_array<std::string_view>({"body", "hoofdtekst", "tekst", "text", "corps"});
constexpr auto kDates = std::to_array<std::string_view>({"date", "sent", "received", "datum", "verzonden", "ontvangen"});

constexpr auto kFirst = std::to_array<std::string_view>({"first name", "voornaam", "vorname", "pr\u00E9nom", "given name"});
constexpr auto kMiddle = std::to_array<std::string_view>({"middle name", "middelste naam", "weitere vornamen", "additional name"});
constexpr auto kLast = std::to_array<std::string_view>({"last name", "achternaam", "nachname", "nom", "family name"});
constexpr auto kMails = std::to_array<std::string_view>(
    {"e-mail address", "e-mail 2 address", "e-mail 3 address", "e-mailadres", "e-mailadres 2", "e-mailadres 3",
     "e-mail-adresse", "e-mail 2: adresse", "e-mail 3: adresse", "adresse de messagerie", "adresse de messagerie 2",
     "adresse de messagerie 3", "e-mail 1 - value", "e-mail 2 - value", "e-mail 3 - value"});
constexpr auto kPhones = std::to_array<std::string_view>(
    {"mobile phone", "home phone", "home phone 2", "primary phone", "business phone", "business phone 2", "other phone",
     "mobiele telefoon", "telefoon thuis", "telefoon thuis 2", "hoofdtelefoon", "telefoon op werk", "telefoon op werk 2",
     "andere telefoon", "mobiltelefon", "telefon (privat)", "haupttelefon", "telefon gesch\u00E4ftlich",
     "t\u00E9l. mobile", "t\u00E9l\u00E9phone mobile", "phone 1 - value", "phone 2 - value", "phone 3 - value"});

template <std::size_t N>
std::string_view first_of(const CsvRecord& row, const std::array<std::string_view, N>& columns) {
  for (const std::string_view column : columns)
    if (const std::string_view value = row.at(column); !value.empty()) return value;
  return {};
}

/// Where the names and addresses of one party stand.
struct Party {
  std::size_t name = 0, address = 0;
};

/// "Van: (naam)" and "Van: (adres)"; French puts a blank in front of the colon.
std::optional<Party> party_of(const CsvHead& head, std::string_view word) {
  std::optional<std::size_t> name, address;
  for (std::size_t i = 0; i < head.names.size(); ++i) {
    std::string column = head.names[i];
    std::erase(column, ' ');
    const std::string start = std::string(word) + ":(";
    if (!column.starts_with(start) || !column.ends_with(')')) continue;
    const std::string what = column.substr(start.size(), column.size() - start.size() - 1);
    if (what == "name" || what == "naam" || what == "nom") name = i;
    if (what == "address" || what == "adres" || what == "adresse") address = i;
  }
  if (!name || !address) return std::nullopt;
  return Party{*name, *address};
}

template <std::size_t N>
std::vector<Party> parties_of(const CsvHead& head, const std::array<std::string_view, N>& words) {
  std::vector<Party> out;
  for (const std::string_view word : words)
    if (const auto party = party_of(head, word)) out.push_back(*party);
  return out;
}

/// Contacts have two columns that no list of a class has beside each other.
bool are_contacts(const CsvHead& head) {
  const auto both = [&](std::string_view mail, std::string_view second) { return head.has({mail, second}); };
  return both("e-mail address", "e-mail 2 address") || both("e-mailadres", "e-mailadres 2") ||
         both("e-mail-adresse", "e-mail 2: adresse") || both("adresse de messagerie", "adresse de messagerie 2") ||
         both("e-mail 1 - value", "phone 1 - value") || both("first name", "phone 1 - value") ||
         both("given name", "e-mail 1 - value");
}

std::optional<CsvHead> head_of(const EntryReader& entry) {
  return find_csv_head(entry.head(), [](const CsvHead& head) {
    return !parties_of(head, kFrom).empty() || are_contacts(head);
  });
}

class Reader {
 public:
  Reader(EntryReader& entry, RecordSink& sink) : tally_(importer, std::string(set_root(entry.path(), {})), sink) {}

  void read(EntryReader& entry, const CsvHead& head) {
    from_ = parties_of(head, kFrom);
    to_ = parties_of(head, kTo);
    const std::vector<Party> copies = parties_of(head, kCopies);
    to_.insert(to_.end(), copies.begin(), copies.end());
    const CsvDamage damage = read_csv(entry, head, [this](const CsvRecord& row, CsvPart part) {
      if (part == CsvPart::cut) return tally_.cut();
      if (from_.empty()) contact(row);
      else mail(row);
    });
    tally_.finish(damage);
  }

 private:
  /// "Ans de Wit;Cor Bos" beside "ans@x.example;cor@x.example".
  static void add_people(const CsvRecord& row, const Party& party, std::vector<AccountRef>& out) {
    const std::vector<std::string_view> names = pieces(row.at(party.name)), addresses = pieces(row.at(party.address));
    for (std::size_t i = 0; i < std::max(names.size(), addresses.size()); ++i) {
      AccountRef one;
      // Names without as many addresses are names alone: which is whose is not said.
      if (i < names.size() && (names.size() == addresses.size() || addresses.empty())) one.display_name = tidy_text(names[i]);
      const std::string_view address = i < addresses.size() ? addresses[i] : std::string_view();
      if (is_mail_address(address)) one.email = std::string(address);
      else if (is_exchange_address(address)) one.native_id = ascii_lower(address);
      if (one.display_name == one.email) one.display_name.clear();
      if (!one.empty()) out.push_back(std::move(one));
    }
  }

  static std::vector<std::string_view> pieces(std::string_view list) {
    std::vector<std::string_view> out;
    while (!list.empty()) {
      const auto end = std::min(list.find(';'), list.size());
      if (const std::string_view one = trim(list.substr(0, end)); !one.empty()) out.push_back(one);
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
  }

  void mail(const CsvRecord& row) {
    Message message{.locator = Locator::at_line(row.line())};
    std::vector<AccountRef> senders;
    for (const Party& party : from_) add_people(row, party, senders);
    if (!senders.empty()) message.sender = std::move(senders.front());
    for (const Party& party : to_) add_people(row, party, message.recipients);
    message.title = tidy_text(first_of(row, kSubjects));
    SaidAndQuoted parts = split_quotes(cleaned_body(first_of(row, kBodies)));
    message.text = std::move(parts.said);
    message.quoted = std::move(parts.quoted);
    const std::string from = message.sender ? message.sender->email + message.sender->display_name : std::string();
    message.conversation = {.key = sha256_hex(from + '\x1f' + message.title + '\x1f' + message.text).substr(0, 32),
                            .kind = ConversationKind::mail,
                            .title = bare_subject(message.title)};
    if (message.text.empty() && message.quoted.empty() && message.title.empty()) tally_.absent();
    const std::string_view date = first_of(row, kDates);
    message.time = mail_date(date);
    if (message.time.basis == Timestamp::Basis::none) message.time = odd_mail_date(date);
    if (date.empty()) tally_.give_undated(std::move(message));
    else tally_.give(std::move(message));
  }

  /// One connection for each address and number: an account is told by one of them.
  void contact(const CsvRecord& row) {
    std::string name;
    for (const std::string_view part : {first_of(row, kFirst), first_of(row, kMiddle), first_of(row, kLast)})
      if (const std::string word = tidy_text(part); !word.empty()) name += (name.empty() ? "" : " ") + word;
    if (name.empty()) name = tidy_text(row.first_of({"name", "display name", "naam", "file as", "nickname"}));
    std::vector<AccountRef> others;
    for (const std::string_view column : kMails)
      for (const std::string_view address : values(row.at(column)))
        if (is_mail_address(address)) others.push_back({.display_name = name, .email = std::string(address)});
    for (const std::string_view column : kPhones)
      for (const std::string_view number : values(row.at(column)))
        others.push_back({.display_name = name, .phone = tidy_text(number)});
    if (others.empty() && !name.empty()) others.push_back({.display_name = name});
    if (others.empty()) return tally_.gone();
    for (AccountRef& other : others)
      tally_.give(Connection{.kind = ConnectionKind::contact,
                             .owner = {.is_owner = true},
                             .other = std::move(other),
                             .locator = Locator::at_line(row.line())});
  }

  /// Google puts several values of one label into one field.
  static std::vector<std::string_view> values(std::string_view field) {
    constexpr std::string_view kBetween = " ::: ";
    std::vector<std::string_view> out;
    while (!field.empty()) {
      const auto end = std::min(field.find(kBetween), field.size());
      if (const std::string_view one = trim(field.substr(0, end)); !one.empty()) out.push_back(one);
      field.remove_prefix(std::min(end + kBetween.size(), field.size()));
    }
    return out;
  }

  Tally tally_;
  std::vector<Party> from_ = {}, to_ = {};
};

Bid bid(const EntryReader& entry) {
  const std::string path = ascii_lower(entry.path());
  if (!path.ends_with(".csv") && !path.ends_with(".txt")) return Bid::no;
  return head_of(entry) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (const auto head = head_of(entry)) Reader(entry, sink).read(entry, *head);
}

}  // namespace

constinit const Importer importer{.id = "outlook-csv",
                                  .platform = "mail",
                                  .versions = "Outlook 2003-2024, Google Contacts 2015-2026",
                                  .gaps = "format.outlook-csv.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::outlook_csv
