// Gap: whether the detector of the rule is among those that give the attribute.
#include "fact_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "policy_fields.h"
#include "policy_names.h"
#include "schouw/base/texts.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct Attribute {
  std::string_view name;
  std::string_view values;   ///< separated by blanks; empty: a topic, or free
};

constexpr std::string_view kYesNo = "yes no";
constexpr std::string_view kTopics = "topic";

constexpr auto kAttributes = std::to_array<Attribute>({
    {"account_kind", "private professional school unknown"},
    {"actor_function", "head leadership other pupil parent external"},
    {"also_official", "yes no not-in-case"},
    {"audience", "direct group public"},
    {"basis", "text"},
    {"capacity_with_profile", kYesNo},
    {"because", ""},
    {"channel", "official not-official"},
    {"channel_named", "whatsapp snapchat instagram other phone private"},
    {"consent_state",
     "granted none refused withdrawn_before withdrawn_after expired wrong_giver wrong_form form_unknown given_later"},
    {"conversation_kind", "direct group channel meeting mail public"},
    {"edge_kinds", "friend follows followed_by contact message"},
    {"employment_with_profile", kYesNo},
    {"excerpt", "withheld"},
    {"face", "told not-judged"},
    {"forwarded", "marked told mail"},
    {"function_with_profile", kYesNo},
    {"grade", "A B C T1 T2"},
    {"hours", "working free unknown"},
    {"kind", "gap oversight post reply"},
    {"kinds", kTopics},
    {"known_by", "tag caption"},
    {"listed", "yes no no-list"},
    {"logo", "other-file"},
    {"managed_by", "known unknown"},
    {"media_kind", "image video audio"},
    {"members_kind", "leadership staff"},
    {"organisation_account", "organisation not-organisation unknown"},
    {"own_opinion", kYesNo},
    {"own_opinion_with_profile", kYesNo},
    {"place", "publication discussion"},
    {"readers", "public family staff pupils parents pupils-and-parents unknown"},
    {"registered", kYesNo},
    {"setting", "open-profile location address-book found-by-phone"},
    {"shown", "pupil staff parent"},
    {"shown_by", "publication page-role"},
    {"special", kYesNo},
    {"states_capacity", kYesNo},
    {"states_employment", kYesNo},
    {"states_function", kYesNo},
    {"third_parties", kYesNo},
    {"third_parties_with_profile", kYesNo},
    {"topic", kTopics},
});

constexpr auto kNumbers = std::to_array<std::string_view>(
    {"accounts_registered", "accounts_total", "contacts_total", "counterparts_silent", "counterparts_total", "counterparts_unnamed",
     "counterparts_unsure", "days", "media_total", "members", "messages_actor", "messages_counterpart", "messages_total",
     "pupils_total", "turns_actor", "turns_counterpart", "unknown_total", "working_hours"});

/// Those that importers give, and some of which schools copy tables.
constexpr auto kKnownPlatforms = std::to_array<std::string_view>(
    {"bereal",   "blog",      "contacts", "discord",        "element",  "facebook", "google_chat", "imessage", "instagram",
     "klasbord", "line",      "linkedin", "magister",       "mail",     "mastodon", "matrix",      "maxclass", "parro",
     "phone",    "pinterest", "reddit",   "schoolpraat",    "signal",   "skype",    "slack",       "sms",      "snapchat",
     "somtoday", "teams",     "telegram", "social_schools", "threads",  "threema",  "tiktok",      "twitter",  "whatsapp",
     "wiki",     "x",         "yammer",   "youtube",        "zoom"});

bool holds_word(std::string_view list, std::string_view word) {
  const std::string all = " " + std::string(list) + " ";
  return !word.empty() && all.find(" " + std::string(word) + " ") != std::string::npos;
}

/// What text is about stands in the catalogue; what a publication is about in docs/facts.md.
bool is_topic(std::string_view word) {
  return has_text("topic." + std::string(word)) || holds_word("school-name own-school education school other", word);
}

std::string with_commas(std::string_view list) {
  std::string out;
  for (const char c : list) out += c == ' ' ? std::string(", ") : std::string(1, c);
  return out;
}

/// One letter more, less or other, or two that changed places.
bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a == b || b.size() - a.size() > 1 || a.size() < 4) return false;
  const auto from = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const std::string_view rest_a = a.substr(from), rest_b = b.substr(from);
  if (a.size() < b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
}

}  // namespace

void check_condition(std::string_view where, std::string_view attribute, const Json& values, PolicyErrors& errors) {
  const auto known = std::ranges::find(kAttributes, attribute, &Attribute::name);
  if (known == kAttributes.end()) return errors.add("policy-unknown-key", {std::string(attribute), std::string(where)}, values);
  for (const Json& value : values.items()) {
    const bool fits = known->values == kTopics ? is_topic(value.str()) : known->values.empty() || holds_word(known->values, value.str());
    const std::string choice = known->values == kTopics ? "docs/facts.md, docs/lexicons.md" : with_commas(known->values);
    if (!fits) errors.add("policy-unknown-value", {std::string(value.str()), std::string(attribute), choice}, values);
  }
}

void check_limit(std::string_view where, std::string_view attribute, const Json& value, PolicyErrors& errors) {
  if (std::ranges::find(kNumbers, attribute) == kNumbers.end())
    errors.add("policy-unknown-key", {std::string(attribute), std::string(where)}, value);
}

void check_platform(std::string_view key, std::string_view name, const Json& where, PolicyErrors& errors) {
  std::string meant = ascii_lower(trim(name));
  std::ranges::replace(meant, ' ', '_');
  if (std::ranges::find(kKnownPlatforms, std::string_view(meant)) == kKnownPlatforms.end())
    for (const std::string_view known : kKnownPlatforms)
      if (is_slip(meant, known)) meant = std::string(known);
  if (meant != name) errors.add("policy-platform-name", {std::string(name), std::string(key), meant}, where);
}

}  // namespace schouw
