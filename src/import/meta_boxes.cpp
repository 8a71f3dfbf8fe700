// Lists of friends and followers, posts, comments and pictures as pages in HTML.
//
//   box: link instagram.com/noor "noor", date            ->  noor follows the owner
//   box: heading "Bas Visser heeft een foto geplaatst.", body, files, date  ->  a post of the owner
//   box: row "Opmerking" "Leuk!", row "Media-eigenaar" "noor", row "Tijd"   ->  a comment
//
// Gaps: of a friend only the name; who could see a post is not in it; who is tagged stands in the words of the title.
#include "meta_boxes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "add_line.h"
#include "meta_date.h"
#include "meta_place.h"
#include "meta_posts.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr auto kUpdated = std::to_array<std::string_view>({"Updated ", "Bijgewerkt op ", "Bijgewerkt "});
constexpr auto kPlace = std::to_array<std::string_view>({"Place: ", "Plaats: "});
constexpr auto kGroup = std::to_array<std::string_view>({"Group: ", "Groep: "});
constexpr auto kAddress = std::to_array<std::string_view>({"Address: ", "Adres: "});

/// What follows one of these words at the start; nothing when it starts with none.
template <std::size_t N>
std::optional<std::string_view> behind(std::string_view line, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words)
    if (line.starts_with(word)) return line.substr(word.size());
  return std::nullopt;
}

class Boxes {
 public:
  Boxes(MetaFile& file, const std::optional<MetaKind>& named) : file_(file), kind_(named) {}

  void read() {
    const MetaHtmlDamage damage = walk_meta_boxes(file_.entry(), [this](const MetaPage& page, MetaBox&& box) {
      if (box.number == 0 && !kind_) kind_ = by_title(page);
      take(std::move(box));
    });
    if (kind_ && damage.boxes > 0) file_.known();
    if (not_read_ > 0) file_.list_not_read(file_.list_name(), not_read_);
    if (!owner_.empty()) file_.owner_is(std::move(owner_));
    file_.finish(damage);
  }

 private:
  std::optional<MetaKind> by_title(const MetaPage& page) const {
    if (const auto kind = meta_kind_of_title(page.title)) return kind;
    if (const auto kind = meta_kind_of_title(page.heading)) return kind;
    // A copy under another name: "followers (1).html", "noor_following.html".
    const std::string name = ascii_lower(meta_file_name(file_.path()));
    const bool followers = name.find("followers") != std::string::npos;
    const bool following = name.find("following") != std::string::npos;
    if (followers == following) return std::nullopt;
    return MetaKind{MetaWhat::connection, followers ? ConnectionKind::followed_by : ConnectionKind::follows};
  }

  void take(MetaBox&& box) {
    if (!box.complete) return file_.cut();
    if (!kind_) return void(++not_read_);
    const Locator at = Locator::at_index(box.number);
    switch (kind_->what) {
      case MetaWhat::connection:
        return connection(box, at);
      case MetaWhat::contacts:
        return contact(box, at);
      case MetaWhat::comment:
      case MetaWhat::group_comment:
        return comment(std::move(box), at);
      case MetaWhat::picture:
        return pictures(box, at);
      case MetaWhat::profile:
        return profile(box);
      case MetaWhat::post:
      case MetaWhat::deleted_post:
      case MetaWhat::group_post:
      case MetaWhat::post_by_other:
      case MetaWhat::story:
      case MetaWhat::edit:
        return post(std::move(box), at);
      case MetaWhat::thread:
      case MetaWhat::nothing:
        return;
    }
  }

  bool is_instagram() const { return file_.platform() == "instagram"; }

  void connection(const MetaBox& box, const Locator& at) {
    // What became of a membership is a sentence in the language of the account.
    if (kind_->kind == ConnectionKind::member) return sentence(box, at);
    AccountRef other = is_instagram() ? instagram_account(box) : facebook_account(box);
    if (other.empty()) return unknown(box, at);
    if (box.time.basis == Timestamp::Basis::none && !box.time.raw.empty()) file_.date_unreadable(box.time, at);
    file_.connection(kind_->kind, std::move(other), box.time, at);
  }

