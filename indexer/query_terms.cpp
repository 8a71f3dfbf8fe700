// From tree to terms:
//
//   foto's               foto OR Zfoto        the stem, as a word and as the stem of other words
//   "op snap"            op PHRASE snap
//   van:anna             XS.. OR XS.. ...     the accounts that query_lookup found; fields carry no weight
//   datum:2025-09        value range          over the order key, in which later is smaller
//   -x                   everything but x
//
// explained: word~stem, "exact words", word*{number of words}, field:value{number of accounts or conversations};
// AND OR NOT, fully in brackets.
// Gap: one star stands for at most 500 different words, all stars of a query for 1,000.
#include "query_terms.h"

#include <algorithm>

#include "document.h"
#include "query_lexer.h"
#include "relevance.h"
#include "schouw/base/time.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

using Kind = QueryNode::Kind;
using Xapian::Query;

constexpr std::size_t kLongerThanIds = 32;   // bytes of an order value behind its time
constexpr std::size_t kMaxExpansion = 500, kMaxExpansions = 1'000;

Query weighted(const Query& query, double factor) { return Query(Query::OP_SCALE_WEIGHT, query, factor); }
Query everything() { return weighted(Query::MatchAll, 0); }

std::string in_quotes(std::string_view text) { return "\"" + visible(text) + "\""; }

std::string joined_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out.push_back(' ');
    out += word;
  }
  return out;
}

std::vector<std::string> platforms_in(const Xapian::Database& database) {
  const std::string start(prefix_of(Field::platform));
  std::vector<std::string> names;
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term)
    names.push_back((*term).substr(start.size()));
  return names;
}

class Builder {
 public:
  Builder(const Xapian::Database& database, const Stemmer& stemmer)
      : database_(database), stemmer_(stemmer), documents_(database.get_doccount()) {}

  Result<Query> build(const QueryNode& node, std::string& explained) {
    switch (node.kind) {
      case Kind::everything:
        explained = "*";
        return everything();
      case Kind::word:
        return word(node, explained);
      case Kind::phrase:
        return phrase(node, explained);
      case Kind::prefix:
        return prefix_query(node, {}, explained);
      case Kind::field:
        return field(node, explained);
      case Kind::date:
        return date(node, explained);
      case Kind::all_of:
        return all_of(node, explained);
      case Kind::any_of:
        return any_of(node, explained);
      case Kind::none_of:
        break;
    }
    return none_of(node, explained);
  }

  Wanted take_wanted() { return std::move(wanted_); }

 private:
  std::uint64_t frequency(const std::string& term) const { return database_.get_termfreq(term); }

  // The words that share the stem; document.cpp writes no stem that equals its word.
  Query stem_query(const std::string& word, std::string_view prefix, std::uint64_t& found, std::string& stem) const {
    stem = stemmer_.stem(word);
    const std::string stem_term = std::string(kStemPrefix) + std::string(prefix) + stem;
    found = frequency(stem_term);
    if (stemmer_.stem(stem) != stem) return Query(stem_term);
    const std::string plain = std::string(prefix) + stem;
    found += frequency(plain);
    return Query(Query::OP_OR, Query(plain), Query(stem_term));
  }

  // A number as it may have been written otherwise.
  Query or_phones(Query query, const QueryNode& node) {
    for (const Phone& phone : phones_of(node.text)) {
      if (inverted_ % 2 == 0) wanted_.phones.insert(phone.digits);
      query = Query(Query::OP_OR, query, Query(phone.digits));
    }
    return query;
  }

  Result<Query> word(const QueryNode& node, std::string& explained) {
    std::uint64_t found = 0;
    std::string stem;
    const Query query = stem_query(node.words[0], {}, found, stem);
    if (inverted_ % 2 == 0) wanted_.stems.insert(stem);
    explained = node.words[0] + "~" + stem;
    return weighted(or_phones(query, node), rarity(found, documents_));
  }

