// Pictures that the test paints itself: what they say, and whether the same photo is the same in another size.
#include "schouw/import/picture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exiv2/exiv2.hpp>
#include <jpeglib.h>
#include <png.h>

#include "pixels.h"

namespace schouw {
namespace {

/// Some hills and a sun; `seed` moves them.
GreyPixels painting(int width, int height, double seed) {
  GreyPixels out{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double u = static_cast<double>(x) / width, v = static_cast<double>(y) / height;
      const double hills = 90 + 60 * std::sin(5 * u + seed) + 50 * std::cos(7 * v * u + 2 * seed);
      const double sun = std::hypot(u - 0.3 - 0.2 * std::sin(seed), v - 0.4) < 0.15 ? 60 : 0;
      out.values.push_back(static_cast<std::uint8_t>(std::min(255.0, std::max(0.0, hills + sun))));
    }
  return out;
}

/// Six blots of light and dark, where a generator of our own throws them.
GreyPixels blots(unsigned number) {
  GreyPixels out{160, 120, {}};
  unsigned state = number * 2654435761u + 1;
  const auto next = [&] { return (state = state * 1664525u + 1013904223u) >> 16 & 0xFF; };
  struct Blot {
    double x, y, size, light;
  };
  std::vector<Blot> all;
  for (int i = 0; i < 6; ++i) all.push_back({next() / 255.0, next() / 255.0, 0.1 + next() / 800.0, next() * 1.0 - 128});
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      double light = 128;
      for (const Blot& b : all) {
        const double far = std::hypot(x / 160.0 - b.x, y / 120.0 - b.y) / b.size;
        light += b.light * std::exp(-far * far);
      }
      out.values.push_back(static_cast<std::uint8_t>(std::min(255.0, std::max(0.0, light))));
    }
  return out;
}

std::string jpeg_of(const GreyPixels& pixels, int quality) {
  jpeg_compress_struct encoder = {};
  jpeg_error_mgr errors = {};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &bytes, &size);
  encoder.image_width = static_cast<JDIMENSION>(pixels.width);
  encoder.image_height = static_cast<JDIMENSION>(pixels.height);
  encoder.input_components = 1;
  encoder.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(&encoder);
  jpeg_set_quality(&encoder, quality, TRUE);
  jpeg_start_compress(&encoder, TRUE);
  std::vector<std::uint8_t> row(static_cast<std::size_t>(pixels.width));
  while (encoder.next_scanline < encoder.image_height) {
    const auto from = pixels.values.begin() + static_cast<std::ptrdiff_t>(encoder.next_scanline) * pixels.width;
    std::copy_n(from, pixels.width, row.begin());
    JSAMPROW line = row.data();
    jpeg_write_scanlines(&encoder, &line, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string out(static_cast<const char*>(static_cast<const void*>(bytes)), size);
  std::free(bytes);
  return out;
}

std::string png_of(const GreyPixels& pixels) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(pixels.width);
  image.height = static_cast<png_uint_32>(pixels.height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string out(size, '\0');
  EXPECT_NE(png_image_write_to_memory(&image, out.data(), &size, 0, pixels.values.data(), 0, nullptr), 0);
  out.resize(size);
  return out;
}

std::string with_metadata(const std::string& jpeg, const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp) {
  const auto* const data = static_cast<const Exiv2::byte*>(static_cast<const void*>(jpeg.data()));
  const Exiv2::Image::AutoPtr image = Exiv2::ImageFactory::open(data, static_cast<long>(jpeg.size()));
  image->readMetadata();
  image->setExifData(exif);
  image->setXmpData(xmp);
  image->writeMetadata();
  Exiv2::BasicIo& io = image->io();
  io.open();
  std::string out(io.size(), '\0');
  io.read(static_cast<Exiv2::byte*>(static_cast<void*>(out.data())), static_cast<long>(out.size()));
  return out;
}

PictureLook look(const std::string& bytes) {
  const auto found = read_picture(bytes).look;
  EXPECT_TRUE(found.has_value());
  return found.value_or(PictureLook{});
}

TEST(Picture, the_same_photo_in_another_size_and_format_looks_the_same) {
  for (const double seed : {0.1, 1.7, 2.9, 4.4, 5.8}) {
    const PictureLook whole = look(jpeg_of(painting(1600, 1200, seed), 92));
    EXPECT_TRUE(same_look(whole, look(jpeg_of(painting(640, 480, seed), 60)))) << seed;
    EXPECT_TRUE(same_look(whole, look(png_of(painting(320, 240, seed))))) << seed;
    EXPECT_EQ(look_from(to_string(whole)), whole);
  }
}

TEST(Picture, another_photo_looks_different) {
  std::vector<PictureLook> looks;
  for (unsigned i = 0; i < 60; ++i) looks.push_back(look(png_of(blots(i))));
  int alike = 0;
  for (std::size_t a = 0; a < looks.size(); ++a)
    for (std::size_t b = a + 1; b < looks.size(); ++b) alike += same_look(looks[a], looks[b]) ? 1 : 0;
  EXPECT_EQ(alike, 0);
}

TEST(Picture, a_plain_or_tiny_one_has_no_look) {
  EXPECT_FALSE(read_picture(png_of({64, 64, std::vector<std::uint8_t>(64 * 64, 200)})).look);
  EXPECT_FALSE(read_picture(png_of(painting(16, 16, 1))).look);
}

TEST(Picture, says_when_and_where) {
  Exiv2::ExifData exif;
  exif["Exif.Photo.DateTimeOriginal"] = "2026:06:01 13:45:10";
  exif["Exif.GPSInfo.GPSLatitude"] = "52/1 5/1 30/1";
  exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
  exif["Exif.GPSInfo.GPSLongitude"] = "5/1 7/1 0/1";
  exif["Exif.GPSInfo.GPSLongitudeRef"] = "W";
  Exiv2::XmpData xmp;
  xmp["Xmp.dc.description"] = "lang=x-default Sportdag 6B";
  const std::string jpeg = jpeg_of(painting(320, 240, 1), 80);
  const PictureFacts local = read_picture(with_metadata(jpeg, exif, xmp));
  EXPECT_EQ(local.taken.basis, Timestamp::Basis::local);
  EXPECT_EQ(format_local(local.taken.ms, Precision::second), "2026-06-01T13:45:10");
  ASSERT_TRUE(local.gps.has_value());
  EXPECT_NEAR(local.gps->latitude, 52.0916, 0.001);
  EXPECT_NEAR(local.gps->longitude, -5.1166, 0.001);
  EXPECT_EQ(local.caption, "Sportdag 6B");
  EXPECT_EQ(local.width, 320);
  EXPECT_EQ(local.height, 240);
  exif["Exif.Photo.OffsetTimeOriginal"] = "+02:00";
  const PictureFacts instant = read_picture(with_metadata(jpeg, exif, {}));
  EXPECT_EQ(instant.taken.basis, Timestamp::Basis::instant);
  EXPECT_EQ(format_utc(instant.taken.ms, Precision::second), "2026-06-01T11:45:10Z");
}

TEST(Picture, a_clock_that_was_never_set_and_a_place_that_is_none_say_nothing) {
  Exiv2::ExifData exif;
  exif["Exif.Photo.DateTimeOriginal"] = "0000:00:00 00:00:00";
  exif["Exif.GPSInfo.GPSLatitude"] = "0/1 0/1 0/1";
  exif["Exif.GPSInfo.GPSLongitude"] = "0/0 0/1 0/1";
  exif["Exif.Image.ImageDescription"] = "OLYMPUS DIGITAL CAMERA";
  const PictureFacts facts = read_picture(with_metadata(jpeg_of(painting(320, 240, 1), 80), exif, {}));
  EXPECT_EQ(facts.taken.basis, Timestamp::Basis::none);
  EXPECT_FALSE(facts.gps.has_value());
  EXPECT_TRUE(facts.caption.empty());
}

/// A photo of a phone held on its side looks as it does upright.
TEST(Picture, is_set_upright) {
  const GreyPixels up = painting(120, 90, 2.2);
  GreyPixels lying{90, 120, std::vector<std::uint8_t>(up.values.size())};
  for (int y = 0; y < 90; ++y)
    for (int x = 0; x < 120; ++x)  // turned to the left, so that EXIF says 6: turn it to the right
      lying.values[static_cast<std::size_t>(119 - x) * 90 + static_cast<std::size_t>(y)] =
          up.values[static_cast<std::size_t>(y) * 120 + static_cast<std::size_t>(x)];
  const auto straight = look_of(up, 1), turned = look_of(lying, 6);
  ASSERT_TRUE(straight && turned);
  EXPECT_TRUE(same_look(*straight, *turned));
  EXPECT_FALSE(same_look(*straight, look_of(lying, 1).value_or(PictureLook{})));
}

TEST(Picture, what_is_cut_or_no_picture_harms_nobody) {
  const std::string jpeg = jpeg_of(painting(320, 240, 1), 80), png = png_of(painting(64, 64, 1));
  for (const std::string& whole : {jpeg, png})
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 40 + 1) {
      read_picture(whole.substr(0, at));
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x55);
      read_picture(changed);
    }
  EXPECT_EQ(read_picture("no picture"), PictureFacts{});
}

}  // namespace
}  // namespace schouw
