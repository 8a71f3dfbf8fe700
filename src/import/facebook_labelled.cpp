// One record of label_values, whose labels are in the language of the account.
//
//   your_groups.json   [{"timestamp": 1700000000, "label_values": [{"label": "Naam", "value": "Ouders 6B"}]}]
//   posts_on_other_pages_and_profiles.json   [{"label_values": [{"label": "Bericht", "value": "Gefeliciteerd"},
//                                              {"label": "Media", "media": [{"uri": "…"}]}], "fbid": "4…1"}]
//
// Gap: under labels of another language than Dutch and English, the first text is the name; words are not guessed.
#include "facebook_labelled.h"

#include <utility>

#include "meta_kinds.h"
#include "meta_place.h"
#include "meta_posts.h"

namespace schouw {
namespace {

/// The first of these labels with a value.
std::string first_of(std::span<const MetaField> fields, std::initializer_list<MetaLabel> labels) {
  for (const MetaLabel label : labels)
    if (const std::string_view found = field_of(fields, label); !found.empty()) return std::string(found);
  return {};
}

class Labelled {
 public:
  Labelled(const Json& value, const Locator& at, MetaFile& file)
      : value_(value), at_(at), file_(file), fields_(meta_fields(value, file.text)) {}

  bool read(const MetaKind& kind) {
    switch (kind.what) {
      case MetaWhat::connection:
        return connection(kind.kind), true;
      case MetaWhat::contacts:
        return contacts(), true;
      case MetaWhat::post:
      case MetaWhat::deleted_post:
      case MetaWhat::group_post:
      case MetaWhat::post_by_other:
      case MetaWhat::story:
      case MetaWhat::edit:
        return post(kind.what), true;
      case MetaWhat::comment:
      case MetaWhat::group_comment:
        return comment(kind.what == MetaWhat::group_comment), true;
      case MetaWhat::picture:
        return pictures(), true;
      case MetaWhat::profile:
        return profile(), true;
      case MetaWhat::nothing:
        return true;
      case MetaWhat::thread:
        break;
    }
    return false;
  }

 private:
  Timestamp time() const {
    Timestamp stated = meta_time(value_.at("timestamp"));
    if (stated.basis != Timestamp::Basis::none) return stated;
    for (const MetaField& field : fields_)
      if (field.time.basis != Timestamp::Basis::none) return field.time;
    return stated;
  }

  void connection(ConnectionKind kind) {
    AccountRef other{.display_name = first_of(fields_, {MetaLabel::name, MetaLabel::group, MetaLabel::page, MetaLabel::none}),
                     .handle = std::string(field_of(fields_, MetaLabel::username)),
                     .phone = std::string(field_of(fields_, MetaLabel::phone)),
                     .email = std::string(field_of(fields_, MetaLabel::email))};
    if (other.handle.empty()) add_facebook_address(field_of(fields_, MetaLabel::url), other);
    if (other.empty()) return file_.content_absent();
    file_.connection(kind, std::move(other), time(), at_);
  }

  /// A record is one contact, or holds a list of them: {"label": "Contacts", "vec": [{"dict": […]}, …]}.
  void contacts() {
    bool listed = false;
    for (const Json& label : value_.at("label_values").items())
      for (const Json& one : label.at("vec").items()) {
        if (one.find("dict") == nullptr) continue;
        listed = true;
        Json record = Json::object();
        record["label_values"] = one.at("dict");
        Labelled(record, at_, file_).contact();
      }
    if (!listed) contact();
  }

  void contact() {
    AccountRef other;
    for (const MetaField& field : fields_)
      if (field.label != MetaLabel::user_id) add_contact_words(field.value, other);
    if (other.empty()) return file_.content_absent();
    file_.connection(ConnectionKind::contact, std::move(other), time(), at_);
  }

  Message message(MessageKind kind) {
    Message out{.kind = kind, .time = time(), .sender = file_.owner(), .locator = at_};
    out.title = file_.text.tidy(value_.str("title"));
    for (const Json& media : value_.at("media").items())
      if (auto attachment = meta_media(media, AttachmentKind::video, file_.text))
        out.attachments.push_back(std::move(*attachment));
    add_labelled_parts(value_, fields_, out, file_);
    if (const Json& id = value_.at("fbid"); id.is_string()) out.native_id = std::string(id.str());
    return out;
  }

  void post(MetaWhat what) {
    const bool edit = what == MetaWhat::edit;
    Message out = message(what == MetaWhat::story ? MessageKind::story : edit ? MessageKind::event : MessageKind::post);
    if (edit) out.event = "edit";
    // Each form of one post has the number of that post.
    if (edit) out.native_id.clear();
    out.text = first_of(fields_, {MetaLabel::text, MetaLabel::comment});
    if (out.text.empty() && out.attachments.empty()) file_.content_absent();
    if (what == MetaWhat::post_by_other) out.sender.reset();
    out.flags.deleted = what == MetaWhat::deleted_post;
    give(std::move(out), what == MetaWhat::story ? "story" : "post", what == MetaWhat::group_post);
  }

  void comment(bool in_group) {
    Message out = message(MessageKind::comment);
    out.text = first_of(fields_, {MetaLabel::comment, MetaLabel::text});
    if (out.text.empty() && out.attachments.empty()) file_.content_absent();
    give(std::move(out), "comment", in_group);
  }

  void give(Message&& out, std::string_view what, bool in_group) {
    out.conversation = meta_public_place(what, out);
    if (in_group) out.conversation.kind = ConversationKind::group;
    place_in_group(field_of(fields_, MetaLabel::group), out);
    file_.message(std::move(out));
  }

  void pictures() {
    Message all = message(MessageKind::post);
    if (all.attachments.empty()) return file_.content_absent();
    for (Attachment& attachment : all.attachments)
      file_.media({.file = std::move(attachment),
                   .publisher = file_.owner(),
                   .published = all.time,
                   .tagged = all.tagged,
                   .locator = at_});
  }

  void profile() {
    AccountRef owner{.display_name = std::string(field_of(fields_, MetaLabel::name)),
                     .handle = std::string(field_of(fields_, MetaLabel::username)),
                     .phone = std::string(field_of(fields_, MetaLabel::phone)),
                     .email = std::string(field_of(fields_, MetaLabel::email))};
    if (!owner.empty()) file_.owner_is(std::move(owner));
  }

  const Json& value_;
  const Locator& at_;
  MetaFile& file_;
  std::vector<MetaField> fields_;
};

}  // namespace

bool read_facebook_labelled(const Json& value, const Locator& at, MetaFile& file) {
  const std::optional<MetaKind> kind = facebook_kind(file.list_name());
  return kind && Labelled(value, at, file).read(*kind);
}

}  // namespace schouw
