#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace teleperson::sandbox::testing {

/// A connection to this machine, blocking; nothing takes longer than ten seconds.
class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~RawSocket() { close(); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  void write(std::string_view bytes) {
    EXPECT_EQ(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL), std::ssize(bytes));
  }
  /// Nothing when the connection is over or nothing came.
  std::optional<std::string> read(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t got = 0; got < size;) {
      const auto more = ::recv(descriptor_, bytes.data() + got, size - got, 0);
      if (more <= 0) return std::nullopt;
      got += static_cast<std::size_t>(more);
    }
    return bytes;
  }
  std::string read_all() {
    std::string bytes;
    while (const auto byte = read(1))
      bytes += *byte;
    return bytes;
  }
  /// All up to that text, or what came before nothing more did.
  std::string read_until(std::string_view end) {
    std::string bytes;
    while (!bytes.ends_with(end)) {
      const auto byte = read(1);
      if (!byte) break;
      bytes += *byte;
    }
    return bytes;
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  int descriptor_;
};

/// The client's end of a WebSocket (RFC 6455), without a library, so that tests see every frame as it is.
class WebSocketClient {
 public:
  WebSocketClient(std::uint16_t port, std::string_view path, std::string_view origin) : socket_(port) {
    const std::string host = "127.0.0.1:" + std::to_string(port);
    std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + host +
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    if (!origin.empty()) request += "Origin: " + std::string(origin) + "\r\n";
    socket_.write(request + "\r\n");
    std::string head;
    while (!head.ends_with("\r\n\r\n")) {
      const auto byte = socket_.read(1);
      if (!byte) break;
      head += *byte;
    }
    status = head.size() > 12 ? std::stoi(head.substr(9, 3)) : 0;
  }

  void send(std::string_view text) {
    std::string frame = "\x81";
    if (text.size() < 126) {
      frame += static_cast<char>(0x80 | text.size());
    } else {
      EXPECT_LT(text.size(), 65'536u);
      frame += static_cast<char>(0x80 | 126);
      frame += static_cast<char>(text.size() >> 8);
      frame += static_cast<char>(text.size() & 0xFF);
    }
    frame.append(4, '\0');  // a mask of zeros changes nothing
    frame += text;
    socket_.write(frame);
  }

  /// The next text message, or nothing when the connection is over or nothing came.
  std::optional<std::string> read() {
    for (;;) {
      const auto head = socket_.read(2);
      if (!head) return std::nullopt;
      const int opcode = (*head)[0] & 0x0F;
      std::size_t size = static_cast<std::uint8_t>((*head)[1]) & 0x7Fu;
      if (size == 126) {
        const auto length = socket_.read(2);
        if (!length) return std::nullopt;
        size = static_cast<std::size_t>(static_cast<std::uint8_t>((*length)[0])) << 8 |
               static_cast<std::uint8_t>((*length)[1]);
      }
      const auto text = size == 0 ? std::optional<std::string>("") : socket_.read(size);
      if (!text || opcode == 8) return std::nullopt;
      if (opcode == 1) return text;
    }
  }

  /// Without a closing handshake, as a network does.
  void drop() { socket_.close(); }

  int status = 0;  ///< of the handshake: 101 when it is open

 private:
  RawSocket socket_;
};

}  // namespace teleperson::sandbox::testing
