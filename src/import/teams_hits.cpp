// Search hits of Microsoft Graph (/search/query with entity type chatMessage).
//
//   {"hitId": "…", "summary": "een <c0>woord</c0> eruit<ddd/>", "resource": {"@odata.type": "#microsoft.graph.chatMessage", …}}
//   -> the message with "een woord eruit…" for its text, which is an extract and perhaps not all that was said
//
// Gap: hits that are mails, files or events are no messages of Teams.
#include "teams_hits.h"

#include <string>
#include <string_view>

namespace schouw {
namespace {

/// The words that were searched for are in <c0>, and <ddd/> stands for what is left out.
std::string extract(std::string_view summary) {
  std::string out;
  while (!summary.empty()) {
    const auto open = summary.find('<');
    out += summary.substr(0, open);
    if (open == std::string_view::npos) break;
    summary.remove_prefix(open);
    bool known = false;
    for (const std::string_view mark : {"<c0>", "</c0>", "<ddd/>", "<ddd />"}) {
      if (!summary.starts_with(mark)) continue;
      if (mark.starts_with("<ddd")) out += "\u2026";
      summary.remove_prefix(mark.size());
      known = true;
      break;
    }
    if (known) continue;
    out += '<';
    summary.remove_prefix(1);
  }
  return out;
}

}  // namespace

Json teams_hit(const Json& hit) {
  Json message = hit.at("resource");
  if (!message.str("@odata.type").ends_with("chatMessage") || message.str("createdDateTime").empty()) return {};
  // A sender is given as in mail.
  if (const Json& mail = message.at("from").at("emailAddress"); mail.is_object()) {
    Json member = Json::object();
    member["displayName"] = Json(mail.str("name"));
    member["email"] = Json(mail.str("address"));
    Json from = Json::object();
    from["user"] = std::move(member);
    message["from"] = std::move(from);
  }
  Json body = Json::object();
  body["contentType"] = Json("text");
  body["content"] = Json(extract(hit.str("summary")));
  message["body"] = std::move(body);
  message["messageType"] = Json("message");
  message["etag"] = Json();  // the message itself, elsewhere in the case, is to win
  return message;
}

}  // namespace schouw
