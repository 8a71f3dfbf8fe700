// Pictures, films, recordings and links of Facebook and Instagram exports.
#pragma once

#include <optional>

#include "meta_text.h"
#include "schouw/model/message.h"

namespace schouw {

/// {"uri": …, "creation_timestamp": …, "media_metadata": {…}, "description": …}. `otherwise`: the kind of a file whose
/// name has no known ending. Nothing when there is no uri.
std::optional<Attachment> meta_media(const Json& media, AttachmentKind otherwise, MetaText&);

/// A file of the download: name, kind and MIME type by its path, or `otherwise` where the name has no known ending.
Attachment meta_file_at(std::string uri, AttachmentKind otherwise);

/// When Meta got the file. When the picture was taken is in `taken`, where EXIF says so.
Timestamp meta_uploaded(const Json& media);

/// An address on the web that was shared.
Attachment meta_link(std::string_view address, std::string_view name, MetaText&);

/// Facebook's "attachments": [{"data": [{"media"|"external_context"|"place"|"poll"|"text": …}]}].
void add_meta_attachments(const Json& attachments, Message&, MetaText&);

/// "tags": [{"name": …}] or [text], added once each.
void add_meta_tags(const Json& tags, std::vector<AccountRef>& to, MetaText&);

}  // namespace schouw
