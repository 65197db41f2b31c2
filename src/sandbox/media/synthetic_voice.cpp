#include "sandbox/media/synthetic_voice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace teleperson::sandbox::media {
namespace {

// Formants in hertz of ee, eh, ah, aw, oo, er, as a low voice has them (Peterson and Barney, 1952).
constexpr std::array<std::array<double, 3>, 6> vowels = {
    {{270, 2290, 3010}, {530, 1840, 2480}, {730, 1090, 2440}, {570, 840, 2410}, {300, 870, 2240}, {490, 1350, 1690}}};
constexpr std::array<double, 3> bandwidths = {60, 90, 140};

}  // namespace

// A digital resonator with gain 1 at 0 Hz (Klatt, 1980).
double SyntheticVoice::Resonator::next(double input, double hertz, double bandwidth) {
  const double radius = std::exp(-std::numbers::pi * bandwidth / samples_per_second);
  const double b = 2 * radius * std::cos(2 * std::numbers::pi * hertz / samples_per_second);
  const double c = -radius * radius;
  const double output = (1 - b - c) * input + b * last + c * before_last;
  before_last = last;
  last = output;
  return output;
}

unsigned SyntheticVoice::random_below(unsigned limit) {
  random_state_ = random_state_ * 1664525 + 1013904223;
  return (random_state_ >> 16) % limit;
}

void SyntheticVoice::begin_next() {
  sample_ = 0;
  if (syllables_left_ > 0) --syllables_left_;
  if (syllables_left_ == 0 && syllables_in_phrase_ > 0) {  // the phrase is over: a breath
    syllables_in_phrase_ = 0;
    length_ = samples_per_second * 45 / 100;
    return;
  }
  if (syllables_left_ == 0) syllables_left_ = syllables_in_phrase_ = 5 + static_cast<int>(random_below(5));
  length_ = samples_per_second * (14 + static_cast<int>(random_below(10))) / 100;
  starts_with_noise_ = random_below(3) == 0;
  target_formants_ = vowels[random_below(vowels.size())];
}

double SyntheticVoice::next_sample() {
  if (sample_ == length_) begin_next();
  const double position = double(sample_++) / length_;
  if (is_pausing()) return 0;

  const double spoken = 1 - double(syllables_left_) / syllables_in_phrase_;  // 0 to 1 through the phrase
  const double pitch = 140 - 40 * spoken + 6 * std::sin(2 * std::numbers::pi * position);
  phase_ += pitch / samples_per_second;
  phase_ -= std::floor(phase_);
  const double noise = random_below(2001) / 1000.0 - 1;
  const bool is_consonant = starts_with_noise_ && position < 0.2;
  double sound = is_consonant ? 0.3 * noise : 1 - 2 * phase_ + 0.05 * noise;

  for (std::size_t i = 0; i < resonators_.size(); ++i) {
    formants_[i] += (target_formants_[i] - formants_[i]) * 0.004;  // about 30 ms from vowel to vowel
    sound = resonators_[i].next(sound, formants_[i], bandwidths[i]);
  }
  const double envelope = std::sqrt(std::sin(std::numbers::pi * position));
  return 0.11 * envelope * sound;
}

void SyntheticVoice::fill(std::span<std::int16_t, samples_per_frame> frame) {
  for (auto& sample : frame)
    sample = static_cast<std::int16_t>(std::lround(32767 * std::clamp(next_sample(), -1.0, 1.0)));
}

}  // namespace teleperson::sandbox::media
