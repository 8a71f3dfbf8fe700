// Facebook's records under labels (2024 and later).
#pragma once

#include "meta_file.h"

namespace schouw {

/// {"timestamp": …, "media": […], "label_values": [{"label": …, "value": …}], "fbid": "…"}. What it is, only the name
/// of the file says. False: not known.
bool read_facebook_labelled(const Json&, const Locator&, MetaFile&);

}  // namespace schouw
