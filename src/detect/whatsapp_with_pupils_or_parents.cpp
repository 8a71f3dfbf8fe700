// A member of staff and a pupil or parent in one WhatsApp conversation. One fact per conversation and member of staff.
//
//   [02-03-26 16:10] Juf Karin: Vergeet de gymspullen niet
//   [02-03-26 16:12] Mama van Tom: Dank!
//
// And words on another channel that lead there (off_channel.h).
//
// Gap: contact lists, and conversations that no export holds.
#include "contacts.h"
#include "off_channel.h"

namespace schouw::whatsapp_with_pupils_or_parents {
namespace {

constexpr std::string_view kId = "whatsapp-with-pupils-or-parents";
constexpr int kVersion = 3;

/// A group that the register of exceptions knows by its title on the day of the first message.
void note_group_exception(const CaseView& view, const CaseConversation& conversation, const Contact& contact,
                          Fact& fact) {
  if (conversation.kind != ConversationKind::group) return;
  if (exception_for(view, "whatsapp_group", conversation.title, contact.day) != nullptr)
    add_exception(fact, "whatsapp_group", ExceptionState::met);
}

void detect(const CaseView& view, const Policy&, const std::function<void(Fact)>& yield) {
  view.each_conversation([&](const CaseConversation& conversation) {
    if (conversation.platform != "whatsapp") return;
    for (const Contact& contact : contacts_in(view, conversation)) {
      auto fact = contact_fact(view, conversation, contact, kId, kVersion);
      if (!fact) continue;
      note_group_exception(view, conversation, contact, *fact);
      yield(std::move(*fact));
    }
  });
}

TextReader read(const CaseView&, const Policy&, const std::function<void(Fact)>& yield) {
  return off_channel_reader(OffChannel::whatsapp, kId, kVersion, yield);
}

}  // namespace

extern const Detector detector;
constinit const Detector detector{kId, kVersion, &detect, &read};

}  // namespace schouw::whatsapp_with_pupils_or_parents
