#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sandbox/media/dtls.h"
#include "sandbox/media/rtp.h"
#include "sandbox/media/sdp.h"
#include "sandbox/media/srtp.h"
#include "sandbox/media/stun.h"
#include "util/crypto.h"

namespace teleperson::sandbox::media {

/// A browser's side of a call, as far as the tests need one: makes an offer, checks connectivity, is the DTLS client,
/// sends and collects RTP.
class Caller {
 public:
  explicit Caller(boost::asio::io_context& loop)
      : loop_(loop), socket_(loop, {boost::asio::ip::address_v4::loopback(), 0}) {
    socket_.non_blocking(true);
  }

  void restart_ice() { ice_ = {util::random_hex(4), util::random_hex(16)}; }
  /// From now on the offer vouches for a certificate that this caller does not show.
  void claim_another_certificate() { claimed_ = DtlsCertificate().fingerprint(); }

  std::string offer() const {
    std::string fingerprint;
    for (const auto byte : claimed_)
      fingerprint += fmt::format("{}{:02x}", fingerprint.empty() ? "" : ":", byte);
    return fmt::format(
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0 126\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=setup:actpass\r\n"
        "a=ice-ufrag:{}\r\na=ice-pwd:{}\r\na=fingerprint:sha-256 {}\r\n"
        "a=rtpmap:0 PCMU/8000\r\na=rtpmap:126 telephone-event/8000\r\n",
        ice_.ufrag, ice_.password, fingerprint);
  }

  /// Reads what a browser would from the answer.
  void accept(const std::string& answer) {
    const auto after = [&](std::string_view name) {
      const auto start = answer.find(name) + name.size();
      EXPECT_GE(start, name.size()) << name;
      return answer.substr(start, answer.find_first_of("\r ", start) - start);
    };
    far_ice_ = {after("a=ice-ufrag:"), after("a=ice-pwd:")};
    far_ = {boost::asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::stoi(after("m=audio ")))};
    const auto fingerprint = SdpOffer::parse(offer_like(answer)).value().fingerprint;
    if (!dtls_)
      dtls_ = std::make_unique<Dtls>(certificate_, Dtls::Role::client, fingerprint,
                                     [this](ByteView datagram) { send(datagram); });
  }

  void check(bool nominate = true) {
    StunWriter writer(stun_binding_request, std::array<std::uint8_t, 12>{});
    writer.add(StunAttribute::username, as_bytes(far_ice_.ufrag + ":" + ice_.ufrag));
    if (nominate) writer.add(StunAttribute::use_candidate, {});
    send(writer.finish(far_ice_.password));
  }

  /// Offer, answer, check and handshake.
  template <class Endpoint>
  void connect(Endpoint& endpoint) {
    const auto answer = endpoint.answer(offer());
    ASSERT_TRUE(answer) << answer.error();
    accept(*answer);
    check();
    ASSERT_TRUE(run_until([&] { return checks_answered > 0; }));
    dtls_->start();
    ASSERT_TRUE(run_until([&] { return srtp_ != nullptr; }));
  }

  void send(ByteView datagram) { socket_.send_to(boost::asio::buffer(datagram.data(), datagram.size()), far_); }
  void send_rtp(std::uint8_t payload_type, std::uint32_t timestamp, ByteView payload) {
    Bytes packet = {0x80, payload_type};
    append_u16(packet, sequence_++);
    append_u32(packet, timestamp);
    append_u32(packet, 1);
    append(packet, payload);
    send(srtp_->protect_rtp(packet).value());
  }

  /// Runs the loop, and this caller, until it is so. False after ten seconds.
  bool run_until(const std::function<bool()>& is_so) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!is_so()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      loop_.run_one_for(std::chrono::milliseconds(5));
      receive_all();
    }
    return true;
  }
  void receive_all() {
    std::array<std::uint8_t, 2048> buffer;
    boost::system::error_code error;
    while (const auto size = socket_.receive(boost::asio::buffer(buffer), 0, error))
      receive(ByteView(buffer).first(size));
  }

  Dtls& dtls() { return *dtls_; }

  bool loses_dtls = false;
  int datagrams = 0;  ///< received in all
  int checks_answered = 0;
  std::vector<Bytes> rtp;   ///< in the clear
  std::vector<Bytes> rtcp;  ///< in the clear

 private:
  // The parser of offers also reads an answer's fingerprint, given a=setup as an offer has it.
  static std::string offer_like(std::string answer) {
    return answer.replace(answer.find("passive"), std::string_view("passive").size(), "actpass");
  }

  void receive(ByteView datagram) {
    ++datagrams;
    if (datagram[0] < 4) {
      const auto response = StunMessage::parse(datagram);
      if (response && response->is_authentic(far_ice_.password)) ++checks_answered;
    } else if (datagram[0] < 64) {
      if (loses_dtls) return;
      dtls_->receive(datagram);
      if (dtls_->keys() && !srtp_) srtp_ = std::make_unique<Srtp>(*dtls_->keys());
    } else if (srtp_) {
      const bool is_report = datagram[1] >= 192 && datagram[1] < 224;
      auto packet = is_report ? srtp_->unprotect_rtcp(datagram) : srtp_->unprotect_rtp(datagram);
      if (packet) (is_report ? rtcp : rtp).push_back(std::move(*packet));
    }
  }

  boost::asio::io_context& loop_;
  boost::asio::ip::udp::socket socket_;
  boost::asio::ip::udp::endpoint far_;
  const DtlsCertificate certificate_;
  CertificateFingerprint claimed_ = certificate_.fingerprint();
  IceCredentials ice_{util::random_hex(4), util::random_hex(16)};
  IceCredentials far_ice_;
  std::unique_ptr<Dtls> dtls_;
  std::unique_ptr<Srtp> srtp_;
  std::uint16_t sequence_ = 65000;
};

}  // namespace teleperson::sandbox::media
