#include "http/router.h"

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "memory_stream.h"

namespace teleperson::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Handler named(std::string name) {
  return [name](const Request& request) -> util::Task<Response> {
    auto answer = name;
    for (const auto parameter : request.path_parameters)
      answer += '(' + std::string(parameter) + ')';
    co_return Response::json(answer);
  };
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.add(Method::get, "/", named("home"));
    router_.add(Method::get, "/calls", named("list"));
    router_.add(Method::post, "/calls", named("create"));
    router_.add(Method::get, "/calls/{id}", named("call"));
    router_.add(Method::post, "/calls/{id}/end", named("end"));
    router_.add(Method::post, "/calls/latest", named("latest"));
    router_.add(Method::get, "/numbers/{country}/{number}", named("number"));
    router_.add(Method::get, "/try/*", named("page"));
    router_.add(Method::get, "/try/deep/*", named("deep"));
  }

  std::string answer_to(const std::string& method, const std::string& path) {
    auto handler = [this](Request& request) { return router_.handle(request); };
    return converse({method + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"}, handler);
  }

  Router router_;
};

TEST_F(RouterTest, TakesTheMostSpecificPattern) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"/", "home"},
      {"/calls", "list"},
      {"/calls?limit=3", "list"},
      {"/calls/7", "call(7)"},
      {"/calls/%2e%2e", "call(%2e%2e)"},
      {"/numbers/US/1", "number(US)(1)"},
      {"/try/", "page()"},
      {"/try/assets/a.js", "page(assets/a.js)"},
      {"/try/../etc", "page(../etc)"},
      {"/try/deep/er", "deep(er)"},
  };
  for (const auto& [path, expected] : cases) {
    EXPECT_THAT(answer_to("GET", path), EndsWith("\r\n\r\n" + expected)) << path;
  }
  EXPECT_THAT(answer_to("POST", "/calls"), EndsWith("\r\n\r\ncreate"));
  EXPECT_THAT(answer_to("POST", "/calls/7/end"), EndsWith("\r\n\r\nend(7)"));
}

TEST_F(RouterTest, AnswersUnknownPathsWith404) {
  for (const auto* path : {"/nothing", "/calls/", "/calls/7/", "/calls//end", "/calls/7/end/x", "/CALLS", "/try",
                           "/tryout", "/numbers/US", "//", "/calls;x"}) {
    const auto answer = answer_to("GET", path);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 404 Not Found\r\n")) << path;
    EXPECT_THAT(answer, HasSubstr("\"reason\":\"not_found\"")) << path;
  }
}

TEST_F(RouterTest, AnswersOtherMethodsWith405AndAllow) {
  const std::vector<std::tuple<std::string, std::string, std::string>> cases{
      {"DELETE", "/calls", "GET, HEAD, POST"},
      {"POST", "/calls/7", "GET, HEAD"},
      {"GET", "/calls/7/end", "POST"},
      {"GET", "/calls/latest", "POST"},
      {"PUT", "/try/x", "GET, HEAD"},
      {"OPTIONS", "/", "GET, HEAD"},
      {"BREW", "/", "GET, HEAD"},
  };
  for (const auto& [method, path, allow] : cases) {
    const auto answer = answer_to(method, path);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n")) << method << path;
    EXPECT_THAT(answer, HasSubstr("\r\nAllow: " + allow + "\r\n")) << method << path;
  }
}

TEST_F(RouterTest, AnswersHeadLikeGet) {
  const auto answer = answer_to("HEAD", "/calls/7");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 7\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(RouterTest, NamesPatternsForMetricsNeverPaths) {
  EXPECT_EQ(router_.pattern_of("/calls"), "/calls");
  EXPECT_EQ(router_.pattern_of("/calls/7"), "/calls/{id}");
  EXPECT_EQ(router_.pattern_of("/try/x"), "/try/*");
  EXPECT_EQ(router_.pattern_of("/wp-admin"), "other");
}

TEST_F(RouterTest, RefusesASecondHandler) {
  EXPECT_THROW(router_.add(Method::get, "/calls/{id}", named("again")), std::logic_error);
  EXPECT_THROW(router_.add(Method::get, "/calls", named("again")), std::logic_error);
}

}  // namespace
}  // namespace teleperson::http
