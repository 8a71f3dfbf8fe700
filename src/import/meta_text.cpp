// Texts, times and labelled fields of Facebook and Instagram.
//
//   "caf\u00c3\u00a9"                                                     ->  café
//   {"string_map_data": {"Opmerking": {"value": "Leuk"}, "Tijd": {"timestamp": 1700000000}}}
//                                                                         ->  a comment and its time
//
// Gaps: a text that somebody really typed as "Ã©" is repaired too (counted); labels in other languages than those
// below have no name here, so only the type of their value tells what they are.
#include "meta_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw {
namespace {

struct Known {
  std::string_view words;
  MetaLabel label;
};
constexpr auto kLabels = std::to_array<Known>({
    {"comment", MetaLabel::comment},
    {"opmerking", MetaLabel::comment},
    {"reactie", MetaLabel::comment},
    {"kommentar", MetaLabel::comment},
    {"commentaire", MetaLabel::comment},
    {"comentario", MetaLabel::comment},
    {"commento", MetaLabel::comment},
    {"komentarz", MetaLabel::comment},
    {"yorum", MetaLabel::comment},
    {"تعليق", MetaLabel::comment},
    {"Комментарий", MetaLabel::comment},
    {"comentariu", MetaLabel::comment},
    {"koment", MetaLabel::comment},
    {"media owner", MetaLabel::media_owner},
    {"media-eigenaar", MetaLabel::media_owner},
    {"eigenaar van media", MetaLabel::media_owner},
    {"medieninhaber", MetaLabel::media_owner},
    {"właściciel mediów", MetaLabel::media_owner},
    {"medya sahibi", MetaLabel::media_owner},
    {"مالك الوسائط", MetaLabel::media_owner},
    {"Владелец медиафайла", MetaLabel::media_owner},
    {"proprietario del contenuto multimediale", MetaLabel::media_owner},
    {"proprietarul conținutului media", MetaLabel::media_owner},
    {"propietario del contenido multimedia", MetaLabel::media_owner},
    {"pronari i medias", MetaLabel::media_owner},
    {"time", MetaLabel::time},
    {"tijd", MetaLabel::time},
    {"tijdstip", MetaLabel::time},
    {"zeit", MetaLabel::time},
    {"username", MetaLabel::username},
    {"gebruikersnaam", MetaLabel::username},
    {"author", MetaLabel::username},
    {"auteur", MetaLabel::username},
    {"benutzername", MetaLabel::username},
    {"nutzername", MetaLabel::username},
    {"nom d’utilisateur", MetaLabel::username},
    {"nombre de usuario", MetaLabel::username},
    {"brugernavn", MetaLabel::username},
    {"nazwa użytkownika", MetaLabel::username},
    {"kullanıcı adı", MetaLabel::username},
    {"اسم المستخدم", MetaLabel::username},
    {"Имя пользователя", MetaLabel::username},
    {"nome utente", MetaLabel::username},
    {"nume de utilizator", MetaLabel::username},
    {"emri i përdoruesit", MetaLabel::username},
    {"name", MetaLabel::name},
    {"naam", MetaLabel::name},
    {"full name", MetaLabel::name},
    {"volledige naam", MetaLabel::name},
    {"nom", MetaLabel::name},
    {"nombre", MetaLabel::name},
    {"navn", MetaLabel::name},
    {"nazwa", MetaLabel::name},
    {"الاسم", MetaLabel::name},
    {"Имя", MetaLabel::name},
    {"nome", MetaLabel::name},
    {"nume", MetaLabel::name},
    {"emri", MetaLabel::name},
    {"email", MetaLabel::email},
    {"e-mail", MetaLabel::email},
    {"emails", MetaLabel::email},
    {"email addresses", MetaLabel::email},
    {"e-mailadressen", MetaLabel::email},
    {"e-mailadres", MetaLabel::email},
    {"email address", MetaLabel::email},
    {"e-mail-adresse", MetaLabel::email},
    {"adresse e-mail", MetaLabel::email},
    {"phone number", MetaLabel::phone},
    {"telefoonnummer", MetaLabel::phone},
    {"phone numbers", MetaLabel::phone},
    {"telefoonnummers", MetaLabel::phone},
    {"telefonnummer", MetaLabel::phone},
    {"numéro de téléphone", MetaLabel::phone},
    {"contact information", MetaLabel::phone},
    {"contactgegevens", MetaLabel::phone},
    {"first name", MetaLabel::first_name},
    {"voornaam", MetaLabel::first_name},
    {"vorname", MetaLabel::first_name},
    {"last name", MetaLabel::last_name},
    {"achternaam", MetaLabel::last_name},
    {"nachname", MetaLabel::last_name},
    {"url", MetaLabel::url},
    {"text", MetaLabel::text},
    {"tekst", MetaLabel::text},
    {"caption", MetaLabel::text},
    {"bijschrift", MetaLabel::text},
    {"draft", MetaLabel::draft},
    {"concept", MetaLabel::draft},
    {"title", MetaLabel::text},
    {"titel", MetaLabel::text},
    {"message", MetaLabel::text},
    {"bericht", MetaLabel::text},
    {"group", MetaLabel::group},
    {"groep", MetaLabel::group},
    {"group name", MetaLabel::group},
    {"naam van groep", MetaLabel::group},
    {"groepsnaam", MetaLabel::group},
    {"page", MetaLabel::page},
    {"pagina", MetaLabel::page},
    {"page name", MetaLabel::page},
    {"paginanaam", MetaLabel::page},
    {"naam van pagina", MetaLabel::page},
    {"tags", MetaLabel::tagged},
    {"tagged", MetaLabel::tagged},
    {"tagged people", MetaLabel::tagged},
    {"tagged users", MetaLabel::tagged},
    {"getagd", MetaLabel::tagged},
    {"getagde personen", MetaLabel::tagged},
    {"getagde gebruikers", MetaLabel::tagged},
    {"place", MetaLabel::place},
    {"plaats", MetaLabel::place},
    {"location", MetaLabel::place},
    {"locatie", MetaLabel::place},
    {"latitude", MetaLabel::latitude},
    {"breedtegraad", MetaLabel::latitude},
    {"longitude", MetaLabel::longitude},
    {"lengtegraad", MetaLabel::longitude},
    {"date taken", MetaLabel::taken},
    {"taken at", MetaLabel::taken},
    {"datum gemaakt", MetaLabel::taken},
    {"gemaakt op", MetaLabel::taken},
    {"user_id", MetaLabel::user_id},
});

constexpr int kDeepest = 8;

MetaField field(std::string_view label, const Json& from, MetaText& text) {
  MetaField out{.label = meta_label(text.tidy(label)), .href = text.path(from.str("href"))};
  out.value = text.tidy(from.str("value"));
  const Json& at = from.at("timestamp").is_null() ? from.at("timestamp_value") : from.at("timestamp");
  // Every field has a timestamp, which is 0 unless the field is a time.
  if (Timestamp time = meta_time(at); time.basis != Timestamp::Basis::none) out.time = std::move(time);
  return out;
}

struct Nesting {
  int depth = 0;
  MetaLabel under = MetaLabel::none;
};

/// What holds others has a "title" in the place of a "label", which may be empty.
void add_labelled(const Json& list, Nesting where, MetaText& text, std::vector<MetaField>& to) {
  if (where.depth > kDeepest) return;
  for (const Json& one : list.items()) {
    const std::string_view label = one.str(one.find("label") != nullptr ? "label" : "title");
    const MetaLabel known = meta_label(text.tidy(label));
    if (one.find("label") != nullptr || one.find("value") != nullptr) {
      to.push_back(field(label, one, text));
      to.back().under = where.under;
    }
    const Nesting inner{where.depth + 1, known == MetaLabel::none ? where.under : known};
    add_labelled(one.at("dict"), inner, text, to);
    add_labelled(one.at("vec"), inner, text, to);
  }
}

}  // namespace

