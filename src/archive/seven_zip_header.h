// What a 7z file says of itself before anything is unpacked (7zFormat.txt, "Header structure").
#pragma once

#include "byte_source.h"

namespace schouw {

/// Whether the file states more packed folders than its header has bytes. libarchive makes room for all of them first: 196
/// bytes that state 50 million cost it seconds. False for what is too damaged, or too strange, to say so.
bool states_impossible_folders(const ByteSource&);

}  // namespace schouw
