#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "sandbox/media/audio_source.h"

namespace teleperson::sandbox::media {
namespace {

using Samples = std::vector<std::int16_t>;

Samples play(const AudioSource& source, int milliseconds) {
  Samples all;
  for (int t = 0; t < milliseconds; t += 20) {
    std::array<std::int16_t, samples_per_frame> frame{};
    EXPECT_TRUE(source(frame));
    all.insert(all.end(), frame.begin(), frame.end());
  }
  return all;
}

double energy(std::span<const std::int16_t> samples) {
  double sum = 0;
  for (const double sample : samples)
    sum += sample * sample;
  return sum / static_cast<double>(samples.size());
}

// The share of the sound's energy that is at this frequency, 0 to 1.
double share_at(std::span<const std::int16_t> samples, double hertz) {
  double real = 0, imaginary = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / samples_per_second;
    real += samples[i] * std::cos(angle);
    imaginary += samples[i] * std::sin(angle);
  }
  const auto n = static_cast<double>(samples.size());
  return 2 * (real * real + imaginary * imaginary) / (n * n) / energy(samples);
}

TEST(AudioSource, SilenceIsSilent) {
  EXPECT_EQ(energy(play(silence(), 200)), 0);
}

TEST(AudioSource, ToneIsOneFrequencyAcrossFrames) {
  const auto sound = play(tone(440), 1000);
  EXPECT_GT(share_at(sound, 440), 0.99);
  EXPECT_NEAR(std::sqrt(energy(sound)), 10'000 / std::numbers::sqrt2, 10);
}

TEST(AudioSource, SpeechHasSyllablesAndPauses) {
  const auto sound = play(speech(), 10'000);
  int loud = 0, quiet = 0;
  for (std::size_t at = 0; at < sound.size(); at += samples_per_frame) {
    const double level = std::sqrt(energy(std::span(sound).subspan(at, samples_per_frame)));
    loud += level > 1000;
    quiet += level < 10;
  }
  EXPECT_GT(loud, 200) << "of 500 frames";
  EXPECT_GT(quiet, 50) << "of 500 frames";
  for (double hertz = 100; hertz < 4000; hertz += 10)
    EXPECT_LT(share_at(sound, hertz), 0.2) << hertz;
}

TEST(AudioSource, VoicemailGreetsThenBeepsForASecondThenIsSilent) {
  const auto sound = play(voicemail_greeting(), 15'000);
  std::vector<int> beeping, sounding;  // numbers of frames
  for (std::size_t at = 0; at < sound.size(); at += samples_per_frame) {
    const auto frame = std::span(sound).subspan(at, samples_per_frame);
    if (energy(frame) == 0) continue;
    sounding.push_back(static_cast<int>(at / samples_per_frame));
    if (share_at(frame, 1000) > 0.99) beeping.push_back(sounding.back());
  }
  ASSERT_EQ(beeping.size(), 50) << "frames of 20 ms";
  EXPECT_EQ(beeping.back() - beeping.front(), 49) << "without a gap";
  EXPECT_EQ(sounding.back(), beeping.back()) << "silence after it";
  EXPECT_GE(beeping.front(), 200) << "a greeting of 4 s before it";
  EXPECT_LT(beeping.front(), 400) << "not longer than 8 s";
}

}  // namespace
}  // namespace teleperson::sandbox::media
