// Decoding to grey: libjpeg-turbo (which can skip most of the work for a small result), libpng, libwebp.
//
// Gap: HEIC, AVIF and GIF are not decoded; they keep their SHA-256 and what their metadata says.
#include "pixels.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>  // jpeglib.h wants it before

#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>

namespace schouw {
namespace {

constexpr std::uint64_t kMaxPixels = 64u << 20;
constexpr int kEnough = 256;  ///< pixels along a side; more does not change the look

const std::uint8_t* as_bytes(std::string_view bytes) {
  return static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data()));
}

struct JpegErrors {
  jpeg_error_mgr base = {};
  std::jmp_buf back = {};
};
void leave(j_common_ptr decoder) {
  std::longjmp(static_cast<JpegErrors*>(static_cast<void*>(decoder->err))->back, 1);
}
void say_nothing(j_common_ptr) {}

/// Nothing here has a destructor: an error jumps out of the library. What is decoded so far is kept.
void decode_jpeg(std::string_view bytes, GreyPixels& out, jpeg_decompress_struct& decoder, JpegErrors& errors) {
  decoder.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = say_nothing;
  if (setjmp(errors.back) != 0) return;
  jpeg_create_decompress(&decoder);
  jpeg_mem_src(&decoder, as_bytes(bytes), bytes.size());
  if (jpeg_read_header(&decoder, TRUE) != JPEG_HEADER_OK) return;
  if (std::uint64_t{decoder.image_width} * decoder.image_height > kMaxPixels) return;
  decoder.out_color_space = JCS_GRAYSCALE;
  decoder.scale_num = 1;
  const unsigned least = std::min(decoder.image_width, decoder.image_height);
  for (const unsigned part : {8u, 4u, 2u, 1u}) {
    decoder.scale_denom = part;
    if (least / part >= static_cast<unsigned>(kEnough) || part == 1) break;
  }
  if (jpeg_start_decompress(&decoder) == FALSE) return;
  out.width = static_cast<int>(decoder.output_width);
  out.height = static_cast<int>(decoder.output_height);
  out.values.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  while (decoder.output_scanline < decoder.output_height) {
    JSAMPROW row = out.values.data() + static_cast<std::size_t>(decoder.output_scanline) * decoder.output_width;
    if (jpeg_read_scanlines(&decoder, &row, 1) != 1) return;
  }
}

GreyPixels from_jpeg(std::string_view bytes) {
  GreyPixels out;
  jpeg_decompress_struct decoder = {};
  JpegErrors errors;
  decode_jpeg(bytes, out, decoder, errors);
  if (out.values.empty() || decoder.output_scanline < decoder.output_height) out = {};
  jpeg_destroy_decompress(&decoder);
  return out;
}

GreyPixels from_png(std::string_view bytes) {
  GreyPixels out;
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return out;
  if (std::uint64_t{image.width} * image.height <= kMaxPixels) {
    image.format = PNG_FORMAT_GRAY;
    out.values.resize(PNG_IMAGE_SIZE(image));
    const png_color white = {255, 255, 255};
    if (png_image_finish_read(&image, &white, out.values.data(), 0, nullptr) != 0) {
      out.width = static_cast<int>(image.width);
      out.height = static_cast<int>(image.height);
    } else {
      out.values.clear();
    }
  }
  png_image_free(&image);
  return out;
}

/// Brightness is a plane of its own in WebP.
GreyPixels from_webp(std::string_view bytes) {
  GreyPixels out;
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) return out;
  if (WebPGetFeatures(as_bytes(bytes), bytes.size(), &config.input) != VP8_STATUS_OK) return out;
  config.options.use_scaling = 1;
  config.options.scaled_width = config.options.scaled_height = kEnough;
  config.output.colorspace = MODE_YUV;
  if (WebPDecode(as_bytes(bytes), bytes.size(), &config) == VP8_STATUS_OK) {
    out.width = out.height = kEnough;
    const WebPYUVABuffer& planes = config.output.u.YUVA;
    for (int row = 0; row < kEnough; ++row)
      out.values.insert(out.values.end(), planes.y + row * planes.y_stride, planes.y + row * planes.y_stride + kEnough);
  }
  WebPFreeDecBuffer(&config.output);
  return out;
}

}  // namespace

GreyPixels decode_grey(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return from_jpeg(bytes);
  if (bytes.starts_with("\x89PNG")) return from_png(bytes);
  if (bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return from_webp(bytes);
  return {};
}

}  // namespace schouw
