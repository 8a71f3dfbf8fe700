// The tables of a download of LinkedIn, by the names of their columns: whatever their order, and whatever stands
// beside.
#include "linkedin_table.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace schouw::linkedin_csv {
namespace {

struct Columns {
  Table table;
  std::array<std::string_view, 4> names;  ///< all of these; empty ones do not count
};
constexpr auto kTables = std::to_array<Columns>({
    {Table::messages, {"from", "to", "date", "content"}},
    {Table::connections, {"first name", "last name", "connected on"}},
    {Table::invitations, {"from", "to", "sent at", "direction"}},
    {Table::contacts, {"firstname", "lastname", "emails"}},
    {Table::contacts, {"first name", "last name", "emails"}},
    {Table::shares, {"date", "sharelink", "sharecommentary"}},
    {Table::comments, {"date", "link", "message"}},
    {Table::recommendations, {"first name", "last name", "text", "creation date"}},
    {Table::media, {"date/time", "media link"}},
    {Table::media, {"time", "media link"}},
    {Table::follows, {"date", "status", "fullname"}},
    {Table::people, {"first name", "last name", "headline", "url"}},
    {Table::profile, {"first name", "last name", "headline"}},
    {Table::emails, {"email address", "confirmed", "primary"}},
    {Table::phones, {"extension", "number", "type"}},
    {Table::nothing, {"date", "type", "link"}},
    {Table::nothing, {"company name", "title", "started on"}},
    {Table::nothing, {"school name", "start date", "end date"}},
    {Table::nothing, {"endorsement date", "skill name"}},
    {Table::nothing, {"organization", "followed on"}},
    {Table::nothing, {"event name", "event time", "status"}},
    {Table::nothing, {"registered at", "registration ip"}},
    {Table::nothing, {"login date", "ip address"}},
    {Table::nothing, {"time", "search query"}},
    {Table::nothing, {"ad clicked date", "ad title/id"}},
    {Table::nothing, {"application date", "company name", "job title"}},
    {Table::nothing, {"save date", "job url", "job title"}},
    {Table::nothing, {"date", "link", "optiontext"}},
    {Table::drifted, {"conversation id", "from", "content"}},
    {Table::drifted, {"first name", "last name", "company", "position"}},
    {Table::reposts, {"date", "link"}},
});

}  // namespace

std::optional<Table> table_of(const CsvHead& head) {
  for (const Columns& one : kTables) {
    const bool all =
        std::ranges::all_of(one.names, [&](std::string_view name) { return name.empty() || head.has({name}); });
    if (all) return one.table;
  }
  return std::nullopt;
}

bool is_common(Table table) {
  return table == Table::comments || table == Table::contacts || table == Table::nothing || table == Table::drifted ||
         table == Table::reposts || table == Table::emails || table == Table::phones || table == Table::messages ||
         table == Table::profile || table == Table::people;
}

}  // namespace schouw::linkedin_csv
