// A page of Telegram Desktop's export, message by message.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "html_stream.h"
#include "schouw/model/message.h"

namespace schouw {

/// A message, as the page shows it.
struct TelegramBlock {
  bool service = false, joined = false, forwarded = false, call = false;
  std::string id = {}, time = {}, sender = {}, text = {}, quoted = {}, details = {}, title = {}, status = {}, reply = {};
  std::vector<Attachment> files = {};
};

/// One of a list of contacts.
struct TelegramEntry {
  std::string name = {}, number = {}, added = {};
};

struct TelegramPage {
  std::function<void(TelegramBlock&&)> on_block = {};
  std::function<void(TelegramEntry&&)> on_entry = {};
  std::function<void(const std::string& label, const std::string& value)> on_value = {};   ///< "Phone number:", "+31 …"
  std::string title = {};
  bool cut = false;   ///< the file ends within a message
};

/// Calls what the page asks for.
HtmlDamage read_telegram_page(const ByteSource&, TelegramPage&);

}  // namespace schouw
