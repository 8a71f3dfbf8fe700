// Boxes of pages in HTML.
//
//   <div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">
//     <h2 class="_3-95 _2pim _a6-h _a6-i">Noor Bakker</h2>
//     <div class="_3-95 _a6-p"><div><div></div><div>Hoi</div><div></div><div></div></div></div>
//     <div class="_3-94 _a6-o">Feb 28, 2025 10:07 am</div></div>
//   ->  heading, parts (child 1: "Hoi"), time
//
// Meta's build makes the names of classes, so they change. The box and its regions are known by those of 2018 to 2026;
// a region without a known name falls back on its form: a heading is <h2>, a date is the last line that reads as one.
//
// Gaps: what a style sheet hides is text here; of a list only the words.
#include "meta_html.h"

#include <algorithm>
#include <array>
#include <utility>

#include "html_words.h"
#include "json_damage.h"
#include "meta_date.h"
#include "meta_media.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

constexpr std::size_t kMostItems = 5'000, kMostClasses = 12;

constexpr auto kBoxClasses = std::to_array<std::string_view>({"uiBoxWhite", "_a6-g"});
constexpr auto kHeadingClasses = std::to_array<std::string_view>({"_a6-h", "_a6-i", "_2lek", "_2lel"});
constexpr auto kBodyClasses = std::to_array<std::string_view>({"_a6-p", "_2let"});
constexpr auto kDateClasses = std::to_array<std::string_view>({"_a6-o", "_2lem"});
constexpr auto kBlocks = std::to_array<std::string_view>({"div", "p", "td", "th", "tr", "table", "li", "ul", "ol",
                                                          "section", "header", "footer", "h1", "h2", "h3", "h4"});
constexpr auto kHidden = std::to_array<std::string_view>({"script", "style", "template"});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}
template <std::size_t N>
bool has_class(const HtmlTag& tag, const std::array<std::string_view, N>& classes) {
  return std::ranges::any_of(classes, [&](std::string_view one) { return tag.has_class(one); });
}

bool is_local(std::string_view address) {
  if (address.empty() || address.front() == '#' || address.find("://") != std::string_view::npos) return false;
  for (const std::string_view scheme : {"data:", "javascript:", "mailto:", "tel:", "about:"})
    if (address.starts_with(scheme)) return false;
  return !address.ends_with(".html") && !address.ends_with(".htm") && !address.ends_with(".css");
}

enum class Region { none, heading, body, date, row, list };

class Box {
 public:
  MetaBox out;
  bool cut = false;

  void start(const HtmlTag& tag, int depth) {
    const std::string_view name = tag.name();
    if (name == "br") return words_.line();
    if (is_one_of(kBlocks, name)) words_.block();
    if (name == "tr") return begin(Region::row, depth);
    if (name == "li") return begin(Region::list, depth);
    reference(tag);
    if (region_ == Region::none && begin_region(tag, depth)) return;
    if (region_ == Region::body && depth == region_depth_ + 2) {
      flush();
      child_ = out.children++;
    }
  }

  void end(std::string_view name, int depth) {
    if (is_one_of(kBlocks, name)) words_.block();
    if (name == "a" && open_link_) end_link();
    if (region_ == Region::body && depth == region_depth_ + 2) {
      flush();
      child_ = -1;
    }
    if (region_ != Region::none && depth == region_depth_) end_region();
  }

  void text(std::string_view piece) {
    words_.add(piece);
    if (open_link_) link_words_.add(piece);
  }

  MetaBox finish() {
    flush();
    if (out.time == Timestamp{}) date_in_text();
    // A place that is told before its picture.
    if (!out.files.empty() && pending_.latitude && pending_.longitude && !out.files.front().gps)
      out.files.front().gps = GeoPoint{*pending_.latitude, *pending_.longitude};
    return std::move(out);
  }

 private:
  struct Place {
    std::optional<double> latitude, longitude;
  };

  void begin(Region region, int depth) {
    // A table or list inside a region: what was open goes on behind it.
    flush();
    if (region_ != Region::none) outer_.push_back({region_, region_depth_});
    region_ = region;
    region_depth_ = depth;
    row_href_.clear();
  }

