// SMS Backup & Restore, the program with which most people take SMS and MMS off an Android phone: sms-….xml, calls-….xml.
//
//   <smses count="2"><sms address="+31610000201" date="1704448862000" type="1" body="Hoi juf" contact_name="Noor Wit" />
//     <mms date="…" msg_box="2" address="+31610000201~+31610000202"><parts><part ct="text/plain" text="Dag" /></parts>
//       <addrs><addr address="+31610000101" type="137" /></addrs></mms></smses>
//   -> a message of Noor, and one of the owner in a group; the owner's number where sent MMS tell it
//   <calls count="1"><call number="+31610000201" duration="59" date="1704448862000" type="2" /></calls>  ->  a call
//
// Gaps: whose phone it was shows only in MMS; in a group the names do not say whose number is whose, so they are the title
// only; how long a call took is not read. A text "null" cannot be told from none.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "json_damage.h"
#include "phone_key.h"
#include "plain_text.h"
#include "schouw/base/hash.h"
#include "schouw/base/utf8.h"
#include "schouw/import/importer.h"
#include "tally.h"
#include "web_post.h"
#include "xml_source.h"

namespace schouw::sms_backup {

extern const Importer importer;

namespace {

constexpr std::size_t kMostGroups = 20'000, kMostMembers = 500, kMostParts = 1'000;

/// The program writes "null" for what is not there.
std::string_view value(const XmlElement& element, std::string_view key) {
  const std::string_view found = element.attribute(key);
  return found == "null" ? std::string_view{} : found;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return out;
}

/// Milliseconds; old versions wrote those of MMS in seconds.
Timestamp time_of(std::string_view written) {
  const auto found = number(written);
  constexpr std::int64_t kSecondsUntil = 100'000'000'000, kLatest = 100'000'000'000'000;
  if (!found || *found <= 0 || *found > kLatest) return no_time(std::string(written));
  const std::int64_t ms = *found < kSecondsUntil ? *found * 1000 : *found;
  return instant_ms(ms, ms % 1000 == 0 ? Precision::second : Precision::millisecond, std::string(written));
}

/// "(Unknown)", in the language of the phone, for who is not in its address book.
std::string name_of(std::string_view written) {
  const std::string name = tidy_text(written);
  return name == "null" || (name.starts_with('(') && name.ends_with(')')) ? std::string{} : name;
}

AccountRef account_of(std::string_view address, std::string_view name) {
  return phone_account(address, name_of(name));
}

/// "+31610000201~+31610000202" is a group.
std::vector<std::string> addresses_in(std::string_view written) {
  std::vector<std::string> out;
  while (!written.empty()) {
    const auto end = std::min(written.find_first_of("~;,"), written.size());
    if (std::string one = tidy_text(written.substr(0, end)); !one.empty() && one != "null" && out.size() < kMostMembers)
      out.push_back(std::move(one));
    written.remove_prefix(std::min(end + 1, written.size()));
  }
  return out;
}

std::string_view call_event(std::int64_t type, bool connected) {
  switch (type) {
    case 1:
      return "call-ended";
    case 2:
      return connected ? "call-ended" : "call-unanswered";
    case 3:
      return "missed-call";
    case 4:
      return "voicemail";
    case 5:
      return "call-rejected";
    case 6:
      return "call-blocked";
    default:
      return "call";
  }
}

void add_part(const XmlElement& part, Message& message) {
  const std::string mime = ascii_lower(tidy_text(value(part, "ct")));
  const std::string_view text = value(part, "text"), data = value(part, "data");
  if (mime == "application/smil" || message.attachments.size() >= kMostParts) return;
  if (mime == "text/plain" && data.empty()) {
    if (!message.text.empty() && !text.empty()) message.text += '\n';
    message.text += text;
    return;
  }
  Attachment file{.mime = mime};
  for (const std::string_view key : {"cl", "name", "fn"})
    if (file.name.empty() || file.name == "0") file.name = tidy_text(value(part, key));
  file.kind = attachment_kind_of(file.name, mime);
  if (mime.find("vcard") != std::string::npos) file.kind = AttachmentKind::contact;
  const std::string bytes = data.empty() ? std::string(text) : base64_decode(data);
  if (!bytes.empty()) {
    file.bytes = bytes.size();
    file.sha256 = sha256_hex(bytes);
    file.present = true;
  }
  message.attachments.push_back(std::move(file));
}

bool has_key(const std::vector<std::string>& numbers, const std::string& key) {
  return std::ranges::any_of(numbers, [&](const std::string& one) { return phone_key(one) == key; });
}

/// Google writes the number of a group of RCS in place of those of its members.
bool is_rcs_group(std::string_view address) { return address.ends_with("@rcs.google.com"); }

/// Who is in an MMS, as its list of addresses says: 137 sent it, 151 and 130 got it.
struct Addresses {
  std::string from = {};
  std::vector<std::string> to = {}, copied = {};
  std::vector<std::string> listed = {};  ///< in the message itself: the others, without the owner
  bool sent = false, rcs_group = false;

