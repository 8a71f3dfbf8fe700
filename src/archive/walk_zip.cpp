// A zip by its own inventory (zip_directory.h): each record of the directory is settled once.
#include <utility>

#include "names.h"
#include "walker.h"
#include "zip_entry.h"

namespace schouw {
namespace {

/// 0 MS-DOS, 10 NTFS, 11 MVS in the APPNOTE's table; .NET wrote 0 and '\' for years.
bool made_on_windows(const ZipRecord& record) {
  const int host = record.made_by >> 8;
  return host == 0 || host == 10 || host == 11;
}

std::string shown_name(const ZipRecord& record, std::size_t ordinal) {
  if (record.name.empty()) return "#" + std::to_string(ordinal);
  return made_on_windows(record) ? with_slashes(record.name) : record.name;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::optional<Fault> forbidden(const ZipRecord& record) {
  if (is_special_file(record)) return Fault{"link-not-followed", {}, EntryState::refused};
  switch (record.use) {
    case ZipRecord::Use::data:
      break;
    case ZipRecord::Use::overlap:
      return Fault{"overlapping-entries", {}, EntryState::refused};
    case ZipRecord::Use::no_header:
      return Fault{"entry-unreadable", {"local header"}};
    case ZipRecord::Use::other_volume:
      return Fault{"entry-unreadable", {"volume"}};
  }
  if (record.strongly_encrypted()) return Fault{"encrypted-entry", {}, EntryState::refused};
  return std::nullopt;
}

}  // namespace

void Walker::walk_zip(const Item& item, WalkReader& reader, int depth) {
  const SharedBytes bytes = whole(item, reader);
  if (bytes == nullptr) return;
  const ZipDirectory directory = read_zip_directory(*bytes, budget_.limits().entries);
  if (!directory.found) {
    settle(item, Fault{"archive-unreadable", {"zip"}}, EntryState::damaged);
    return;
  }
  if (is_document(directory)) {
    reader.rewind();
    offer(item, reader);
    return;
  }
  for (const Problem& problem : directory.problems) note(item, problem);
  if (directory.records.empty()) note(item, {.code = "archive-empty", .severity = Severity::low, .loss = Loss::none});
  opened(item, item.role == Item::Role::entry ? reader.fault() : std::nullopt);
  SeenNames seen;
  std::size_t ordinal = 0;
  for (const ZipRecord& record : directory.records) {
    const std::string name = shown_name(record, ++ordinal);
    if (is_folder(record) || is_system_litter(name)) continue;
    const Item entry{Item::Role::entry, inner_path(item, name), {}, {}, record.size};
    note_name(entry, record.name.empty() ? record.name : name, seen);
    visit_record(bytes, record, entry, depth);
    if (budget_.stopped()) return;
  }
}

void Walker::visit_record(const SharedBytes& bytes, const ZipRecord& record, const Item& entry, int depth) {
  if (budget_.spent()) {
    refuse(entry, *budget_.spent());
    return;
  }
  if (auto fault = forbidden(record)) {
    refuse(entry, std::move(*fault));
    return;
  }
  std::string passphrase;
  if (record.encrypted()) {
    auto found = find_passphrase(bytes, record, budget_.options().passphrases);
    if (!found) {
      refuse(entry, Fault{"encrypted-entry", {}, EntryState::refused});
      return;
    }
    passphrase = std::move(*found);
  }
  if (!record.differs.empty())
    note(entry, {.code = "archive-header-differs",
                 .severity = Severity::low,
                 .loss = Loss::none,
                 .args = {joined(record.differs)}});
  Item item = entry;
  item.open = [bytes, &record, passphrase] { return open_zip_entry(bytes, record, passphrase); };
  visit(item, depth + 1);
}

}  // namespace schouw
