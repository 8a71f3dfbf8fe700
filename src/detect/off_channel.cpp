// The context makes the fact: author and readers are known, one side is staff and the other pupils or parents. Between
// staff, and from a parent to the school, only a report about somebody else counts ("meester Piet appt met mijn dochter").
//
//   Teams, teacher to pupil:  "App me maar op 06 1000 0123"   ->  contact.number, channel.whatsapp
//
// Gap: an invitation by voice or picture; slang that the lexicon does not know; who is meant in a group.
#include "off_channel.h"

#include <algorithm>

namespace schouw {
namespace {

// What weighs most is what the fact is about.
constexpr std::string_view kActs[] = {"contact.link", "contact.number", "contact.invite", "contact.intent", "contact.report"};

const Mark* act_of(const SpokenText& text) {
  for (const std::string_view act : kActs)
    if (const Mark* mark = text.find(act)) return mark;
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