  void begin(const XmlElement& mms) {
    *this = {};
    sent = mms.attribute("msg_box") != "1";
    rcs_group = is_rcs_group(value(mms, "address"));
    if (!rcs_group) listed = addresses_in(value(mms, "address"));
  }

  void add(const XmlElement& element) {
    const std::string one = tidy_text(value(element, "address"));
    const std::string_view type = element.attribute("type");
    if (one.empty() || one == "insert-address-token") return;
    if (type == "137")
      from = one;
    else if (std::vector<std::string>& list = type == "130" ? copied : to; list.size() < kMostMembers)
      list.push_back(one);
  }

  /// The number of who has this phone: who sent what was sent, if it is not written there as a receiver too, as some phones
  /// do; of a group of RCS the one to whom it went, for its members are copied.
  std::string owner() const {
    const std::string& one = sent ? from : rcs_group && to.size() == 1 ? to[0] : kNobody;
    const std::string key = phone_key(one);
    const bool known = has_key(listed, key) || has_key(copied, key) || (sent && (to.empty() || has_key(to, key)));
    return known || account_of(one, {}).phone.empty() ? std::string() : one;
  }

  /// All but the owner, each once. What the message itself lists is trusted when it lists several.
  std::vector<std::string> others(const std::string& owner_key) const {
    std::vector<std::string> all;
    const auto take = [&](const std::vector<std::string>& numbers) {
      for (const std::string& one : numbers)
        if (const std::string key = phone_key(one); key != owner_key && !has_key(all, key)) all.push_back(one);
    };
    take(listed);
    if (all.size() > 1) return all;
    if (!sent && !from.empty()) take({from});
    take(to);
    take(copied);
    // Of two numbers in what was received one is the owner's, whether or not that shows.
    if (!sent && owner_key.empty() && all.size() == 2 && !rcs_group) all.pop_back();
    return all;
  }

 private:
  static inline const std::string kNobody = {};
};

/// The name and attributes of the first element.
XmlElement first_element(std::string_view head) {
  XmlElement found;
  std::string_view rest = trim(head.substr(0, 4096));
  if (rest.starts_with("\xEF\xBB\xBF")) rest = trim(rest.substr(3));
  const ByteSource source = [&] { return std::span<const char>(std::exchange(rest, std::string_view{})); };
  std::string name;
  XmlVisitor visitor;
  visitor.start = [&](const XmlElement& element, std::uint64_t) {
    if (!name.empty()) return;
    name = element.name;
    found.attributes = element.attributes;
  };
  stream_xml(source, visitor);
  found.name = name == "smses" ? "smses" : name == "calls" ? "calls" : "";
  return found;
}

/// The set of backups that a file is of. Files that name none are each of a phone of their own, even in one folder: two
/// owners must not become one.
std::string phone_of(const EntryReader& entry) {
  const std::string set = tidy_text(prefix(first_element(entry.head()).attribute("backup_set"), 64));
  return set.empty() ? std::string(entry.path()) : set;
}

/// The first walk: whose phone it is. A phone with two cards has two numbers; then none is given.
std::string owner_of(EntryReader& entry) {
  std::map<std::string, std::string> owners;
  Addresses addresses;
  int depth = 0;
  XmlSource xml(bytes_of(entry));
  XmlVisitor visitor;
  visitor.start = [&](const XmlElement& element, std::uint64_t) {
    ++depth;
    if (depth == 2) addresses.begin(element);
    if (element.name == "addr") addresses.add(element);
  };
  visitor.end = [&](std::string_view name, std::string_view) {
    if (--depth != 1 || name != "mms" || owners.size() > 1) return;
    if (std::string owner = addresses.owner(); !owner.empty()) owners.emplace(phone_key(owner), std::move(owner));
  };
  stream_xml([&xml] { return xml.next(); }, visitor);
  entry.rewind();
  return owners.size() == 1 ? owners.begin()->second : std::string();
}

class Walk {
 public:
  Walk(EntryReader& entry, RecordSink& sink, std::string_view platform)
      : importer_(of_platform(platform)), owner_(owner_of(entry)), owner_key_(owner_.empty() ? "" : phone_key(owner_)),
        phone_(phone_of(entry)), file_(base_name(entry.path())),
        tally_(importer_, std::string(set_root(entry.path(), {})) + phone_ + "/", sink), xml_(bytes_of(entry)) {
    XmlVisitor visitor;
    visitor.start = [this](const XmlElement& element, std::uint64_t line) { start(element, Locator::at_line(line)); };
    visitor.end = [this](std::string_view, std::string_view) { end(); };
    damage_ = stream_xml([this] { return xml_.next(); }, visitor);
  }

