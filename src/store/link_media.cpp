// Finds the bytes that messages and media items refer to, after everything was read:
//
//   chat/_chat.txt      refers to "IMG-0003.jpg"              -> chat/IMG-0003.jpg        (a folder above the chat)
//   x/messages/1.json   refers to "messages/photos/2.jpg"     -> x/messages/photos/2.jpg  (likewise)
//   json/history.json   refers to "b~7.jpg"                   -> chat_media/b~7.jpg       (the end of a path, if only
//   one) insta/posts.json    refers to "media/3.jpg" of an unpacked download -> the file insta/media/3.jpg
//   takeout-…-001.zip        refers to "media/3.jpg", which lies in takeout-…-002.zip (downloads.cpp: parts)
//   json/history.json        refers to "chat_media/2024-05-01_b~7", without an ending -> chat_media/2024-05-01_b~7.jpg
//
// Where several files of different bytes fit, none is taken: a wrong picture with a message would be worse than none.
// Gap: parts of a download that were renamed; the picture in one is not found from the other.
#include <algorithm>
#include <concepts>

#include "case_data.h"
#include "downloads.h"
#include "packed.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr int kPerTransaction = 512;
constexpr int kMostCandidates = 16;

struct Found {
  std::optional<std::int64_t> file;  ///< row of media_file
  bool present = false;
};

/// "a/b/c.txt" -> "a/b/", "a/", "": the folders in which a relative path may begin, the nearest first.
template <class Try>
requires std::predicate<Try, std::string_view>
bool from_folder_to_root(std::string_view path, Try attempt) {
  std::size_t slash = path.rfind('/');
  while (slash != std::string_view::npos) {
    if (attempt(path.substr(0, slash + 1))) return true;
    slash = slash == 0 ? std::string_view::npos : path.rfind('/', slash - 1);
  }
  return attempt(std::string_view());
}

class MediaLinker {
 public:
  MediaLinker(CaseData& data, const Downloads& downloads) : data_(data), downloads_(downloads) {}

  Found find(std::string_view uri, const Place& place) {
    while (uri.starts_with("./")) uri.remove_prefix(2);
    while (uri.starts_with('/')) uri.remove_prefix(1);
    if (uri.empty() || uri.find("://") != std::string_view::npos) return {};
    const Found found = in_this_part(uri, place);
    // In other parts only a path counts: a bare name may be anybody's.
    return found.present || uri.find('/') == std::string_view::npos ? found : in_other_parts(uri, place);
  }

 private:
  Found in_this_part(std::string_view uri, const Place& place) {
    Found found;
    if (!place.entry_path.empty()) {
      const bool exact = from_folder_to_root(place.entry_path, [&](std::string_view folder) {
        return entry(place.source, folder, uri, found) || open_entry(place.source, folder, uri, found);
      });
      if (!exact) ending(place.source, uri, found);
      return found;
    }
    // Of an unpacked download only the folders count: a bare name in a folder above may be anybody's.
    const bool bare = uri.find('/') == std::string_view::npos;
    from_folder_to_root(place.source_path, [&](std::string_view folder) {
      return plain_file(folder, uri, found) || open_file(folder, uri, found) || bare;
    });
    return found;
  }

  Found in_other_parts(std::string_view uri, const Place& place) {
    Found found;
    for (const DownloadPart& part : downloads_.other_parts(place.source, place.source_path)) {
      // The folders inside the part are the same in every part.
      const std::string_view inside = place.entry_path.empty()
                                          ? inside_part(place.source_path)
                                          : std::string_view(place.entry_path);
      Found here;
      from_folder_to_root(inside, [&](std::string_view folder) {
        const std::string whole = part.folder + std::string(folder);
        return part.folder.empty() ? entry(part.source, folder, uri, here) || open_entry(part.source, folder, uri, here)
                                   : plain_file(whole, uri, here) || open_file(whole, uri, here);
      });
      if (!here.present) continue;
      if (found.present && sha256_of(found) != sha256_of(here)) return {};
      if (!found.present) found = here;
    }
    return found;
  }

  static std::string_view inside_part(std::string_view path) {
    return path.substr(download_part(path).folder.size());
  }

  std::string sha256_of(const Found& found) {
    Query q = data_.db.query("SELECT sha256 FROM media_file WHERE row = ?");
    q.with(found.file);
    return q.step() ? q.text(0) : std::string();
  }

  bool entry(std::int64_t source, std::string_view folder, std::string_view uri, Found& found) {
    const std::string path = std::string(folder).append(uri);
    Query q = data_.db.query(
        "SELECT f.row FROM entry e LEFT JOIN media_file f ON f.entry = e.row WHERE e.source = ? AND e.path = ? AND "
        "e.found > 0 ORDER BY f.row");
    q.with(source, path);
    return take(q, found);
  }

  bool plain_file(std::string_view folder, std::string_view uri, Found& found) {
    const std::string path = std::string(folder).append(uri);
    Query q = data_.db.query(
        "SELECT f.row FROM source s JOIN entry e ON e.source = s.row AND e.path = '' LEFT JOIN media_file f ON f.entry "
        "= "
        "e.row WHERE s.finished = 1 AND (s.path = ?1 OR s.sha256 IN (SELECT a.sha256 FROM alias a WHERE a.path = "
        "?1)) ORDER BY f.row");
    q.with(path);
    return take(q, found);
  }

