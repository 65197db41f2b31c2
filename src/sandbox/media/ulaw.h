#pragma once

#include <bit>
#include <cstdint>
#include <cstdlib>

namespace teleperson::sandbox::media {

/// ITU-T G.711 mu-law (PCMU, RFC 3551 section 4.5.14). Linear samples are 16 bits wide; the code keeps the upper 14.
constexpr std::int16_t ulaw_decode(std::uint8_t code) {
  const int inverted = ~code & 0xFF;
  const int exponent = inverted >> 4 & 7;
  const int magnitude = (((inverted & 0x0F) << 3) + 0x84) << exponent;
  return static_cast<std::int16_t>((inverted & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84);
}

constexpr std::uint8_t ulaw_encode(std::int16_t sample) {
  constexpr int bias = 0x84;
  constexpr int clip = 32635;
  int magnitude = sample < 0 ? -int{sample} : int{sample};
  magnitude = (magnitude > clip ? clip : magnitude) + bias;
  const int exponent = static_cast<int>(std::bit_width(static_cast<unsigned>(magnitude))) - 8;
  const int mantissa = magnitude >> (exponent + 3) & 0x0F;
  const int sign = sample < 0 ? 0x80 : 0;
  return static_cast<std::uint8_t>(~(sign | exponent << 4 | mantissa));
}

}  // namespace teleperson::sandbox::media
