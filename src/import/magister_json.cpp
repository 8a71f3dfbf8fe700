// Berichten of Magister, as JSON saved from its web application: today's keys (camelCase) and those of the old
// interface (PascalCase), lists, single messages, and what lies beside them (timetable, marks, account, contacts).
//
//   {"items": [{"id": 71, "onderwerp": "Excursie", "afzender": {"id": 5, "naam": "K. Jansen (JNS)"},
//    "verzondenOp": "2026-01-05T07:12:00.0000000Z", "heeftBijlagen": false}]}  ->  a message without its text
//
// Gaps: a list holds no text; a group as recipient has no members here; attachments are named only.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "html_text.h"
#include "json_damage.h"
#include "magister_other.h"
#include "mail_message.h"
#include "mail_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"

namespace schouw::magister_json {
namespace {

constexpr auto kTimes = std::to_array<std::string_view>({"verzondenop", "verstuurdop", "laatstewijzigingdatumtijd"});
/// Keys that only one of Magister's other lists has: timetable, marks, account, contacts, study guides, folders, files.
constexpr auto kOthers = std::to_array<std::string_view>(
    {"aantalongelezen", "bovenliggendeid", "cijferid", "cijferstr", "infotype", "inleerlingarchief", "lesuurvan",
     "lesuurtotmet", "roepnaam", "vakcodes", "duurtheledag", "bronsoort", "contenttype"});

std::string tidy(std::string_view text) { return std::string(trim(nfc(strip_invisible(text)))); }

const Json& get(const Json& object, std::string_view key) { return magister_get(object, key); }
const Json& first_of(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const Json& found = get(object, key); !found.is_null()) return found;
  return get(object, "");
}

enum class Object { message, drifted, appointment, assignment, guide, other, unknown };

Object what_is(const Json& object) {
  const bool subject = object.find_nocase("onderwerp") != nullptr;
  const bool sender = object.find_nocase("afzender") != nullptr;
  const bool time =
      std::ranges::any_of(kTimes, [&](std::string_view key) { return object.find_nocase(key) != nullptr; });
  if (time && (subject || sender)) return Object::message;
  if (subject || (sender && object.find_nocase("inhoud") != nullptr)) return Object::drifted;
  if (is_magister_appointment(object)) return Object::appointment;
  if (is_magister_assignment(object)) return Object::assignment;
  if (is_magister_guide(object)) return Object::guide;
  for (const std::string_view key : kOthers)
    if (object.find_nocase(key) != nullptr) return Object::other;
  if (object.find_nocase("persoon") != nullptr || object.find_nocase("naam") != nullptr ||
      object.find_nocase("start") != nullptr || object.find_nocase("titel") != nullptr)
    return Object::other;
  return Object::unknown;
}

/// "weergavenaam", "naam", or the parts of the old interface. A class or code behind the name stays.
std::string name_of_person(const Json& person) {
  std::string name = tidy(first_of(person, {"weergavenaam", "naam"}).str());
  // Old answers have the family name alone there.
  const bool family_only =
      fold(name) == fold(get(person, "achternaam").str()) && !get(person, "voornaam").str().empty();
  if (!name.empty() && !family_only) return name;
  name.clear();
  for (const std::string_view key : {"voornaam", "roepnaam", "tussenvoegsel", "achternaam"}) {
    const std::string part = tidy(get(person, key).str());
    if (!name.empty() && !part.empty()) name += ' ';
    name += part;
  }
  return name;
}

/// Type 3 or "persoon" is a person, as are the kinds of people that contacts have; groups have a name only, for their
/// numbers count apart.
bool is_group(const Json& person) {
  if (!get(person, "mailGroep").is_null()) return true;
  const Json& type = get(person, "type");
  constexpr auto kPeople = std::to_array<std::string_view>(
      {"", "persoon", "leerling", "medewerker", "docent", "ouder", "verzorger", "ouder/verzorger"});
  if (type.is_string()) return std::ranges::find(kPeople, std::string_view(ascii_lower(type.str()))) == kPeople.end();
  return type.is_integer() && type.integer() != 3;
}

AccountRef account(const Json& person) {
  AccountRef out{.display_name = name_of_person(person)};
  const Json& group = get(person, "mailGroep");
  if (out.display_name.empty()) out.display_name = group.is_string() ? tidy(group.str()) : name_of_person(group);
  if (is_group(person)) return out;
  out.native_id = magister_id(get(person, "id"));
  out.email = tidy(get(person, "emailadres").str());
  out.handle = tidy(first_of(person, {"docentcode", "code"}).str());
  return out;
}

void add_recipients(const Json& item, Message& message) {
  for (const std::string_view key : {"ontvangers", "kopieOntvangers", "ccOntvangers", "blindeKopieOntvangers"})
    for (const Json& person : get(item, key).items())
      if (AccountRef one = account(person); !one.empty()) message.recipients.push_back(std::move(one));
}

void add_attachments(const Json& item, Message& message) {
  const Json& files = get(item, "bijlagen");
  const Json::Array& list = files.is_object() ? get(files, "items").items() : files.items();
  for (const Json& file : list) {
    Attachment one{.name = tidy(get(file, "naam").str()), .mime = std::string(get(file, "contentType").str())};
    one.kind = attachment_kind_of(one.name, one.mime);
    if (const auto size = get(file, "grootte").integer(); size && *size >= 0)
      one.bytes = static_cast<std::uint64_t>(*size);
    message.attachments.push_back(std::move(one));
  }
  // The list says that there is something, not what.
  if (list.empty() && get(item, "heeftBijlagen").boolean().value_or(false)) message.attachments.emplace_back();
}

struct Text {
  bool absent = false, too_deep = false;
};

Text read_text(const Json& item, Message& message) {
  const Json& body = get(item, "inhoud");
  const bool absent = !body.is_string();
  const Json& shortened = get(item, "ingekortBericht");
  if (absent && !shortened.is_string()) return {.absent = true};
  const HtmlText html = html_to_text(absent ? shortened.str() : body.str());
  SaidAndQuoted parts = split_quotes(html.text);
  message.text = std::move(parts.said);
  message.quoted = std::move(parts.quoted);
  if (!html.quoted.empty()) message.quoted += (message.quoted.empty() ? "" : "\n") + html.quoted;
  for (const HtmlImage& image : html.images)
    message.attachments.push_back({.kind = AttachmentKind::image, .caption = tidy(image.alt)});
  return {.absent = absent, .too_deep = html.too_deep};
}

Timestamp time_of(const Json& item) {
  for (const std::string_view key : kTimes)
    if (const Json& value = get(item, key); value.is_string()) return parse_iso8601(value.str());
  return {};
}

/// A draft was never sent: an event, so that nobody counts it as said.
bool is_draft(const Json& item) {
  const Json& links = get(item, "links");
  const Json& self = links.find_nocase("self") == nullptr ? links : get(links, "self");
  const std::string_view address = self.is_object() ? get(self, "href").str() : self.str();
  if (address.find("/concepten/") != std::string_view::npos) return true;
  return !get(item, "verzondenOp").is_string() && !get(item, "verstuurdOp").is_string() &&
         get(item, "laatsteWijzigingDatumTijd").is_string();
}

/// Without signs and emoji, which an answer may leave out.
std::string letters_of(std::string_view subject) {
  std::string out = fold(subject);
  std::erase_if(out, [](char c) { return !is_digit(c) && (c < 'a' || c > 'z'); });
  return out;
}

Text read_message(const Json& item, Locator at, Message& message) {
  message = {.platform = "magister", .time = time_of(item), .locator = std::move(at)};
  message.native_id = magister_id(get(item, "id"));
  message.in_reply_to = magister_id(get(item, "gerelateerdBerichtId"));
  message.title = tidy(get(item, "onderwerp").str());
  const bool announcement = get(item, "soort").integer() == 2;
  message.conversation = {.kind = announcement ? ConversationKind::channel : ConversationKind::mail,
                          .title = bare_subject(message.title)};
  // Numbers are of one school: the subject keeps the messages of two schools apart.
  message.conversation.key = (message.in_reply_to.empty() ? message.native_id : message.in_reply_to) + "/" +
                             letters_of(message.conversation.title);
  if (AccountRef sender = account(get(item, "afzender")); !sender.empty()) message.sender = std::move(sender);
  message.flags.forwarded = ascii_lower(get(item, "verzendOptie").str()) == "doorgestuurd";
  if (is_draft(item)) {
    message.kind = MessageKind::event;
    message.event = "draft";
  }
  add_recipients(item, message);
  const Text text = read_text(item, message);
  add_attachments(item, message);
  // The same message from a list and from its own page: the one with the text stays.
  message.version = text.absent ? "0" : "1";
  return text;
}

bool has_key(const std::vector<std::string>& keys, std::string_view key) {
  return std::ranges::any_of(keys, [&](const std::string& one) { return ascii_lower(one) == key; });
}

Bid bid_by_keys(const JsonShape& shape) {
  if (!shape.is_json) return Bid::no;
  const auto in = has_key;
  const bool list = shape.root_is_array || in(shape.keys, "items");
  const std::vector<std::string>& keys = list ? shape.item_keys : shape.keys;
  const bool time = std::ranges::any_of(kTimes, [&](std::string_view key) { return in(keys, key); });
  if (in(keys, "onderwerp") && (time || in(keys, "afzender"))) return Bid::certain;
  if (in(keys, "onderwerp") && in(keys, "inhoud")) return Bid::likely;
  if (in(keys, "titel") && (in(keys, "inleverenvoor") || in(keys, "ingeleverdop"))) return Bid::certain;
  if (in(keys, "titel") && (in(keys, "bronnen") || in(keys, "onderdelen"))) return Bid::certain;
  if (!list && in(keys, "onderdelen")) return Bid::likely;
  for (const std::string_view key : {"lesuurvan", "cijferstr", "cijferid", "inleerlingarchief", "aantalongelezen"})
    if (in(keys, key)) return Bid::certain;
  if (in(keys, "roepnaam") && in(keys, "achternaam")) return Bid::likely;
  if (list && in(keys, "naam") && in(keys, "contenttype") && in(keys, "grootte")) return Bid::likely;
  return !list && in(keys, "persoon") ? Bid::likely : Bid::no;
}

constexpr std::size_t kListDepth = 3;

bool is_list_of_messages(const Json& value) {
  return std::ranges::any_of(value.items(), [](const Json& item) {
    return what_is(item) == Object::message && item.find_nocase("onderwerp") != nullptr &&
           item.find_nocase("afzender") != nullptr;
  });
}

/// {"postvakIn": [...], "verzonden": {"items": [...]}}, [{"map": "Postvak IN", "berichten": [...]}]
bool holds_lists(const Json& value, std::size_t depth = 0) {
  if (is_list_of_messages(value)) return depth > 0;
  if (depth == kListDepth) return false;
  const auto holds = [&](const Json& inner) { return holds_lists(inner, depth + 1); };
  return std::ranges::any_of(value.items(), holds) ||
         std::ranges::any_of(value.members(), [&](const auto& member) { return holds(member.second); });
}

/// Scripts that collect the folders give the lists names of their own.
bool has_named_lists(std::string_view head) {
  if (head.find("nderwerp\"") == std::string_view::npos) return false;  // spares reading other files twice
  JsonDamage damage;
  return holds_lists(parse_json_leniently(head, damage));
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink) : sink_(sink) {
    named_lists_ = bid_by_keys(json_shape(entry.head())) == Bid::no && has_named_lists(entry.head());
    root_ = Json::object();
    damage_ = stream_json(bytes_of(entry), {[this](auto path, bool is_array) { return step(path, is_array); },
                                            [this](const JsonItem& item, Json&& value) { take(item, value); }});
  }

