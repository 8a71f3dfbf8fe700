// One walk over one source. walk.cpp decides what a thing is and tells the visitor, walk_zip.cpp and
// walk_sequence.cpp take containers apart.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "budget.h"
#include "byte_source.h"
#include "schouw/archive/archive.h"
#include "walk_reader.h"
#include "zip_directory.h"

namespace schouw {

class ArchiveHandle;
class SeenNames;

class Walker {
 public:
  Walker(std::string_view source_name, std::string_view shown_path, SharedBytes source, const ArchiveOptions& options,
         EntryVisitor& visitor);
  void walk();

 private:
  /// A file on the way: an entry, or the source itself.
  struct Item {
    enum class Role { source, entry } role = Role::entry;
    std::string path;
    StreamOpener open;
    SharedBytes bytes = {};  ///< where the whole is at hand
    std::uint64_t stated_size = 0;
  };
  enum class Sequence { tar, seven_zip };

  // walk.cpp
  void visit(const Item& item, int depth);
  void visit_container(const Item& item, WalkReader& reader, Container kind, int depth);
  void offer(const Item& item, WalkReader& reader);
  void offer_misnamed(const Item& item, WalkReader& reader);
  SharedBytes whole(const Item& item, WalkReader& reader);
  void settle(const Item& item, const std::optional<Fault>& fault, EntryState state);
  void refuse(const Item& item, Fault fault);
  void report(const Item& item, const Fault& fault);
  void note(const Item& item, Problem problem);
  void opened(const Item& item, const std::optional<Fault>& fault);
  std::string inner_path(const Item& outer, std::string_view name) const;
  WalkReader::Place place(const Item& item) const;
  void note_name(const Item& item, std::string_view name, SeenNames& seen);

  // walk_zip.cpp
  void walk_zip(const Item& item, WalkReader& reader, int depth);
  void visit_record(const SharedBytes& bytes, const ZipRecord& record, const Item& entry, int depth);

  // walk_sequence.cpp
  void walk_packed(const Item& item, WalkReader& reader, Container kind, int depth);
  void walk_sequence(const Item& item, Sequence kind, const StreamOpener& open, const SharedBytes& bytes, int depth);
  void visit_in_sequence(Sequence kind, const StreamOpener& open, const SharedBytes& bytes,
                         const std::shared_ptr<ArchiveHandle>& handle, std::uint64_t ordinal, Item entry, int depth);
  void end_sequence(const Item& item, ArchiveHandle& handle, std::uint64_t entries);

  std::string source_name_;
  std::string shown_path_;
  SharedBytes source_;
  Budget budget_;
  EntryVisitor* visitor_;
  bool spent_told_ = false;
};

/// The names of one container, to tell the second of the same name.
class SeenNames {
 public:
  /// False when this name, or one that looks the same (another Unicode form), was there already.
  bool add(std::string_view name);

 private:
  std::set<std::string> names_ = {};
};

}  // namespace schouw
