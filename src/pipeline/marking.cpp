#include "marking.h"

#include <mutex>

#include "ordered.h"

namespace schouw {
namespace {

constexpr std::string_view kMarkedWith = "marked_with";

std::string marked_with(const CaseStore& store) {
  return std::string(store.document(kMarkedWith).value_or(Json()).str("lexicon"));
}

Result<void> put_version(CaseStore& store, std::string_view version) {
  Json out = Json::object();
  out["lexicon"] = version;
  return store.put_document(kMarkedWith, out);
}

/// May be called from any thread.
std::shared_ptr<const MarkPatterns> mark_patterns(const Lexicon& lexicon, int jobs) {
  static std::mutex guard;
  static std::string version;
  static std::shared_ptr<const MarkPatterns> last;
  const std::lock_guard lock(guard);
  if (!last || version != lexicon.version()) {
    last = std::make_shared<const MarkPatterns>(
        lexicon, [&](std::size_t count, const auto& work) { run_parallel(count, jobs, work); });
    version = lexicon.version();
  }
  return last;
}

}  // namespace

Result<std::shared_ptr<const Lexicon>> case_lexicon(const CaseStore& store) {
  static std::mutex guard;
  static std::string own;
  static std::shared_ptr<const Lexicon> last;
  const std::string text(store.document("own_lexicon").value_or(Json()).str("text"));
  const std::lock_guard lock(guard);
  if (!last || own != text) {
    Result<Lexicon> loaded = Lexicon::load(text);
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    last = std::make_shared<const Lexicon>(std::move(*loaded));
    own = text;
  }
  return last;
}

Result<void> note_marking(CaseStore& store, const Lexicon& lexicon) {
  const std::string known = marked_with(store);
  if (known == lexicon.version()) return {};
  // Messages of two lexicons in one case: neither is its lexicon.
  return put_version(store, store.last_row() == 0 ? std::string_view(lexicon.version()) : std::string_view());
}

FoundMarks Marker::marks_in(std::string_view said) {
  if (!scanner_) {
    patterns_ = mark_patterns(lexicon_, jobs_);
    scanner_.emplace(lexicon_, *patterns_);
  }
  return scanner_->marks_in(said);
}

bool is_marked_with(const CaseStore& store, const Lexicon& lexicon) { return marked_with(store) == lexicon.version(); }

Result<void> mark_if_outdated(CaseStore& store, const Lexicon& lexicon) {
  if (is_marked_with(store, lexicon)) return {};
  Marker marker(lexicon);
  const auto marked = store.mark_again([&](std::string_view said) { return pack_marks(marker.marks_in(said)); });
  if (!marked) return marked;
  return put_version(store, lexicon.version());
}

}  // namespace schouw
