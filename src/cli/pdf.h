// A page as PDF, by WeasyPrint, which is no part of schouw and may be absent.
#pragma once

#include <functional>
#include <string_view>

#include "schouw/base/result.h"

namespace schouw {

/// Runs `weasyprint` as a child that cannot open a network connection. `write_html` gives the page, `take` gets the PDF.
/// usage error "pdf-absent" when it is not installed, io error "pdf-failed" with what it said.
Result<void> html_to_pdf(const std::function<void(const std::function<void(std::string_view)>&)>& write_html,
                         const std::function<void(std::string_view)>& take);

}  // namespace schouw
