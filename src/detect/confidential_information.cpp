// Something marked as confidential or internal, where pupils, parents or the public read it, or on a channel that is not the
// school's: "notulen MT, niet verspreiden". So is a mail of staff to a private mailbox, their own too. Not: among staff on the
// school's own channel; a talk "in confidence"; a mail to another organisation, which may be there to help.
//
// Also what a forwarded mail passes on.
//
// Gap: confidential matter without such a word, and what stands in attachments.
#include <algorithm>

#include "simple_text.h"

namespace schouw::confidential_information {
namespace {

constexpr std::string_view kId = "confidential-information";
constexpr int kVersion = 1;

using Domains = std::vector<std::string>;

/// To an address at a provider for everybody, or to a mailbox of a colleague that is not the school's.
bool to_private_mailbox(const CaseView& view, const Domains& school, const SpokenText& text) {
  if (text.message().platform != "mail" || !text.by(Role::staff)) return false;
  return std::ranges::any_of(text.message().recipients, [&](const std::string& id) {
    const Known who = known(view, id);
    if (who.account == nullptr || organisation_account(who, school) != Organisation::no) return false;
    const RoleSpan* role = who.person == nullptr ? nullptr : who.person->role_on(text.day());
    return is_private_mailbox(who.account->profile.email) || (role != nullptr && role->role == Role::staff);
  });
}

bool left_the_staff(const CaseView& view, const Domains& school, const SpokenText& text, const Policy& policy) {
  if (text.is_post() || text.readers().pupils_or_parents()) return true;
  if (to_private_mailbox(view, school, text)) return true;
  return !on_work_channel(text, policy) && text.readers_role() != "family";
}

TextReader read(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const auto counts = [&view, school = school_domains(view.registers())](const SpokenText& text, const Policy& terms) {
    return left_the_staff(view, school, text, terms);
  };
  return simple_text_reader({.detector = kId, .version = kVersion, .mark = "confidential.marker", .topic = "confidential", .counts = counts, .with_passed_on = true}, policy,
                            yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, nullptr, &read};

}  // namespace schouw::confidential_information
