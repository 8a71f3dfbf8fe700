// Sections of the HTML dossier and access report.
#pragma once

#include "page.h"

namespace schouw {

void write_timeline(const Page&);
void write_conversations(const Page&);
void write_connections(const Page&);
void write_file_media(const Page&);
void write_file_findings(const Page&);
void write_unsure(const Page&);
void write_masked(const Page&);

/// The people the report is about, as it calls them.
std::string subjects_of(const Page&);

}  // namespace schouw
