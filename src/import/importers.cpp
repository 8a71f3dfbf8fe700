#include "schouw/import/importer.h"

#include <algorithm>

#include "mail_message.h"
#include "mail_text.h"
#include "schouw/base/utf8.h"
#include "schouw/import/confined.h"
#include "whatsapp_encoding.h"
#include "whole_entry.h"

namespace schouw {

#define SCHOUW_IMPORTER(symbol) namespace symbol { extern const Importer importer; }
#define SCHOUW_CONFINED_IMPORTER(symbol) namespace symbol { extern const Importer importer; }
#include "importers.def"
#undef SCHOUW_IMPORTER
#undef SCHOUW_CONFINED_IMPORTER

namespace {

#define SCHOUW_IMPORTER(symbol) &symbol::importer,
#define SCHOUW_CONFINED_IMPORTER(symbol) &symbol::importer,
constexpr const Importer* kImporters[] = {
#include "importers.def"
};
#undef SCHOUW_IMPORTER
#undef SCHOUW_CONFINED_IMPORTER

#define SCHOUW_IMPORTER(symbol)
#define SCHOUW_CONFINED_IMPORTER(symbol) &symbol::importer,
constexpr const Importer* kConfined[] = {
#include "importers.def"
};
#undef SCHOUW_IMPORTER
#undef SCHOUW_CONFINED_IMPORTER

}  // namespace

bool is_confined(const Importer& importer) { return std::ranges::find(kConfined, &importer) != std::end(kConfined); }

void prepare_importers() {
  hold_mail_charsets();
  nfc("e\xCC\x81");
}

std::span<const Importer* const> importers() { return kImporters; }

const Importer* choose_importer(const EntryReader& entry) {
  const Importer* best = nullptr;
  Bid highest = Bid::no;
  for (const Importer* importer : kImporters) {
    const Bid bid = importer->bid(entry);
    if (bid > highest) {
      highest = bid;
      best = importer;
    }
    if (highest == Bid::certain) break;  // nobody can bid more, and the first of equals has it
  }
  return best;
}

std::unique_ptr<EntryReader> in_utf8(EntryReader& entry) {
  const auto wide = wide_encoding(entry.head());
  return wide ? std::make_unique<Utf8Entry>(entry, *wide) : nullptr;
}

std::unique_ptr<EntryReader> markup_in_utf8(EntryReader& entry) {
  return is_markup_head(entry.head()) ? in_utf8(entry) : nullptr;
}

std::string_view base_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_plain_file(const EntryReader& entry) { return entry.source_name() == base_name(entry.path()); }

std::string with_archive(const EntryReader& entry, std::string_view path) {
  return (is_plain_file(entry) ? std::string() : std::string(entry.source_name()) + "/") + std::string(path);
}

std::string archive_or(const EntryReader& entry, std::string_view root) {
  return std::string(is_plain_file(entry) ? root : entry.source_name());
}

bool path_ends_with(std::string_view path, std::string_view suffix) {
  if (!path.ends_with(suffix)) return false;
  return path.size() == suffix.size() || path[path.size() - suffix.size() - 1] == '/';
}

std::string_view set_root(std::string_view path, std::span<const std::string_view> suffixes) {
  std::string_view longest;
  for (const std::string_view suffix : suffixes)
    if (suffix.size() > longest.size() && path_ends_with(path, suffix)) longest = suffix;
  if (!longest.empty()) return path.substr(0, path.size() - longest.size());
  return path.substr(0, path.size() - base_name(path).size());
}

}  // namespace schouw
