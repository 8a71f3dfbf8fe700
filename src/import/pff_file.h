// libpff as values: items with their properties, folders to walk. Every handle is freed by its owner, every error of the
// library is an absent value here. The only files that know libpff are pff_file.cpp and the header of the library.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "mapi_item.h"
#include "schouw/model/seekable_entry.h"

namespace schouw {

class PffItem;

/// A PST or OST that is open. Used by one thread.
class PffFile {
 public:
  /// Nothing: the library cannot open it. `entry` must outlive the file.
  static std::unique_ptr<PffFile> open(SeekableEntry& entry);
  virtual ~PffFile() = default;

  virtual std::optional<PffItem> root() = 0;
  /// Properties of the mailbox itself.
  virtual MapiProps store() = 0;
  /// Looks for deleted items that still lie in the file; how many. They are asked for by number.
  virtual int recover() = 0;
  virtual std::optional<PffItem> recovered(int number) = 0;
};

class PffItem {
 public:
  struct Handle;
  explicit PffItem(std::unique_ptr<Handle> handle);
  ~PffItem();
  PffItem(PffItem&&) noexcept;
  PffItem& operator=(PffItem&&) noexcept;

  std::uint32_t id() const;
  bool is_folder() const;
  bool is_search_folder() const { return (id() & 0x1F) == 0x03; }
  bool is_message() const;    ///< anything with a class of messages: mail, contact, appointment, …
  std::string folder_name() const;
  int folders() const;
  std::optional<PffItem> folder(int number) const;
  int messages() const;
  std::optional<PffItem> message(int number) const;

  /// With attachments (their bytes hashed, not kept) and the texts of inner items.
  MapiItem read(int depth = 0) const;

 private:
  std::unique_ptr<Handle> handle_;
};

}  // namespace schouw
