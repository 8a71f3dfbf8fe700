// "schouw-berichten v1": messages of an app that has no export, in a table that the school fills in
// (docs/formats/neutral.md).
//
//   datum;tijd;app;groep;afzender;ontvangers;tekst;bijlagen
//   05-01-2026;08:15;Parro;Groep 6B;Karin Jansen;;"Morgen gymspullen mee";brief.pdf
//
//   {"formaat": "schouw-berichten", "versie": 1, "berichten": [{"datum": "2026-01-05", "tijd": "08:15", "app": "Parro",
//   …}]}
//
// Gap: somebody made this table; that it is what the app showed cannot be seen in it, and the file says so as a
// problem.
#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "plain_text.h"
#include "schouw/base/csv.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "schouw/model/platform.h"
#include "whole_entry.h"

namespace schouw::neutral {
namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{256} << 20;
constexpr std::size_t kMostNames = 10'000;

enum class Field {
  date,
  time,
  zone,
  app,
  group,
  group_kind,
  kind,
  sender,
  sender_address,
  sender_role,
  recipients,
  text,
  files,
  deleted,
  id,
  reply
};
struct FieldName {
  std::string_view name;
  Field field;
};
/// Dutch as in the template, and English.
constexpr auto kFields = std::to_array<FieldName>({{"datum", Field::date},
                                                   {"date", Field::date},
                                                   {"tijd", Field::time},
                                                   {"time", Field::time},
                                                   {"tijdzone", Field::zone},
                                                   {"time_zone", Field::zone},
                                                   {"app", Field::app},
                                                   {"groep", Field::group},
                                                   {"group", Field::group},
                                                   {"soort_gesprek", Field::group_kind},
                                                   {"conversation_kind", Field::group_kind},
                                                   {"soort", Field::kind},
                                                   {"kind", Field::kind},
                                                   {"afzender", Field::sender},
                                                   {"sender", Field::sender},
                                                   {"afzender_adres", Field::sender_address},
                                                   {"sender_address", Field::sender_address},
                                                   {"afzender_rol", Field::sender_role},
                                                   {"sender_role", Field::sender_role},
                                                   {"ontvangers", Field::recipients},
                                                   {"recipients", Field::recipients},
                                                   {"tekst", Field::text},
                                                   {"text", Field::text},
                                                   {"bijlagen", Field::files},
                                                   {"attachments", Field::files},
                                                   {"verwijderd", Field::deleted},
                                                   {"deleted", Field::deleted},
                                                   {"bericht_id", Field::id},
                                                   {"message_id", Field::id},
                                                   {"antwoord_op", Field::reply},
                                                   {"in_reply_to", Field::reply}});

std::optional<Field> field_of(std::string_view name) {
  std::string key = ascii_lower(trim(name));
  std::ranges::replace_if(
      key, [](char c) { return c == ' ' || c == '-'; }, '_');
  const auto found = std::ranges::find(kFields, std::string_view(key), &FieldName::name);
  return found == kFields.end() ? std::nullopt : std::optional(found->field);
}

using Row = std::map<Field, std::string>;

std::string get(const Row& row, Field field) {
  const auto found = row.find(field);
  return found == row.end() ? std::string{} : found->second;
}

/// Between bars or on lines of their own.
std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty() && out.size() < kMostNames) {
    const auto end = std::min(list.find_first_of("|\n"), list.size());
    if (std::string name = tidy_text(list.substr(0, end)); !name.empty()) out.push_back(std::move(name));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

/// "Social Schools" -> "social_schools"; "Twitter" and "Microsoft Teams" as the exports of those call themselves.
std::string platform_of(std::string_view app) {
  if (const auto usual = usual_platform(app)) return std::string(*usual);
  std::string out;
  for (const char c : fold(app).substr(0, 64)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word || (!out.empty() && out.back() != '_')) out += word ? c : '_';
  }
  while (out.ends_with('_')) out.pop_back();
  return out.empty() ? "neutral" : out;
}

/// A name, an address or a number: the table has one column for whoever it is.
AccountRef account(std::string_view name, std::string_view address) {
  AccountRef out{.display_name = tidy_text(name)};
  const std::string written = tidy_text(address);
  const bool number = !written.empty() && written.find_first_not_of("+0123456789 -()") == std::string::npos;
  (written.find('@') != std::string::npos ? out.email : number ? out.phone : out.handle) = written;
  return out;
}

