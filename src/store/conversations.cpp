#include "case_data.h"
#include "packed.h"

namespace schouw {
namespace {

constexpr std::size_t kMostKept = 16'384;

bool fuller(const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; }

/// Takes over what is better; false when there was nothing. The same whatever comes first.
bool merge_into(ConversationRef& kept, const ConversationRef& other) {
  bool changed = false;
  if (fuller(other.title, kept.title)) {
    kept.title = other.title;
    changed = true;
  }
  if (fuller(other.key, kept.key)) {
    kept.key = other.key;
    changed = true;
  }
  if (other.kind > kept.kind) {
    kept.kind = other.kind;
    changed = true;
  }
  return changed;
}

}  // namespace

std::int64_t Conversations::row_of(std::int64_t source, std::string_view id, std::string_view platform,
                                   const ConversationRef& ref) {
  key_.assign(id);
  auto known = written_.find(key_);
  if (known == written_.end()) {
    if (written_.size() >= kMostKept) written_.clear();
    known = written_.emplace(key_, find_or_add(id, platform, ref)).first;
  }
  Known& kept = known->second;
  if (kept.source != source || kept.said.title != ref.title || kept.said.key != ref.key || kept.said.kind != ref.kind) {
    db_.run("INSERT OR IGNORE INTO conversation_source (conversation, source, kind, key, title) VALUES (?, ?, ?, ?, ?)",
            kept.row, source, number_of(ref.kind), ref.key, ref.title);
    kept.source = source;
    kept.said = ref;
  }
  if (merge_into(kept.ref, ref)) write(kept.row, kept.ref);
  return kept.row;
}

void Conversations::write(std::int64_t row, const ConversationRef& ref) {
  db_.run("UPDATE conversation SET kind = ?, key = ?, title = ? WHERE row = ?", number_of(ref.kind), ref.key, ref.title,
          row);
}

void Conversations::tell_anew(std::int64_t row) {
  std::optional<ConversationRef> merged;
  Query q = db_.query("SELECT kind, key, title FROM conversation_source WHERE conversation = ?");
  q.with(row);
  while (q.step()) {
    ConversationRef said{q.text(1), enum_of(q.integer(0), ConversationKind::public_), q.text(2)};
    if (merged)
      merge_into(*merged, said);
    else
      merged = std::move(said);
  }
  if (merged) write(row, *merged);
}

Conversations::Known Conversations::find_or_add(std::string_view id, std::string_view platform,
                                                const ConversationRef& ref) {
  Query q = db_.query("SELECT row, platform, kind, key, title FROM conversation WHERE id = ?");
  q.with(IdText{id});
  if (q.step())
    return {q.integer(0), {q.text(3), enum_of(q.integer(2), ConversationKind::public_), q.text(4)}, 0, {}};
  db_.run("INSERT INTO conversation (id, platform, kind, key, title) VALUES (?, ?, ?, ?, ?)", IdText{id}, platform,
          number_of(ref.kind), ref.key, ref.title);
  return {db_.last_row(), ref, 0, {}};
}

const ConversationRow& Conversations::at(std::int64_t row) {
  if (const auto known = read_.find(row); known != read_.end()) return known->second;
  if (read_.size() >= kMostKept) read_.clear();
  Query q = db_.query("SELECT id, platform, kind, key, title FROM conversation WHERE row = ?");
  q.with(row);
  if (!q.step()) raise_damaged("conversation " + std::to_string(row));
  ConversationRow found{q.id(0), q.text(1), {q.text(3), enum_of(q.integer(2), ConversationKind::public_), q.text(4)}};
  return read_.emplace(row, std::move(found)).first->second;
}

void Conversations::flush_touched() {
  for (const std::int64_t row : touched_) db_.run("UPDATE conversation SET dirty = 1 WHERE row = ? AND dirty = 0", row);
  touched_.clear();
}

void Conversations::forget() {
  written_.clear();
  read_.clear();
  touched_.clear();
}

}  // namespace schouw
