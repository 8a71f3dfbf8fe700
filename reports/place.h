// A place in the evidence, as a reader looks it up: file, file inside it, and line, number or byte.
#pragma once

#include <span>
#include <string>

#include "page.h"

namespace schouw {

std::string locator_words(const Words&, const Locator&);   ///< "regel 17"; the number as a person counts in the file
void write_place(const Page&, const Origin&);
/// The evidence of a finding, places in the same file together.
void write_places(const Page&, std::span<const Evidence>);

}  // namespace schouw
