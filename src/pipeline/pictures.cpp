// The same bytes are the same picture; so are pictures that look the same: a platform makes a photo smaller and compresses
// it anew. Groups are closed: if A looks like B and B like C, they are one.
//
// Near looks are found by pieces: of two hashes that differ in 4 bits at most, one of five pieces is equal.
#include "pictures.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "schouw/base/hash.h"
#include "schouw/model/picture.h"

namespace schouw {
namespace {

constexpr int kPieces = kMostSteps + 1;
constexpr std::size_t kMostInPiece = 2'000;  ///< of a hundred thousand pictures of the same wall only the first are compared

class Joined {
 public:
  explicit Joined(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t one = root(a), other = root(b);
    parent_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::size_t> parent_;
};

std::uint64_t piece(std::uint64_t bits, int number) { return bits >> (13 * number) & 0x1FFF; }

/// `looks` in the order of their SHA-256, so that the result does not depend on the order of the input.
void join_alike(const std::vector<std::optional<PictureLook>>& looks, Joined& joined) {
  for (int number = 0; number < kPieces; ++number) {
    std::map<std::uint64_t, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < looks.size(); ++i) {
      if (!looks[i]) continue;
      std::vector<std::size_t>& others = alike[piece(looks[i]->steps, number)];
      for (const std::size_t other : others)
        if (same_look(*looks[i], *looks[other])) joined.join(i, other);
      if (others.size() < kMostInPiece) others.push_back(i);
    }
  }
}

}  // namespace

Publications::Publications(const CaseStore& store) {
  std::map<std::string, std::vector<One>> by_bytes;
  store.each_media([&](StoredMedia&& m) {
    if (m.item.file.sha256.empty()) return;
    by_bytes[m.item.file.sha256].push_back({m.id, m.item.platform, m.item.file.sha256, m.look});
  });
  std::vector<std::optional<PictureLook>> looks;
  for (const auto& [sha256, all] : by_bytes) looks.push_back(look_from(all.front().look));
  Joined joined(looks.size());
  join_alike(looks, joined);
  std::map<std::size_t, std::size_t> numbers;
  std::size_t i = 0;
  for (auto& [sha256, all] : by_bytes) {
    const std::size_t group = numbers.emplace(joined.root(i++), groups_.size()).first->second;
    if (group == groups_.size()) groups_.emplace_back();
    group_of_[sha256] = group;
    std::ranges::move(all, std::back_inserter(groups_[group]));
  }
  for (std::vector<One>& group : groups_) std::ranges::sort(group, {}, &One::media_id);
}

void Publications::add_to(Json& record, const StoredMedia& media) const {
  record["look"] = media.look.empty() ? Json() : Json(media.look);
  record["picture"] = Json();
  record["published_as"] = Json::array();
  const auto found = group_of_.find(media.item.file.sha256);
  if (found == group_of_.end()) return;
  const std::vector<One>& group = groups_[found->second];
  const One& first = *std::ranges::min_element(group, {}, &One::sha256);
  record["picture"] = content_id({"picture", first.sha256});
  for (const One& other : group) {
    if (other.media_id == media.id) continue;
    Json one = Json::object();
    one["media_id"] = other.media_id;
    one["platform"] = other.platform;
    one["by"] = other.sha256 == media.item.file.sha256 ? "bytes" : "look";
    record["published_as"].push_back(std::move(one));
  }
}

}  // namespace schouw
