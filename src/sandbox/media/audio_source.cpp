#include "sandbox/media/audio_source.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sandbox/media/synthetic_voice.h"

namespace teleperson::sandbox::media {
namespace {

constexpr int frames_per_second = samples_per_second / static_cast<int>(samples_per_frame);

}  // namespace

AudioSource silence() {
  return [](std::span<std::int16_t, samples_per_frame> frame) {
    std::ranges::fill(frame, std::int16_t{0});
    return true;
  };
}

AudioSource tone(double hertz) {
  constexpr double amplitude = 10'000;  // 10 dB below full scale
  const double step = 2 * std::numbers::pi * hertz / samples_per_second;
  return [step, phase = 0.0](std::span<std::int16_t, samples_per_frame> frame) mutable {
    for (auto& sample : frame) {
      sample = static_cast<std::int16_t>(std::lround(amplitude * std::sin(phase)));
      phase = std::fmod(phase + step, 2 * std::numbers::pi);
    }
    return true;
  };
}

AudioSource speech() {
  return [voice = SyntheticVoice()](std::span<std::int16_t, samples_per_frame> frame) mutable {
    voice.fill(frame);
    return true;
  };
}

AudioSource voicemail_greeting() {
  constexpr int least_greeting = 4 * frames_per_second;
  return [voice = SyntheticVoice(), beep = tone(1000), recording = silence(), greeting_frames = 0,
          beep_frames = 0](std::span<std::int16_t, samples_per_frame> frame) mutable {
    const bool is_greeting_over = greeting_frames >= least_greeting && voice.is_pausing();
    if (!is_greeting_over) {
      ++greeting_frames;
      voice.fill(frame);
      return true;
    }
    return beep_frames++ < frames_per_second ? beep(frame) : recording(frame);
  };
}

}  // namespace teleperson::sandbox::media
