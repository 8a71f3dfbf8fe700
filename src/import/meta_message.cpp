// One message of Messenger or Instagram.
//
//   {"sender_name": "Bas", "timestamp_ms": 1700000000123, "content": "Hoi", "is_geoblocked_for_viewer": false}
//   {"senderName": "Bas", "timestamp": 1700000000123, "text": "Hoi", "media": [], "isUnsent": false, "type": "text"}
//
// Gaps: who sent it is a name, never an account; the words of an unsent message are gone; "You sent an attachment."
// is written by Meta in the language of the account and stays text; who reacted is not read.
#include "meta_message.h"

#include <algorithm>
#include <array>
#include <utility>

#include "meta_media.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

struct MediaList {
  std::string_view key;
  AttachmentKind otherwise;
};
constexpr auto kMediaLists = std::to_array<MediaList>({
    {"photos", AttachmentKind::image},
    {"videos", AttachmentKind::video},
    {"audio_files", AttachmentKind::audio},
    {"files", AttachmentKind::document},
    {"gifs", AttachmentKind::image},
    {"media", AttachmentKind::document},
});

/// What Meta writes in the place of a reaction, in the two languages that were seen.
constexpr auto kReactions = std::to_array<std::string_view>({"Liked a message", "Vond een bericht leuk"});
/// Around a sign: "Reageerde met 😆 op je bericht".
constexpr auto kReacted = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Reacted ", " to your message"},
    {"Reageerde met ", " op je bericht"},
    {"Heeft gereageerd met ", " op je bericht"},
});

bool is_reaction(std::string_view text) {
  constexpr std::size_t kLongestSign = 48;
  constexpr auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::find(kReactions, text) != kReactions.end()) return true;
  return std::ranges::any_of(kReacted, [&](const auto& words) {
    const auto& [before, after] = words;
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) return false;
    const std::string_view sign = text.substr(before.size(), text.size() - before.size() - after.size());
    return before == "Reacted " || (sign.size() <= kLongestSign && std::ranges::none_of(sign, is_letter));
  });
}

bool is_true(const Json& value) { return value.boolean().value_or(false); }

const Json& either(const Json& object, std::string_view one, std::string_view other) {
  const Json* found = object.find(one);
  return found != nullptr ? *found : object.at(other);
}

void add_media(const Json& source, Message& message, MetaText& text) {
  for (const MediaList& list : kMediaLists)
    for (const Json& one : source.at(list.key).items())
      if (auto file = meta_media(one, list.otherwise, text)) {
        // Voice is saved as .mp4, which is a film by its name.
        if (list.otherwise == AttachmentKind::audio) {
          file->kind = AttachmentKind::audio;
          if (file->mime == "video/mp4") file->mime = "audio/mp4";
        }
        message.attachments.push_back(std::move(*file));
      }
  const Json& sticker = source.at("sticker");
  if (auto file = meta_media(sticker, AttachmentKind::sticker, text)) {
    file->kind = AttachmentKind::sticker;
    message.attachments.push_back(std::move(*file));
  }
}

/// A shared post or page: the words in it are somebody else's.
void add_share(const Json& share, Message& message, MetaText& text) {
  if (!share.is_object()) return;
  if (!share.str("link").empty())
    message.attachments.push_back(meta_link(share.str("link"), share.str("original_content_owner"), text));
  message.quoted = text.tidy(share.str("share_text"));
}

/// "Bas missed a video chat", "Bas heeft je oproep gemist": newer exports have no mark for it.
bool says_missed(std::string_view content) {
  return content.find(" missed ") != std::string_view::npos || content.find(" gemist") != std::string_view::npos;
}

void read_kind(const Json& source, Message& message) {
  const std::string_view type = source.str("type");
  const bool call = type == "Call" || source.at("call_duration").is_number() || source.at("missed").is_bool();
  if (call) {
    message.kind = MessageKind::call;
    const bool missed = is_true(source.at("missed")) || says_missed(source.str("content"));
    message.event = missed ? "missed-call" : "call";
  } else if (type == "Subscribe" || type == "Unsubscribe") {
    message.kind = MessageKind::system;
    message.event = type == "Subscribe" ? "member-added" : "member-removed";
    // "Noor left the chat": who leaves is named by nobody else.
    const Json& users = source.at("users");
    const bool of_self =
        users.size() == 0 || (users.size() == 1 && users.items()[0].str("name") == source.str("sender_name"));
    if (type == "Unsubscribe" && of_self) message.event = "member-left";
  } else {
    meta_kind_by_words(message);
  }
}

constexpr auto kNobody = std::to_array<std::string_view>({"facebook user", "facebook-gebruiker", "facebookgebruiker",
                                                          "gebruiker van facebook", "instagram user",
                                                          "instagram-gebruiker", "instagramgebruiker", "instagrammer"});

