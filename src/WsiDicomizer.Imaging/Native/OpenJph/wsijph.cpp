// A C face of OpenJPH, which has C++ only and throws: nothing of that may reach the runtime of the caller.
// Built by the script build-shim beside it into libwsijph.so; everything works without, but encoding HTJ2K.
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>

#include <openjph/ojph_arch.h>
#include <openjph/ojph_codestream.h>
#include <openjph/ojph_file.h>
#include <openjph/ojph_mem.h>
#include <openjph/ojph_message.h>
#include <openjph/ojph_params.h>
#include <openjph/ojph_version.h>

namespace {

// The library's own handler prints to standard error and throws an exception without the reason.
class throwing_error : public ojph::message_error {
 public:
  void operator()(int code, const char*, int, const char* format, ...) override {
    char text[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char whole[200];
    snprintf(whole, sizeof whole, "%s (0x%08X)", text, static_cast<unsigned>(code));
    throw std::runtime_error(whole);
  }
};

class silent_warning : public ojph::message_warning {
 public:
  void operator()(int, const char*, int, const char*, ...) override {}
};

// Thread-safe: a static of a function is made once.
void install_handlers() {
  static throwing_error error;
  static silent_warning warning;
  static const bool installed = [] {
    ojph::configure_error(&error);
    ojph::configure_warning(&warning);
    return true;
  }();
  (void)installed;
}

// The caller's memory, and no more.
class memory_file : public ojph::outfile_base {
 public:
  memory_file(uint8_t* data, size_t capacity) : data_(data), capacity_(capacity) {}
  size_t write(const void* bytes, size_t count) override {
    if (count > capacity_ - used_) throw std::runtime_error("the codestream is longer than its buffer");
    memcpy(data_ + used_, bytes, count);
    used_ += count;
    return count;
  }
  ojph::si64 tell() override { return static_cast<ojph::si64>(used_); }
  size_t used() const { return used_; }

 private:
  uint8_t* data_;
  size_t capacity_;
  size_t used_ = 0;
};

template <typename T>
void copy_line(const T* samples, ojph::si32* line, uint32_t width, uint32_t step) {
  for (uint32_t x = 0; x < width; ++x, samples += step) line[x] = static_cast<ojph::si32>(*samples);
}

void encode(const uint8_t* samples, uint32_t width, uint32_t height, uint32_t components, uint32_t bits,
            uint32_t decompositions, memory_file* file) {
  ojph::codestream stream;
  ojph::param_siz siz = stream.access_siz();
  siz.set_image_extent(ojph::point(width, height));
  siz.set_num_components(components);
  for (uint32_t c = 0; c < components; ++c) siz.set_component(c, ojph::point(1, 1), bits, false);
  siz.set_image_offset(ojph::point(0, 0));
  siz.set_tile_size(ojph::size(width, height));
  siz.set_tile_offset(ojph::point(0, 0));
  ojph::param_cod cod = stream.access_cod();
  cod.set_num_decomposition(decompositions);
  cod.set_block_dims(64, 64);
  cod.set_color_transform(components == 3);
  cod.set_reversible(true);
  stream.set_planar(false);
  stream.write_headers(file);
  ojph::ui32 next = 0;
  ojph::line_buf* line = stream.exchange(nullptr, next);
  const size_t row = static_cast<size_t>(width) * components;
  for (uint32_t y = 0; y < height; ++y) {
    for (uint32_t c = 0; c < components; ++c) {
      const size_t first = y * row + next;
      if (bits == 8)
        copy_line(samples + first, line->i32, width, components);
      else
        copy_line(reinterpret_cast<const uint16_t*>(samples) + first, line->i32, width, components);
      line = stream.exchange(line, next);
    }
  }
  stream.flush();
  stream.close();
}

}  // namespace

#if defined(_WIN32)
#define EXPORT extern "C" __declspec(dllexport)
#else
#define EXPORT extern "C" __attribute__((visibility("default")))
#endif

// The version of OpenJPH: major * 10000 + minor * 100 + patch.
EXPORT int32_t wsijph_version() {
  return OPENJPH_VERSION_MAJOR * 10000 + OPENJPH_VERSION_MINOR * 100 + OPENJPH_VERSION_PATCH;
}

// Encodes interleaved samples of 8 or 16 bits without loss. 0, or 1 with a text of at most error_length - 1 characters.
EXPORT int32_t wsijph_encode(const uint8_t* samples, uint32_t width, uint32_t height, uint32_t components, uint32_t bits,
                             uint32_t decompositions, uint8_t* destination, uint64_t capacity, uint64_t* written,
                             char* error, uint32_t error_length) {
  *written = 0;
  const char* reason;
  try {
    install_handlers();
    memory_file file(destination, static_cast<size_t>(capacity));
    encode(samples, width, height, components, bits, decompositions, &file);
    *written = file.used();
    return 0;
  } catch (const std::exception& exception) {
    snprintf(error, error_length, "%s", exception.what());
    return 1;
  } catch (const char* text) {
    reason = text;
  } catch (...) {
    reason = "an unknown error";
  }
  snprintf(error, error_length, "%s", reason);
  return 1;
}
