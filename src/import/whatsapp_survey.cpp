// What only the whole file tells: the order of day and month, which names write, which of two colons ends a name,
// whether it is a group, who exported it.
//   "Juf: groep 6: morgen vrij"  is "Juf: groep 6" when every line that begins with "Juf: " goes on with "groep 6: ".
// In an iPhone export without marks the title of the group is a name whose every line is one of the app.
// Gap: a name with a colon that wrote fewer than three lines is cut at its first colon.
#include "whatsapp_survey.h"

#include <algorithm>

#include "schouw/base/utf8.h"
#include "whatsapp_catalogue.h"
#include "whatsapp_title.h"

namespace schouw {
namespace {

constexpr std::size_t kMaxNames = 20'000;
constexpr std::size_t kMaxAngled = 1'000;
constexpr std::size_t kLongestSender = 160;
constexpr std::uint64_t kSureLines = 3;

// The next colon that may end a name: something before it, a blank, a mark or nothing behind it.
std::size_t next_colon(std::string_view body, std::size_t from) {
  const std::string_view window = body.substr(0, std::min(body.size(), kLongestSender));
  for (std::size_t at = window.find(':', from); at != std::string_view::npos; at = window.find(':', at + 1)) {
    const std::string_view rest = body.substr(at + 1);
    if (at == 0) continue;
    if (rest.empty() || rest[0] == ' ' || mark_length(rest) != 0 || rest.starts_with("\xC2\xA0")) return at;
  }
  return std::string_view::npos;
}

std::string_view behind_colon(std::string_view body, std::size_t colon) {
  std::string_view rest = body.substr(colon + 1);
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  return rest;
}

// What stands between two colons may be the rest of a name; "<attached", a mark, and a word before an address are the
// begin of what was said, also for somebody who sent nothing but pictures or places.
bool may_end_name(std::string_view body, std::size_t first, std::size_t colon) {
  const std::string_view said = behind_colon(body, first);
  return !said.starts_with('<') && mark_length(said) == 0 && !behind_colon(body, colon).starts_with("http");
}

// A title in quotes may hold a colon: henk changed the subject to "A: b". So may the name of a community:
// henk heeft deze groep toegevoegd aan de community: School.
bool is_quoted_notice(std::string_view body, std::size_t colon) {
  const std::string_view before = body.substr(0, colon);
  const bool quote = before.find('"') != std::string_view::npos || before.find("“") != std::string_view::npos ||
                     before.find("„") != std::string_view::npos || before.find("«") != std::string_view::npos ||
                     before.find("‘") != std::string_view::npos;
  const bool community = before.ends_with(" community");
  // "You joined a group via invite in the community: School", in whatever words: nobody is called so.
  const bool about_you = before.starts_with("Je ") || before.starts_with("You ") || before.starts_with("U ");
  if (community && about_you) return true;
  return (quote || community) && match_system_line(clean_whatsapp_text(body)).has_value();
}

bool is_angled(std::string_view text) {
  return text.size() > 4 && text.size() <= 80 && text.starts_with('<') && text.ends_with('>') &&
         text.find_first_of(":./0123456789", 1) == std::string_view::npos && text.find(' ') != std::string_view::npos;
}

// "Bas:Hoi" without a blank, as an iPhone in Chinese writes it: there every line has a name, so in brackets it is one. Not
// within a clock, an address, or a line of the app.
std::size_t tight_colon(std::string_view body) {
  const std::size_t at = body.substr(0, std::min(body.size(), kLongestSender)).find(':');
  if (at == std::string_view::npos || at == 0 || at + 1 == body.size() || body[at + 1] == '/') return std::string_view::npos;
  const bool clock = body[at - 1] >= '0' && body[at - 1] <= '9' && !body.starts_with('+');
  if (clock || match_system_line(clean_whatsapp_text(body))) return std::string_view::npos;
  return at;
}

std::size_t index_of(HeaderShape shape) { return static_cast<std::size_t>(shape); }

}  // namespace

ChatSurvey::ChatSurvey(EntryReader& entry, std::string_view head) {
  choose_shapes(head);
  file_title_ = fold(title_from_names(entry.path(), entry.source_name()));
  read(entry);
  finish();
}

// Messages copied out of WhatsApp are pasted with headers of another shape; those must not become records of
// people who did not write here. Joined files, half of one shape and half of the other, are read whole.
void ChatSurvey::choose_shapes(std::string_view head) {
  std::array<std::uint64_t, 3> lines = {};
  std::array<std::uint64_t, 2> seconds = {};
  std::array<std::uint64_t, 4> half_days = {};  // of dash headers that are sure
  std::uint64_t unknown = 0;
  const bool cr = ends_lines_with_cr(head);
  while (!head.empty()) {
    if (const auto header = parse_phone_header(take_line(head, cr))) {
      if (header->unknown_word) {
        ++unknown;
        continue;
      }
      ++lines[index_of(header->shape)];
      if (header->shape != HeaderShape::dash)
        ++seconds[header->has_seconds ? 1 : 0];
      else
        ++half_days[static_cast<std::size_t>(header->half)];
    }
  }
  choose_half_days(unknown, half_days);
  if (unknown_half_days_) lines[index_of(HeaderShape::dash)] += unknown;
  const std::uint64_t most = *std::ranges::max_element(lines);
  const std::uint64_t all = lines[0] + lines[1] + lines[2];
  for (std::size_t i = 0; i < lines.size(); ++i)
    shapes_[i] = lines[i] == most ? most > 0 : lines[i] >= 20 && lines[i] * 4 >= all;
  bracket_seconds_ = seconds[1] > 4 * seconds[0];
}

// A phone writes a half day on every line or on none, and has two words for it: where lines go without, or both words
// are known, another word behind a time is what somebody typed.
void ChatSurvey::choose_half_days(std::uint64_t unknown, const std::array<std::uint64_t, 4>& known) {
  const std::uint64_t none = known[static_cast<std::size_t>(HalfDay::none)];
  const std::uint64_t before = known[static_cast<std::size_t>(HalfDay::before_noon)];
  const std::uint64_t after = known[static_cast<std::size_t>(HalfDay::after_noon)];
  unknown_half_days_ = none == 0 && (before == 0 || after == 0) && unknown * 4 >= before + after + unknown;
}

bool ChatSurvey::accepts(const WhatsAppHeader& header) const {
  if (header.unknown_word && !unknown_half_days_) return false;
  if (!shapes_[index_of(header.shape)]) return false;
  if (header.shape != HeaderShape::dash && bracket_seconds_ && !header.has_seconds) return false;
  if (header.digits[0] > 2 || header.digits[2] > 2 || header.era_field >= 0) {
    // A year in full: a month and a day must be there; the year may be of a calendar that is not known.
    const auto& f = header.field;
    const int a = header.digits[0] > 2 || header.era_field == 0 ? f[2] : f[0];
    return a >= 1 && f[1] >= 1 && a <= 31 && f[1] <= 31 && (a <= 12 || f[1] <= 12);
  }
  return civil_of(header, DateOrder::day_month_year) || civil_of(header, DateOrder::month_day_year) ||
         civil_of(header, DateOrder::year_month_day);
}

void ChatSurvey::read(EntryReader& entry) {
  LineReader lines(entry);
  std::string_view line;
  while (lines.next(line)) {
    const auto header = parse_phone_header(line);
    if (!header || !accepts(*header)) continue;
    if (first_header_.empty()) first_header_ = header->raw;
    order_.add(*header);
    add(*header);
    any_ = true;
  }
}

void ChatSurvey::add(const WhatsAppHeader& header) {
  const std::string_view body = without_marks(header.body);
  std::size_t colon = next_colon(body, 0);
  if (colon != std::string_view::npos && colon == body.find(':')) ++spaced_;
  const bool notice = colon != std::string_view::npos && is_quoted_notice(body, colon);
  if (colon == std::string_view::npos && header.shape != HeaderShape::dash) {
    colon = tight_colon(body);
    if (colon != std::string_view::npos) ++tight_;
  }
  if (colon == std::string_view::npos || notice) {
    add_system(body, {});
    return;
  }
  Name* name = count_names(body, colon);
  add_said(body.substr(0, colon), behind_colon(body, colon), header, name);
}

// Longer readings of a name are followed only if they are there from its first line on.
ChatSurvey::Name* ChatSurvey::count_names(std::string_view body, std::size_t first) {
  auto found = names_.find(body.substr(0, first));
  const bool fresh = found == names_.end();
  if (fresh && names_.size() >= kMaxNames) return nullptr;
  if (fresh) found = names_.emplace(std::string(body.substr(0, first)), Name{}).first;
  Name* name = &found->second;
  ++name->lines;
  name->first_colon = true;
  std::size_t colon = first;
  for (int more = 0; more < 3; ++more) {
    colon = next_colon(body, colon + 1);
    if (colon == std::string_view::npos || !may_end_name(body, first, colon)) break;
    const auto longer = names_.find(body.substr(0, colon));
    if (longer != names_.end())
      ++longer->second.lines;
    else if (fresh && names_.size() < kMaxNames)
      names_.emplace(std::string(body.substr(0, colon)), Name{.lines = 1});
  }
  return name;  // references into an unordered_map stay valid
}

void ChatSurvey::add_system(std::string_view text, std::string_view sender) {
  const auto line = match_system_line(clean_whatsapp_text(text));
  if (!line) return;
  if (is_group_event(line->event)) group_ = true;
  if (!line->subject.empty() && line->event != "number-changed") last_subject_ = line->subject;
  if (line->event == "encryption-notice" && notice_sender_.empty()) notice_sender_ = sender;
}

void ChatSurvey::add_said(std::string_view sender, std::string_view text, const WhatsAppHeader& header, Name* name) {
  const std::string_view plain = without_marks(text);
  const bool marked = plain.size() != text.size();
  if (marked || header.marked) marks_ = true;
  if (marked && name != nullptr) ++name->marked;
  if (!marks_ && !group_ && header.shape != HeaderShape::dash && plain.size() <= 200 && plain.starts_with(sender))
    add_own_deed(sender, plain);
  if (!marks_ && header.shape != HeaderShape::dash && name != nullptr && 2 * name->others <= name->unmarked)
    add_unmarked(sender, plain, *name);
  if (plain.size() <= 200 && deletion_of(plain) == Deletion::by_exporter) {
    if (!exporter_.empty() && exporter_ != sender) exporters_differ_ = true;
    exporter_ = sender;
    return;
  }
  if (is_angled(plain)) {
    const auto found = angled_.find(plain);
    if (found != angled_.end())
      ++found->second;
    else if (angled_.size() < kMaxAngled)
      angled_.emplace(std::string(plain), 1);
  }
  if (header.shape == HeaderShape::dash || (!marked && plain.size() > 60)) return;
  const bool media = omitted_media(plain).has_value();
  if (header.marked && marked)
    ++marked_notes_;
  else if (media)
    ++(marked ? marked_notes_ : plain_notes_);
  if (media) return;
  const std::string clean = clean_whatsapp_text(plain);
  // "Dit bericht is verwijderd" is no member who was removed.
  if (!marked || call_of(clean).certain || deletion_of(clean) != Deletion::none) return;
  if (match_system_line(clean)) {
    ++marked_notes_;
    if (name != nullptr) ++name->notices;
    add_system(plain, sender);
  } else if (!any_) {
    if (name != nullptr) ++name->notices;
    if (notice_sender_.empty()) notice_sender_ = sender;
  }
}

// "Els: Els added Bas": without marks it is still a line of the app, and only a group has it.
void ChatSurvey::add_own_deed(std::string_view sender, std::string_view text) {
  const auto line = match_system_line(clean_whatsapp_text(text));
  if (line && tells_own_deed(*line, clean_whatsapp_text(sender))) own_deed_ = true;
}

// One look a name is enough for nearly all who write: their first words are no line of the app.
void ChatSurvey::add_unmarked(std::string_view sender, std::string_view text, Name& name) {
  const std::string clean = clean_whatsapp_text(text);
  const auto line = match_system_line(clean);
  // "Dit bericht is verwijderd" is no member who was removed: somebody wrote it.
  if (!line || deletion_of(clean) != Deletion::none) {
    ++name.others;
    return;
  }
  ++name.unmarked;
  constexpr std::string_view kNobodyWrites[] = {"group-created", "subject-changed", "icon-changed",
                                                "description-changed"};
  if (std::ranges::find(kNobodyWrites, line->event) != std::end(kNobodyWrites)) name.group_line = true;
  // Nobody writes the notice of encryption either, but it also opens a chat of two.
  if (line->event == "encryption-notice" && opens_chat(clean_whatsapp_text(text))) {
    name.notice = true;
    if (!any_) name.opens = true;
  }
  if (!line->subject.empty() && fold(line->subject) == fold(clean_whatsapp_text(sender))) name.own_title = true;
  if (name.notice && is_group_event(line->event)) name.group_line = true;
  // "Els: Els created this group": behind the notice, which then stands before the name of the group.
  if (line->event == "group-created" && line->actor == clean_whatsapp_text(sender)) made_by_ = sender;
}

// People write "Jan left" too. A name is the group's when a line of it is of a kind that nobody writes and the others
// are of the app as well: most of them where the file is called so too, or else all, and more than one.
// So it is when it stands before the notice of encryption alone, which opens the file, and two others write: of two, one
// is who is written with. And so it is when all its lines are the app's, and one gives the group this very name.
void ChatSurvey::take_unmarked_notices() {
  if (marks_) return;
  group_ = group_ || own_deed_;
  const auto writing = std::ranges::count_if(names_, [](const auto& one) { return one.second.first_colon; });
  for (auto& [written, name] : names_) {
    if (name.first_colon && name.opens && name.lines == 1 && writing > 2) {
      name.notices = name.lines;
      group_ = true;
      if (notice_sender_.empty()) notice_sender_ = written;
      continue;
    }
    const bool made = !made_by_.empty() && made_by_ != written && name.notice && name.others == 0;
    const bool group_line = name.group_line || made;
    if (!name.first_colon || !group_line || name.unmarked + name.others != name.lines) continue;
    const bool titled = !file_title_.empty() && fold(clean_whatsapp_text(written)) == file_title_;
    const bool own = name.own_title && name.others == 0;
    if (!titled && !made && !own && (!file_title_.empty() || name.others > 0 || name.lines < 2)) continue;
    name.notices = name.lines;
    unmarked_notices_ = group_ = true;
    if (notice_sender_.empty() || written < notice_sender_) notice_sender_ = written;
  }
}

void ChatSurvey::finish() {
  take_unmarked_notices();
  verdict_ = order_.verdict();
  if (exporters_differ_) exporter_.clear();
  for (const auto& [name, seen] : names_) {
    if (!seen.first_colon || seen.notices >= seen.lines || is_group_name(name)) continue;
    if (is_tight() && name.find(':') != std::string::npos) continue;
    speakers_.push_back(name);
  }
  std::ranges::sort(speakers_);
  // Below that, the names matter for the kind and the key of the conversation: they must be what split() gives.
  if (speakers_.size() > 4) return;
  for (std::string& name : speakers_) name = longest_reading(name);
}

std::string ChatSurvey::longest_reading(const std::string& name) const {
  const std::uint64_t lines = names_.find(name)->second.lines;
  std::string longest = name;
  if (lines < kSureLines) return longest;
  for (const auto& [longer, seen] : names_)
    if (seen.lines == lines && longer.size() > longest.size() && longer.starts_with(name + ": ")) longest = longer;
  return longest;
}

// "Bas:Dag: tot morgen": where no name has a blank behind its colon, the first colon ends it.
std::size_t ChatSurvey::end_of_name(std::string_view body) const {
  const std::size_t colon = next_colon(body, 0);
  if (colon == std::string_view::npos || !is_tight()) return colon;
  const std::size_t tight = tight_colon(body);
  return tight == std::string_view::npos ? colon : tight;
}

SenderSplit ChatSurvey::split(std::string_view body) const {
  body = without_marks(body);
  const std::size_t first = end_of_name(body);
  if (first == std::string_view::npos) {
    // "Name:." without a blank: only for a name that is known.
    const std::size_t colon = body.substr(0, std::min(body.size(), kLongestSender)).find(':');
    const auto known = colon == std::string_view::npos ? names_.end() : names_.find(body.substr(0, colon));
    if (known == names_.end() || !known->second.first_colon) return {std::nullopt, body};
    return {body.substr(0, colon), body.substr(colon + 1)};
  }
  if (is_quoted_notice(body, first)) return {std::nullopt, body};
  std::size_t end = first;
  const auto name = names_.find(body.substr(0, first));
  if (name != names_.end() && name->second.lines >= kSureLines) {
    std::size_t colon = first;
    for (int more = 0; more < 3; ++more) {
      colon = next_colon(body, colon + 1);
      if (colon == std::string_view::npos || !may_end_name(body, first, colon)) break;
      const auto longer = names_.find(body.substr(0, colon));
      if (longer == names_.end() || longer->second.lines != name->second.lines) break;
      end = colon;
    }
  }
  return {body.substr(0, end), behind_colon(body, end)};
}

bool ChatSurvey::is_placeholder(std::string_view angled) const {
  const auto found = angled_.find(angled);
  return found != angled_.end() && found->second >= kSureLines;
}

bool ChatSurvey::only_notices(std::string_view sender) const {
  const auto found = names_.find(sender);
  return found != names_.end() && found->second.notices > 0 && found->second.notices >= found->second.lines;
}

bool ChatSurvey::is_group_name(std::string_view sender) const {
  if (!group_ || sender.empty() || sender != notice_sender_) return false;
  const auto found = names_.find(sender);
  return found != names_.end() && found->second.notices > 0 && found->second.marked >= found->second.lines;
}

}  // namespace schouw
