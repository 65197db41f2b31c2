#include "http/cors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "memory_stream.h"

namespace teleperson::http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string answer_to(const std::string& method, const std::string& headers) {
  static const Cors cors({"https://app.example.com", "chrome-extension://abcdefghijklmnop"});
  auto inner = [](Request&) -> util::Task<Response> { co_return Response::json("inner"); };
  return converse({method + " / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"}, cors.wrap(inner));
}

TEST(Cors, LetsListedOriginsReadAnswers) {
  for (const std::string origin : {"https://app.example.com", "chrome-extension://abcdefghijklmnop"}) {
    EXPECT_THAT(answer_to("POST", "Origin: " + origin + "\r\n"),
                AllOf(HasSubstr("\r\nAccess-Control-Allow-Origin: " + origin + "\r\n"),
                      HasSubstr("\r\nAccess-Control-Expose-Headers: Retry-After\r\n"),
                      HasSubstr("\r\nVary: Origin\r\n"), HasSubstr("inner")));
  }
}

TEST(Cors, GivesOtherOriginsNothing) {
  for (const std::string origin :
       {"https://app.example.com.evil.example", "http://app.example.com", "https://app.example.com:8443",
        "https://APP.example.com", "https://app.example.com/", "null", "*", "", "https://evil.example"}) {
    EXPECT_THAT(answer_to("POST", "Origin: " + origin + "\r\n"),
                AllOf(Not(HasSubstr("Access-Control-")), HasSubstr("\r\nVary: Origin\r\n"), HasSubstr("inner")))
        << origin;
  }
  EXPECT_THAT(answer_to("GET", ""), AllOf(Not(HasSubstr("Access-Control-")), HasSubstr("\r\nVary: Origin\r\n")));
}

TEST(Cors, AnswersPreflightsOfListedOrigins) {
  EXPECT_THAT(answer_to("OPTIONS",
                        "Origin: https://app.example.com\r\nAccess-Control-Request-Method: POST\r\n"
                        "Access-Control-Request-Headers: x-tle-token\r\n"),
              AllOf(StartsWith("HTTP/1.1 204 No Content\r\n"), Not(HasSubstr("inner")),
                    HasSubstr("\r\nAccess-Control-Allow-Origin: https://app.example.com\r\n"),
                    HasSubstr("\r\nAccess-Control-Allow-Methods: GET, POST\r\n"),
                    HasSubstr("\r\nAccess-Control-Allow-Headers: X-TLE-Token, Content-Type\r\n"),
                    HasSubstr("\r\nAccess-Control-Max-Age: 600\r\n"), Not(HasSubstr("Allow-Credentials"))));
}

TEST(Cors, LeavesOtherOptionsToTheHandler) {
  EXPECT_THAT(answer_to("OPTIONS", "Origin: https://app.example.com\r\n"), HasSubstr("inner"));
  EXPECT_THAT(answer_to("OPTIONS", "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"),
              AllOf(HasSubstr("inner"), Not(HasSubstr("Access-Control-"))));
}

TEST(Cors, RefusesOriginsThatNoBrowserSends) {
  for (const std::string origin : {"*", "", "https://*.example.com", "https://example.com/", "example.com", "null",
                                   "https://a.example, https://b.example", "https://user@example.com"}) {
    EXPECT_THROW(Cors({origin}), std::invalid_argument) << origin;
  }
}

}  // namespace
}  // namespace teleperson::http
