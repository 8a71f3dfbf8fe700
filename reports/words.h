// How a report says a thing: sentences of the catalogue, dates, numbers and enumerators in the reader's language.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "schouw/model/audit_result.h"
#include "schouw/report/report.h"

namespace schouw {

class Words {
 public:
  explicit Words(Lang lang) : lang_(lang) {}
  Lang lang() const { return lang_; }

  /// The text "report.<id>".
  std::string operator()(std::string_view id, std::initializer_list<std::string> args = {}) const;
  /// The text "report.<id>" in the form for this number, which is {0}.
  std::string count(std::string_view id, std::uint64_t n, std::initializer_list<std::string> more = {}) const;
  /// "report.<group>.<name>", or the name itself when the catalogue has no word for it.
  std::string name(std::string_view group, std::string_view name) const;

  std::string number(std::uint64_t n) const;      ///< 12.345 or 12,345
  std::string bytes(std::uint64_t n) const;       ///< 1,2 MB or 1.2 MB
  std::string date(std::string_view iso) const;   ///< 15 augustus 2026; anything else as it is
  std::string month(std::string_view iso) const;  ///< "2026-08" -> augustus 2026
  std::string short_month(std::string_view iso) const;  ///< "2026-08" -> aug
  std::string time(const RecordTime&) const;      ///< 15 augustus 2026, 09:16; or that there is none
  std::string clock(const RecordTime&) const;     ///< for a line in a conversation: 15 aug 2026 09:16
  std::string period(std::string_view from, std::string_view until) const;
  std::string span(const RecordTime& first, const RecordTime& last) const;

  std::string platform(std::string_view id) const { return name("platform", id); }
  std::string band(Band b) const { return name("band", name_of(b)); }
  std::string role(Role r) const { return name("role", name_of(r)); }

 private:
  Lang lang_;
};

/// At most so many bytes: "…" stands for the rest.
std::string shortened(std::string_view words, std::size_t bytes);

}  // namespace schouw