  Query words_query(const std::vector<std::string>& words, std::string_view prefix) const {
    std::vector<std::string> terms;
    for (const std::string& each : words) terms.push_back(std::string(prefix) + each);
    if (terms.size() == 1) return Query(terms[0]);
    return Query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
  }

  Result<Query> phrase(const QueryNode& node, std::string& explained) {
    if (inverted_ % 2 == 0) wanted_.phrases.push_back(node.words);
    explained = in_quotes(joined_words(node.words));
    double sum = 0;
    for (const std::string& each : node.words) sum += rarity(frequency(each), documents_);
    const double factor = sum / static_cast<double>(node.words.size());
    return weighted(or_phones(words_query(node.words, {}), node), factor);
  }

  Result<Query> prefix_query(const QueryNode& node, std::string_view prefix, std::string& explained) {
    const std::string start = std::string(prefix) + node.words[0];
    std::size_t words = 0;
    std::uint64_t found = 0;
    for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
      if (++words > kMaxExpansion) break;
      found += term.get_termfreq();
    }
    expansions_ += words;
    if (words > kMaxExpansion || expansions_ > kMaxExpansions)
      return query_error("query-star-many", node.words[0] + "*", node.place, {std::to_string(kMaxExpansion)});
    explained = node.words[0] + "*{" + std::to_string(words) + "}";
    if (prefix.empty() && inverted_ % 2 == 0) wanted_.prefixes.push_back(node.words[0]);
    const Query query(Query::OP_WILDCARD, start, 0, Query::WILDCARD_LIMIT_ERROR, Query::OP_OR);
    return weighted(query, prefix.empty() ? rarity(found, documents_) : 0);
  }

  Result<Query> field(const QueryNode& node, std::string& explained) {
    Result<Query> query = field_query(node, explained);
    if (!query) return query;
    explained = std::string(english_name(node.field)) + ":" + explained;
    return weighted(*query, 0);
  }

  Result<Query> field_query(const QueryNode& node, std::string& explained) {
    explained = in_quotes(node.words.empty() ? node.text : joined_words(node.words));
    switch (node.field) {
      case Field::from:
      case Field::to:
      case Field::conversation:
        return name_query(node, explained);
      case Field::title:
        return title_query(node, explained);
      case Field::role:
      case Field::person:
        return accounts_query(node, explained);
      case Field::platform:
        return platform_query(node);
      case Field::id:
        return id_query(node);
      case Field::kind:
      case Field::has:
      case Field::date:
        break;
    }
    return Query(boolean_term(prefix_of(node.field), node.text));
  }

  static Query name_query(const QueryNode& node, std::string& explained) {
    explained = in_quotes(joined_words(node.words)) + (node.star ? "*" : "") + "{" + std::to_string(node.ids.size()) + "}";
    std::vector<std::string> terms;
    for (const std::string& id : node.ids) terms.push_back(id_term(prefix_of(node.field), id));
    return terms.empty() ? Query(Query::MatchNothing) : any_of_terms(std::move(terms));
  }

  static Query id_query(const QueryNode& node) {
    return node.row ? any_of_rows(std::make_shared<const std::vector<std::int64_t>>(1, *node.row)) : Query(Query::MatchNothing);
  }

  Result<Query> title_query(const QueryNode& node, std::string& explained) {
    const std::string_view prefix = prefix_of(Field::title);
    if (node.star) return prefix_query(node, prefix, explained);
    if (node.exact || node.words.size() > 1) return words_query(node.words, prefix);
    std::uint64_t found = 0;
    std::string stem;
    const Query query = stem_query(node.words[0], prefix, found, stem);
    explained = node.words[0] + "~" + stem;
    return query;
  }

  static Query accounts_query(const QueryNode& node, std::string& explained) {
    explained += "{" + std::to_string(node.ids.size()) + "}";
    std::vector<std::string> terms;
    for (const std::string& account : node.ids)
      for (const Field field : {Field::from, Field::to}) terms.push_back(id_term(prefix_of(field), account));
    return any_of_terms(std::move(terms));
  }

  Result<Query> platform_query(const QueryNode& node) const {
    const std::string name = fold(node.text);
    const std::string term = boolean_term(prefix_of(Field::platform), name);
    if (frequency(term) == 0) {
      const std::string near = nearest(name, platforms_in(database_));
      if (!near.empty()) return query_error("query-platform-near", node.text, node.place, {near});
    }
    return Query(term);
  }

  static Result<Query> date(const QueryNode& node, std::string& explained) {
    const auto shown = [](const std::optional<std::int64_t>& ms) { return ms ? to_string(date_of(*ms)) : std::string(); };
    explained = "date:" + shown(node.range.from) + ".." + shown(node.range.until);
    const std::string first = node.range.until ? time_key(*node.range.until) : std::string();
    // Behind the last time come the messages without one; they are in no range.
    std::string last = node.range.from ? time_key(*node.range.from) : std::string(kTimeKeyBytes - 1, '\xFF') + '\xFE';
    last += std::string(kLongerThanIds, '\xFF');
    return weighted(Query(Query::OP_VALUE_RANGE, kOrderSlot, first, last), 0);
  }

  Result<Query> none_of(const QueryNode& node, std::string& explained) {
    ++inverted_;
    std::string inner;
    Result<Query> query = build(node.parts[0], inner);
    --inverted_;
    if (!query) return query;
    explained = "NOT " + inner;
    return Query(Query::OP_AND_NOT, everything(), *query);
  }

  Result<Query> any_of(const QueryNode& node, std::string& explained) {
    std::vector<Query> parts;
    const Result<void> built = build_parts(node, " OR ", explained, parts, nullptr);
    if (!built) return tl::unexpected(built.error());
    return Query(Query::OP_OR, parts.begin(), parts.end());
  }

  Result<Query> all_of(const QueryNode& node, std::string& explained) {
    std::vector<Query> parts, unwanted;
    const Result<void> built = build_parts(node, " AND ", explained, parts, &unwanted);
    if (!built) return tl::unexpected(built.error());
    if (parts.empty()) parts.push_back(everything());
    const Query all(Query::OP_AND, parts.begin(), parts.end());
    if (unwanted.empty()) return all;
    return Query(Query::OP_AND_NOT, all, Query(Query::OP_OR, unwanted.begin(), unwanted.end()));
  }

  // With `unwanted`, what stands behind a NOT goes there without its NOT: cheaper than everything but x.
  Result<void> build_parts(const QueryNode& node, std::string_view between, std::string& explained,
                           std::vector<Query>& parts, std::vector<Query>* unwanted) {
    explained = "(";
    for (const QueryNode& part : node.parts) {
      const bool apart = unwanted != nullptr && part.kind == Kind::none_of;
      std::string inner;
      inverted_ += apart ? 1 : 0;
      Result<Query> query = build(apart ? part.parts[0] : part, inner);
      inverted_ -= apart ? 1 : 0;
      if (!query) return tl::unexpected(query.error());
      if (explained.size() > 1) explained += between;
      explained += apart ? "NOT " + inner : inner;
      (apart ? *unwanted : parts).push_back(std::move(*query));
    }
    explained += ")";
    return {};
  }

  const Xapian::Database& database_;
  const Stemmer& stemmer_;
  std::uint64_t documents_;
  std::size_t expansions_ = 0;
  int inverted_ = 0;           ///< NOTs around here; what is not wanted is no hit
  Wanted wanted_;
};

}  // namespace

Result<BuiltQuery> build_query(const QueryNode& node, const Xapian::Database& database,
                               const RowsSource::Rows& replaced_rows, const Stemmer& stemmer) {
  Builder builder(database, stemmer);
  BuiltQuery built;
  Result<Query> query = builder.build(node, built.explained);
  if (!query) return tl::unexpected(query.error());
  built.query = std::move(*query);
  if (replaced_rows && !replaced_rows->empty()) built.query = Query(Query::OP_AND_NOT, built.query, any_of_rows(replaced_rows));
  built.wanted = builder.take_wanted();
  return built;
}

}  // namespace schouw