/// "0,34375": a spreadsheet's part of a day.
std::optional<std::string> from_part_of_day(const std::string& written) {
  constexpr std::size_t kFewestDigits = 3;  // "8,15" is a clock
  constexpr std::int64_t kSeconds = 86'400;
  if (!written.starts_with("0,") && !written.starts_with("0.")) return {};
  const std::string_view digits = std::string_view(written).substr(2, 9);
  if (digits.size() < kFewestDigits || written.substr(2).find_first_not_of("0123456789") != std::string::npos)
    return {};
  std::int64_t part = 0, whole = 1;
  for (const char c : digits) {
    part = part * 10 + (c - '0');
    whole *= 10;
  }
  const std::int64_t seconds = std::min((part * kSeconds + whole / 2) / whole, kSeconds - 1);
  return format_local(seconds * 1000, Precision::second).substr(11);
}

/// "46027", "46027,34375": a spreadsheet's day, with the part of it. Only where the column lost its form on the way out.
struct SheetDay {
  Date day;
  std::string clock = {};
};
std::optional<SheetDay> from_spreadsheet(std::string_view date) {
  constexpr std::int64_t kFrom1900To1970 = 25'569, kDayMs = 86'400'000;
  const std::string_view whole = date.substr(0, date.find_first_of(",."));
  if (!has_shape(whole, "00000") || whole.size() != 5) return {};
  std::int64_t number = 0;
  for (const char c : whole) number = number * 10 + (c - '0');
  if (number < kFrom1900To1970 || number > 70'000) return {};  // 1970 to 2091
  SheetDay out{.day = date_of((number - kFrom1900To1970) * kDayMs)};
  if (whole.size() == date.size()) return out;
  std::string behind = "0" + std::string(date.substr(whole.size()));
  behind.resize(std::max<std::size_t>(behind.size(), 5), '0');  // "0.5" is half a day here
  const auto part = from_part_of_day(behind);
  if (!part) return {};
  out.clock = *part;
  return out;
}

/// "8:15 uur", "8u15", "8.15", "8:15 PM" and a part of a day as "8:15", "20:15".
std::string plain_clock(std::string clock) {
  if (auto part = from_part_of_day(clock)) return std::move(*part);
  if (clock.find_first_of("Zz+") != std::string::npos) return clock;  // with a zone: as ISO 8601 has it
  std::string text = ascii_lower(clock);
  std::erase_if(text, [](char c) { return c == ' '; });
  const bool after_noon = text.ends_with("pm") || text.ends_with("p.m.");
  const bool before_noon = text.ends_with("am") || text.ends_with("a.m.");
  if (after_noon || before_noon) text.erase(text.find_last_of("0123456789") + 1);
  for (const std::string_view word : {"uur", "u"})
    if (text.ends_with(word)) text.erase(text.size() - word.size());
  const bool dotted = text.find(':') == std::string::npos;  // else a dot is before a fraction
  for (std::size_t i = 1; dotted && i + 1 < text.size(); ++i)
    if ((text[i] == 'u' || text[i] == '.') && is_digit(text[i - 1]) && is_digit(text[i + 1])) text[i] = ':';
  const std::size_t colon = text.find(':');
  if ((!after_noon && !before_noon) || colon == 0 || colon > 2) return text;
  int hour = 0;
  for (const char c : std::string_view(text).substr(0, colon)) hour = hour * 10 + (c - '0');
  if (hour < 1 || hour > 12) return clock;
  hour = hour % 12 + (after_noon ? 12 : 0);
  return std::to_string(hour) + text.substr(colon);
}

/// "8:15 uur", and the clock behind the day where the column for it is empty. Midnight is a spreadsheet's day.
std::string clock_of(const Row& row, std::string_view date) {
  std::string clock = get(row, Field::time);
  if (const auto day = from_spreadsheet(date); day && clock.empty()) return day->clock;
  const auto blank = date.find_first_of(" T");
  if (clock.empty() && blank != std::string_view::npos && has_shape(date.substr(0, 1), "0")) {
    clock = trim(date.substr(blank + 1));
    const bool is_clock = clock.find(':') != std::string::npos;  // not "januari 2026"
    if (!is_clock || clock.starts_with("00:00") || clock.starts_with("0:00")) clock.clear();
  }
  return plain_clock(std::move(clock));
}

/// What stands in front of a day: nothing says it, a row does, or rows contradict each other.
enum class DayOrder { day_first, month_first, contradicted };

/// "5-1-2026" in its three parts; nothing for a day with the year in front.
std::vector<std::string> parts_of_day(std::string_view date) {
  std::vector<std::string> parts(1);
  for (const char c : date.substr(0, date.find_first_of(" T"))) {
    if (is_digit(c))
      parts.back() += c;
    else if (c == '-' || c == '/' || c == '.')
      parts.emplace_back();
    else
      return {};
  }
  const bool fits = parts.size() == 3 && parts[2].size() == 4 && parts[0].size() <= 2 && parts[1].size() <= 2;
  return fits ? parts : std::vector<std::string>{};
}

bool is_over_twelve(const std::string& digits) { return digits.size() == 2 && digits > "12"; }

/// A computer with American settings writes 1/13/2026, and then 1/5/2026 is no day in May.
DayOrder order_of(const CsvTable& table, std::size_t column) {
  bool day_first = false, month_first = false;
  for (const CsvRow& line : table.rows) {
    const auto parts =
        column < line.fields.size() ? parts_of_day(trim(line.fields[column])) : std::vector<std::string>{};
    if (parts.empty()) continue;
    day_first = day_first || is_over_twelve(parts[0]);
    month_first = month_first || is_over_twelve(parts[1]);
  }
  if (day_first && month_first) return DayOrder::contradicted;
  return month_first ? DayOrder::month_first : DayOrder::day_first;
}

/// As ISO 8601; empty for what is no day, and where nobody can tell the day from the month.
std::string day_of(std::string_view date, DayOrder order) {
  if (const auto day = from_spreadsheet(date)) return to_string(day->day);
  const auto parts = parts_of_day(date);
  if (!parts.empty() && order == DayOrder::contradicted && !is_over_twelve(parts[0]) && !is_over_twelve(parts[1]))
    return {};
  const bool swapped = !parts.empty() && (order == DayOrder::month_first || is_over_twelve(parts[1]));
  const std::string written =
      swapped ? parts[1] + "-" + parts[0] + "-" + parts[2] : std::string(date.substr(0, date.find_first_of(" T")));
  if (const auto day = parse_date(written)) return to_string(*day);
  const Timestamp in_words = parse_written_date(date);
  return in_words.basis == Timestamp::Basis::none ? std::string{} : to_string(date_of(in_words.ms));
}

/// "05-01-2026" and "8:15" as ISO 8601, with what stands in the column for the zone when that is an offset.
Timestamp time_of(const Row& row, DayOrder order, bool& zone_unknown) {
  const std::string date = get(row, Field::date), clock = clock_of(row, date), zone = tidy_text(get(row, Field::zone));
  const std::string written = get(row, Field::time), raw = written.empty() ? date : date + " " + written;
  std::string iso = day_of(date, order);
  if (!clock.empty()) iso += "T" + std::string(clock.size() > 1 && clock[1] == ':' ? "0" : "") + clock;
  Timestamp time = parse_iso8601(iso);
  time.raw = raw;
  if (time.basis != Timestamp::Basis::local || clock.empty() || zone.empty()) return time;
  if (zone == "UTC" || zone == "Z" || zone.starts_with('+') || zone.starts_with('-')) {
    Timestamp known = parse_iso8601(iso + (zone == "UTC" ? "Z" : zone));
    known.raw = raw;
    zone_unknown = known.basis != Timestamp::Basis::instant;
    return zone_unknown ? time : known;
  }
  const auto named = Zone::open(zone);
  zone_unknown = !named.has_value();
  return named ? instant_ms(named->to_utc(time.ms).ms, time.precision, raw) : time;
}

bool is_yes(std::string_view word) {
  const std::string folded = fold(word);
  return folded == "ja" || folded == "j" || folded == "yes" || folded == "x" || folded == "1" || folded == "true";
}

MessageKind kind_of(std::string_view word) {
  const std::string folded = fold(word);
  if (folded == "post" || folded == "nieuws" || folded == "mededeling") return MessageKind::post;
  if (folded == "reactie" || folded == "comment") return MessageKind::comment;
  if (folded == "systeem" || folded == "system") return MessageKind::system;
  return MessageKind::message;
}

ConversationRef conversation_of(const Row& row, const Message& message) {
  ConversationRef ref{.title = tidy_text(get(row, Field::group))};
  const std::string kind = fold(get(row, Field::group_kind));
  ref.kind = ref.title.empty() && message.recipients.size() == 1 ? ConversationKind::direct : ConversationKind::group;
  if (kind == "direct") ref.kind = ConversationKind::direct;
  if (kind == "kanaal" || kind == "channel") ref.kind = ConversationKind::channel;
  if (kind == "openbaar" || kind == "public") ref.kind = ConversationKind::public_;
  if (!ref.title.empty()) {
    ref.key = "group/" + fold(ref.title);
    return ref;
  }
  // Without a title: whoever is in it, in whatever order they wrote.
  std::vector<std::string> names;
  if (message.sender) names.push_back(fold(message.sender->display_name));
  for (const AccountRef& one : message.recipients) names.push_back(fold(one.display_name));
  std::ranges::sort(names);
  ref.key = "people";
  for (const std::string& name : names) ref.key += "/" + name;
  return ref;
}

class Reader {
 public:
  explicit Reader(RecordSink& sink, DayOrder order = DayOrder::day_first) : sink_(sink), order_(order) {}

  void row(const Row& row, Locator at) {
    Message message{
        .platform = platform_of(get(row, Field::app)), .kind = kind_of(get(row, Field::kind)), .locator = at};
    message.text = tidy_text(get(row, Field::text));
    for (const std::string& name : names_in(get(row, Field::files)))
      message.attachments.push_back(
          {.name = name, .kind = attachment_kind_of(name, {}), .mime = std::string(mime_of(name)), .uri = name});
    message.flags.deleted = is_yes(get(row, Field::deleted));
    if (message.text.empty() && message.attachments.empty() && !message.flags.deleted) return bad(at);
    bool zone_unknown = false;
    message.time = time_of(row, order_, zone_unknown);
    if (message.time.basis == Timestamp::Basis::none) problem("date-unreadable", at, {message.time.raw});
    if (zone_unknown && zones_++ == 0) problem("zone-unknown", at, {tidy_text(get(row, Field::zone))});
    if (AccountRef sender = account(get(row, Field::sender), get(row, Field::sender_address)); !sender.empty())
      message.sender = std::move(sender);
    if (message.kind == MessageKind::system) message.sender.reset();
    for (const std::string& name : names_in(get(row, Field::recipients)))
      message.recipients.push_back(account(name, {}));
    message.conversation = conversation_of(row, message);
    message.native_id = tidy_text(get(row, Field::id));
    message.in_reply_to = tidy_text(get(row, Field::reply));
    ++given_;
    sink_.message(std::move(message));
  }

  void cut() { ++cut_; }
  void unknown(Json record) {
    if (unknown_++ == 0) sample_ = std::move(record);
  }

  void finish() {
    if (unknown_ > 0) report_unknown_version("neutral", sample_, Locator::at_index(0), unknown_, sink_);
    if (given_ > 0) problem("made-by-hand", Locator::at_line(1), {std::to_string(given_)});
    if (bad_ > 0)
      sink_.problem({.code = "bad-record",
                     .severity = Severity::medium,
                     .loss = Loss::partial,
                     .locator = first_bad_,
                     .lost_records = bad_});
    if (bad_ + cut_ + unknown_ > 0) sink_.rejected(bad_ + cut_ + unknown_);
    if (given_ + bad_ + cut_ + unknown_ == 0) sink_.nothing_here();
  }

  std::uint64_t cut_records() const { return cut_; }

 private:
  void bad(Locator at) {
    if (bad_++ == 0) first_bad_ = std::move(at);
  }
  void problem(std::string code, Locator at, std::vector<std::string> args) {
    sink_.problem({.code = std::move(code),
                   .severity = Severity::low,
                   .loss = Loss::none,
                   .locator = std::move(at),
                   .args = std::move(args)});
  }

  RecordSink& sink_;
  DayOrder order_;
  std::uint64_t given_ = 0, bad_ = 0, cut_ = 0, zones_ = 0, unknown_ = 0;
  Json sample_;
  Locator first_bad_;
};

bool names_all(const std::vector<std::string>& header) {
  constexpr auto kNeeded = std::to_array<Field>({Field::date, Field::app, Field::sender, Field::text});
  return std::ranges::all_of(kNeeded, [&](Field needed) {
    return std::ranges::any_of(header, [&](const std::string& name) { return field_of(name) == needed; });
  });
}

/// Where the names of the columns stand in UTF-8 text: somebody may have put a title above them.
std::optional<std::size_t> header_at(std::string_view text) {
  constexpr int kMostLines = 20;
  std::size_t at = 0;
  for (int line = 0; line < kMostLines && at < text.size(); ++line) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (names_all(parse_csv(text.substr(at, end - at)).header)) return at;
    at = end + 1;
  }
  return std::nullopt;
}

