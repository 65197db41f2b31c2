#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>

#include "sandbox/media/audio_source.h"

namespace teleperson::sandbox::media {

/// A telephone without a person: the far end of one WebRTC audio call, as a browser sees it. Plays a source to the
/// caller as PCMU, hears what the caller says and which keys are pressed.
///
/// It is an ICE-lite agent (RFC 8445 section 2.5) with one UDP socket and one host candidate, the DTLS server (RFC
/// 5763) and an SRTP end (RFC 5764), and multiplexes all of it on one port (RFC 7983, RFC 8834).
///
/// One thread: the executor's. Nothing here blocks, and nothing that arrives from the network throws.
class MediaEndpoint {
 public:
  /// `local_address` is the one candidate that the caller gets: an address of this machine that the caller can reach,
  /// such as 127.0.0.1. Not the unspecified address (see `address_for_media`).
  MediaEndpoint(boost::asio::any_io_executor, boost::asio::ip::address local_address, AudioSource);
  /// Frees the port at once. May be called from within `on_digit` and `on_problem`.
  ~MediaEndpoint();
  MediaEndpoint(const MediaEndpoint&) = delete;
  MediaEndpoint& operator=(const MediaEndpoint&) = delete;

  /// The SDP answer to the caller's offer (RFC 8829 section 5.3), with all candidates, or a sentence that says what is
  /// missing in the offer or on this machine. Call it again for each later offer of the same call (`reinvite`): new ICE
  /// credentials restart ICE (RFC 8445 section 9) while the audio goes on. After an error the call stays as it was.
  std::expected<std::string, std::string> answer(std::string_view offer);

  /// Told each key that the caller presses, once: 0-9 * # A-D (RFC 4733 section 3.2).
  void on_digit(std::function<void(char)>);
  /// Told why no audio will flow, for the log: the handshake failed, for example.
  void on_problem(std::function<void(std::string_view)>);

  /// True while the caller's audio arrives: an authentic packet within the last two seconds.
  bool receiving() const;
  /// How loud the caller was within about the last second: root mean square, 0 (silence) to 1 (a full-scale square).
  double heard_level() const;

 private:
  class Session;
  std::shared_ptr<Session> session_;  // shared with the handlers of its socket and timers
};

}  // namespace teleperson::sandbox::media
