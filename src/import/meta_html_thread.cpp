// A page of a conversation: message_1.html, newest message first.
//
//   box "Participants: Bas Visser and Noor Bakker" (no date)   ->  members
//   box heading "Noor Bakker", child 1 "Hoi", date             ->  a message of Noor Bakker
//
// Who takes part can stand anywhere, and without it the senders tell: so the page is read twice.
//
// Gaps: no seconds, no ids, no sign that a message was unsent; who reacted is not read. "en" in the name of somebody
// who takes part divides it in two.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "add_line.h"
#include "meta_boxes.h"
#include "meta_message.h"
#include "meta_place.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostSenders = 500;

constexpr auto kParticipants = std::to_array<std::string_view>({"Participants:", "Deelnemers:"});
/// Boxes without a date that are no messages.
constexpr auto kAbout = std::to_array<std::string_view>({"Group photo", "Groepsfoto", "Group Invite Link",
                                                         "Uitnodigingslink", "Link voor groepsuitnodiging",
                                                         "Mailbox thread pending"});
/// What Meta writes beside a film or a call.
constexpr auto kNotes = std::to_array<std::string_view>(
    {"Click for video", "Click for audio", "Klik voor video", "Klik voor audio", "Duration:", "Duur:"});
constexpr auto kDurations = std::to_array<std::string_view>({"Duration:", "Duur:"});

template <std::size_t N>
bool starts_with_one(std::string_view text, const std::array<std::string_view, N>& all) {
  return std::ranges::any_of(all, [&](std::string_view one) { return text.starts_with(one); });
}

bool is_undated(const MetaBox& box) { return box.time == Timestamp{}; }

/// The words "Participants: …", wherever in the box they stand.
std::string participants_in(const MetaBox& box) {
  if (starts_with_one(box.heading, kParticipants)) return box.heading;
  for (const MetaPart& part : box.parts)
    if (starts_with_one(part.text, kParticipants)) return part.text;
  return {};
}

/// Above a message request stands, in the language of the account, that it waits for an answer.
bool is_notice(const MetaBox& box, std::string_view path) {
  const bool alone = box.parts.empty() && box.files.empty() && box.links.empty() && box.fields.empty();
  return alone && path.find("message_requests/") != std::string_view::npos;
}

/// "Group invite link", in whatever language: an address by which one joins.
bool is_invite_box(const MetaBox& box) {
  constexpr auto joins = [](const MetaLink& link) {
    return link.address.find("//ig.me/j/") != std::string::npos || link.address.find("//m.me/j/") != std::string::npos;
  };
  return box.files.empty() && !box.links.empty() && std::ranges::all_of(box.links, joins);
}

std::string_view behind_colon(std::string_view text) {
  return text.substr(std::min(text.find(':') + 1, text.size()));
}

struct Survey {
  std::vector<std::string> participants;
  std::set<std::string> senders;
  std::string title;
};

Survey survey(MetaFile& file) {
  Survey found;
  walk_meta_boxes(file.entry(), [&](const MetaPage& page, MetaBox&& box) {
    if (found.title.empty()) found.title = page.title.empty() ? page.heading : page.title;
    if (is_undated(box) && found.participants.empty()) found.participants = meta_names_in(behind_colon(participants_in(box)));
    if (!is_undated(box) && !box.heading.empty() && found.senders.size() < kMostSenders)
      found.senders.insert(box.heading);
  });
  file.entry().rewind();
  return found;
}

/// Nobody listed: those who wrote, and the one the conversation is named after when there is one other.
std::vector<std::string> those_who_wrote(const Survey& survey) {
  std::vector<std::string> names(survey.senders.begin(), survey.senders.end());
  if (names.size() == 1 && !survey.title.empty() && fold(names[0]) != fold(survey.title)) names.push_back(survey.title);
  return names.size() == 2 ? names : std::vector<std::string>{};
}

MetaThread thread_of(const Survey& survey, MetaFile& file) {
  Json root = Json::object();
  root["title"] = survey.title;
  root["participants"] = Json::array();
  const std::vector<std::string> names = survey.participants.empty() ? those_who_wrote(survey) : survey.participants;
  for (const std::string& name : names) {
    Json one = Json::object();
    one["name"] = name;
    root["participants"].push_back(std::move(one));
  }
  return meta_thread(root, file.path(), file.text);
}

/// The address of what was shared is an attachment; its words are somebody else's.
void add_shared(const MetaBox& box, std::string_view words, Message& message) {
  while (!words.empty()) {
    const auto end = std::min(words.find('\n'), words.size());
    const std::string_view line = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    const auto is_address = [&](const MetaLink& link) { return link.address == line; };
    if (std::ranges::none_of(box.links, is_address)) add_line(message.quoted, line);
  }
}

/// Words of Meta beside a file are not the sender's; "Duration" without a file is of a call.
void add_words(const MetaBox& box, Message& message) {
  constexpr int kShared = 2, kTemplate = 3;  // the third of the blocks holds what was shared
  for (const MetaPart& part : box.parts) {
    if (part.child >= kShared && starts_with_one(part.text, kNotes)) {
      if (box.files.empty() && starts_with_one(part.text, kDurations)) {
        message.kind = MessageKind::call;
        message.event = "call";
      }
      continue;
    }
    const bool shared = part.child == kShared && box.children >= kTemplate;
    shared ? add_shared(box, part.text, message) : add_line(message.text, part.text);
  }
}

Message message_of(MetaBox&& box) {
  Message message{.time = std::move(box.time), .locator = Locator::at_index(box.number)};
  if (!box.heading.empty()) message.sender = AccountRef{.display_name = box.heading};
  add_words(box, message);
  for (Attachment& attachment : box.files) {
    if (attachment.uri.find("stickers_used/") != std::string::npos) attachment.kind = AttachmentKind::sticker;
    message.attachments.push_back(std::move(attachment));
  }
  for (const MetaLink& link : box.links) {
    const std::string_view name = link.text == link.address ? std::string_view{} : std::string_view(link.text);
    if (link.child >= 2)
      message.attachments.push_back(
          {.name = std::string(name), .kind = AttachmentKind::link, .caption = link.address});
  }
  if (message.kind == MessageKind::message) meta_kind_by_words(message);
  return message;
}

}  // namespace

bool is_meta_html_thread(const EntryReader& entry) {
  if (meta_list_name(entry.path()) == "message") return true;
  return std::ranges::any_of(kParticipants, [&](std::string_view words) {
    return entry.head().find(">" + std::string(words)) != std::string_view::npos;
  });
}

void read_meta_html_thread(MetaFile& file) {
  const MetaThread thread = thread_of(survey(file), file);
  give_meta_participants(file, thread);
  const MetaHtmlDamage damage = walk_meta_boxes(file.entry(), [&](const MetaPage&, MetaBox&& box) {
    if (!box.complete) return file.cut();
    const Locator at = Locator::at_index(box.number);
    if (is_undated(box)) {
      const std::string words = box.heading.empty() ? box.text() : box.heading;
      if (!participants_in(box).empty() || starts_with_one(words, kAbout) || is_notice(box, file.path()) ||
          is_invite_box(box))
        return;
      if (box.heading.empty()) return file.unknown(DriftKeys{"box without sender and date"}, at);
    }
    give_meta_message(file, thread, message_of(std::move(box)));
  });
  file.finish(damage);
}

}  // namespace schouw