std::string MetaText::path(std::string_view raw) {
  std::string text(raw);
  if (repair_mojibake(text)) ++repaired_;
  return text;
}

std::string MetaText::tidy(std::string_view raw) {
  const std::string text = path(raw);
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(text, is_ascii)) return std::string(trim(text));
  return std::string(trim(nfc(strip_invisible(text))));
}

Timestamp meta_time(const Json& value) {
  constexpr std::int64_t kGreatestSeconds = 100'000'000'000, kYear10000Ms = 253'402'300'800'000;
  // Pictures without a date bear the year 0: -62169958800.
  constexpr std::int64_t kYear1 = -62'135'596'800;
  if (value.is_string() && !value.integer()) return parse_iso8601(value.str());
  const auto number = value.integer();
  if (!number) return {};
  std::string raw = std::to_string(*number);
  if (*number == 0 || *number < kYear1 || *number >= kYear10000Ms) return no_time(std::move(raw));
  if (*number >= kGreatestSeconds) return instant_ms(*number, Precision::millisecond, std::move(raw));
  return instant_ms(*number * 1000, Precision::second, std::move(raw));
}

std::string instagram_user(std::string_view address) {
  if (address.find("instagram.com/") == std::string_view::npos) return {};
  address = address.substr(0, address.find('?'));
  while (address.ends_with('/')) address.remove_suffix(1);
  const std::string_view name = base_name(address);
  return name.ends_with("instagram.com") ? std::string{} : std::string(name);
}

