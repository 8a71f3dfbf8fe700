// Posts and direct messages of X, from the objects its archives hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schouw/base/json.h"
#include "schouw/model/message.h"

namespace schouw {

/// What the file says of everything in it.
struct XFile {
  bool deleted = false;      ///< posts that the owner took away
  bool headers = false;      ///< who and when, without a word of what was said
  bool closed = false;       ///< not for everybody: a circle
  std::string media_folder;  ///< "tweets_media", beside the file
};

std::string x_text(std::string_view text);  ///< NFC, without invisible characters, "&amp;" and the like undone
std::string x_id(
    const Json& value);  ///< ids are texts; old files have numbers. Empty for "-1": an account that is gone
Timestamp x_time(const Json& value);  ///< "Wed Oct 10 20:19:24 +0000 2018", "2013-05-20 12:34:56 +0000", ISO 8601

/// A post with its wrapper taken off. `sender` is the owner; the place is left to the caller.
Message x_post(const Json& tweet, const XFile& file);

/// A long text that stands in a list of its own.
Message x_note(const Json& note);
/// An article has no time, and whether it was published is in another list, which does not say of which article.
Message x_article(const Json& article);
/// What the owner asked Grok, or its answer.
Message x_grok(const Json& item);
/// What the owner wrote below a post of somebody else for everybody to read, under another name than their own.
Message x_community_note(const Json& note);
/// A call that the owner began in direct messages.
Message x_call(const Json& broadcast);

/// One event in a conversation: a message, or somebody coming or going. `members` are those it shows.
struct XEvent {
  Message message;
  std::vector<Member> members;
  std::string new_title;
  bool known = true;
};
XEvent x_event(const Json& wrapped, const XFile& file);

/// "A-B" of the two who write to each other; empty for a group.
ConversationRef x_conversation(std::string_view id, bool is_group);

}  // namespace schouw
