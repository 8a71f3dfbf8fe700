#include "store_view.h"

#include <algorithm>
#include <tuple>

namespace schouw {
namespace {

Evidence message_evidence(const StoredMessage& message) {
  Evidence out;
  if (!message.seen_in.empty()) out.origin = message.seen_in.front();
  out.message_id = message.id;
  return out;
}

CaseMessage case_message(StoredMessage&& stored) {
  CaseMessage out;
  if (!stored.seen_in.empty()) out.origin = std::move(stored.seen_in.front());
  out.id = std::move(stored.id);
  out.conversation_id = std::move(stored.conversation_id);
  out.platform = std::move(stored.message.platform);
  out.kind = stored.message.kind;
  out.time = std::move(stored.time);
  out.account_id = std::move(stored.sender_id);
  out.recipients = std::move(stored.recipient_ids);
  out.text = std::move(stored.message.text);
  out.title = std::move(stored.message.title);
  out.tagged = std::move(stored.tagged_ids);
  out.event = std::move(stored.message.event);
  out.native_id = std::move(stored.message.native_id);
  out.in_reply_to = std::move(stored.message.in_reply_to);
  out.attachments = std::move(stored.message.attachments);
  out.flags = stored.message.flags;
  return out;
}

CaseConnection case_connection(StoredConnection&& stored) {
  CaseConnection out;
  out.id = std::move(stored.id);
  out.platform = std::move(stored.connection.platform);
  out.kind = stored.connection.kind;
  out.owner = std::move(stored.owner_id);
  out.other = std::move(stored.other_id);
  out.since = std::move(stored.since);
  out.ended = std::move(stored.ended);
  if (!stored.seen_in.empty()) out.origin = std::move(stored.seen_in.front());
  return out;
}

CaseMedia case_media(StoredMedia&& stored) {
  CaseMedia out;
  out.id = std::move(stored.id);
  out.platform = std::move(stored.item.platform);
  out.name = std::move(stored.item.file.name);
  out.sha256 = std::move(stored.item.file.sha256);
  out.conversation_id = std::move(stored.conversation_id);
  out.message_id = std::move(stored.message_id);
  out.publisher = std::move(stored.publisher_id);
  out.caption = std::move(stored.caption);
  out.kind = stored.item.file.kind;
  out.present = stored.item.file.present;
  out.taken = std::move(stored.taken);
  out.published = std::move(stored.published);
  out.tagged = std::move(stored.tagged_ids);
  out.is_public = stored.is_public;
  if (!stored.seen_in.empty()) out.origin = std::move(stored.seen_in.front());
  return out;
}

CaseParticipant& participant(CaseConversation& conversation, const std::string& account) {
  auto& all = conversation.participants;
  const auto at = std::ranges::lower_bound(all, account, {}, &CaseParticipant::account_id);
  if (at != all.end() && at->account_id == account) return *at;
  CaseParticipant fresh;
  fresh.account_id = account;
  return *all.insert(at, std::move(fresh));
}

void add_message(CaseConversation& conversation, const StoredMessage& message) {
  if (conversation.messages++ == 0) conversation.first = message.time;
  conversation.last = message.time;
  if (message.sender_id.empty()) return;
  CaseParticipant& who = participant(conversation, message.sender_id);
  if (who.messages++ == 0) {
    who.first = message.time;
    who.first_evidence = message_evidence(message);
  }
  who.last = message.time;
  who.last_evidence = message_evidence(message);
}

}  // namespace

bool StoreView::before(const RecordTime& time) const {
  return period_.from.has_value() && time.local_ms.has_value() && date_of(*time.local_ms) < *period_.from;
}

bool StoreView::after(const RecordTime& time) const {
  return period_.until.has_value() && time.local_ms.has_value() && date_of(*time.local_ms) > *period_.until;
}

/// The store counted each sender's messages; that will do when all of them lie within the period.
void StoreView::take_aggregates(const StoredConversation& stored, CaseConversation& out) const {
  out.messages = stored.messages;
  out.first = stored.first;
  out.last = stored.last;
  for (const StoredConversation::Party& party : stored.parties) {
    if (party.messages == 0) continue;
    CaseParticipant& who = participant(out, party.account_id);
    who.messages = party.messages;
    who.first = party.first;
    who.last = party.last;
    if (const auto first = store_.message(party.first_message)) who.first_evidence = message_evidence(*first);
    if (const auto last = store_.message(party.last_message)) who.last_evidence = message_evidence(*last);
  }
}

/// By time, then id, whoever handed it in.
void StoreView::each_told(const std::string& conversation_id, const std::function<void(StoredMessage&&)>& visit) const {
  std::vector<StoredMessage> more;
  for (const std::string& other : both_sides_.others_of(conversation_id))
    store_.each_message_of(other, [&](StoredMessage&& stored) {
      if (stored.message.kind == MessageKind::system || both_sides_.is_told(stored.id)) return;
      both_sides_.retell(stored);
      more.push_back(std::move(stored));
    });
  const auto order = [](const StoredMessage& m) {
    return std::tuple(!m.time.utc_ms.has_value(), m.time.utc_ms.value_or(0), std::string_view(m.id));
  };
  std::ranges::sort(more, {}, order);
  auto next = more.begin();
  store_.each_message_of(conversation_id, [&](StoredMessage&& stored) {
    for (; next != more.end() && order(*next) < order(stored); ++next) visit(std::move(*next));
    visit(std::move(stored));
  });
  for (; next != more.end(); ++next) visit(std::move(*next));
}

void StoreView::count_within(const StoredConversation& stored, CaseConversation& out) const {
  each_told(stored.id, [&](StoredMessage&& message) {
    if (within(message.time)) add_message(out, message);
  });
}

std::optional<CaseConversation> StoreView::conversation_of(const StoredConversation& stored) const {
  CaseConversation out;
  out.id = stored.id;
  out.platform = stored.platform;
  out.title = stored.title;
  out.kind = stored.kind;
  if (within(stored.first) && within(stored.last) && both_sides_.others_of(stored.id).empty())
    take_aggregates(stored, out);
  else
    count_within(stored, out);
  if (stored.messages > 0 && out.messages == 0) return std::nullopt;
  for (const StoredConversation::Party& party : stored.parties) {
    if (!party.member || before(party.until) || after(party.since)) continue;
    CaseParticipant& who = participant(out, party.account_id);
    who.member = true;
    who.admin = party.admin;
    who.since = party.since;
    who.until = party.until;
    if (party.member_origin.has_value()) who.member_evidence.origin = *party.member_origin;
    if (who.messages > 0) continue;
    who.first = party.since;
    who.last = party.until;
    if (!party.member_origin.has_value()) continue;
    // A list of members is no message; the place is what can be cited.
    who.first_evidence.origin = who.last_evidence.origin = *party.member_origin;
  }
  return out;
}

void StoreView::each_account(const std::function<void(const CaseAccount&)>& visit) const {
  for (const CaseAccount& account : people_.accounts) visit(account);
}

void StoreView::each_conversation(const std::function<void(const CaseConversation&)>& visit) const {
  if (conversations_.has_value()) {
    for (const CaseConversation& conversation : *conversations_) visit(conversation);
    return;
  }
  // Every detector asks for all of them. A case with more conversations than this reads them anew, in the same memory.
  constexpr std::size_t kKept = 20'000;
  std::vector<CaseConversation> kept;
  bool all = true;
  store_.each_conversation([&](StoredConversation&& stored) {
    if (both_sides_.leader_of(stored.id) != stored.id) return;
    auto conversation = conversation_of(stored);
    if (!conversation) return;
    visit(*conversation);
    all = all && kept.size() < kKept;
    if (all) kept.push_back(std::move(*conversation));
  });
  if (all) conversations_ = std::move(kept);
}

void StoreView::each_connection(const std::function<void(const CaseConnection&)>& visit) const {
  store_.each_connection([&](StoredConnection&& stored) {
    if (after(stored.since) || before(stored.ended)) return;
    visit(case_connection(std::move(stored)));
  });
}

void StoreView::each_media(const std::function<void(const CaseMedia&)>& visit) const {
  store_.each_media([&](StoredMedia&& stored) {
    if (!within(stored.published)) return;
    stored.conversation_id = both_sides_.leader_of(stored.conversation_id);
    visit(case_media(std::move(stored)));
  });
}

void StoreView::each_message(std::string_view conversation_id,
                             const std::function<void(const CaseMessage&)>& visit) const {
  Copies copies(people_, of_several_);
  each_told(both_sides_.leader_of(std::string(conversation_id)), [&](StoredMessage&& stored) {
    if (within(stored.time) && !copies.told_before(stored)) visit(case_message(std::move(stored)));
  });
}

std::optional<CaseConversation> StoreView::conversation(std::string_view id) const {
  const auto stored = store_.conversation(both_sides_.leader_of(std::string(id)));
  return stored ? conversation_of(*stored) : std::nullopt;
}

void StoreView::each_marked(const std::function<void(const MarkedMessage&)>& visit) const {
  Copies copies(people_, of_several_);
  store_.each_marked([&](StoredMessage&& stored, std::string_view marks) {
    if (!within(stored.time) || both_sides_.is_told(stored.id) || copies.told_before(stored)) return;
    both_sides_.retell(stored);
    MarkedMessage out;
    out.said = said_in(stored.message);
    out.own_size = own_size(stored.message);
    FoundMarks found = unpack_marks(marks);
    out.marks = std::move(found.marks);
    out.marks_left_out = found.left_out;
    out.message = case_message(std::move(stored));
    visit(out);
  });
}

}  // namespace schouw
