// Names that platforms give to downloads in parts:
//
//   takeout-20240501T101010Z-001.zip, takeout-20240501T101010Z-1-002.zip     Google
//   facebook-bas-2024-05-01-Ab12Cd34.zip, instagram-bas-01_05_2024-Ef56.zip  Meta: account and day, then chance
//   bas_20210507_part_2.zip                                                  Instagram until 2022
//   mydata~1714550000000-2.zip                                               Snapchat
//   x-part1.zip, x-part2.zip in one folder                                   others
//
// Two accounts never share the first four, so their parts may lie in different folders. A name that says less makes a
// download only with its neighbours in the same folder: a wrong picture, or a wrong name, would be worse than none.
//
// Gap: parts that were renamed are downloads of their own.
#include "downloads.h"

#include <algorithm>
#include <array>

#include "mentions.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// How many bytes of `text` have this form: '9' is a digit, '-' a dash or underscore, the rest stands for itself.
std::size_t fits(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool same = form[i] == '9'   ? is_digit(text[i])
                      : form[i] == '-' ? text[i] == '-' || text[i] == '_'
                                       : text[i] == form[i];
    if (!same) return 0;
  }
  return form.size();
}

/// Up to and with the first date behind the name of the account.
std::string_view until_date(std::string_view name) {
  for (std::size_t at = name.find('-'); at != std::string_view::npos; at = name.find_first_of("-_", at + 1))
    for (const std::string_view form : {"9999-99-99", "99-99-9999"})
      if (const std::size_t size = fits(name.substr(at + 1), form); size > 0) return name.substr(0, at + 1 + size);
  return {};
}

/// "x-part2" -> "x"; empty when the name does not end in the number of a part.
std::string_view without_part(std::string_view name) {
  std::size_t end = name.size();
  while (end > 0 && is_digit(name[end - 1])) --end;
  if (end == name.size() || name.size() - end > 3) return {};
  std::string_view rest = name.substr(0, end);
  const auto drop_marks = [&] {
    while (!rest.empty() && (rest.back() == '-' || rest.back() == '_' || rest.back() == ' ' || rest.back() == '.'))
      rest.remove_suffix(1);
  };
  drop_marks();
  for (const std::string_view word : {"part", "deel"})
    if (rest.ends_with(word)) {
      rest.remove_suffix(word.size());
      drop_marks();
      return rest;
    }
  return {};
}

/// The name in lower case, without the ending of an archive and the number a browser adds to a second copy.
std::string bare_name(std::string_view name) {
  std::string out = ascii_lower(name);
  for (const std::string_view ending : {".zip", ".tgz", ".tar.gz", ".tar"})
    if (out.ends_with(ending)) {
      out.erase(out.size() - ending.size());
      break;
    }
  if (const auto open = out.rfind(" ("); open != std::string::npos && out.ends_with(')'))
    if (all_digits(std::string_view(out).substr(open + 2, out.size() - open - 3))) out.erase(open);
  return out;
}

std::string download_of(std::string_view folder, std::string_view name) {
  const std::string bare = bare_name(name);
  const std::string_view text = bare;
  if (const std::size_t size = fits(text, "takeout-99999999t999999z"); size > 0) return bare.substr(0, size);
  if (text.starts_with("mydata~")) {
    const std::string_view number = text.substr(7, text.find('-') == std::string_view::npos ? text.size() : text.find('-') - 7);
    if (number.size() >= 10 && all_digits(number)) return bare.substr(0, 7 + number.size());
  }
  const bool meta = text.starts_with("facebook-") || text.starts_with("instagram-");
  if (meta)
    if (const std::string_view dated = until_date(text); !dated.empty()) return std::string(dated);
  if (const auto part = text.find("_part_"); part != std::string_view::npos && part > 9)
    if (fits(text.substr(part - 9), "_99999999") > 0) return bare.substr(0, part);
  if (text.size() > 9 && fits(text.substr(text.size() - 9), "_99999999") > 0) return bare;
  if (const std::string_view whole = without_part(text); !whole.empty())
    return std::string(folder) + "/" + std::string(whole);
  return {};
}

