// What ConvertTo-Json of PowerShell makes of an object below its depth (2, unless somebody says otherwise): a text.
#pragma once

#include "schouw/base/json.h"

namespace schouw {

/// Puts objects in place of the texts in a chatMessage, where the text holds what stood in them. One that names a class
/// only ("System.Collections.Hashtable") stays as it is.
void unwrap_powershell(Json& message);

/// Whether there is such a text in it.
bool has_powershell_text(const Json& message);

}  // namespace schouw
