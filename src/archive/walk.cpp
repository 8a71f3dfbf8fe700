// What is this, may it be read, what became of it. A container is taken apart when its bytes say what it is;
// everything else is an entry. Every entry ends exactly once in EntryVisitor::done():
//
//   exports/a.zip  ->  entry("_chat.txt"), done("_chat.txt", read), done("IMG.jpg", not_recognised)
//
// Gap: RAR, cab, iso, xz, bzip2 and others are refused by kind, not opened.
#include "schouw/archive/archive.h"

#include <utility>

#include "names.h"
#include "schouw/base/utf8.h"
#include "walker.h"

namespace schouw {
namespace {

std::string kind_of(Container kind, std::string_view path) {
  if (kind == Container::rar) return "rar";
  const std::string_view name = last_component(path);
  const std::size_t dot = name.rfind('.');
  const std::string end = dot == std::string_view::npos ? std::string{} : ascii_lower(name.substr(dot + 1));
  return end.empty() || end.size() > 8 ? "?" : end;
}

Problem problem_of(const Fault& fault) {
  Problem problem{.code = fault.code, .severity = Severity::high, .loss = Loss::partial, .args = fault.args};
  if (fault.state == EntryState::read) {
    problem.severity = Severity::low;
    problem.loss = Loss::none;
  } else if (fault.code == "link-not-followed") {
    problem.severity = Severity::low;  // the file it points to is an entry of its own, or not in the export
    problem.loss = Loss::none;
  } else if (fault.code == "encrypted-entry" || fault.code == "container-refused" || fault.code == "archive-depth" ||
             fault.code == "overlapping-entries") {
    problem.loss = Loss::whole;
  }
  return problem;
}

}  // namespace

bool SeenNames::add(std::string_view name) { return names_.insert(nfc(name)).second; }

Walker::Walker(std::string_view source_name, std::string_view shown_path, SharedBytes source,
               const ArchiveOptions& options, EntryVisitor& visitor)
    : source_name_(source_name),
      shown_path_(shown_path),
      source_(std::move(source)),
      budget_(options, source_->size()),
      visitor_(&visitor) {}

void Walker::walk() {
  const auto open = [bytes = source_] { return stream_of(bytes, 0, bytes->size()); };
  visit({Item::Role::source, shown_path_, open, source_, source_->size()}, 0);
}

WalkReader::Place Walker::place(const Item& item) const { return {item.path, source_name_, item.stated_size}; }

std::string Walker::inner_path(const Item& outer, std::string_view name) const {
  return outer.role == Item::Role::source ? std::string(name) : outer.path + "/" + std::string(name);
}

void Walker::visit(const Item& item, int depth) {
  if (item.role == Item::Role::entry && !budget_.admit_entry()) {
    refuse(item, *budget_.spent());
    return;
  }
  // The bytes of the source itself are not unpacked, and do not count as if they were.
  const Charge charge = item.role == Item::Role::source ? Charge::again : Charge::entry;
  WalkReader reader(place(item), item.open, budget_, charge);
  if (budget_.stopped()) return;
  Container kind = sniff_container(reader.head());
  const bool called_zip = item.role == Item::Role::source && ends_with_ignoring_case(item.path, ".zip");
  if (kind != Container::zip && called_zip && has_zip_end(*item.bytes)) kind = Container::zip;
  if (kind != Container::none) {
    visit_container(item, reader, kind, depth);
  } else if (called_zip) {
    offer_misnamed(item, reader);
  } else {
    offer(item, reader);
  }
}

void Walker::visit_container(const Item& item, WalkReader& reader, Container kind, int depth) {
  if (kind == Container::rar || kind == Container::other_archive) {
    refuse(item, Fault{"container-refused", {kind_of(kind, item.path)}, EntryState::refused});
    return;
  }
  if (depth >= budget_.limits().depth) {
    refuse(item, Fault{"archive-depth", {std::to_string(budget_.limits().depth)}, EntryState::refused});
    return;
  }
  switch (kind) {
    case Container::zip:
      walk_zip(item, reader, depth);
      return;
    case Container::gzip:
    case Container::zstd:
      walk_packed(item, reader, kind, depth);
      return;
    case Container::tar:
      walk_sequence(item, Sequence::tar, item.open, item.bytes, depth);
      return;
    case Container::seven_zip: {
      const SharedBytes bytes = whole(item, reader);
      if (bytes != nullptr) walk_sequence(item, Sequence::seven_zip, {}, bytes, depth);
      return;
    }
    case Container::none:
    case Container::rar:
    case Container::other_archive:
      return;
  }
}

void Walker::offer(const Item& item, WalkReader& reader) {
  if (reader.fault() && reader.fault()->state != EntryState::read && reader.head().empty()) {
    settle(item, reader.fault(), EntryState::damaged);
    return;
  }
  const EntryState state = visitor_->entry(reader);
  reader.drain();
  if (!budget_.stopped()) settle(item, reader.fault(), state);
}

/// Named .zip, and none: a saved login page, or a download that never was one. A chat is a chat all the same.
void Walker::offer_misnamed(const Item& item, WalkReader& reader) {
  const EntryState state = visitor_->entry(reader);
  reader.drain();
  if (budget_.stopped()) return;
  const Fault no_zip{"archive-unreadable", {"zip"}};
  settle(item, state == EntryState::read ? reader.fault() : std::optional(no_zip), state);
}

/// The whole of an inner archive at hand; null (and the item settled) when there is no room for it.
SharedBytes Walker::whole(const Item& item, WalkReader& reader) {
  if (item.bytes != nullptr) return item.bytes;
  const ArchiveLimits& limits = budget_.limits();
  Spool spool(limits.nested_in_memory, budget_.options().scratch);
  for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) {
    if (spool.add({chunk.data(), chunk.size()})) continue;
    refuse(item, Fault{"entry-size", {std::to_string(limits.nested_in_memory)}, EntryState::refused});
    return nullptr;
  }
  if (budget_.stopped()) return nullptr;
  if (reader.fault() && reader.fault()->state == EntryState::refused) {
    settle(item, reader.fault(), EntryState::refused);
    return nullptr;
  }
  return spool.finish();
}