  void finish() {
    for (auto& [key, group] : groups_) tally_.give(std::move(group.info));
    if (!owner_.empty()) tally_.owner({.phone = owner_});
    if (in_mms_) tally_.cut();
    const bool whole = damage_.error.empty() && !damage_.has_doctype;
    if (whole && stated_ && *stated_ >= 0 && static_cast<std::uint64_t>(*stated_) != found_)
      say_count(static_cast<std::uint64_t>(*stated_));
    xml_.report(tally_);
    finish_xml(damage_, tally_);
  }

 private:
  static Importer of_platform(std::string_view platform) {
    Importer out = importer;
    out.platform = platform;
    return out;
  }

  void start(const XmlElement& element, const Locator& at) {
    ++depth_;
    if (depth_ == 1) stated_ = number(element.attribute("count"));
    if (depth_ == 2) {
      ++found_;
      item(element, at);
    } else if (in_mms_ && element.name == "part") {
      add_part(element, message_);
    } else if (in_mms_ && element.name == "addr") {
      addresses_.add(element);
    }
  }

  void end() {
    if (depth_ == 2 && std::exchange(in_mms_, false)) mms();
    if (depth_ > 0) --depth_;
  }

  void item(const XmlElement& element, const Locator& at) {
    const bool dated = !element.attribute("date").empty();
    if (!dated || (element.name != "sms" && element.name != "call" && element.name != "mms")) {
      Json keys = Json::object();
      keys[element.name] = Json(true);
      for (const auto& [key, text] : element.attributes) keys[key] = Json(true);
      const bool words = element.name == "sms" && !value(element, "body").empty();
      if (!words) return tally_.unknown(keys, at);
      tally_.drifted(keys, at);  // who sent it may not show any more; what was said does
    }
    if (element.name == "sms") return sms(element, at);
    if (element.name == "call") return call(element, at);
    in_mms_ = true;
    addresses_.begin(element);
    message_ = Message{.conversation = {}, .time = time_of(element.attribute("date")), .locator = at};
    std::string subject(value(element, "sub"));
    repair_mojibake(subject);  // Android keeps its UTF-8 as Latin-1
    message_.title = tidy_text(subject);
    name_ = name_of(element.attribute("contact_name"));
    box_ = number(element.attribute("msg_box")).value_or(0);
    rcs_ = std::string(prefix(value(element, "address"), 128));
  }

  ConversationRef two(std::string_view address, const AccountRef& other) const {
    return {.key = one_sided_key(other.empty() ? "unknown" : phone_key(address), phone_),
            .kind = ConversationKind::direct,
            .title = other.display_name.empty() ? other.phone : other.display_name};
  }

  void sms(const XmlElement& element, const Locator& at) {
    const std::string_view address = value(element, "address");
    const AccountRef other = account_of(address, element.attribute("contact_name"));
    Message message{.conversation = two(address, other), .time = time_of(element.attribute("date")), .locator = at};
    message.title = tidy_text(value(element, "subject"));
    message.text = tidy_text(value(element, "body"));
    sign(number(element.attribute("type")).value_or(0), other, message);
    give(std::move(message));
  }

  /// 1: received. 2: sent. What was never sent, or is not known to be, is no message: nobody got it.
  static void sign(std::int64_t type, const AccountRef& other, Message& message) {
    if (type == 1) {
      if (!other.empty()) message.sender = other;
      message.recipients.push_back({.is_owner = true});
      return;
    }
    message.sender = AccountRef{.is_owner = true};
    if (!other.empty()) message.recipients.push_back(other);
    if (type == 2) return;
    constexpr auto kUnsent = std::to_array<std::string_view>({"draft", "outbox", "failed", "queued"});
    const bool known = type >= 3 && type <= 6;
    message.kind = MessageKind::event;
    message.event = known ? std::string(kUnsent[static_cast<std::size_t>(type - 3)]) : "type-" + std::to_string(type);
    if (!known) message.sender.reset();
  }

  void give(Message message) {
    const bool silent = message.text.empty() && message.title.empty() && message.attachments.empty();
    if (silent && message.kind == MessageKind::message) tally_.absent();
    tally_.give(std::move(message));
  }

