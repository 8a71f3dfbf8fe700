#include "mentions.h"

#include "packed.h"

namespace schouw {
namespace {

constexpr std::size_t kMostKept = 32'768;
constexpr std::int64_t kOutside = 1, kOwner = 2, kAbsent = 4;

void append_part(std::string& key, std::string_view part) {
  const auto size = static_cast<std::uint32_t>(part.size());
  for (const unsigned shift : {0u, 8u, 16u, 24u}) key.push_back(static_cast<char>((size >> shift) & 0xffu));
  key += part;
}

void fuller(std::string& merged, const std::string& other) {
  if (other.size() > merged.size() || (other.size() == merged.size() && other < merged)) merged = other;
}

}  // namespace

void merge_into(AccountRef& merged, const AccountRef& ref) {
  fuller(merged.display_name, ref.display_name);
  fuller(merged.handle, ref.handle);
  fuller(merged.phone, ref.phone);
  fuller(merged.email, ref.email);
  fuller(merged.native_id, ref.native_id);
  merged.outside_tenant = merged.outside_tenant || ref.outside_tenant;
  merged.is_owner = merged.is_owner || ref.is_owner;
}

std::optional<std::int64_t> Mentions::row_of(std::int64_t source, std::string_view account, std::string_view platform,
                                             const AccountRef* ref) {
  if (account.empty() && ref == nullptr) return std::nullopt;
  static const AccountRef nothing;
  const AccountRef& said = ref == nullptr ? nothing : *ref;
  const std::int64_t flags =
      (said.outside_tenant ? kOutside : 0) | (said.is_owner ? kOwner : 0) | (ref == nullptr ? kAbsent : 0);
  key_.clear();
  for (const std::string_view part :
       {account, platform, std::string_view(said.display_name), std::string_view(said.handle),
        std::string_view(said.phone), std::string_view(said.email), std::string_view(said.native_id)})
    append_part(key_, part);
  key_.push_back(static_cast<char>('0' + flags));
  auto known = written_.find(key_);
  if (known == written_.end()) {
    if (written_.size() >= kMostKept) written_.clear();
    known = written_.emplace(key_, Known{find_or_add(account, platform, said, flags), 0}).first;
  }
  if (known->second.source != source) {
    db_.run("INSERT OR IGNORE INTO mention_source (mention, source) VALUES (?, ?)", known->second.row, source);
    known->second.source = source;
  }
  return known->second.row;
}

std::int64_t Mentions::find_or_add(std::string_view account, std::string_view platform, const AccountRef& ref,
                                   std::int64_t flags) {
  Query q = db_.query(
      "SELECT row FROM mention WHERE account = ? AND platform = ? AND display_name = ? AND handle = ? AND phone = ? "
      "AND email = ? AND native_id = ? AND flags = ?");
  q.with(IdText{account}, platform, ref.display_name, ref.handle, ref.phone, ref.email, ref.native_id, flags);
  if (q.step()) return q.integer(0);
  db_.run(
      "INSERT INTO mention (account, platform, display_name, handle, phone, email, native_id, flags) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      IdText{account}, platform, ref.display_name, ref.handle, ref.phone, ref.email, ref.native_id, flags);
  return db_.last_row();
}

std::string Mentions::rows_of(std::int64_t source, const std::vector<std::string>& ids, std::string_view platform,
                              const std::vector<AccountRef>& refs) {
  std::vector<std::int64_t> rows;
  std::size_t next = 0;
  const bool beside = ids.size() == refs.size();
  for (const AccountRef& ref : refs) {
    const bool has_id = next < ids.size() && (beside || !ref.empty());
    rows.push_back(row_of(source, has_id ? std::string_view(ids[next]) : std::string_view(), platform, &ref).value());
    if (has_id) ++next;
  }
  for (; next < ids.size(); ++next)
    if (const auto row = row_of(source, ids[next], platform, nullptr)) rows.push_back(*row);
  return pack_rows(rows);
}

const Mention& Mentions::at(std::int64_t row) {
  if (const auto known = read_.find(row); known != read_.end()) return known->second;
  if (read_.size() >= kMostKept) read_.clear();
  Query q = db_.query(
      "SELECT account, platform, display_name, handle, phone, email, native_id, flags FROM mention WHERE row = ?");
  q.with(row);
  if (!q.step()) raise_damaged("mention " + std::to_string(row));
  const std::int64_t flags = q.integer(7);
  Mention mention;
  mention.account = q.id(0);
  mention.platform = q.text(1);
  mention.ref = {q.text(2), q.text(3), q.text(4), q.text(5), q.text(6), (flags & kOutside) != 0, (flags & kOwner) != 0};
  mention.absent = (flags & kAbsent) != 0;
  mention.shown = shown(mention);
  return read_.emplace(row, std::move(mention)).first->second;
}

AccountRef Mentions::shown(const Mention& mention) {
  AccountRef nameless;
  nameless.is_owner = true;
  nameless.outside_tenant = mention.ref.outside_tenant;
  // A number alone is the same account everywhere, and another file of the export says whose it is.
  const bool number_only = !mention.ref.native_id.empty() && mention.ref.display_name.empty() &&
                           mention.ref.handle.empty() && mention.ref.phone.empty() && mention.ref.email.empty();
  if (mention.ref != nameless && !number_only) return mention.ref;
  Query q = db_.query(
      "SELECT display_name, handle, phone, email, native_id FROM mention m WHERE account = ? AND EXISTS (SELECT 1 FROM "
      "mention_source ms JOIN source s ON s.row = ms.source WHERE ms.mention = m.row AND s.finished = 1)");
  q.with(IdText{mention.account});
  AccountRef merged = mention.ref;
  while (q.step()) merge_into(merged, {q.text(0), q.text(1), q.text(2), q.text(3), q.text(4)});
  if (merged == nameless)
    if (const auto elsewhere = owner_elsewhere(mention.account)) merge_into(merged, *elsewhere);
  return merged;
}

std::optional<AccountRef> Mentions::owner_elsewhere(std::string_view account) {
  if (!downloads_) downloads_ = std::make_unique<Downloads>(db_);
  return downloads_->owner(account);
}

void Mentions::forget() {
  written_.clear();
  forget_read();
}

void Mentions::forget_read() {
  read_.clear();
  downloads_.reset();
}

}  // namespace schouw
