// A member of staff and a pupil or parent in a conversation that is not on the school's own channel, or on one but
// from an account that is not the organisation's: mail from a private address, Teams from a personal account.
//
//   From: karin.visser88@example.org   To: ouder@example.net
//
// Gap: what a message is about; a protocol that binds only some topics to a channel gets attention at most.
#include "contacts.h"
#include "off_channel.h"

namespace schouw::unofficial_channel_with_pupils_or_parents {
namespace {

constexpr std::string_view kId = "unofficial-channel-with-pupils-or-parents";
constexpr int kVersion = 3;

std::string_view name_of_account(Organisation state) {
  switch (state) {
    case Organisation::yes:
      return "organisation";
    case Organisation::no:
      return "not-organisation";
    case Organisation::unknown:
      break;
  }
  return "unknown";
}

void yield_contact(const CaseView& view, const Policy& policy, const CaseConversation& conversation,
                   const Contact& contact, const std::vector<std::string>& domains,
                   const std::function<void(Fact)>& yield) {
  const bool official = policy.is_official(conversation.platform);
  const Organisation account = organisation_account(contact.account, domains);
  if (official && account == Organisation::yes) return;
  auto fact = contact_fact(view, conversation, contact, kId, kVersion);
  if (!fact) return;
  fact->attributes["channel"] = Json(official ? "official" : "not-official");
  fact->attributes["organisation_account"] = Json(name_of_account(account));
  if (official && account == Organisation::unknown) add_doubt(*fact, "account-unknown");
  yield(std::move(*fact));
}

void detect(const CaseView& view, const Policy& policy, const std::function<void(Fact)>& yield) {
  const auto domains = school_domains(view.registers());
  view.each_conversation([&](const CaseConversation& conversation) {
    for (const Contact& contact : contacts_in(view, conversation))
      yield_contact(view, policy, conversation, contact, domains, yield);
  });
}

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  return off_channel_reader(OffChannel::other, kId, kVersion, yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect, &read};

}  // namespace schouw::unofficial_channel_with_pupils_or_parents