  bool begin_region(const HtmlTag& tag, int depth) {
    const std::string_view name = tag.name();
    const bool headline = name == "h1" || name == "h2" || name == "h3" || has_class(tag, kHeadingClasses);
    if (headline && out.heading.empty()) return begin(Region::heading, depth), true;
    if (name == "footer" || has_class(tag, kDateClasses)) return begin(Region::date, depth), true;
    if (has_class(tag, kBodyClasses)) return begin(Region::body, depth), true;
    return false;
  }

  void end_region() {
    flush();
    region_ = Region::none;
    region_depth_ = 0;
    if (outer_.empty()) return;
    region_ = outer_.back().first;
    region_depth_ = outer_.back().second;
    outer_.pop_back();
  }

  /// What was read so far belongs to the region that is open.
  void flush() {
    cut = cut || words_.cut();
    std::string text = words_.take();
    if (text.empty()) return;
    switch (region_) {
      case Region::heading:
        out.heading = std::move(text);
        return;
      case Region::date:
        return date(text);
      case Region::row:
        return row(std::move(text));
      case Region::list:
        if (out.listed.size() < kMostItems) out.listed.push_back(std::move(text));
        return;
      case Region::none:
      case Region::body:
        break;
    }
    if (out.parts.size() < kMostItems) out.parts.push_back({child_, std::move(text)});
  }

  void date(const std::string& text) {
    const MetaDate read = meta_date(text);
    out.time = read.is_date ? read.time : no_time(text);
  }

  /// Label on the first line, value below it.
  void row(std::string text) {
    const auto line = text.find('\n');
    if (line == std::string::npos) {
      if (out.parts.size() < kMostItems) out.parts.push_back({child_, std::move(text)});
      return;
    }
    MetaField field{.label = meta_label(std::string_view(text).substr(0, line)),
                    .value = std::string(trim(std::string_view(text).substr(line + 1))),
                    .href = row_href_};
    if (const MetaDate read = meta_date(field.value); read.is_date) field.time = read.time;
    about_file(field);
    if (out.fields.size() < kMostItems) out.fields.push_back(std::move(field));
  }

  /// The table below a picture says where and when it was taken.
  void about_file(const MetaField& field) {
    if (field.label == MetaLabel::taken && !out.files.empty()) out.files.back().taken = field.time;
    if (field.label == MetaLabel::latitude) pending_.latitude = Json(field.value).number();
    if (field.label == MetaLabel::longitude) pending_.longitude = Json(field.value).number();
    if (out.files.empty() || !pending_.latitude || !pending_.longitude) return;
    if (*pending_.latitude != 0 || *pending_.longitude != 0)
      out.files.back().gps = GeoPoint{*pending_.latitude, *pending_.longitude};
    pending_ = {};
  }

  void reference(const HtmlTag& tag) {
    const std::string_view name = tag.name();
    const bool link = name == "a";
    const std::string_view address = tag.attribute(link ? "href" : "src");
    if (address.empty() || region_ == Region::date) return;
    if (is_local(address)) {
      if (link || name == "img" || name == "video" || name == "audio" || name == "source") add_file(address, name);
    } else if (link && address.find("://") != std::string_view::npos) {
      open_link_ = std::string(prefix(address, 4096));
      if (region_ == Region::row && row_href_.empty()) row_href_ = *open_link_;
      link_words_.take();
    }
  }

  void add_file(std::string_view address, std::string_view tag) {
    std::string uri(prefix(address, 4096));
    while (uri.starts_with("../")) uri.erase(0, 3);
    const AttachmentKind kind = tag == "img"     ? AttachmentKind::image
                                : tag == "video" ? AttachmentKind::video
                                : tag == "audio" ? AttachmentKind::audio
                                                 : AttachmentKind::document;
    Attachment file = meta_file_at(uri, kind);
    const auto known = std::ranges::find(out.files, file.uri, &Attachment::uri);
    if (known != out.files.end()) {
      if (known->kind == AttachmentKind::document) known->kind = file.kind;
    } else if (out.files.size() < kMostItems) {
      out.files.push_back(std::move(file));
    }
  }

