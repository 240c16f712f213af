#pragma once
#include <nghttp2/nghttp2.h>
#include <stdint.h>

// Options that nghttp2 1.43 does not have. A library without one has nothing that it would change.
//
// Distributions put later fixes into earlier versions (Debian's 1.52 has all three options), and a
// program may meet another library than it was built with. Where symbols can be weak, the library
// that is there is asked; elsewhere the version of its headers tells.
#if defined(__ELF__)
__attribute__((weak)) void nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(
    nghttp2_option *option, int val);
__attribute__((weak)) void nghttp2_option_set_stream_reset_rate_limit(
    nghttp2_option *option, uint64_t burst, uint64_t rate);
__attribute__((weak)) void nghttp2_option_set_max_continuations(
    nghttp2_option *option, size_t val);
#define CNGHTTP2_HAS(function) (function != 0)
#else
#define CNGHTTP2_HAS(function) 1
#endif

/// Field values may begin and end with spaces. Since 1.50.
static inline void cnghttp2_option_allow_spaces_around_values(nghttp2_option *option) {
#if defined(__ELF__) || NGHTTP2_VERSION_NUM >= 0x013200
  if (CNGHTTP2_HAS(nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation)) {
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option, 1);
  }
#endif
}

/// Streams may be reset as often as the peer likes: whoever owns the session counts. Since 1.57.
static inline void cnghttp2_option_allow_stream_resets(nghttp2_option *option) {
#if defined(__ELF__) || NGHTTP2_VERSION_NUM >= 0x013900
  if (CNGHTTP2_HAS(nghttp2_option_set_stream_reset_rate_limit)) {
    nghttp2_option_set_stream_reset_rate_limit(option, UINT64_MAX, UINT64_MAX);
  }
#endif
}

/// How many CONTINUATION frames a header section may have. Since 1.61.
static inline void cnghttp2_option_set_max_continuations(nghttp2_option *option, size_t count) {
#if defined(__ELF__) || NGHTTP2_VERSION_NUM >= 0x013d00
  if (CNGHTTP2_HAS(nghttp2_option_set_max_continuations)) {
    nghttp2_option_set_max_continuations(option, count);
  }
#endif
}
