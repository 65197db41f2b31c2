#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/ip/udp.hpp>

#include "sandbox/media/bytes.h"
#include "sandbox/media/sdp.h"

namespace teleperson::sandbox::media {

/// The lite end of ICE (RFC 8445 section 2.5): never asks, only answers the caller's connectivity checks, learns from
/// them where the caller is, and takes the path that the caller nominates. Knows no socket and no clock.
class IceLite {
 public:
  using Endpoint = boost::asio::ip::udp::endpoint;
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Our credentials for this peer's. New peer credentials restart ICE (RFC 8445 section 9): the path in use stays
  /// until the new checks nominate one, and checks with the credentials before the last restart are still answered.
  const IceCredentials& credentials_for(const IceCredentials& peer);

  /// The answer to a connectivity check (RFC 8445 section 7.3). Nothing for all else, also for a check without the
  /// right credentials: who has them never sees the difference, and whoever has not learns nothing.
  std::optional<Bytes> receive(ByteView packet, const Endpoint& from, TimePoint now);

  /// True if a check came from there, so that it may send DTLS and SRTP.
  bool knows(const Endpoint&) const;
  /// Where to send. Nothing before the first check, and when the caller has not consented for 30 s (RFC 7675
  /// section 5.1).
  std::optional<Endpoint> path(TimePoint now) const;

 private:
  struct Generation {
    IceCredentials own;
    IceCredentials peer;
  };
  std::vector<Generation> generations_;  // the current one last, at most two
  std::vector<Endpoint> known_;
  std::optional<Endpoint> path_;
  TimePoint last_consent_;
};

}  // namespace teleperson::sandbox::media
