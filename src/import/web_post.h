// What blogs, feeds and saved pages have in common: a post with a text in HTML, pictures, and a place on a site.
#pragma once

#include <string>
#include <string_view>

#include "schouw/base/xml.h"
#include "schouw/model/message.h"
#include "tally.h"

namespace schouw {

/// Adds text, quoted text and pictures of a post in HTML.
void add_post_html(std::string_view html, Message& message);

/// A picture as a page names it: "https://school.example/wp-content/uploads/2026/01/hal.jpg" is found below
/// wp-content/ if that folder was given too; "pagina_bestanden/hal.jpg" where the page lies.
Attachment web_picture(std::string_view source, std::string_view alt);

/// RFC 5322 (RSS), ISO 8601 (Atom) or in words; `raw` is kept.
Timestamp web_time(std::string_view written);

/// "https://www.School.example/nieuws/1" -> "school.example"; empty for what is no address.
std::string site_of(std::string_view address);

/// A page of a mailbox or of a chat, open to who is logged in, is no post: which form of its export is read. Empty for all others.
std::string_view form_of_private_page(std::string_view address);

/// A mail address as it is written; empty for one that a site gives to everybody ("noreply@blogger.com"): it would make
/// one account of all authors.
std::string address_of_one(std::string_view written);

/// The conversation of all posts of a site.
ConversationRef site_conversation(std::string_view address, std::string_view title);

/// What was wrong with an XML file; gives how it ended to the tally.
void finish_xml(const XmlDamage& damage, Tally& tally);

}  // namespace schouw
