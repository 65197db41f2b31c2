#include "http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_server.h"

namespace teleperson::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

util::Task<Response> echo_path(Request& request) {
  co_return Response::json(std::string(request.path));
}

TEST(Server, AnswersOverTcp) {
  TestServer server(echo_path);
  server.start();
  RawClient client(server);
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n/hello"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, SaysWhyItCannotListen) {
  TestServer first(echo_path);
  first.start();
  boost::asio::io_context loop;
  Server second(loop, {}, echo_path);
  const auto address = "127.0.0.1:" + std::to_string(first.port());
  try {
    second.listen(address);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "cannot listen on " + address +
                                ": Address already in use; stop the program that uses it, or choose another port");
  }
}

TEST(Server, WantsAnIpAddressAndAPort) {
  boost::asio::io_context loop;
  Server server(loop, {}, echo_path);
  for (const auto* address : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x", "::1:80",
                              "example.com:80", "[::1:80"}) {
    EXPECT_THROW(server.listen(address), std::runtime_error) << address;
  }
}

}  // namespace
}  // namespace teleperson::http
