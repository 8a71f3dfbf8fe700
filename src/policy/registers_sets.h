// Readers of registers that other programs write.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "registers_draft.h"
#include "registers_kind.h"

namespace schouw {

/// The files of one folder belong together.
void read_sds1(std::span<const RegisterFile> files, RegisterDraft& draft);    ///< School Data Sync v1
void read_roster(std::span<const RegisterFile> files, RegisterDraft& draft);  ///< SDS v2, v2.1, OneRoster 1.1, 1.2
void read_edexml(const RegisterFile& file, RegisterDraft& draft);             ///< EDEXML 1.0.3 to 2.1, UWLR
void read_magister_contacts(const RegisterFile& file, RegisterDraft& draft);

}  // namespace schouw