/// The lines above the names become empty ones, so that the others keep their numbers; "sep=;" says something.
std::string below_title(std::string bytes) {
  std::size_t replaced = 0;
  std::string text = to_utf8(bytes, sniff_encoding(bytes), replaced);
  const std::size_t above = header_at(text).value_or(0);
  std::size_t at = ascii_lower(text.substr(0, 4)) == "sep=" ? std::min(text.find('\n'), text.size()) : 0;
  if (at >= above) return bytes;
  for (; at < above; ++at)
    if (text[at] != '\r' && text[at] != '\n') text[at] = ' ';
  return text;
}

void read_table(EntryReader& entry, RecordSink& sink) {
  const CsvTable table = parse_csv(below_title(whole_entry(entry, kMaxTableBytes, sink)));
  const auto dates = std::ranges::find_if(table.header, [](const auto& name) { return field_of(name) == Field::date; });
  Reader reader(sink, order_of(table, static_cast<std::size_t>(dates - table.header.begin())));
  for (const CsvRow& line : table.rows) {
    Row row;
    for (std::size_t i = 0; i < std::min(line.fields.size(), table.header.size()); ++i)
      if (const auto field = field_of(table.header[i])) row[*field] = std::string(trim(line.fields[i]));
    // The row in which a quote was left open holds the rest of the file.
    if (line.line != 0 && line.line == table.damage.unclosed_quote_line) {
      reader.cut();
    } else {
      reader.row(row, Locator::at_line(line.line));
    }
  }
  if (table.damage.unclosed_quote_line > 0)
    sink.problem({.code = "data-cut",
                  .severity = Severity::high,
                  .loss = Loss::partial,
                  .locator = Locator::at_line(table.damage.unclosed_quote_line),
                  .lost_records = reader.cut_records()});
  reader.finish();
}