  void mms() {
    const std::vector<std::string> numbers = addresses_.others(owner_key_);
    message_.text = tidy_text(message_.text);
    if (numbers.size() > 1 || addresses_.rcs_group)
      group(numbers);
    else
      direct(numbers.empty() ? std::string() : numbers[0]);
    give(std::move(message_));
  }

  void direct(const std::string& address) {
    const AccountRef other = account_of(address, name_);
    message_.conversation = two(address, other);
    sign(box_, other, message_);
  }

  /// The names of a group stand in no order that says whose number is whose.
  void group(const std::vector<std::string>& numbers) {
    std::set<std::string> keys;
    for (const std::string& one : numbers) keys.insert(phone_key(one));
    std::string key = addresses_.rcs_group ? rcs_ : std::string();
    if (key.empty())
      for (const std::string& one : keys) key += one + "~";
    message_.conversation = {
        .key = one_sided_key("group/" + key, phone_), .kind = ConversationKind::group, .title = name_};
    sign(box_, {}, message_);
    if (box_ == 1 && !addresses_.from.empty()) message_.sender = account_of(addresses_.from, {});
    const std::string sender = box_ == 1 ? phone_key(addresses_.from) : std::string();
    for (const std::string& one : numbers)
      if (phone_key(one) != sender) message_.recipients.push_back(account_of(one, {}));
    remember(numbers);
  }

  void remember(const std::vector<std::string>& numbers) {
    if (groups_.size() >= kMostGroups && !groups_.contains(message_.conversation.key)) return;
    Group& group = groups_[message_.conversation.key];
    if (group.info.members.empty()) {
      group.info.conversation = message_.conversation;
      group.info.locator = message_.locator;
      group.info.members.push_back({.account = {.is_owner = true}, .locator = message_.locator});
    }
    for (const std::string& one : numbers)
      if (group.seen.size() < kMostMembers && group.seen.insert(phone_key(one)).second)
        group.info.members.push_back({.account = account_of(one, {}), .locator = message_.locator});
  }

  void call(const XmlElement& element, const Locator& at) {
    const std::string_view address = value(element, "number");
    const std::int64_t type = number(element.attribute("type")).value_or(0);
    const AccountRef other = account_of(address, element.attribute("contact_name")), owner{.is_owner = true};
    Message message{.kind = MessageKind::call,
                    .conversation = two(address, other),
                    .time = time_of(element.attribute("date")),
                    .locator = at};
    message.event = call_event(type, number(element.attribute("duration")).value_or(0) > 0);
    const bool outgoing = type == 2;
    if (outgoing || !other.empty()) message.sender = outgoing ? owner : other;
    if (!outgoing || !other.empty()) message.recipients.push_back(outgoing ? other : owner);
    tally_.give(std::move(message));
  }

  void say_count(std::uint64_t stated) {
    tally_.problem({.code = "count-differs",
                    .severity = Severity::high,
                    .loss = found_ < stated ? Loss::partial : Loss::none,
                    .locator = Locator::at_line(1),
                    .args = {file_, std::to_string(stated), std::to_string(found_)},
                    .lost_records = stated > found_ ? stated - found_ : 0});
  }

  struct Group {
    ConversationInfo info;
    std::set<std::string> seen;
  };
  Importer importer_;
  std::string owner_, owner_key_, phone_, file_;
  Tally tally_;
  XmlSource xml_;
  XmlDamage damage_;
  Message message_;
  Addresses addresses_;
  std::string name_, rcs_;
  std::int64_t box_ = 0;
  std::map<std::string, Group> groups_;
  std::optional<std::int64_t> stated_;
  std::uint64_t found_ = 0;
  int depth_ = 0;
  bool in_mms_ = false;
};

Bid bid(const EntryReader& entry) {
  const std::string_view head = entry.head().substr(0, 4096);
  if (!mentions(head, {"<smses", "<calls"})) return Bid::no;
  const XmlElement root = first_element(head);
  if (root.name == "smses") return Bid::certain;
  const bool known = mentions(head, {"<call "}) && mentions(head, {" number="}) && mentions(head, {" duration="});
  return root.name == "calls" && (known || !root.attribute("backup_set").empty()) ? Bid::certain : Bid::no;
}

void read(EntryReader& entry, RecordSink& sink) {
  const bool calls = first_element(entry.head()).name == "calls";
  Walk(entry, sink, calls ? "phone" : "sms").finish();
}

}  // namespace

constinit const Importer importer{.id = "sms-backup",
                                  .platform = "sms",
                                  .versions = "2011-2026",
                                  .gaps = "format.sms-backup.gaps",
                                  .bid = bid,
                                  .read = read};

}  // namespace schouw::sms_backup
