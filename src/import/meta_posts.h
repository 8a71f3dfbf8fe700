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

/// A picture or film that stands by itself, published by the owner; with what others wrote below it.
void give_meta_picture(const Json&, Locator, MetaFile&);

}  // namespace schouw
