#include "schouw/detect/detector.h"

namespace schouw {

#define SCHOUW_DETECTOR(symbol) namespace symbol { extern const Detector detector; }
#include "detectors.def"
#undef SCHOUW_DETECTOR

namespace {
#define SCHOUW_DETECTOR(symbol) &symbol::detector,
constexpr const Detector* kDetectors[] = {
#include "detectors.def"
};
#undef SCHOUW_DETECTOR
}  // namespace

std::span<const Detector* const> detectors() { return kDetectors; }

const Detector* find_detector(std::string_view id) {
  for (const Detector* detector : kDetectors)
    if (detector->id == id) return detector;
  return nullptr;
}

}  // namespace schouw