  void end_link() {
    if (out.links.size() < kMostItems) out.links.push_back({std::move(*open_link_), link_words_.take(), child_});
    open_link_.reset();
  }

  /// No region for the date, as in lists of followers: the last line that reads as one.
  void date_in_text() {
    for (auto part = out.parts.rbegin(); part != out.parts.rend(); ++part) {
      const auto line = part->text.rfind('\n');
      const std::string_view last =
          std::string_view(part->text).substr(line == std::string::npos ? 0 : line + 1);
      const MetaDate read = meta_date(last);
      if (!read.is_date) continue;
      out.time = read.time;
      part->text.resize(line == std::string::npos ? 0 : line);
      break;
    }
    std::erase_if(out.parts, [](const MetaPart& part) { return part.text.empty(); });
    for (const MetaField& field : out.fields)
      if (out.time == Timestamp{} && field.label == MetaLabel::time) out.time = field.time;
  }

  HtmlWords words_, link_words_;
  Region region_ = Region::none;
  int region_depth_ = 0, child_ = -1;
  std::vector<std::pair<Region, int>> outer_;
  std::optional<std::string> open_link_;
  std::string row_href_;
  Place pending_;
};

class Pages : public HtmlVisitor {
 public:
  explicit Pages(const std::function<void(const MetaPage&, MetaBox&&)>& give) : give_(give) {}
  MetaHtmlDamage damage;

  void start(const HtmlTag& tag) override {
    ++depth_;
    if (is_one_of(kHidden, tag.name())) ++hidden_;
    if (box_) return box_->start(tag, depth_ - box_depth_);
    if (tag.name() == "title" || tag.name() == "h1") above_ = HtmlWords{};
    if (has_class(tag, kBoxClasses)) {
      box_.emplace();
      box_->out.number = damage.boxes++;
      box_depth_ = depth_;
    } else {
      note_class(tag);
    }
  }

  void end(std::string_view name) override {
    if (is_one_of(kHidden, name)) --hidden_;
    if (box_ && depth_ == box_depth_) end_box();
    if (box_) box_->end(name, depth_ - box_depth_);
    if (!box_ && name == "title" && page_.title.empty()) page_.title = above_.take();
    if (!box_ && name == "h1" && page_.heading.empty()) page_.heading = above_.take();
    --depth_;
  }

  void text(std::string_view piece) override {
    if (hidden_ > 0) return;
    box_ ? box_->text(piece) : above_.add(piece);
  }

  void last_byte(bool truncated) override { ended_ = truncated; }

 private:
  void end_box() {
    if (box_->cut) ++damage.too_long;
    box_->out.complete = !ended_;
    MetaBox done = box_->finish();
    box_.reset();
    give_(page_, std::move(done));
  }

  void note_class(const HtmlTag& tag) {
    const std::string_view classes = tag.attribute("class");
    if (damage.boxes > 0 || classes.empty() || damage.classes.size() >= kMostClasses) return;
    damage.classes.push_back(std::string(tag.name()) + "." + std::string(prefix(classes, 64)));
  }

  const std::function<void(const MetaPage&, MetaBox&&)>& give_;
  MetaPage page_;
  std::optional<Box> box_;
  HtmlWords above_;
  int depth_ = 0, box_depth_ = 0, hidden_ = 0;
  bool ended_ = false;
};

}  // namespace

std::string MetaBox::text() const {
  std::string all;
  for (const MetaPart& part : parts) all += (all.empty() ? "" : "\n") + part.text;
  return all;
}

MetaHtmlDamage walk_meta_boxes(EntryReader& entry, const std::function<void(const MetaPage&, MetaBox&&)>& give) {
  Pages pages(give);
  pages.damage.html = stream_html(bytes_of(entry), pages);
  return std::move(pages.damage);
}

bool is_meta_page(std::string_view head) {
  const auto holds = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return holds("uiBoxWhite") ||
         (holds("_a6-g") && (holds("_a6-p") || holds("_a6-o") || holds("_a6-h") || holds("_a72d")));
}

}  // namespace schouw
