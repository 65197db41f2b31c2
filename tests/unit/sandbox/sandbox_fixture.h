#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "application.h"
#include "sandbox/frame.h"
#include "sandbox/sandbox.h"
#include "test_account.h"
#include "util/encoding.h"
#include "web_socket_client.h"

namespace teleperson::sandbox::testing {

/// The end of a socket that speaks `{type, payload}`.
class FrameClient : public WebSocketClient {
 public:
  using WebSocketClient::WebSocketClient;

  void send_frame(std::string_view type, boost::json::object payload) { send(make_frame(type, std::move(payload))); }

  /// The payload of the next message, which must be of that type. Heartbeats are passed over.
  boost::json::object expect(std::string_view type) {
    for (;;) {
      const auto text = read();
      if (!text) {
        ADD_FAILURE() << "no " << type << " came";
        return {};
      }
      if (*text == "\n") continue;
      auto frame = parse_frame(*text);
      if (frame && frame->type == type) return std::move(frame->payload);
      ADD_FAILURE() << "expected " << type << ", got " << *text;
      return {};
    }
  }
  std::string expect_text(std::string_view type, std::string_view name) {
    const boost::json::object payload = expect(type);
    return std::string(text_of(payload, name));
  }
  /// The code of the error that a message of that type carries, or 0.
  int expect_error(std::string_view type) {
    const boost::json::object payload = expect(type);
    const boost::json::value* error = payload.if_contains("error");
    return error == nullptr ? 0 : static_cast<int>(error->at("code").as_int64());
  }
};

/// The offer that a Voice SDK 2.18.5 sent.
inline std::string sdk_offer() {
  return "v=0\r\no=- 5856961685441177748 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
         "m=audio 9 UDP/TLS/RTP/SAVPF 0 111 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:2C3n\r\n"
         "a=ice-pwd:iOskxChLeeckjTV8YBInkJnN\r\na=ice-options:trickle\r\n"
         "a=fingerprint:sha-256 "
         "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n"
         "a=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:111 "
         "opus/48000/2\r\n"
         "a=rtpmap:126 telephone-event/8000\r\n";
}

/// A sandbox on a free port, on its own thread, and an application that tells it to dial.
class SandboxTest : public ::testing::Test {
 protected:
  static constexpr const char* voice_number = "+14155550100";  ///< rings a handset

  SandboxTest() {
    settings_.listen_address = "127.0.0.1:0";
    settings_.voice_url = app_.url("/voice");
    settings_.status_callback = app_.url("/parent");
    settings_.caller_ids = {"+14155550199"};
    settings_.test_controls = true;
    settings_.longest_extra_ringing = std::chrono::milliseconds(0);
    settings_.machine_detection_time = std::chrono::milliseconds(100);
    settings_.script_timing = {std::chrono::milliseconds(1), std::chrono::milliseconds(20),
                               std::chrono::milliseconds(100)};
    app_.answer_twiml("/action", "<Response><Hangup/></Response>");
    dial(voice_number);
  }
  ~SandboxTest() override {
    if (!sandbox_) return;
    auto stop = [this]() -> util::Task<> { co_await sandbox_->stop(); };
    boost::asio::co_spawn(loop_, std::move(stop), boost::asio::detached);
    thread_.join();
  }

  /// After the settings have been changed.
  void start() {
    sandbox_ = std::make_unique<Sandbox>(loop_, settings_, test_account(), log_, clock_);
    thread_ = std::thread([this] { loop_.run(); });
  }
  std::uint16_t port() const { return sandbox_->port(); }

  /// The TwiML of the voice webhook.
  void dial(const std::string& number, const std::string& attributes = "answerOnBridge='true'") {
    app_.answer_twiml("/voice", "<Response><Dial callerId='+14155550199' action='/action' " + attributes +
                                    "><Number statusCallback='/status' statusCallbackEvent='initiated ringing answered "
                                    "completed' machineDetection='Enable' amdStatusCallback='/amd'>" +
                                    number + "</Number></Dial></Response>");
  }

  std::string token(int ttl_seconds = 3600, const std::string& identity = "alice") {
    return make_access_token(clock_.now(), ttl_seconds, identity);
  }
  /// A Voice SDK that has shown its token.
  std::unique_ptr<FrameClient> sdk(int reconnect_timeout = 0, const std::string& identity = "alice") {
    auto client = std::make_unique<FrameClient>(port(), "/signal", "http://127.0.0.1:8080");
    EXPECT_EQ(client->status, 101);
    client->send_frame("listen", {{"token", token(3600, identity)}, {"reconnectTimeout", reconnect_timeout}});
    client->expect("connected");
    return client;
  }
  std::unique_ptr<FrameClient> handset(const std::string& number = "*") {
    auto client = std::make_unique<FrameClient>(port(), "/handset", "http://127.0.0.1:" + std::to_string(port()));
    EXPECT_EQ(client->status, 101);
    client->send_frame("hello", {{"number", number}});
    EXPECT_EQ(client->expect_text("ready", "number"), number);
    return client;
  }
  static void invite(FrameClient& sdk, const std::string& id = "TJS1", const std::string& params = "ticket=t%201") {
    sdk.send_frame("invite", {{"callsid", id}, {"sdp", sdk_offer()}, {"twilio", {{"params", params}}}});
  }

  /// The status and the body of a request.
  std::pair<int, std::string> http(const std::string& method, const std::string& path, const std::string& body = "",
                                   const std::string& user = "", const std::string& password = "") {
    RawSocket socket(port());
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    if (!user.empty()) {
      const std::string credentials = user + ":" + password;
      const std::span bytes(reinterpret_cast<const std::uint8_t*>(credentials.data()), credentials.size());
      request += "Authorization: Basic " + util::to_base64(bytes) + "\r\n";
    }
    socket.write(request + "\r\n" + body);
    const std::string answer = socket.read_all();
    const std::size_t head = answer.find("\r\n\r\n");
    if (head == std::string::npos) return {0, answer};
    return {std::stoi(answer.substr(9, 3)), answer.substr(head + 4)};
  }
  std::pair<int, boost::json::value> rest(const std::string& method, const std::string& call_sid,
                                          const std::string& body = "", const std::string& password = auth_token) {
    const auto [status, text] = http(method, "/2010-04-01/Accounts/" + sid("AC", 'a') + "/Calls/" + call_sid + ".json",
                                     body, sid("AC", 'a'), password);
    return {status, text.empty() ? boost::json::value() : boost::json::parse(text)};
  }

  Application app_;
  Settings settings_;

 private:
  util::SystemClock clock_;
  util::Logger log_{util::LogLevel::error, util::LogFormat::text, clock_};
  boost::asio::io_context loop_;
  std::unique_ptr<Sandbox> sandbox_;
  std::thread thread_;
};

}  // namespace teleperson::sandbox::testing
