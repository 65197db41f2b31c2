#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace teleperson::sandbox::media {

/// Linear samples of mono audio a second: the rate of PCMU (RFC 3551 section 4.5.14).
inline constexpr int samples_per_second = 8000;
/// Samples of one packet: 20 ms, the default packet time of audio (RFC 3551 section 4.2).
inline constexpr std::size_t samples_per_frame = 160;

/// Fills the next 20 ms and returns true, or returns false once the source has ended (the frame is then not used).
/// Called every 20 ms on the event loop from the moment the caller can hear it, so no beginning is lost.
using AudioSource = std::function<bool(std::span<std::int16_t, samples_per_frame> frame)>;

/// Nothing to hear, for ever.
AudioSource silence();
/// A sine for ever. `hertz` is above 0 and below 4000.
AudioSource tone(double hertz);
/// A synthetic voice that speaks phrases of nonsense syllables with pauses between, for ever: recognisably "somebody is
/// talking", in no language. The same every time.
AudioSource speech();
/// What a voicemail plays: a greeting by the synthetic voice (about 4 s), the beep (1000 Hz, 1 s), then silence for
/// ever while it records.
AudioSource voicemail_greeting();

}  // namespace teleperson::sandbox::media
