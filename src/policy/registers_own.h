// Registers in our own CSV form (interface.md), one function a file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "registers_draft.h"
#include "registers_table.h"

namespace schouw {

void read_own_people(std::string_view bytes, const std::string& file, RegisterDraft& draft);
/// A list of pupils as Magister, Somtoday or ParnasSys exports it: by pupil number, without a role.
void read_pupil_list(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_relations(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_accounts(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_consent(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_exceptions(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_lessons(std::string_view bytes, const std::string& file, RegisterDraft& draft);
void read_own_identifiers(std::string_view bytes, const std::string& file, RegisterDraft& draft);

/// For recognising a file by its header.
std::span<const RegisterColumn> people_columns();
std::span<const RegisterColumn> pupil_columns();
std::span<const RegisterColumn> relation_columns();
std::span<const RegisterColumn> account_columns();
std::span<const RegisterColumn> consent_columns();
std::span<const RegisterColumn> exception_columns();
std::span<const RegisterColumn> lesson_columns();

}  // namespace schouw