struct Sentence {
  std::string_view event, starts, ends;
};
/// Behind the name of who did it (and "heeft", "hebt").
constexpr auto kSentences = std::to_array<Sentence>({
    {"member-added", "added ", " to the group."},
    {"member-removed", "removed ", " from the group."},
    {"member-left", "left the group.", ""},
    {"subject-changed", "named the group ", "."},
    {"group-created", "created the group", ""},
    {"icon-changed", "changed the group photo", ""},
    {"member-added", "", " toegevoegd aan de groep."},
    {"member-removed", "", " uit de groep verwijderd."},
    {"member-removed", "", " verwijderd uit de groep."},
    {"member-left", "de groep verlaten.", ""},
    {"subject-changed", "de groep ", " genoemd."},
    {"subject-changed", "de groepsnaam gewijzigd", ""},
    {"group-created", "de groep gemaakt", ""},
    {"group-created", "de groep aangemaakt", ""},
    {"icon-changed", "de groepsfoto gewijzigd", ""},
});

/// What follows the name of the sender at the start of a sentence by Meta; empty when it does not start so.
std::string_view behind_actor(std::string_view text, std::string_view sender) {
  const std::string_view first_name = sender.substr(0, sender.find(' '));
  for (const std::string_view actor : {sender, first_name, std::string_view("You"), std::string_view("Je"),
                                       std::string_view("Jij"), std::string_view("U")})
    if (!actor.empty() && text.size() > actor.size() && text.starts_with(actor) && text[actor.size()] == ' ')
      return text.substr(actor.size() + 1);
  return {};
}

std::string_view group_event(std::string_view text, std::string_view sender) {
  if (text.size() > 400) return {};
  std::string_view rest = behind_actor(text, sender);
  bool dutch = false;
  for (const std::string_view verb : {"heeft ", "hebt "})
    if (!dutch && rest.starts_with(verb)) {
      rest.remove_prefix(verb.size());
      dutch = true;
    }
  if (rest.empty()) return {};
  for (const Sentence& one : kSentences) {
    const bool is_dutch = one.starts.empty() || one.starts.starts_with("de ");
    if (is_dutch == dutch && rest.starts_with(one.starts) && rest.ends_with(one.ends)) return one.event;
  }
  return {};
}

/// A line of Meta about a group has no sender; who did it is one of those it is about.
void make_system(Message& message, ConversationInfo& membership) {
  message.kind = MessageKind::system;
  const bool comes = message.event == "member-added", left = message.event == "member-left";
  const bool goes = message.event == "member-removed" || left;
  if (left && message.sender && message.tagged.empty()) message.tagged.push_back(*message.sender);
  if (comes || goes)
    for (const AccountRef& who : message.tagged) {
      Member member{.account = who, .locator = message.locator};
      (comes ? member.since : member.until) = message.time;
      membership.members.push_back(std::move(member));
    }
  if (message.sender && std::ranges::find(message.tagged, *message.sender) == message.tagged.end())
    message.tagged.push_back(*message.sender);
  message.sender.reset();
}

}  // namespace

bool is_nobodys_name(std::string_view name) {
  const std::string folded = fold(name);
  return folded.empty() || std::ranges::find(kNobody, folded) != kNobody.end();
}

void meta_kind_by_words(Message& message) {
  if (!is_reaction(message.text)) return;
  message.kind = MessageKind::event;
  message.event = "reaction";
}

Message meta_message(const Json& source, MetaText& text) {
  Message message;
  message.time = meta_time(either(source, "timestamp_ms", "timestamp"));
  AccountRef sender{.display_name = text.tidy(either(source, "sender_name", "senderName").str())};
  if (!sender.empty()) message.sender = std::move(sender);
  message.text = text.tidy(either(source, "content", "text").str());
  for (const std::string_view key :
       {"is_unsent", "isUnsent", "is_taken_down", "is_unsent_image_by_messenger_kid_parent"})
    message.flags.deleted = message.flags.deleted || is_true(source.at(key));
  add_media(source, message, text);
  add_share(source.at("share"), message, text);
  add_meta_tags(source.at("users"), message.tagged, text);
  read_kind(source, message);
  return message;
}

void place_meta_message(const MetaThread& thread, Message& message, ConversationInfo& membership) {
  message.conversation = thread.conversation;
  if (message.kind == MessageKind::message && thread.conversation.kind == ConversationKind::group && message.sender)
    message.event = std::string(group_event(message.text, message.sender->display_name));
  if (message.kind == MessageKind::system || (message.kind == MessageKind::message && !message.event.empty()))
    return make_system(message, membership);
  if (thread.conversation.kind != ConversationKind::direct || thread.participants.size() != 2 || !message.sender)
    return;
  const std::string &one = thread.participants[0], &other = thread.participants[1];
  const std::string& sender = message.sender->display_name;
  if (one == other || (sender != one && sender != other)) return;
  message.recipients.push_back({.display_name = sender == one ? other : one});
}

}  // namespace schouw
