// What WhatsApp itself writes into a chat, in the languages it is made in: system lines, placeholders of media,
// deleted and edited messages, calls. Everything here takes a body without marks (clean_whatsapp_text).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schouw/model/message.h"

namespace schouw {

/// Without invisible characters; no-break and thin spaces as blanks, curly apostrophes straight.
std::string clean_whatsapp_text(std::string_view text);

struct SystemLine {
  std::string_view event;   ///< "member-added", ...
  std::string actor = {};   ///< who did it, as written ("Je", "Jan")
  std::string object = {};  ///< whom or what it concerns
  std::string subject = {};  ///< a new title
};

/// The system line that this text is. Nothing: not known.
std::optional<SystemLine> match_system_line(std::string_view clean);

/// The notice of encryption that opens a chat, by how it begins: people write of "end-to-end encrypted" too.
bool opens_chat(std::string_view clean);

/// "Your security code with Noor changed. Tap to learn more.": both sentences, so that nobody typed it.
bool is_code_notice(std::string_view clean);

/// True for events that only a group has.
bool is_group_event(std::string_view event);

/// True when `name` is who did this to the group or left it, and whom it concerns can be a name: "Els heeft Bas
/// toegevoegd", not "Els heeft zout toegevoegd".
bool tells_own_deed(const SystemLine& line, std::string_view name);

/// True when the word stands for the exporter: "Je", "You".
bool is_exporter_word(std::string_view word);

struct MediaNote {
  AttachmentKind kind = AttachmentKind::document;
  bool view_once = false;
};

/// "<Media weggelaten>", "afbeelding weggelaten": media that are not in the export.
std::optional<MediaNote> omitted_media(std::string_view clean);

/// "View once voice message omitted", "Albums weggelaten" behind a direction mark: a kind that is not listed, in the one
/// form that all kinds have. Only for a text that the app wrote, for people write such words too.
std::optional<MediaNote> omitted_by_form(std::string_view clean);

/// "Wachten op dit bericht. Dit kan even duren.": somebody sent something that this phone could not open.
bool is_not_received(std::string_view clean);

/// "EVENEMENT: Ouderavond": a word in capitals and a colon, as the app begins what somebody made with it.
bool is_made_with_app(std::string_view clean);

/// The text behind a file name: "bestand bijgevoegd", "file attached".
bool is_attached_words(std::string_view words);

enum class Deletion { none, by_someone, by_exporter };
Deletion deletion_of(std::string_view clean);

/// "missed-call", "call" or empty. `certain` texts may stand without a mark; others may be what somebody typed.
struct CallNote {
  std::string_view event = {};
  bool certain = false;
};
CallNote call_of(std::string_view clean);

/// Removes the note that a message was edited from the end of `text`. True when there was one.
bool strip_edited(std::string& text);

/// "locatie: https://..." and shared live locations.
bool is_location(std::string_view clean);
bool is_live_location(std::string_view clean);
/// "PEILING:" in any language, alone on the first line.
bool is_poll_head(std::string_view clean_first_line);

}  // namespace schouw