void Walker::settle(const Item& item, const std::optional<Fault>& fault, EntryState state) {
  if (fault) report(item, *fault);
  const bool overruled = fault && fault->state != EntryState::read;
  visitor_->done(item.path, overruled ? fault->state : state);
}

void Walker::refuse(const Item& item, Fault fault) { settle(item, fault, EntryState::refused); }

/// An inner archive that could be opened counts once itself; the source is only its entries.
void Walker::opened(const Item& item, const std::optional<Fault>& fault) {
  if (item.role == Item::Role::entry) {
    settle(item, fault, EntryState::read);
  } else if (fault) {
    report(item, *fault);
  }
}

void Walker::report(const Item& item, const Fault& fault) {
  if (fault.reach == Fault::Reach::entry) {
    note(item, problem_of(fault));
  } else if (!std::exchange(spent_told_, true)) {
    visitor_->problem("", problem_of(fault));
  }
}

void Walker::note(const Item& item, Problem problem) {
  visitor_->problem(item.role == Item::Role::source ? std::string_view{} : item.path, std::move(problem));
}

void Walker::note_name(const Item& item, std::string_view name, SeenNames& seen) {
  if (is_unsafe_name(name)) note(item, {.code = "name-unsafe", .severity = Severity::low, .loss = Loss::none});
  if (!seen.add(name)) note(item, {.code = "name-duplicate", .severity = Severity::medium, .loss = Loss::none});
}

Result<void> walk_source(const std::filesystem::path& file, std::string_view shown_path, const ArchiveOptions& options,
                         EntryVisitor& visitor) {
  auto input = InputFile::open(file);
  if (!input) return tl::unexpected(input.error());
  Walker walker(file.filename().native(), shown_path, bytes_of_file(std::move(*input)), options, visitor);
  walker.walk();
  return {};
}

}  // namespace schouw