/// Numbers and yes/no as they would stand in a table.
std::string written(const Json& value) {
  if (value.is_string()) return std::string(trim(value.str()));
  if (value.is_integer()) return std::to_string(value.integer().value_or(0));
  if (const auto yes = value.boolean()) return *yes ? "ja" : "";
  std::string list;
  for (const Json& one : value.items()) list += (list.empty() ? "" : "|") + written(one);
  return list;
}

void read_json(EntryReader& entry, RecordSink& sink) {
  Reader reader(sink);
  bool array = false;
  const auto step = [&](std::span<const std::string_view> path, bool is_array) {
    if (path.empty()) array = is_array;
    const bool list = !array && path.size() == 1 && is_array && (path[0] == "berichten" || path[0] == "messages");
    return path.empty() || list ? JsonStep::enter : JsonStep::take;
  };
  const auto take = [&](const JsonItem& item, Json&& value) {
    if (item.path.size() != (array ? 1u : 2u)) return;
    if (!item.complete) return reader.cut();
    Row row;
    for (const auto& [key, member] : value.members())
      if (const auto field = field_of(key)) row[*field] = written(member);
    if (row.contains(Field::date) || row.contains(Field::text)) return reader.row(row, Locator::at_index(item.index));
    reader.unknown(std::move(value));
  };
  const JsonDamage damage = stream_json(bytes_of(entry), {step, take});
  report_json_damage(damage, reader.cut_records(), sink);
  reader.finish();
}

