// van: and aan: go by every name an account was seen under, gesprek: by titles, persoon: and rol: by who the registers say
// an account is.
#include "query_lookup.h"

#include <algorithm>
#include <functional>
#include <set>

#include "query_lexer.h"
#include "schouw/base/utf8.h"
#include "words.h"

namespace schouw {
namespace {

using EachName = std::function<void(const QueryContext::Names&)>;
using AccountsOf = std::function<std::vector<std::string>(std::string_view)>;

/// Whether a name, address, number or title has the words of a query.
class NameTest {
 public:
  explicit NameTest(const QueryNode& node) : node_(node) {
    for (const Phone& phone : phones_of(node.text)) phones_.push_back(phone.digits);
  }

  bool fits(std::string_view name) const {
    const std::vector<Word> words = words_of(name);
    for (std::size_t i = 0; i + node_.words.size() <= words.size(); ++i)
      if (stand_at(words, i)) return true;
    if (phones_.empty()) return false;
    return std::ranges::any_of(phones_of(name), [&](const Phone& phone) { return std::ranges::count(phones_, phone.digits) > 0; });
  }

 private:
  bool stand_at(const std::vector<Word>& words, std::size_t at) const {
    if (node_.star) return words[at].folded.starts_with(node_.words[0]);
    for (std::size_t i = 0; i < node_.words.size(); ++i)
      if (words[at + i].folded != node_.words[i]) return false;
    return !node_.words.empty();
  }

  const QueryNode& node_;
  std::vector<std::string> phones_;
};

// The id itself, or what bears a name with these words.
std::vector<std::string> named(const QueryNode& node, const EachName& each_name) {
  const std::string_view wanted_id = trim(node.text);
  std::set<std::string> ids;
  const NameTest test(node);
  if (each_name)
    each_name([&](std::string_view id, std::string_view name) {
      if (id == wanted_id || test.fits(name)) ids.emplace(id);
    });
  return {ids.begin(), ids.end()};
}

Result<void> known(QueryNode& node, const AccountsOf& accounts_of, std::string_view unknown) {
  if (accounts_of) node.ids = accounts_of(node.text);
  if (node.ids.empty()) return query_error(std::string(unknown), node.text, node.place);
  return {};
}

Result<void> look_up_field(QueryNode& node, const QueryContext& context) {
  switch (node.field) {
    case Field::from:
    case Field::to:
      node.ids = named(node, context.each_account_name);
      return {};
    case Field::conversation:
      node.ids = named(node, context.each_conversation_title);
      return {};
    case Field::role:
      return known(node, context.accounts_of_role, "query-role-unknown");
    case Field::person:
      return known(node, context.accounts_of_person, "query-person-unknown");
    case Field::id:
      if (context.row_of_id) node.row = context.row_of_id(trim(node.text));
      return {};
    case Field::title:
    case Field::platform:
    case Field::kind:
    case Field::has:
    case Field::date:
      break;
  }
  return {};
}

}  // namespace

Result<void> look_up(QueryNode& node, const QueryContext& context) {
  if (node.kind == QueryNode::Kind::field) return look_up_field(node, context);
  for (QueryNode& part : node.parts)
    if (Result<void> found = look_up(part, context); !found) return found;
  return {};
}

}  // namespace schouw
