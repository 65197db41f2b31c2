#include "sandbox/media/media_endpoint.h"

#include <array>
#include <chrono>
#include <utility>

#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "sandbox/media/dtls.h"
#include "sandbox/media/heard_audio.h"
#include "sandbox/media/ice_lite.h"
#include "sandbox/media/rtcp.h"
#include "sandbox/media/rtp.h"
#include "sandbox/media/sdp.h"
#include "sandbox/media/srtp.h"
#include "util/crypto.h"

namespace teleperson::sandbox::media {
namespace asio = boost::asio;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto packet_time = 20ms;
// Sent late, frames pile up at the caller; after a longer stall of this machine they are left out.
constexpr auto max_lateness = 200ms;
constexpr std::uint32_t packets_per_report = 250;  // 5 s, the least interval of RFC 3550 section 6.2

std::uint32_t random_ssrc() {
  std::array<std::uint8_t, 4> random;
  util::fill_random(random);
  return read_u32(random, 0);
}

// What a datagram holds shows in its first byte, and RTCP in its second (RFC 7983 section 7, RFC 5761 section 4).
bool is_stun(ByteView datagram) {
  return datagram[0] < 4;
}
bool is_dtls(ByteView datagram) {
  return datagram[0] >= 20 && datagram[0] < 64;
}
bool is_rtcp(ByteView datagram) {
  return datagram.size() > 1 && datagram[1] >= 192 && datagram[1] < 224;
}

}  // namespace