bool is_table(const EntryReader& entry) {
  if (!is_text_head(entry.head())) return false;
  std::size_t replaced = 0;
  const std::string head = to_utf8(entry.head().substr(0, 8192), sniff_encoding(entry.head()), replaced);
  const bool named = mentions(head, {"fzender", "ender", "FZENDER", "SENDER"}) && mentions(head, {"ekst", "ext", "EKST", "TEXT"});
  return named && mentions(head, {"pp", "PP"}) && header_at(head).has_value();
}

Bid bid(const EntryReader& entry) {
  const JsonShape shape = json_shape(entry.head());
  if (!shape.is_json) return is_table(entry) ? Bid::certain : Bid::no;
  if (shape.has("formaat") && shape.has("berichten")) return Bid::certain;
  std::map<Field, bool> there;
  for (const std::string& key : shape.item_keys)
    if (const auto field = field_of(key)) there[*field] = true;
  const bool ours = there.contains(Field::date) && there.contains(Field::app) && there.contains(Field::sender);
  return ours ? Bid::likely : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  if (json_shape(entry.head()).is_json) return read_json(entry, sink);
  read_table(entry, sink);
}

}  // namespace

extern const Importer importer;
constinit const Importer importer{.id = "neutral",
                                  .platform = "neutral",
                                  .versions = "schouw-berichten v1",
                                  .gaps = "format.neutral.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::neutral
