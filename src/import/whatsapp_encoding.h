// Chats that somebody saved anew: UTF-16 (Notepad's "Unicode") or windows-1252. WhatsApp itself writes UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "schouw/base/utf8.h"
#include "schouw/model/entry.h"

namespace schouw {

/// One byte that is wrong does not make a chat windows-1252: only when no other character is valid UTF-8.
Encoding chat_encoding(std::string_view head);

/// The same entry in UTF-8, chunk by chunk. What XML says of its encoding is no longer so, and is blanked.
class Utf8Entry : public EntryReader {
 public:
  Utf8Entry(EntryReader& entry, Encoding encoding);
  std::string_view path() const override { return entry_.path(); }
  std::string_view source_name() const override { return entry_.source_name(); }
  std::string_view head() const override { return head_; }
  std::span<const char> next() override;
  void rewind() override;
  std::uint64_t stated_size() const override { return 0; }

 private:
  void blank_label(std::string& text, std::size_t at) const;

  EntryReader& entry_;
  Encoding encoding_;
  std::pair<std::size_t, std::size_t> label_;  ///< from, until
  std::size_t given_ = 0;
  std::string head_, chunk_;
  std::string held_;  ///< half a character
  bool started_ = false;
};

}  // namespace schouw
