// Which record stands at which place: recognising a record again, telling equal lines apart, choosing among versions.
//
//   near  the time the record states, where that is part of what makes the id; else 0. Records that are read one after
//         the other then stand together on disk
//   base  the id as the pipeline made it from the content
//   k     1, or the how-manieth equal record of one entry it is; then the id is content_id({base, "#", k})
//   row   the version that stands at this place
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "places.h"
#include "schouw/model/origin.h"
#include "sqlite.h"

namespace schouw {

enum class RecordTable { message, connection, media };

/// What tells a record from all others.
struct RecordKey {
  RecordTable what = RecordTable::message;
  std::int64_t near = 0;
  std::string base;
  std::int64_t k = 1;
  bool operator==(const RecordKey&) const = default;
};

/// A record that comes in.
struct Arrival {
  RecordTable what = RecordTable::message;
  std::int64_t near = 0;
  std::string_view base;
  std::int64_t entry = 0;
  const Locator* locator = nullptr;
  bool versioned = false;  ///< the platform gives id and version: twice in one entry is twice the same record
};

/// Where it belongs.
struct Seat {
  std::int64_t k = 1;
  std::string id;
  bool known = false;                  ///< this very place was read before
  std::vector<std::int64_t> versions;  ///< rows of the record so far
};

Seat find_seat(Db&, const Arrival&);
void note_occurrence(Db&, const Arrival&, const Seat&, std::int64_t row);

enum class Among { all, finished };
/// The version that counts: the greatest `version`, of equal ones that with the finest time, then that of the smallest origin.
std::optional<std::int64_t> elect(Db&, const RecordKey&, Among);

bool is_best(Db&, RecordTable, std::int64_t row);
void make_best(Db&, RecordTable, const std::vector<std::int64_t>& versions, std::int64_t best);
/// Gives a version another row; `from` goes.
void move_version(Db&, const Arrival&, const Seat&, std::int64_t from, std::int64_t to);

/// Leaves the places to the caller.
void remove_version(Db&, RecordTable, std::int64_t row);

struct Added {
  bool counted = false;  ///< a place that was not known
  std::int64_t row = 0;  ///< of a version that counts from now on; 0: nothing changed
};

/// Whether a version counts.
enum class Standard { no, best };

/// What writes one kind of record.
template <class Form>
concept RecordForm = requires(Form form, const Seat& seat, Standard standard, std::int64_t row) {
  { form.insert(seat, standard) } -> std::same_as<std::int64_t>;
  { form.equals(row) } -> std::same_as<bool>;  ///< whether that version says the same
};

template <RecordForm Form>
Added add_record(Db& db, const Arrival& arrival, Form& form) {
  const Seat seat = find_seat(db, arrival);
  if (seat.known) return {};
  std::optional<std::int64_t> equal;
  for (const std::int64_t version : seat.versions)
    if (!equal && form.equals(version)) equal = version;
  const std::int64_t row = equal ? *equal : form.insert(seat, seat.versions.empty() ? Standard::best : Standard::no);
  note_occurrence(db, arrival, seat, row);
  if (seat.versions.empty()) return {true, row};
  if (equal && seat.versions.size() == 1) return {true, 0};
  if (elect(db, {arrival.what, arrival.near, std::string(arrival.base), seat.k}, Among::all) != row ||
      is_best(db, arrival.what, row))
    return {true, 0};
  // The index has seen the rows up to here: an older version that counts from now on must come after them.
  const std::int64_t winner = equal ? form.insert(seat, Standard::no) : row;
  if (equal) move_version(db, arrival, seat, row, winner);
  make_best(db, arrival.what, seat.versions, winner);
  return {true, winner};
}

/// Places at which a record stands, as far as their sources were read to the end.
struct Standing {
  Origin origin;
  std::int64_t entry = 0;
};
struct Standings {
  std::vector<Standing> kept;    ///< of the version asked for, by origin
  std::vector<Standing> others;  ///< of other versions, by origin
  std::vector<Origin> all() const;
};
Standings standings(Db&, Places&, const RecordKey&, std::int64_t row);

std::string table_name(RecordTable);

}  // namespace schouw