  static AccountRef instagram_account(const MetaBox& box) {
    AccountRef other{.display_name = std::string(field_of(box.fields, MetaLabel::name)),
                     .handle = std::string(field_of(box.fields, MetaLabel::username))};
    for (const MetaLink& link : box.links)
      if (other.handle.empty()) other.handle = instagram_user(link.address);
    if (other.handle.empty()) other.handle = box.heading;
    if (other.handle.empty() && !box.parts.empty()) other.handle = box.parts.front().text;
    return other;
  }

  static AccountRef facebook_account(const MetaBox& box) {
    std::string name = box.heading;
    if (name.empty()) name = std::string(field_of(box.fields, MetaLabel::name));
    if (name.empty() && !box.parts.empty()) name = box.parts.front().text;
    return {.display_name = std::move(name)};
  }

  void sentence(const MetaBox& box, const Locator& at) {
    Message message{.kind = MessageKind::event, .time = box.time, .sender = file_.owner()};
    message.title = box.heading.empty() ? box.text() : box.heading;
    if (message.title.empty()) return unknown(box, at);
    message.event = "membership-note";
    message.conversation = meta_public_place("note", message);
    message.conversation.kind = ConversationKind::group;
    give(std::move(message), at);
  }

  void contact(const MetaBox& box, const Locator& at) {
    AccountRef other;
    Timestamp since = box.time;
    add_contact_words(box.heading, other);
    // Beside the name stand when it was uploaded and when it was changed.
    for (const MetaField& field : box.fields) {
      if (since.basis == Timestamp::Basis::none) since = field.time;
      const bool word = field.label != MetaLabel::user_id && field.time.basis == Timestamp::Basis::none;
      if (word) add_contact_words(field.value, other);
    }
    for (const MetaPart& part : box.parts)
      if (!meta_date(part.text).is_date) add_contact_words(part.text, other);
    if (other.empty()) return unknown(box, at);
    file_.connection(ConnectionKind::contact, std::move(other), std::move(since), at);
  }

  /// On Instagram the heading is what the owner wrote, on Facebook it is a sentence of Facebook.
  void post(MetaBox&& box, const Locator& at) {
    Message message{.kind = kind_->what == MetaWhat::story ? MessageKind::story : MessageKind::post};
    message.time = box.time;
    if (kind_->what != MetaWhat::post_by_other) message.sender = file_.owner();
    (is_instagram() ? message.text : message.title) = box.heading;
    add_parts(box, message);
    add_attachments(box, message);
    if (message.text.empty() && message.title.empty() && message.attachments.empty()) return unknown(box, at);
    message.flags.deleted = kind_->what == MetaWhat::deleted_post;
    if (kind_->what == MetaWhat::edit) {
      message.kind = MessageKind::event;
      message.event = "edit";
    }
    message.conversation = meta_public_place(message.kind == MessageKind::story ? "story" : "post", message);
    if (kind_->what == MetaWhat::group_post) message.conversation.kind = ConversationKind::group;
    give(std::move(message), at);
  }

  void comment(MetaBox&& box, const Locator& at) {
    const bool in_group = kind_->what == MetaWhat::group_comment;
    const std::string group = in_group ? take_group(box) : std::string{};
    Message message = is_instagram() ? instagram_comment(box.fields, box.time, file_)
                                     : Message{.kind = MessageKind::comment, .time = box.time, .sender = file_.owner()};
    if (!is_instagram()) {
      message.title = box.heading;
      add_parts(box, message);
    } else if (message.text.empty()) {
      message.text = box.heading.empty() ? box.text() : box.heading;
    }
    add_attachments(box, message);
    if (message.text.empty() && message.title.empty() && message.attachments.empty()) return unknown(box, at);
    if (message.text.empty() && message.attachments.empty()) file_.content_absent();
    message.conversation = meta_public_place("comment", message);
    if (in_group) message.conversation.kind = ConversationKind::group;
    place_in_group(group, message);
    give(std::move(message), at);
  }

  /// Above the words of a comment in a group stands which group. On other pages such a line is the owner's own.
  static std::string take_group(MetaBox& box) {
    if (box.parts.empty()) return {};
    std::string& text = box.parts.front().text;
    const auto end = std::min(text.find('\n'), text.size());
    const auto named = behind(std::string_view(text).substr(0, end), kGroup);
    if (!named) return {};
    std::string group(trim(*named));
    text.erase(0, std::min(end + 1, text.size()));
    if (text.empty()) box.parts.erase(box.parts.begin());
    return group;
  }

