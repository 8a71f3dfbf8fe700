// A cited message is shown among its neighbours: a line by itself can mean the opposite.
#include "excerpts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "schouw/detect/masking.h"

namespace schouw {
namespace {

constexpr int kNeighbours = 2;         // messages shown before and after a cited one
constexpr std::size_t kShownPlaces = 8;  // cited messages shown per finding; the others are listed as places

class ExcerptMaker {
 public:
  ExcerptMaker(const CaseStore& store, const CasePeople::State& people, const Withheld& withheld)
      : store_(store), people_(people), withheld_(withheld) {}

  std::vector<ConversationExcerpt> of(const Finding& finding) const {
    // The place will do where a word or a picture should not be shown again.
    if (finding.fact.attributes.str("excerpt") == "withheld") return {};
    std::set<std::string> cited;
    for (const Evidence& evidence : finding.fact.evidence) {
      const std::string id = message_of(evidence);
      if (!id.empty() && cited.size() < kShownPlaces) cited.insert(id);
    }
    std::map<std::string, ConversationExcerpt> excerpts;
    for (const std::string& id : cited) place(id, cited, excerpts);
    std::vector<ConversationExcerpt> out;
    for (auto& [id, excerpt] : excerpts) {
      put_in_order(excerpt);
      excerpt.title = withheld_.title(excerpt);
      out.push_back(std::move(excerpt));
    }
    return out;
  }

 private:
  std::string message_of(const Evidence& evidence) const {
    if (!evidence.message_id.empty()) return evidence.message_id;
    if (evidence.media_id.empty()) return {};
    const auto media = store_.media(evidence.media_id);
    return media.has_value() ? media->message_id : std::string();
  }

  void place(const std::string& id, const std::set<std::string>& cited,
             std::map<std::string, ConversationExcerpt>& excerpts) const {
    for (const StoredMessage& message : store_.around(id, kNeighbours, kNeighbours)) {
      ConversationExcerpt& excerpt = excerpts[message.conversation_id];
      excerpt.conversation_id = message.conversation_id;
      excerpt.title = message.message.conversation.title;
      excerpt.platform = message.message.platform;
      excerpt.kind = message.message.conversation.kind;
      if (std::ranges::find(excerpt.messages, message.id, &QuotedMessage::id) != excerpt.messages.end()) continue;
      excerpt.messages.push_back(quoted(message, people_, withheld_));
      excerpt.messages.back().cited = cited.contains(message.id);
    }
  }

  const CaseStore& store_;
  const CasePeople::State& people_;
  const Withheld& withheld_;
};

}  // namespace

std::string label_of(const AccountRef& ref) {
  for (const std::string* name : {&ref.display_name, &ref.handle, &ref.phone, &ref.email})
    if (!name->empty()) return *name;
  return {};
}

QuotedMessage quoted(const StoredMessage& stored, const CasePeople::State& people, const Withheld& withheld) {
  QuotedMessage out;
  out.id = stored.id;
  if (!stored.seen_in.empty()) out.origin = stored.seen_in.front();
  out.time = stored.time;
  out.account_id = stored.sender_id;
  if (stored.message.sender.has_value()) out.sender_label = label_of(*stored.message.sender);
  if (const CaseAccount* account = people.account(stored.sender_id); account != nullptr) {
    out.band = account->match.band;
    if (out.band >= Band::probable) out.person_id = account->match.person_id;
  }
  const Message& message = stored.message;
  const bool only_passed_on = message.text.empty() && message.flags.forwarded && !message.quoted.empty();
  out.text = masked_values(only_passed_on ? message.quoted : message.text.empty() ? message.title : message.text);
  if (stored.message.event == "setting") out.setting = stored.message.title;
  for (const Attachment& file : stored.message.attachments)
    out.attachments.push_back(file.name.empty() ? std::string(name_of(file.kind)) : file.name);
  withheld.apply(stored, out);
  return out;
}

void put_in_order(ConversationExcerpt& excerpt) {
  std::ranges::sort(excerpt.messages, {},
                    [](const QuotedMessage& m) { return std::tie(m.time.utc_ms, m.origin, m.id); });
}

std::vector<ConversationExcerpt> excerpts_of(const CaseStore& store, const CasePeople::State& people,
                                             const Withheld& withheld, const Finding& finding) {
  return ExcerptMaker(store, people, withheld).of(finding);
}

}  // namespace schouw