  void finish() {
    if (!list_ && !root_is_array_ && root_.size() > 0) root_object();
    if (header_only_ > 0) problem("header-only", Severity::medium, Loss::none, {std::to_string(header_only_)});
    if (too_deep_ > 0) problem("html-too-deep", Severity::medium, Loss::partial, {});
    if (drifted_ + unknown_ > 0) report_unknown_version("magister-json", sample_, sample_at_, unknown_, sink_);
    if (unknown_ + cut_ > 0) sink_.rejected(unknown_ + cut_);
    report_json_damage(damage_, cut_, sink_);
    if (given_ == 0 && unknown_ == 0 && cut_ == 0 && !damage_.not_json) sink_.nothing_here();
  }

 private:
  JsonStep step(std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) {
      root_is_array_ = is_array;
      if (named_lists_ && is_array) named_list_.emplace();
      return JsonStep::enter;
    }
    if (named_lists_) return step_in_names(path, is_array);
    const bool list = !root_is_array_ && path.size() == 1 && is_array && ascii_lower(path[0]) == "items";
    list_ = list_ || list;
    return list ? JsonStep::enter : JsonStep::take;
  }

  /// Into objects down to the lists, whatever they are called; what stands in a list is taken whole.
  JsonStep step_in_names(std::span<const std::string_view> path, bool is_array) {
    if (in_named_list(path)) return JsonStep::take;
    if (is_array) named_list_.emplace(path.begin(), path.end());
    return JsonStep::enter;
  }

  bool in_named_list(std::span<const std::string_view> path) const {
    return named_list_ && path.size() == named_list_->size() + 1 &&
           std::ranges::equal(*named_list_, path.first(named_list_->size()));
  }

  void take_named(const JsonItem& item, const Json& value) {
    if (!in_named_list(item.path) || !value.is_object()) return;
    if (item.complete)
      object_or_lists(value);
    else
      ++cut_;
  }

  /// A folder in a list of folders has a list itself. Counted through, so that two lists do not give one place.
  void object_or_lists(const Json& value) {
    if (what_is(value) == Object::message || !holds_lists(value)) return object(value, Locator::at_index(named_++));
    for (const auto& [name, member] : value.members()) {
      if (member.is_object() && holds_lists(member)) object_or_lists(member);
      if (!is_list_of_messages(member) && !holds_lists(member)) continue;
      for (const Json& inner : member.items())
        if (inner.is_object()) object_or_lists(inner);
    }
  }

  void take(const JsonItem& item, Json& value) {
    if (named_lists_) return take_named(item, value);
    if (!root_is_array_ && item.path.size() == 1) {
      root_cut_ = root_cut_ || !item.complete;
      root_[item.path[0]] = std::move(value);
      return;
    }
    if (!item.complete) {
      ++cut_;
    } else if (value.is_object()) {
      object(value, Locator::at_index(item.index));
    }
  }

  void root_object() {
    if (root_cut_ || damage_.truncated) {
      ++cut_;
    } else {
      object(root_, Locator::at_index(0));
    }
  }

  void object(const Json& item, Locator at) {
    const Object what = what_is(item);
    if (what == Object::other) return;
    if (what == Object::appointment) return other(magister_appointment(item, std::move(at)));
    if (what == Object::assignment) return other(magister_assignment(item, std::move(at)));
    if (what == Object::guide) return guide(item, std::move(at));
    if (what == Object::drifted || what == Object::unknown) {
      if (drifted_ + unknown_ == 0) {
        sample_ = item;
        sample_at_ = at;
      }
      ++(what == Object::drifted ? drifted_ : unknown_);
      if (what == Object::unknown) return;
    }
    Message message;
    const Text text = read_message(item, at, message);
    if (message.time.basis == Timestamp::Basis::none) {
      sink_.problem({.code = "date-unreadable",
                     .severity = Severity::medium,
                     .loss = Loss::none,
                     .locator = at,
                     .args = {message.time.raw}});
    }
    header_only_ += text.absent ? 1 : 0;
    too_deep_ += text.too_deep ? 1 : 0;
    ++given_;
    sink_.message(std::move(message));
  }

  void other(std::optional<Message> found) {
    if (!found) return;
    ++given_;
    sink_.message(std::move(*found));
  }

  /// A guide from its own page holds its parts.
  void guide(const Json& item, Locator at) {
    const ConversationRef whole{.key = "guide/" + magister_id(get(item, "id")),
                                .kind = ConversationKind::channel,
                                .title = tidy(get(item, "titel").str())};
    other(magister_guide(item, at));
    const Json& parts = get(item, "onderdelen");
    for (const Json& part : parts.is_object() ? get(parts, "items").items() : parts.items())
      if (auto read = is_magister_guide(part) ? magister_guide(part, at) : std::nullopt) {
        read->conversation = whole;
        other(std::move(read));
      }
  }

  void problem(std::string code, Severity severity, Loss loss, std::vector<std::string> args) {
    sink_.problem({.code = std::move(code),
                   .severity = severity,
                   .loss = loss,
                   .locator = Locator::at_index(0),
                   .args = std::move(args)});
  }

  RecordSink& sink_;
  Json root_, sample_;
  Locator sample_at_;
  bool root_is_array_ = false, root_cut_ = false, list_ = false;
  bool named_lists_ = false;
  std::optional<std::vector<std::string>> named_list_;  ///< path of the list that is being read
  std::uint64_t named_ = 0;
  std::uint64_t given_ = 0, header_only_ = 0, too_deep_ = 0, drifted_ = 0, unknown_ = 0, cut_ = 0;
  JsonDamage damage_;
};

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (const Bid plain = bid_by_keys(shape); plain != Bid::no) return plain;
  if (has_named_lists(entry.head())) return Bid::likely;
  // An empty folder: only the envelope of Magister's lists.
  const bool empty = !shape.root_is_array && shape.keys.size() == 3 && shape.item_keys.empty() &&
                     has_key(shape.keys, "items") && has_key(shape.keys, "totalcount") && has_key(shape.keys, "links");
  return empty ? Bid::weak : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) { Walk(entry, sink).finish(); }

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "magister-json",
                                  .platform = "magister",
                                  .versions = "2015-2026",
                                  .gaps = "format.magister-json.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::magister_json
