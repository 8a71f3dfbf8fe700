// One message as the web application of Teams gets it from its chat service.
#pragma once

#include "schouw/base/json.h"
#include "skype_message.h"

namespace schouw {

/// True for keys that only such a message has; `has` tells whether it has one.
template <class Has>
bool is_teams_web_message(Has has) {
  const bool placed = has("conversationLink") || has("conversationid");
  // In the list of what somebody saved the type is left out.
  const bool typed = has("messagetype") ? placed || has("imdisplayname") : placed && has("content") && has("imdisplayname");
  return typed && (has("composetime") || has("originalarrivaltime"));
}

SkypeMessage teams_web_message(const Json& source, Locator);

}  // namespace schouw