  /// What Facebook writes between the words of the owner: when a post was changed, and where.
  void add_parts(const MetaBox& box, Message& message) {
    for (MetaPart part : box.parts) {
      if (take_updated(part.text)) message.flags.edited = true;
      if (part.text.empty()) continue;
      if (const auto place = behind(part.text, kPlace)) {
        message.attachments.push_back({.name = std::string(*place), .kind = AttachmentKind::location});
      } else if (const auto address = behind(part.text, kAddress); address && !message.attachments.empty()) {
        message.attachments.back().caption = std::string(*address);
      } else {
        const auto is_address = [&](const MetaLink& link) { return link.address == part.text; };
        if (std::ranges::none_of(box.links, is_address)) add_line(message.text, part.text);
      }
    }
  }

  /// "Bijgewerkt op 3 mrt 2025 09:00": a part of its own, or the last line of the words.
  static bool take_updated(std::string& text) {
    const auto line = text.rfind('\n');
    const auto begin = line == std::string::npos ? 0 : line + 1;
    const auto updated = behind(std::string_view(text).substr(begin), kUpdated);
    if (!updated || !meta_date(*updated).is_date) return false;
    text.erase(line == std::string::npos ? 0 : line);
    return true;
  }

  static void add_attachments(MetaBox& box, Message& message) {
    for (Attachment& attachment : box.files) message.attachments.push_back(std::move(attachment));
    for (const MetaLink& link : box.links)
      message.attachments.push_back({.name = link.text == link.address ? std::string{} : link.text,
                                     .kind = AttachmentKind::link,
                                     .caption = link.address});
  }

  void pictures(const MetaBox& box, const Locator& at) {
    if (box.files.empty()) return unknown(box, at);
    for (const Attachment& attachment : box.files) {
      MediaItem item{.file = attachment, .publisher = file_.owner(), .published = box.time, .locator = at};
      if (box.files.size() == 1) item.file.caption = box.heading.empty() ? box.text() : box.heading;
      file_.media(std::move(item));
    }
  }

  void profile(const MetaBox& box) {
    const auto take = [&](MetaLabel label, std::string& to) {
      if (to.empty()) to = std::string(field_of(box.fields, label));
      if (to.empty() && meta_label(box.heading) == label) {
        const std::string text = box.text();
        to = text.substr(0, text.find('\n'));
      }
    };
    take(MetaLabel::name, owner_.display_name);
    take(MetaLabel::username, owner_.handle);
    take(MetaLabel::email, owner_.email);
    take(MetaLabel::phone, owner_.phone);
  }

  void unknown(const MetaBox& box, const Locator& at) {
    if (box.heading.empty() && box.parts.empty() && box.fields.empty() && box.files.empty()) {
      // A box for the layout holds nothing at all; with a date it is a record that lost its words.
      if (box.time != Timestamp{}) file_.content_absent();
      return;
    }
    DriftKeys keys;
    if (!box.heading.empty()) keys.emplace_back("heading");
    for (const MetaPart& part : box.parts) keys.push_back("text in block " + std::to_string(part.child));
    if (!box.fields.empty()) keys.emplace_back("table");
    if (!box.files.empty()) keys.emplace_back("file");
    file_.unknown(std::move(keys), at);
  }

  void give(Message&& message, const Locator& at) {
    message.locator = at;
    file_.message(std::move(message));
  }

  MetaFile& file_;
  std::optional<MetaKind> kind_;
  AccountRef owner_;
  std::uint64_t not_read_ = 0;
};

}  // namespace

void read_meta_html_list(MetaFile& file, const std::optional<MetaKind>& named) { Boxes(file, named).read(); }

void read_meta_html(MetaFile& file, const std::optional<MetaKind>& named) {
  if (is_meta_ai_page(file.path())) return read_meta_ai_page(file);
  if (is_meta_html_thread(file.entry())) return read_meta_html_thread(file);
  read_meta_html_list(file, named);
}

}  // namespace schouw