void add_facebook_address(std::string_view address, AccountRef& to) {
  constexpr std::string_view kHost = "facebook.com/", kNumber = "profile.php?id=";
  const auto host = address.find(kHost);
  if (host == std::string_view::npos) return;
  std::string_view rest = address.substr(host + kHost.size());
  const bool number = rest.starts_with(kNumber);
  if (number) rest.remove_prefix(kNumber.size());
  rest = rest.substr(0, rest.find_first_of("?#&"));
  while (rest.ends_with('/')) rest.remove_suffix(1);
  // User names are letters, digits and periods. "Naam-100123", "groups/…" and "profile.php" are none.
  const bool plain = !rest.empty() && !rest.ends_with(".php") && std::ranges::all_of(rest, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
  });
  if (plain) (number ? to.native_id : to.handle) = std::string(rest);
}

void add_contact_words(std::string_view words, AccountRef& to) {
  if (words.empty()) return;
  if (words.find('@') != std::string_view::npos) {
    if (to.email.empty()) to.email = std::string(words);
  } else if (words.find_first_not_of("+0123456789 ()-.") == std::string_view::npos) {
    if (to.phone.empty()) to.phone = std::string(words);
  } else {
    to.display_name += (to.display_name.empty() ? "" : " ") + std::string(words);
  }
}

namespace {

struct Mention {
  std::string_view number, name;
  std::size_t length = 0;
};

/// At the start of `text`: "@[", digits, ":", digits, ":", a name, "]".
std::optional<Mention> mention_at(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  const auto end = text.substr(0, kLongest).find(']');
  if (!text.starts_with("@[") || end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text.substr(2, end - 2);
  const auto colon = inside.find(':');
  const auto second = colon == std::string_view::npos ? colon : inside.find(':', colon + 1);
  if (second == std::string_view::npos) return std::nullopt;
  Mention out{.number = inside.substr(0, colon), .name = trim(inside.substr(second + 1)), .length = end + 1};
  const std::string_view kind = inside.substr(colon + 1, second - colon - 1);
  const bool form = !out.number.empty() && std::ranges::all_of(out.number, is_digit) && !kind.empty() &&
                    std::ranges::all_of(kind, is_digit) && !out.name.empty();
  return form ? std::optional(out) : std::nullopt;
}

}  // namespace

std::string without_mention_marks(std::string_view text, std::vector<AccountRef>& tagged) {
  std::string out;
  while (!text.empty()) {
    const auto at = std::min(text.find("@["), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    const auto mention = mention_at(text);
    if (!mention) {
      out += text.substr(0, 2);
      text.remove_prefix(std::min<std::size_t>(2, text.size()));
      continue;
    }
    out += mention->name;
    text.remove_prefix(mention->length);
    const auto same = [&](const AccountRef& one) {
      return one.display_name == mention->name && (one.native_id.empty() || one.native_id == mention->number);
    };
    const auto known = std::ranges::find_if(tagged, same);
    if (known == tagged.end()) {
      tagged.push_back({.display_name = std::string(mention->name), .native_id = std::string(mention->number)});
    } else {
      known->native_id = std::string(mention->number);
    }
  }
  return out;
}

std::vector<std::string> meta_names_in(std::string_view text) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    if (name = trim(name); !name.empty()) names.emplace_back(name);
  };
  while (!text.empty()) {
    const auto comma = std::min(text.find(", "), text.size());
    std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 2, text.size()));
    if (text.empty())
      for (const std::string_view word : {" and ", " en ", " & "})
        if (const auto at = part.rfind(word); at != std::string_view::npos) {
          add(part.substr(0, at));
          part = part.substr(at + word.size());
          break;
        }
    if (part.starts_with("and ")) part.remove_prefix(4);
    if (part.starts_with("en ")) part.remove_prefix(3);
    add(part);
  }
  return names;
}

std::string_view without_version(std::string_view key) {
  const auto at = key.rfind("_v");
  if (at == std::string_view::npos || at + 2 == key.size() || at == 0) return key;
  return std::ranges::all_of(key.substr(at + 2), is_digit) ? key.substr(0, at) : key;
}

bool has_version(std::string_view key) { return without_version(key).size() < key.size(); }

MetaLabel meta_label(std::string_view label) {
  const std::string words = ascii_lower(trim(label));
  const auto known = std::ranges::find(kLabels, words, &Known::words);
  return known == kLabels.end() ? MetaLabel::none : known->label;
}

std::vector<MetaField> meta_fields(const Json& record, MetaText& text) {
  std::vector<MetaField> out;
  for (const auto& [label, value] : record.at("string_map_data").members()) out.push_back(field(label, value, text));
  for (const Json& value : record.at("string_list_data").items()) out.push_back(field("", value, text));
  add_labelled(record.at("label_values"), {}, text, out);
  return out;
}

std::string_view field_of(std::span<const MetaField> fields, MetaLabel label) {
  for (const MetaField& one : fields)
    if (one.label == label && !one.value.empty()) return one.value;
  return {};
}

}  // namespace schouw
