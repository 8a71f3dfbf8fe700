// One message, one document; its number is the row of the store:
//
//   words     title, text and attachment text without prefix, with positions; the title also under S
//   stems     Z, only where the stem differs from the word: a search for the stem asks for both
//   whole     sender, recipients and conversation by id; platform, kind, kinds of attachment
//   values    order (time, start of the id); facets
//
// No names, no titles of conversations and no text to show: those are the store's, which knows them once. So an index is
// half the size, and a role or a name is looked up at the moment of asking.
// Gap: after 100,000 words a text is indexed without positions: single words are found, phrases are not.
#include "document.h"

#include <algorithm>

#include "fields.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::uint32_t kMaxPositions = 100'000;
constexpr std::uint32_t kFieldGap = 100;             // phrases do not run from one field into the next
constexpr std::int64_t kLatest = (std::int64_t{1} << 47) - 1;   // what six bytes hold; -kLatest - 1 is no time
constexpr char kFacetMark = '\x1F';

class DocumentTerms {
 public:
  DocumentTerms(Xapian::Document& document, StemCache& stems) : document_(document), stems_(stems) {}

  void add_text(std::string_view text, std::string_view prefix) {
    if (text.empty()) return;
    WordReader reader(text);
    while (reader.next(word_)) add_word(word_.folded, prefix);
    for (const Phone& phone : phones_of(text)) document_.add_term(std::string(prefix) + phone.digits, 1);
    if (position_ > 0) position_ += kFieldGap;
  }

  void add_whole(std::string_view prefix, std::string_view value) {
    if (!value.empty()) document_.add_boolean_term(boolean_term(prefix, value));
  }
  void add_id(std::string_view prefix, std::string_view id) {
    if (!id.empty()) document_.add_boolean_term(id_term(prefix, id));
  }

 private:
  void add_word(const std::string& word, std::string_view prefix) {
    term_.assign(prefix).append(word);
    if (position_ < kMaxPositions) {
      document_.add_posting(term_, ++position_);
    } else {
      document_.add_term(term_);
    }
    const std::string& stem = stems_.stem(word);
    if (stem == word) return;
    term_.assign(kStemPrefix).append(prefix).append(stem);
    document_.add_term(term_);
  }

  Xapian::Document& document_;
  StemCache& stems_;
  std::string term_;
  Word word_;
  std::uint32_t position_ = 0;
};

bool has_address(std::string_view text) {
  return text.find("http://") != std::string_view::npos || text.find("https://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos;
}

void add_whole_terms(const IndexRow& row, DocumentTerms& terms) {
  terms.add_whole(prefix_of(Field::platform), row.platform);
  terms.add_whole(prefix_of(Field::kind), row.kind);
  terms.add_id(prefix_of(Field::conversation), row.conversation_id);
  terms.add_id(prefix_of(Field::from), row.sender_id);
  for (const std::string& account : row.recipient_ids) terms.add_id(prefix_of(Field::to), account);
  for (const std::string& kind : row.has) terms.add_whole(prefix_of(Field::has), kind);
  if (!row.has.empty()) terms.add_whole(prefix_of(Field::has), "any");
  if (has_address(row.text)) terms.add_whole(prefix_of(Field::has), "link");
}

}  // namespace

std::string time_key(std::int64_t local_ms) {
  const auto newest_first = static_cast<std::uint64_t>(kLatest - std::clamp(local_ms, -kLatest, kLatest));
  std::string key;
  for (int shift = 40; shift >= 0; shift -= 8) key.push_back(static_cast<char>((newest_first >> shift) & 0xFFu));
  return key;
}

std::string order_key(const IndexRow& row) {
  std::string key = row.local_ms.has_value() ? time_key(*row.local_ms) : std::string(kTimeKeyBytes, '\xFF');
  append_id(key, row.id);
  if (key.size() > kTimeKeyBytes + kIdKeyBytes) key.resize(kTimeKeyBytes + kIdKeyBytes);
  return key;
}

std::optional<std::int64_t> time_of_key(std::string_view order_key) {
  if (order_key.size() < kTimeKeyBytes) return std::nullopt;
  std::int64_t newest_first = 0;
  for (const char c : order_key.substr(0, kTimeKeyBytes)) newest_first = newest_first << 8 | static_cast<unsigned char>(c);
  const std::int64_t ms = kLatest - newest_first;
  return ms < -kLatest ? std::nullopt : std::optional(ms);
}

Facets facets_of(std::string_view facet_value) {
  const std::size_t mark = facet_value.find(kFacetMark);
  if (mark == std::string_view::npos) return {};
  return {facet_value.substr(0, mark), facet_value.substr(mark + 1)};
}

Xapian::Document make_document(const IndexRow& row, StemCache& stems) {
  Xapian::Document document;
  DocumentTerms terms(document, stems);
  terms.add_text(row.title, {});
  terms.add_text(row.text, {});
  terms.add_text(row.attachment_text, {});
  terms.add_text(row.title, prefix_of(Field::title));
  add_whole_terms(row, terms);
  document.add_value(kOrderSlot, order_key(row));
  document.add_value(kFacetSlot, row.platform + kFacetMark + row.kind);
  return document;
}

}  // namespace schouw