class MediaEndpoint::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(asio::any_io_executor executor, asio::ip::address local_address, AudioSource source)
      : socket_(executor),
        dtls_timer_(executor),
        packet_timer_(executor),
        local_address_(std::move(local_address)),
        source_(std::move(source)) {}

  std::expected<std::string, std::string> answer(std::string_view text) {
    auto offer = SdpOffer::parse(text);
    if (!offer) return std::unexpected(offer.error());
    if (!socket_.is_open()) {
      if (const auto error = open()) return std::unexpected("No UDP port for the call's audio: " + error.message());
      receive_next();
    }
    if (!dtls_ || offer->fingerprint != offer_.fingerprint) expect_handshake(offer->fingerprint);
    offer_ = std::move(*offer);

    SdpAnswer answer;
    answer.version = ++answers_;
    answer.ice = ice_.credentials_for(offer_.ice);
    answer.fingerprint = certificate_.fingerprint();
    answer.candidate = socket_.local_endpoint();
    answer.ssrc = packetiser_.ssrc();
    answer.cname = cname_;
    return answer.to_string(offer_);
  }

  void close() {
    closed_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    dtls_timer_.cancel();
    packet_timer_.cancel();
  }

  bool receiving() const { return heard_.is_flowing(steady_clock::now()); }
  double heard_level() const { return receiving() ? heard_.level() : 0; }

  std::function<void(char)> on_digit;
  std::function<void(std::string_view)> on_problem;

 private:
  boost::system::error_code open() {
    boost::system::error_code error;
    const asio::ip::udp::endpoint any_port(local_address_, 0);
    socket_.open(any_port.protocol(), error);
    if (!error) socket_.bind(any_port, error);
    if (!error) socket_.non_blocking(true, error);
    if (error) {
      boost::system::error_code ignored;
      socket_.close(ignored);
    }
    return error;
  }

  void receive_next() {
    socket_.async_receive_from(asio::buffer(datagram_), sender_,
                               [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                                 if (self->closed_) return;
                                 if (error)
                                   return self->tell("The socket of the call's audio broke: " + error.message());
                                 if (size > 0) self->receive(ByteView(self->datagram_).first(size));
                                 self->receive_next();
                               });
  }

  void tell(const std::string& problem) {
    if (!on_problem) return;
    const auto report = on_problem;  // a copy, as it may replace or destroy itself
    report(problem);
  }

  void receive(ByteView datagram) {
    const auto now = steady_clock::now();
    if (is_stun(datagram)) {
      if (const auto response = ice_.receive(datagram, sender_, now)) send(*response, sender_);
      return;
    }
    if (!ice_.knows(sender_)) return;
    if (is_dtls(datagram)) return receive_dtls(datagram);
    if (!srtp_) return;
    if (is_rtcp(datagram)) {
      if (const auto packet = srtp_->unprotect_rtcp(datagram)) heard_.report().on_rtcp(*packet, now);
    } else if (const auto packet = srtp_->unprotect_rtp(datagram)) {
      if (const auto rtp = RtpPacket::parse(*packet)) receive_rtp(*rtp, now);
    }
  }

  void receive_rtp(const RtpPacket& packet, steady_clock::time_point now) {
    const auto key = heard_.receive(packet, offer_, now);
    if (!key || !on_digit) return;
    const auto report = on_digit;  // a copy, as it may replace or destroy itself
    report(*key);
  }

  void expect_handshake(const CertificateFingerprint& peer) {
    srtp_.reset();
    dtls_ = std::make_unique<Dtls>(certificate_, Dtls::Role::server, peer, [this](ByteView datagram) {
      if (const auto path = ice_.path(steady_clock::now())) send(datagram, *path);
    });
  }

  void receive_dtls(ByteView datagram) {
    if (dtls_->state() == Dtls::State::failed) return;
    dtls_->receive(datagram);
    after_handshake_step();
  }

  void after_handshake_step() {
    dtls_timer_.cancel();
    if (dtls_->state() == Dtls::State::failed) {
      tell("DTLS handshake failed: " + dtls_->failure());
    } else if (dtls_->keys() && !srtp_) {
      srtp_ = std::make_unique<Srtp>(*dtls_->keys());
      if (packetiser_.packets() == 0) start_sending();
    } else if (const auto wait = dtls_->retransmit_after()) {
      dtls_timer_.expires_after(*wait);
      dtls_timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (error || self->closed_ || self->dtls_->state() != Dtls::State::handshaking) return;
        self->dtls_->retransmit();
        self->after_handshake_step();
      });
    }
  }

  void start_sending() {
    packet_timer_.expires_after(0ms);
    wait_for_next_packet();
  }

  // The times are absolute, so that delays do not add up.
  void wait_for_next_packet() {
    packet_timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
      if (error || self->closed_) return;
      self->send_packet();
      auto next = self->packet_timer_.expiry() + packet_time;
      if (const auto late = steady_clock::now() - next; late > max_lateness) {
        const auto missed = late / packet_time;
        self->packetiser_.skip(static_cast<std::uint32_t>(missed));
        next += missed * packet_time;
      }
      self->packet_timer_.expires_at(next);
      self->wait_for_next_packet();
    });
  }

  void send_packet() {
    std::array<std::int16_t, samples_per_frame> frame{};
    if (source_ && !source_(frame)) {
      source_ = nullptr;
      frame = {};
    }
    const auto rtp = packetiser_.packet(offer_.pcmu, frame);
    const auto now = steady_clock::now();
    const auto path = ice_.path(now);
    if (!srtp_ || !path) return;
    if (const auto packet = srtp_->protect_rtp(rtp)) send(*packet, *path);
    if (packetiser_.packets() % packets_per_report != 1) return;
    const auto report = sender_report(packetiser_, cname_, heard_.report(), std::chrono::system_clock::now(), now);
    if (const auto packet = srtp_->protect_rtcp(report)) send(*packet, *path);
  }

  // A datagram that cannot be sent now is lost, as any datagram may be.
  void send(ByteView datagram, const asio::ip::udp::endpoint& to) {
    boost::system::error_code ignored;
    socket_.send_to(asio::buffer(datagram.data(), datagram.size()), to, 0, ignored);
  }

  asio::ip::udp::socket socket_;
  asio::steady_timer dtls_timer_;
  asio::steady_timer packet_timer_;
  const asio::ip::address local_address_;
  std::array<std::uint8_t, 2048> datagram_;
  asio::ip::udp::endpoint sender_;
  bool closed_ = false;

  SdpOffer offer_;
  std::uint32_t answers_ = 0;
  IceLite ice_;
  const DtlsCertificate certificate_;
  std::unique_ptr<Dtls> dtls_;
  std::unique_ptr<Srtp> srtp_;

  AudioSource source_;
  const std::string cname_ = util::random_hex(8);
  PcmuPacketiser packetiser_{random_ssrc()};

  HeardAudio heard_;
};

MediaEndpoint::MediaEndpoint(asio::any_io_executor executor, asio::ip::address local_address, AudioSource source)
    : session_(std::make_shared<Session>(std::move(executor), std::move(local_address), std::move(source))) {}

MediaEndpoint::~MediaEndpoint() {
  session_->close();
}

std::expected<std::string, std::string> MediaEndpoint::answer(std::string_view offer) {
  return session_->answer(offer);
}
void MediaEndpoint::on_digit(std::function<void(char)> report) {
  session_->on_digit = std::move(report);
}
void MediaEndpoint::on_problem(std::function<void(std::string_view)> report) {
  session_->on_problem = std::move(report);
}
bool MediaEndpoint::receiving() const {
  return session_->receiving();
}
double MediaEndpoint::heard_level() const {
  return session_->heard_level();
}

}  // namespace teleperson::sandbox::media