  /// The path with any ending, for an export that refers to its media without one. Of a path without folder anything
  /// may be meant.
  static bool is_open(std::string_view uri) {
    const std::size_t slash = uri.rfind('/');
    return slash != std::string_view::npos && uri.find('.', slash) == std::string_view::npos;
  }

  bool open_entry(std::int64_t source, std::string_view folder, std::string_view uri, Found& found) {
    if (!is_open(uri)) return false;
    const std::string path = std::string(folder).append(uri), from = path + ".", until = path + "/";  // '/' follows '.'
    Query q = data_.db.query(
        "SELECT f.row, f.sha256 FROM entry e JOIN media_file f ON f.entry = e.row WHERE e.source = ? AND e.path > ? AND "
        "e.path < ? AND e.found > 0 ORDER BY f.row LIMIT ?");
    q.with(source, from, until, kMostCandidates);
    return take_one(q, found);
  }

  bool open_file(std::string_view folder, std::string_view uri, Found& found) {
    if (!is_open(uri)) return false;
    const std::string path = std::string(folder).append(uri), from = path + ".", until = path + "/";  // '/' follows '.'
    Query q = data_.db.query(
        "SELECT f.row, f.sha256 FROM source s JOIN entry e ON e.source = s.row AND e.path = '' JOIN media_file f ON "
        "f.entry = e.row WHERE s.finished = 1 AND s.path > ? AND s.path < ? ORDER BY f.row LIMIT ?");
    q.with(from, until, kMostCandidates);
    return take_one(q, found);
  }

  /// The only content among those that fit.
  static bool take_one(Query& q, Found& found) {
    std::string sha256;
    Found one;
    while (q.step()) {
      if (!sha256.empty() && sha256 != q.view(1)) return false;
      if (sha256.empty()) one = {q.integer(0), true};
      sha256 = q.text(1);
    }
    if (one.present) found = one;
    return one.present;
  }

  static bool take(Query& q, Found& found) {
    if (!q.step()) return false;
    found.present = true;
    found.file = q.maybe(0);
    if (q.step() && q.maybe(0) != found.file) found.file.reset();  // one name, two contents
    return true;
  }

  void ending(std::int64_t source, std::string_view uri, Found& found) {
    std::string backwards = nfc(uri);
    std::ranges::reverse(backwards);
    const std::string from = backwards + "/", until = backwards + "0";  // '0' follows '/'
    Query q = data_.db.query(
        "SELECT row, sha256 FROM media_file WHERE source = ? AND ((backwards >= ? AND backwards < ?) OR backwards = ?) "
        "ORDER BY row LIMIT ?");
    q.with(source, from, until, backwards, kMostCandidates);
    take_one(q, found);
  }

  CaseData& data_;
  const Downloads& downloads_;
};

struct Reference {
  std::int64_t what = 0, owner = 0, number = 0;
  std::string uri;
};

std::vector<Reference> some_references(Db& db, const Reference& after) {
  std::vector<Reference> found;
  Query q = db.query(
      "SELECT what, owner, number, uri FROM attachment WHERE (what, owner, number) > (?, ?, ?) AND uri != '' ORDER BY "
      "what, owner, number LIMIT ?");
  q.with(after.what, after.owner, after.number, kPerTransaction);
  while (q.step()) found.push_back({q.integer(0), q.integer(1), q.integer(2), q.text(3)});
  return found;
}

/// From the places of this version, the smallest origin first.
Found find_from(CaseData& data, const Downloads& downloads, const Reference& reference) {
  Query q = data.db.query(reference.what == number_of(RecordTable::message)
                              ? "SELECT near, coalesce(base, id), k FROM message WHERE row = ?"
                              : "SELECT 0, base, k FROM media WHERE row = ?");
  q.with(reference.owner);
  if (!q.step()) return {};
  const RecordKey key{enum_of(reference.what, RecordTable::media), q.integer(0), q.id(1), q.integer(2)};
  const Standings standing = standings(data.db, data.places, key, reference.owner);
  Found best;
  for (const Standing& place : standing.kept) {
    const Place where = data.places.at(place.entry);
    const Found found = MediaLinker(data, downloads).find(reference.uri, where);
    if (found.file) return found;
    best.present = best.present || found.present;
  }
  return best;
}

}  // namespace

void link_media(CaseData& data) {
  data.forget_read();
  if (data.db.number("SELECT value FROM state WHERE name = 'unlinked'") == 0) return;
  const Downloads downloads(data.db);
  Reference last;
  last.owner = -1;
  for (auto some = some_references(data.db, last); !some.empty(); some = some_references(data.db, last)) {
    data.db.transaction([&] {
      for (const Reference& reference : some) {
        const Found found = find_from(data, downloads, reference);
        data.db.run(
            "UPDATE attachment SET file = ?1, present = ?2 WHERE what = ?3 AND owner = ?4 AND number = ?5 AND (file IS "
            "NOT ?1 OR present != ?2)",
            found.file, found.present, reference.what, reference.owner, reference.number);
      }
    });
    last = some.back();
  }
  data.db.transaction([&] { data.db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('unlinked', 0)"); });
}

}  // namespace schouw