bool is_archive(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return std::ranges::any_of(std::array<std::string_view, 4>{".zip", ".tgz", ".tar.gz", ".tar"},
                             [&](std::string_view ending) { return lower.ends_with(ending); });
}

bool has_words(const AccountRef& ref) {
  return !(ref.display_name.empty() && ref.handle.empty() && ref.phone.empty() && ref.email.empty() &&
           ref.native_id.empty());
}

/// The first path that does not begin with this folder.
std::string behind_folder(std::string folder) {
  folder.back() = '0';  // follows '/'
  return folder;
}

}  // namespace

DownloadPart download_part(std::string_view path) {
  std::size_t begin = 0;
  for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', begin)) {
    std::string download = download_of(path.substr(0, begin), path.substr(begin, slash - begin));
    if (!download.empty()) return {std::move(download), std::string(path.substr(0, slash + 1))};
    begin = slash + 1;
  }
  const std::string_view name = path.substr(begin);
  return {is_archive(name) ? download_of(path.substr(0, begin), name) : std::string(), {}};
}

Downloads::Downloads(Db& db) : db_(db) {
  Query q = db_.query("SELECT row, path FROM source WHERE finished = 1 ORDER BY path, row");
  while (q.step()) {
    DownloadPart part = download_part(q.view(1));
    if (part.download.empty()) continue;
    if (part.folder.empty()) part.source = q.integer(0);
    std::vector<DownloadPart>& parts = parts_[part.download];
    if (parts.empty() || parts.back() != part) parts.push_back(std::move(part));
  }
}

std::vector<DownloadPart> Downloads::other_parts(std::int64_t source, std::string_view source_path) const {
  const DownloadPart mine = download_part(source_path);
  const auto known = parts_.find(mine.download);
  if (mine.download.empty() || known == parts_.end()) return {};
  std::vector<DownloadPart> others;
  for (const DownloadPart& part : known->second)
    if (part.folder.empty() ? part.source != source : part.folder != mine.folder) others.push_back(part);
  return others;
}

std::optional<AccountRef> Downloads::owner(std::string_view account) const {
  std::vector<DownloadPart> others;
  std::string platform;
  {
    Query q = db_.query(
        "SELECT s.row, s.path, m.platform FROM mention m JOIN mention_source ms ON ms.mention = m.row JOIN source s ON s.row "
        "= ms.source WHERE m.account = ? AND s.finished = 1 ORDER BY s.path LIMIT 1");
    q.with(IdText{account});
    if (!q.step()) return std::nullopt;
    others = other_parts(q.integer(0), q.view(1));
    platform = q.text(2);
  }
  std::map<std::string, AccountRef> named;  // by account: one profile may be told in several files
  for (const DownloadPart& part : others) {
    Query q = db_.query(
        "SELECT m.account, m.display_name, m.handle, m.phone, m.email, m.native_id FROM source s JOIN owner o ON "
        "o.source = s.row JOIN mention m ON m.account = o.account WHERE s.finished = 1 AND m.platform = ? AND "
        "(s.row = ? OR (s.path >= ? AND s.path < ?))");
    const std::string until = part.folder.empty() ? std::string() : behind_folder(part.folder);
    q.with(platform, part.source, part.folder, until);
    while (q.step()) {
      const AccountRef said{q.text(1), q.text(2), q.text(3), q.text(4), q.text(5), false, true};
      if (has_words(said) && q.id(0) != account) merge_into(named[q.id(0)], said);
    }
  }
  if (named.empty()) return std::nullopt;
  const AccountRef& first = named.begin()->second;
  const bool one = std::ranges::all_of(named, [&](const auto& other) { return other.second == first; });
  return one ? std::optional(first) : std::nullopt;
}

}  // namespace schouw
