// What was published: posts, stories, comments and pictures of Facebook and Instagram.
#pragma once

#include "meta_file.h"
#include "meta_media.h"

namespace schouw {

/// Facebook: {"timestamp": …, "data": [{"post": …}], "attachments": […], "title": …, "tags": […]}, by the owner.
Message facebook_post(const Json&, MetaFile&);

/// Facebook: a comment of the owner, {"timestamp": …, "data": [{"comment": {…}}], …}.
Message facebook_comment(const Json&, MetaFile&);

/// Facebook: what stands below a picture, {"timestamp": …, "comment": …, "author": …}; anybody can have written it.
Message facebook_remark(const Json&, MetaFile&);

/// Instagram: {"media": [{"uri": …, "title": …}], "title": …, "creation_timestamp": …}, or one media object.
Message instagram_post(const Json&, MessageKind, MetaFile&);

/// Instagram: string_map_data, string_list_data or label_values of a comment of the owner.
Message instagram_comment(const Json&, MetaFile&);
/// The same by its fields; `otherwise` is the time where no field has one.
Message instagram_comment(std::span<const MetaField>, Timestamp otherwise, MetaFile&);

/// What was said in a group that is named; nothing for an empty name.
void place_in_group(std::string_view group, Message&);

/// Media, place and people of label_values, however deep.
void add_labelled_parts(const Json& record, std::span<const MetaField>, Message&, MetaFile&);

/// A picture or film that stands by itself, published by the owner; with what others wrote below it.
void give_meta_picture(const Json&, Locator, MetaFile&);

}  // namespace schouw
