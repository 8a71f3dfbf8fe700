// What a dossier or an access report says about its subjects, besides findings. Made by pipeline, within the period and
// scope of the case; reports mask everyone else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schouw/model/message.h"
#include "schouw/model/origin.h"
#include "schouw/model/person.h"
#include "schouw/model/record_time.h"

namespace schouw {

/// A message as evidence is shown: with its neighbours in the conversation.
struct QuotedMessage {
  std::string id = {};
  Origin origin = {};
  RecordTime time = {};
  std::string account_id = {};
  std::string sender_label = {};      ///< display name or handle as the export shows it
  std::string person_id = {};         ///< empty when nobody, or below band probable
  Band band = Band::none;
  std::string text = {};
  std::string setting = {};           ///< of an event `setting`: the name; the text is then "true" or "false"
  std::vector<std::string> attachments = {};  ///< names or kinds
  bool cited = false;                 ///< the evidence itself, not its context
  bool named = false;                 ///< names a subject, but was written by somebody else
};

struct ConversationExcerpt {
  std::string conversation_id = {};
  std::string title = {};
  std::string platform = {};
  ConversationKind kind = ConversationKind::group;
  std::uint64_t messages_total = 0;   ///< of the whole conversation; 0: not counted
  std::vector<QuotedMessage> messages = {};
};

/// A connection of a subject: an account in a list of the export, or a member of a group.
struct FileConnection {
  std::string id = {}, platform = {}, kind = {};
  std::string owner_account = {}, other_account = {};
  std::string owner_label = {}, other_label = {};
  std::string owner_person = {}, other_person = {};  ///< empty below band probable
  RecordTime since = {}, ended = {};
  Origin origin = {};
};

struct FileMedia {
  std::string id = {}, platform = {}, kind = {}, name = {}, caption = {};
  std::string publisher_account = {}, publisher_label = {}, publisher_person = {};
  RecordTime published = {};
  bool present = false;               ///< the export holds the file itself
  bool published_by_subject = false;
  std::vector<std::string> shown = {};  ///< person ids of subjects tagged or named
  Origin origin = {};
};

/// An account that may be a subject's, but not certainly enough to show its contents.
struct UnsureAccount {
  std::string account_id = {}, platform = {}, person_id = {};
  Band band = Band::none;
  std::uint64_t messages = 0;
};

struct PersonFile {
  std::vector<std::string> subjects = {};              ///< person ids, sorted
  std::vector<ConversationExcerpt> conversations = {}; ///< by first message
  std::vector<FileConnection> connections = {};
  std::vector<FileMedia> media = {};
  std::vector<UnsureAccount> unsure = {};
  std::vector<std::pair<std::string, std::string>> register_data = {};  ///< access: field -> value, as registered
  std::uint64_t outside_period = 0, outside_scope = 0; ///< messages of subjects that are not shown
  std::string received = {}, due = {}, due_extended = {};  ///< access: days of art. 12(3)
};

}  // namespace schouw
