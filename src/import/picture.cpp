// EXIF, XMP and IPTC through exiv2. The only file that knows it.
//
//   Exif.Photo.DateTimeOriginal "2026:06:01 13:45:10", OffsetTimeOriginal "+02:00"  ->  an instant; without the second,
//   the time on the clock of the camera
//
// Gap: metadata of films. Platforms remove most of it from what they show; downloads of one's own often have it.
#include "schouw/import/picture.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "pixels.h"
#include "schouw/base/utf8.h"

namespace schouw {
namespace {

std::string tidy(std::string text) {
  if (const auto nul = text.find('\0'); nul != std::string::npos) text.resize(nul);
  repair_utf8(text);
  return std::string(trim(nfc(strip_invisible(text))));
}

std::string exif(const Exiv2::ExifData& data, const char* key) {
  const auto found = data.findKey(Exiv2::ExifKey(key));
  return found == data.end() ? std::string() : tidy(found->toString());
}
/// "lang=x-default Schoolreis" -> "Schoolreis"
std::string xmp(const Exiv2::XmpData& data, const char* key) {
  const auto found = data.findKey(Exiv2::XmpKey(key));
  if (found == data.end() || found->count() == 0) return {};
  return tidy(found->toString(0));
}

/// "2026:06:01 13:45:10" with colons in the date. Cameras whose clock was never set write zeros.
Timestamp exif_time(std::string text, const std::string& zone) {
  if (text.size() < 19 || text.starts_with("0000")) return {};
  const std::string raw = text;
  text[4] = text[7] = '-';
  text[10] = 'T';
  Timestamp time = parse_iso8601(text.substr(0, 19) + zone);
  time.raw = raw + (zone.empty() ? "" : " " + zone);
  return time;
}

Timestamp taken(const Exiv2::Image& image) {
  const Exiv2::ExifData& e = image.exifData();
  for (const auto& [when, zone] : {std::pair{"Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal"},
                                   std::pair{"Exif.Photo.DateTimeDigitized", "Exif.Photo.OffsetTimeDigitized"}})
    if (Timestamp time = exif_time(exif(e, when), exif(e, zone)); time.basis != Timestamp::Basis::none) return time;
  for (const char* when : {"Xmp.exif.DateTimeOriginal", "Xmp.photoshop.DateCreated", "Xmp.xmp.CreateDate"})
    if (Timestamp time = parse_iso8601(xmp(image.xmpData(), when)); time.basis != Timestamp::Basis::none) return time;
  return {};
}

/// Degrees, minutes, seconds; south and west are negative.
std::optional<double> degrees(const Exiv2::ExifData& data, const char* key, const char* side_key, char negative) {
  const auto found = data.findKey(Exiv2::ExifKey(key));
  if (found == data.end() || found->count() < 1 || found->count() > 3) return std::nullopt;
  double out = 0, part = 1;
  for (long i = 0; i < static_cast<long>(found->count()); ++i, part *= 60) {
    const Exiv2::Rational r = found->toRational(i);
    if (r.second == 0) return std::nullopt;
    out += static_cast<double>(r.first) / static_cast<double>(r.second) / part;
  }
  return exif(data, side_key).starts_with(negative) ? -out : out;
}

std::optional<GeoPoint> place(const Exiv2::ExifData& data) {
  const auto latitude = degrees(data, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
  const auto longitude = degrees(data, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) return std::nullopt;
  if (*latitude == 0 && *longitude == 0) return std::nullopt;  // no fix
  return GeoPoint{*latitude, *longitude};
}

/// What cameras write there by themselves is no caption.
std::string caption(const Exiv2::Image& image) {
  constexpr auto kByCameras = std::to_array<std::string_view>({"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "Screenshot"});
  std::string out = xmp(image.xmpData(), "Xmp.dc.description");
  if (out.empty()) {
    const auto found = image.iptcData().findKey(Exiv2::IptcKey("Iptc.Application2.Caption"));
    if (found != image.iptcData().end()) out = tidy(found->toString());
  }
  if (out.empty()) out = exif(image.exifData(), "Exif.Image.ImageDescription");
  if (std::ranges::find(kByCameras, std::string_view(out)) != kByCameras.end()) out.clear();
  return std::string(prefix(out, 4096));
}

int read_metadata(std::string_view bytes, PictureFacts& out) {
  try {
    const auto* const data = static_cast<const Exiv2::byte*>(static_cast<const void*>(bytes.data()));
    const Exiv2::Image::AutoPtr image = Exiv2::ImageFactory::open(data, static_cast<long>(bytes.size()));
    if (image.get() == nullptr) return 1;
    image->readMetadata();
    if (image->pixelWidth() > 0 && image->pixelHeight() > 0) {
      out.width = image->pixelWidth();
      out.height = image->pixelHeight();
    }
    out.taken = taken(*image);
    out.gps = place(image->exifData());
    out.caption = caption(*image);
    const auto turned = image->exifData().findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    return turned == image->exifData().end() ? 1 : static_cast<int>(turned->toLong());
  } catch (const Exiv2::AnyError&) {
    return 1;  // not one of its formats, or damaged: the picture has no metadata
  }
}

}  // namespace

PictureFacts read_picture(std::string_view bytes) {
  PictureFacts out;
  const int orientation = read_metadata(bytes, out);
  const GreyPixels pixels = decode_grey(bytes);
  out.look = look_of(pixels, orientation);
  return out;
}

void prepare_pictures() {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  Exiv2::XmpParser::initialize();
}

}  // namespace schouw
