#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sandbox/media/audio_source.h"

namespace teleperson::sandbox::media {

/// Speaks nonsense for ever: a buzz as of vocal cords, shaped by three resonances (formants) that move from vowel to
/// vowel, in syllables, in phrases with falling pitch. No recording, so nothing to license and nobody's voice.
class SyntheticVoice {
 public:
  void fill(std::span<std::int16_t, samples_per_frame> frame);
  /// True in the pause between two phrases.
  bool is_pausing() const { return syllables_left_ == 0; }

 private:
  struct Resonator {
    double last = 0;
    double before_last = 0;
    double next(double input, double hertz, double bandwidth);
  };

  double next_sample();
  void begin_next();
  unsigned random_below(unsigned limit);

  std::uint32_t random_state_ = 1;
  int syllables_in_phrase_ = 0;
  int syllables_left_ = 0;
  int sample_ = 0;    // within the syllable or the pause
  int length_ = 0;    // of it, in samples
  double phase_ = 0;  // of the buzz, 0 to 1
  bool starts_with_noise_ = false;
  std::array<double, 3> formants_{500, 1500, 2500};
  std::array<double, 3> target_formants_{500, 1500, 2500};
  std::array<Resonator, 3> resonators_;
};

}  // namespace teleperson::sandbox::media
