// One message, one document:
//
//   words     title, text and attachment text without prefix, with positions; the title also under S,
//             sender names A, recipient names XT, conversation title XG (fields.def)
//   stems     Z, only where the stem differs from the word: a search for the stem asks for both
//   whole     ids, platform, kind, kinds of attachment, account ids
//   values    order (time, id) and facets
//   data      id and the first 60 KiB of the text, for the snippet
//
// Gap: after 100,000 words a text is indexed without positions: single words are found, phrases are not.
#include "document.h"

#include <algorithm>

#include "fields.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::uint32_t kMaxPositions = 100'000;
constexpr std::uint32_t kFieldGap = 100;             // phrases do not run from one field into the next
constexpr std::size_t kStoredTextBytes = 60u << 10;
constexpr std::size_t kStoredExtraBytes = 2u << 10;
constexpr std::uint64_t kTimeBias = 1ull << 63;

class DocumentTerms {
 public:
  DocumentTerms(Xapian::Document& document, const Stemmer& stemmer) : document_(document), stemmer_(stemmer) {}

  enum class Stems { no, yes };
  void add_text(std::string_view text, std::string_view prefix, Stems stems) {
    WordReader reader(text);
    for (Word word; reader.next(word);) add_word(word.folded, prefix, stems);
    for (const Phone& phone : phones_of(text)) document_.add_term(std::string(prefix) + phone.digits, 1);
    if (position_ > 0) position_ += kFieldGap;
  }

  void add_whole(std::string_view prefix, std::string_view value) {
    if (!value.empty()) document_.add_boolean_term(boolean_term(prefix, value));
  }

 private:
  void add_word(const std::string& word, std::string_view prefix, Stems stems) {
    term_.assign(prefix).append(word);
    if (position_ < kMaxPositions) {
      document_.add_posting(term_, ++position_);
    } else {
      document_.add_term(term_);
    }
    if (stems == Stems::no) return;
    const std::string stem = stemmer_.stem(word);
    if (stem == word) return;
    term_.assign(kStemPrefix).append(prefix).append(stem);
    document_.add_term(term_);
  }

  Xapian::Document& document_;
  const Stemmer& stemmer_;
  std::string term_;
  std::uint32_t position_ = 0;
};

bool has_address(std::string_view text) {
  return text.find("http://") != std::string_view::npos || text.find("https://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos;
}

// The marks of a hit must not come out of the evidence.
std::string without_marks(std::string_view text) {
  std::string out(text);
  for (const std::string_view mark : {"\uE000", "\uE001", "\n"})
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.replace(at, mark.size(), " ");
  return out;
}

std::string data_of(const IndexRow& row) {
  std::string data = row.id + '\n';
  const std::size_t start = data.size();
  const auto add = [&](std::string_view text, std::size_t max) {
    if (text.empty()) return;
    if (data.size() > start) data += " · ";
    data += without_marks(prefix(text, max));
  };
  add(row.title, kStoredExtraBytes);
  add(row.text, kStoredTextBytes);
  add(row.attachment_text, kStoredExtraBytes);
  return data;
}

void add_whole_terms(const IndexRow& row, DocumentTerms& terms) {
  terms.add_whole(prefix_of(Field::id), row.id);
  terms.add_whole(prefix_of(Field::platform), row.platform);
  terms.add_whole(prefix_of(Field::kind), row.kind);
  terms.add_whole(kConversationPrefix, row.conversation_id);
  terms.add_whole(kSenderPrefix, row.sender_id);
  for (const std::string& account : row.account_ids) {
    terms.add_whole(prefix_of(Field::person), account);
    if (account != row.sender_id) terms.add_whole(kRecipientPrefix, account);
  }
  for (const std::string& kind : row.has) terms.add_whole(prefix_of(Field::has), kind);
  if (!row.has.empty()) terms.add_whole(prefix_of(Field::has), "any");
  if (has_address(row.text)) terms.add_whole(prefix_of(Field::has), "link");
}

}  // namespace

std::string time_key(std::int64_t local_ms) {
  const std::uint64_t newest_first = ~(static_cast<std::uint64_t>(local_ms) ^ kTimeBias);
  std::string key;
  for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>((newest_first >> shift) & 0xFFu));
  return key;
}

std::string order_key(std::optional<std::int64_t> local_ms, std::string_view id) {
  std::string key = local_ms.has_value() ? time_key(*local_ms) : std::string(kTimeKeyBytes, '\xFF');
  return key.append(id);
}

std::optional<std::int64_t> time_of_key(std::string_view order_key) {
  if (order_key.size() < kTimeKeyBytes) return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : order_key.substr(0, kTimeKeyBytes)) bits = (bits << 8) | static_cast<unsigned char>(c);
  if (~bits == 0) return std::nullopt;
  return static_cast<std::int64_t>(~bits ^ kTimeBias);
}

Xapian::Document make_document(const IndexRow& row, const Stemmer& stemmer) {
  Xapian::Document document;
  DocumentTerms terms(document, stemmer);
  using Stems = DocumentTerms::Stems;
  terms.add_text(row.title, {}, Stems::yes);
  terms.add_text(row.text, {}, Stems::yes);
  terms.add_text(row.attachment_text, {}, Stems::yes);
  terms.add_text(row.title, prefix_of(Field::title), Stems::yes);
  terms.add_text(row.sender_names, prefix_of(Field::from), Stems::no);
  terms.add_text(row.recipient_names, prefix_of(Field::to), Stems::no);
  terms.add_text(row.conversation_title, prefix_of(Field::conversation), Stems::no);
  add_whole_terms(row, terms);
  document.add_value(kOrderSlot, order_key(row.local_ms, row.id));
  document.add_value(kFacetSlot, row.platform + '\x1F' + row.kind);
  document.set_data(data_of(row));
  return document;
}

StoredText stored_text(std::string_view document_data) {
  const std::size_t end = document_data.find('\n');
  if (end == std::string_view::npos) return {document_data, {}};
  return {document_data.substr(0, end), document_data.substr(end + 1)};
}

}  // namespace schouw
