// The context makes the fact: author and readers are known, one side is staff and the other pupils or parents. Between
// staff, and from a parent to the school, only a report about somebody else counts ("meester Piet appt met mijn dochter").
//
//   Teams, teacher to pupil:  "App me maar op 06 1000 0123"   ->  contact.number, channel.whatsapp
//
// A number below the greeting of a mail of staff is a signature, and asks for nothing.
//
// Gap: an invitation by voice or picture; slang that the lexicon does not know; who is meant in a group.
#include "off_channel.h"

#include <algorithm>
#include <string>

#include "schouw/base/utf8.h"

namespace schouw {
namespace {

/// Where the signature of a mail begins: behind a line that is a greeting and little else. The end: there is none.
std::size_t signature_of(std::string_view said) {
  constexpr std::string_view kGreetings[] = {"met vriendelijke groet", "met hartelijke groet", "vriendelijke groet", "hartelijke groet",
                                             "met groet",              "groet",                "mvg",                "m.v.g",
                                             "kind regards",           "best regards",         "regards",            "hgr"};
  constexpr std::size_t kLongest = 40;   // "Met vriendelijke groeten, namens het team"
  for (std::size_t begin = 0; begin < said.size();) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    const std::string line = ascii_lower(trim(said.substr(begin, end - begin)));
    const bool greeting = line.size() <= kLongest && std::ranges::any_of(kGreetings, [&](std::string_view g) { return line.starts_with(g); });
    if (greeting) return end;
    begin = end + 1;
  }
  return said.size();
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// All numbers of a mail of staff stand in its signature, where every mail has them.
bool only_signed(const SpokenText& text) {
  if (text.message().platform != "mail" || !text.by(Role::staff)) return false;
  const std::size_t signature = signature_of(text.said());
  return std::ranges::all_of(text.marks(), [&](const Mark& mark) {
    return text.rule(mark).mark != "contact.number" || (mark.begin >= signature && has_digit(text.at(mark)));
  });
}

// What weighs most is what the fact is about.
constexpr std::string_view kActs[] = {"contact.link", "contact.number", "contact.invite", "contact.intent", "contact.report"};

const Mark* act_of(const SpokenText& text) {
  for (const std::string_view act : kActs)
    if (const Mark* mark = text.find(act); mark != nullptr && !(act == "contact.number" && only_signed(text))) return mark;
  return nullptr;
}

bool on_whatsapp(const SpokenText& text) { return text.has("channel.whatsapp"); }

std::string_view channel_named(const SpokenText& text) {
  for (const std::string_view channel : {"channel.whatsapp", "channel.snapchat", "channel.instagram", "channel.other"})
    if (text.has(channel)) return channel.substr(8);
  return text.has("contact.number") || text.has("channel.phone") ? "phone" : "private";
}

bool across(const SpokenText& text) {
  const Readers& readers = text.readers();
  if (text.by(Role::staff)) return readers.pupils_or_parents();
  return (text.by(Role::pupil) || text.by(Role::parent)) && readers.staff;
}

bool registered_tie(const SpokenText& text) { return text.readers_role() == "family"; }

std::optional<Fact> fact_of(const SpokenText& text, std::string_view detector, int version) {
  const Mark* act = act_of(text);
  const bool third = !across(text) && text.has("contact.third") && text.role() != nullptr && !text.is_post();
  if (third) act = text.find("contact.third");
  if (act == nullptr || text.is_post() || registered_tie(text) || !(across(text) || third)) return {};
  Fact fact = text_fact(text, detector, version);
  const LexiconRule& rule = text.rule(*act);
  if (rule.grade == "A") fact.band = Band::probable;
  fact.attributes["topic"] = Json(rule.mark);
  fact.attributes["grade"] = Json(rule.grade);
  fact.attributes["channel_named"] = Json(channel_named(text));
  if (!third) add_counterparts(fact, text, {Role::pupil, Role::parent, Role::staff});
  settle_persons(fact);
  return fact;
}

}  // namespace

TextReader off_channel_reader(OffChannel channel, std::string_view detector, int version,
                              const std::function<void(Fact)>& yield) {
  TextReader out;
  out.message = [channel, detector, version, yield](const SpokenText& text) {
    // Within WhatsApp the conversation itself is the fact.
    if (text.message().platform == "whatsapp" || on_whatsapp(text) != (channel == OffChannel::whatsapp)) return;
    if (auto fact = fact_of(text, detector, version)) yield(std::move(*fact));
  };
  return out;
}

}  // namespace schouw
