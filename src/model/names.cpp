// The names of the contract (docs/interface.md) for the values of this layer, and back.
#include <array>

#include "schouw/model/entry.h"
#include "schouw/model/finding.h"
#include "schouw/model/message.h"
#include "schouw/model/origin.h"
#include "schouw/model/problem.h"

namespace schouw {
namespace {

template <class Enum, std::size_t size>
std::optional<Enum> from_name(const std::array<Enum, size>& all, std::string_view name) {
  for (const Enum value : all)
    if (name_of(value) == name) return value;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(LocatorKind kind) {
  switch (kind) {
    case LocatorKind::line:
      return "line";
    case LocatorKind::index:
      return "index";
    case LocatorKind::byte:
      return "byte";
    case LocatorKind::id:
      return "id";
  }
  return {};
}

std::string_view name_of(EntryState state) {
  switch (state) {
    case EntryState::read:
      return "read";
    case EntryState::not_recognised:
      return "not_recognised";
    case EntryState::refused:
      return "refused";
    case EntryState::damaged:
      return "damaged";
  }
  return {};
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::low:
      return "low";
    case Severity::medium:
      return "medium";
    case Severity::high:
      return "high";
  }
  return {};
}

std::string_view name_of(Loss loss) {
  switch (loss) {
    case Loss::none:
      return "none";
    case Loss::partial:
      return "partial";
    case Loss::whole:
      return "whole";
  }
  return {};
}

std::string_view name_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::message:
      return "message";
    case MessageKind::system:
      return "system";
    case MessageKind::call:
      return "call";
    case MessageKind::post:
      return "post";
    case MessageKind::comment:
      return "comment";
    case MessageKind::story:
      return "story";
    case MessageKind::event:
      return "event";
  }
  return {};
}

std::string_view name_of(ConversationKind kind) {
  switch (kind) {
    case ConversationKind::direct:
      return "direct";
    case ConversationKind::group:
      return "group";
    case ConversationKind::channel:
      return "channel";
    case ConversationKind::meeting:
      return "meeting";
    case ConversationKind::mail:
      return "mail";
    case ConversationKind::public_:
      return "public";
  }
  return {};
}

std::string_view name_of(AttachmentKind kind) {
  switch (kind) {
    case AttachmentKind::image:
      return "image";
    case AttachmentKind::video:
      return "video";
    case AttachmentKind::audio:
      return "audio";
    case AttachmentKind::sticker:
      return "sticker";
    case AttachmentKind::document:
      return "document";
    case AttachmentKind::contact:
      return "contact";
    case AttachmentKind::location:
      return "location";
    case AttachmentKind::link:
      return "link";
    case AttachmentKind::poll:
      return "poll";
  }
  return {};
}

std::string_view name_of(ConnectionKind kind) {
  switch (kind) {
    case ConnectionKind::friend_:
      return "friend";
    case ConnectionKind::follows:
      return "follows";
    case ConnectionKind::followed_by:
      return "followed_by";
    case ConnectionKind::contact:
      return "contact";
    case ConnectionKind::member:
      return "member";
    case ConnectionKind::admin:
      return "admin";
    case ConnectionKind::request_sent:
      return "request_sent";
    case ConnectionKind::request_received:
      return "request_received";
    case ConnectionKind::blocked:
      return "blocked";
    case ConnectionKind::removed:
      return "removed";
  }
  return {};
}

std::string_view name_of(PersonPart part) {
  switch (part) {
    case PersonPart::actor:
      return "actor";
    case PersonPart::counterpart:
      return "counterpart";
    case PersonPart::depicted:
      return "depicted";
    case PersonPart::mentioned:
      return "mentioned";
  }
  return {};
}

std::string_view name_of(Norm norm) {
  switch (norm) {
    case Norm::forbidden:
      return "forbidden";
    case Norm::required:
      return "required";
    case Norm::discouraged:
      return "discouraged";
    case Norm::allowed_if:
      return "allowed-if";
    case Norm::informative:
      return "informative";
    case Norm::procedure:
      return "procedure";
    case Norm::sanction:
      return "sanction";
  }
  return {};
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::breach:
      return "breach";
    case Verdict::discouraged:
      return "discouraged";
    case Verdict::attention:
      return "attention";
  }
  return {};
}

std::string_view name_of(ExceptionState state) {
  switch (state) {
    case ExceptionState::none:
      return "none";
    case ExceptionState::met:
      return "met";
    case ExceptionState::claimed:
      return "claimed";
    case ExceptionState::unknown:
      return "unknown";
  }
  return {};
}

std::string_view name_of(ReviewState state) {
  switch (state) {
    case ReviewState::open:
      return "open";
    case ReviewState::confirmed:
      return "confirmed";
    case ReviewState::dismissed:
      return "dismissed";
    case ReviewState::unsure:
      return "unsure";
  }
  return {};
}

std::string_view name_of(Baseline baseline) {
  switch (baseline) {
    case Baseline::new_:
      return "new";
    case Baseline::unchanged:
      return "unchanged";
    case Baseline::updated:
      return "updated";
    case Baseline::absent:
      return "absent";
  }
  return {};
}

std::optional<MessageKind> message_kind_from(std::string_view name) {
  using enum MessageKind;
  return from_name(std::array{message, system, call, post, comment, story, event}, name);
}

std::optional<ConversationKind> conversation_kind_from(std::string_view name) {
  using enum ConversationKind;
  return from_name(std::array{direct, group, channel, meeting, mail, public_}, name);
}

std::optional<AttachmentKind> attachment_kind_from(std::string_view name) {
  using enum AttachmentKind;
  return from_name(std::array{image, video, audio, sticker, document, contact, location, link, poll}, name);
}

std::optional<ConnectionKind> connection_kind_from(std::string_view name) {
  using enum ConnectionKind;
  return from_name(std::array{friend_, follows, followed_by, contact, member, admin, request_sent, request_received,
                              blocked, removed},
                   name);
}

std::optional<Norm> norm_from(std::string_view name) {
  using enum Norm;
  return from_name(std::array{forbidden, required, discouraged, allowed_if, informative, procedure, sanction}, name);
}

}  // namespace schouw
