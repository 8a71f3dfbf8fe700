// A talk with Meta AI as a page: messages/ai_conversations/<title>_<number>.html.
//
//   row "Message" "Hallo, waarmee help ik?"      ->  a message whose writer is not known
//   row ""        "Jan 02, 2024 3:04:05 pm"          with the time that stands below it
//
// The layout is that of one public parser of 2024; no real page was at hand.
//
// Gaps: the page does not say who of the two wrote, so no message has a sender; talks in the JSON are not read.
#include <utility>
#include <vector>

#include "meta_boxes.h"
#include "meta_date.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::string_view kFolder = "ai_conversations/";

class Talk {
 public:
  explicit Talk(MetaFile& file) : file_(file) {}

  void read() {
    const MetaHtmlDamage damage = walk_meta_boxes(file_.entry(), [this](const MetaPage& page, MetaBox&& box) {
      if (title_.empty()) title_ = page.heading.empty() ? page.title : page.heading;
      if (!box.complete) return file_.cut();
      take(box);
    });
    if (not_read_ > 0) file_.list_not_read("ai_conversations", not_read_);
    file_.finish(damage);
  }

 private:
  void take(const MetaBox& box) {
    std::vector<std::string> words;
    for (const MetaField& field : box.fields)
      if (field.label == MetaLabel::text && !field.value.empty()) words.push_back(field.value);
    std::vector<Timestamp> times;
    for (const MetaPart& part : box.parts)
      if (const MetaDate date = meta_date(part.text); date.is_date) times.push_back(date.time);
    // The last time of a box without a date of its own is that of the box.
    if (times.size() + 1 == words.size()) times.push_back(box.time);
    const bool other = !box.fields.empty() || !box.parts.empty() || !box.files.empty();
    if (words.empty() && other) ++not_read_;
    for (std::size_t i = 0; i < words.size(); ++i)
      give(std::move(words[i]), times.size() == words.size() ? times[i] : no_time({}));
  }

  void give(std::string text, Timestamp time) {
    Message message{.time = std::move(time), .text = std::move(text), .locator = Locator::at_index(index_++)};
    message.conversation = {.key = "ai/" + std::string(base_name(file_.path())), .title = title_};
    file_.message(std::move(message));
  }

  MetaFile& file_;
  std::string title_;
  std::uint64_t index_ = 0, not_read_ = 0;
};

}  // namespace

bool is_meta_ai_page(std::string_view path) {
  return path_ends_with(path, std::string(kFolder).append(base_name(path)));
}

void read_meta_ai_page(MetaFile& file) { Talk(file).read(); }

}  // namespace schouw
