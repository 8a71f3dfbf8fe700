// <title>Followers</title> … <a href="https://www.instagram.com/noor.b/">noor.b</a> <div>Sep 07, 2026 9:05 am</div>
//   ->  followed_by noor.b, since that minute
#include "meta_links.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "html_words.h"
#include "json_damage.h"
#include "meta_date.h"
#include "meta_html.h"
#include "meta_kinds.h"
#include "meta_place.h"
#include "plain_text.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostLinkClasses = 12;
constexpr std::string_view kProfile = "instagram.com/";

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

std::optional<MetaKind> kind_of(std::string_view head, std::string_view name) {
  std::optional<MetaKind> kind = instagram_kind(name);
  constexpr std::string_view kTitle = "<title>";
  if (const auto at = head.find(kTitle); !kind && at != std::string_view::npos) {
    const std::string_view title = head.substr(at + kTitle.size(), 128);
    kind = meta_kind_of_title(trim(title.substr(0, title.find('<'))));
  }
  return kind && kind->what == MetaWhat::connection ? kind : std::nullopt;
}

class Links : public HtmlVisitor {
 public:
  Links(MetaFile& file, ConnectionKind kind) : file_(file), kind_(kind) {}

  void start(const HtmlTag& tag) override {
    words();
    if (const std::string_view name = tag.attribute("class"); !name.empty() && classes.size() < kMostLinkClasses)
      classes.push_back(std::string(tag.name()) + "." + std::string(name.substr(0, std::min<std::size_t>(name.find(' '), 64))));
    if (tag.name() != "a") return;
    const std::string_view address = tag.attribute("href");
    if (address.find(kProfile) == std::string_view::npos) return;
    give();
    user_ = instagram_user(address);
  }
  void end(std::string_view) override { words(); }
  void text(std::string_view piece) override { words_.add(piece); }
  void last_byte(bool truncated) override { truncated ? file_.cut() : give(); }

  DriftKeys classes;

 private:
  /// A date below an address is its own.
  void words() {
    const std::string text = words_.take();
    if (user_.empty() || text.empty()) return;
    if (const MetaDate read = meta_date(text); read.is_date) since_ = read.time;
  }

  void give() {
    if (user_.empty()) return;
    file_.connection(kind_, {.handle = std::exchange(user_, {})}, std::exchange(since_, {}), Locator::at_index(given_++));
  }

  MetaFile& file_;
  ConnectionKind kind_;
  HtmlWords words_;
  std::string user_;
  Timestamp since_;
  std::uint64_t given_ = 0;
};

}  // namespace

bool is_instagram_links(const EntryReader& entry) {
  const std::string_view head = entry.head();
  if (!mentions(head, {kProfile}) || is_meta_page(head) || meta_clue(entry) == MetaClue::facebook) return false;
  const std::size_t profiles = count(head, kProfile), addresses = count(head, "href=\"http");
  return profiles > 0 && addresses > 0 && profiles * 2 >= addresses && kind_of(head, meta_list_name(entry.path())).has_value();
}

void read_instagram_links(MetaFile& file) {
  const auto kind = kind_of(file.entry().head(), file.list_name());
  Links links(file, kind ? kind->kind : ConnectionKind::follows);
  MetaHtmlDamage damage;
  damage.html = stream_html(bytes_of(file.entry()), links);
  if (links.classes.empty()) links.classes.emplace_back("a");
  file.other_form(links.classes);
  file.finish(damage);
}

}  // namespace schouw
