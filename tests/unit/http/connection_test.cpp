#include "http/connection.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "memory_stream.h"

namespace teleperson::http {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Answers with what it saw.
util::Task<Response> echo(Request& request) {
  Response response{.status = 200, .content_type = "text/plain"};
  response.body = std::string(request.path) + '|' + std::string(request.query) + '|' +
                  std::string(request.header("x-colour")) + '|' + std::string(request.body);
  co_return response;
}

int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

const std::string get_request = "GET /a/b?c=d&e HTTP/1.1\r\nHost: a\r\nX-Colour:  blue \r\n\r\n";
const std::string post_request = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
const std::string chunked_request =
    "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
    "3;note=\"x\"\r\nhel\r\n2\r\nlo\r\n0\r\nX-Colour: red\r\n\r\n";

TEST(Connection, ShowsTheHandlerTheWholeRequest) {
  EXPECT_THAT(converse({get_request}, echo), EndsWith("\r\n\r\n/a/b|c=d&e|blue|"));
  EXPECT_THAT(converse({post_request}, echo), EndsWith("\r\n\r\n/p|||hello"));
}

TEST(Connection, PutsChunksTogetherAndIgnoresTrailers) {
  EXPECT_THAT(converse({chunked_request}, echo), EndsWith("\r\n\r\n/c|||hello"));
}

TEST(Connection, WritesAHeadWithNothingToSpare) {
  auto answer = converse({get_request}, echo);
  EXPECT_THAT(answer, testing::ContainsRegex("^HTTP/1.1 200 OK\r\n"
                                             "Date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} "
                                             "[0-9]{2}:[0-9]{2}:[0-9]{2} GMT\r\n"
                                             "Content-Length: 16\r\n"
                                             "Content-Type: text/plain\r\n"
                                             "X-Content-Type-Options: nosniff\r\n\r\n"));
}

TEST(Connection, AnswersTheSameHoweverTheBytesAreCut) {
  const auto stream = get_request + chunked_request + post_request + get_request;
  auto without_dates = [](std::string answers) {
    for (auto at = answers.find("Date:"); at != std::string::npos; at = answers.find("Date:", at)) {
      answers.erase(at, answers.find('\n', at) + 1 - at);
    }
    return answers;
  };
  const auto expected = without_dates(converse({stream}, echo));
  ASSERT_EQ(count(expected, "HTTP/1.1 200 OK"), 4);
  for (std::size_t cut = 1; cut < stream.size(); ++cut) {
    EXPECT_EQ(without_dates(converse({stream.substr(0, cut), stream.substr(cut)}, echo)), expected) << "cut at " << cut;
  }
  std::deque<std::string> bytes;
  for (const char byte : stream)
    bytes.emplace_back(1, byte);
  EXPECT_EQ(without_dates(converse(bytes, echo)), expected);
}

TEST(Connection, AnswersPipelinedRequestsInOrder) {
  std::string requests;
  for (int i = 0; i < 500; ++i)
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  const auto answers = converse({requests}, echo);
  std::size_t at = 0;
  for (int i = 0; i < 500; ++i) {
    at = answers.find("\r\n\r\n/" + std::to_string(i) + "|", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST(Connection, AnswersHeadWithoutABody) {
  const auto answer = converse({"HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n"}, echo);
  EXPECT_THAT(answer, AllOf(HasSubstr("\r\nContent-Length: 7\r\n"), EndsWith("\r\n\r\n")));
}

TEST(Connection, SaysNoLengthWhereThereCannotBeABody) {
  auto no_content = [](Request&) -> util::Task<Response> { co_return Response::no_content(); };
  EXPECT_THAT(converse({get_request}, no_content),
              AllOf(StartsWith("HTTP/1.1 204 No Content\r\n"), Not(HasSubstr("\r\nContent-"))));
}

TEST(Connection, ClosesWhenTheClientAsksForIt) {
  const std::string close = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const auto answers = converse({close + get_request}, echo);
  EXPECT_EQ(count(answers, "HTTP/1.1 200"), 1);
  EXPECT_THAT(answers, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(Connection, KeepsHttp10OnlyOnRequest) {
  const std::string plain = "GET / HTTP/1.0\r\n\r\n";
  const std::string keep = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  EXPECT_EQ(count(converse({plain + plain}, echo), "HTTP/1.1 200"), 1);
  const auto kept = converse({keep + keep}, echo);
  EXPECT_EQ(count(kept, "HTTP/1.1 200"), 2);
  EXPECT_EQ(count(kept, "\r\nConnection: keep-alive\r\n"), 2);
}

TEST(Connection, SaysContinueToAClientThatWaitsForIt) {
  const std::string head = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
  const auto waits = converse({head, "hel", "lo"}, echo);
  EXPECT_THAT(waits, AllOf(StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), EndsWith("|hello")));
  EXPECT_EQ(count(waits, "100 Continue"), 1);
  EXPECT_EQ(count(converse({head + "hello"}, echo), "100 Continue"), 0) << "the body was there already";
}

TEST(Connection, TakesHeadsAndBodiesUpToTheLimit) {
  ServerOptions options;
  options.max_header_bytes = 600;
  options.max_body_bytes = 30'000;
  std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\nX-Colour: ";
  head += std::string(600 - 4 - head.size(), 'x') + "\r\n\r\n";
  ASSERT_EQ(head.size(), 600U);
  EXPECT_THAT(converse({head + std::string(30'000, 'b')}, echo), EndsWith("xx|" + std::string(30'000, 'b')));
}

TEST(Connection, FindsTheNextRequestBehindALargeOne) {
  const auto large = "POST /large HTTP/1.1\r\nHost: a\r\nX-Colour: " + std::string(9'000, 'x') +
                     "\r\nContent-Length: 50000\r\n\r\n" + std::string(50'000, 'b');
  const auto answers = converse({large + get_request + large + get_request}, echo);
  EXPECT_EQ(count(answers, "HTTP/1.1 200 OK"), 4);
  EXPECT_EQ(count(answers, "\r\n\r\n/a/b|c=d&e|blue|"), 2);
}

// The bytes of the body need room behind the head, also where the head just fills the buffer.
TEST(Connection, TakesABodyBehindAHeadOfAnySize) {
  for (std::size_t size = 1'900; size < 4'300; ++size) {
    std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nX-Filler: ";
    head += std::string(size - 4 - head.size(), 'x') + "\r\n\r\n";
    ASSERT_THAT(converse({head, std::string(5'000, 'b')}, echo), EndsWith("||" + std::string(5'000, 'b'))) << size;
  }
}

TEST(Connection, ReadsOnAfterARefusalUntilTheClientHangsUp) {
  Service service({}, echo);
  MemoryStream stream({"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n", std::string(900'000, 'x')});
  run(stream, service);
  EXPECT_THAT(stream.written, StartsWith("HTTP/1.1 413 "));
  EXPECT_TRUE(stream.write_closed);
  EXPECT_TRUE(stream.is_read_to_its_end());
}

TEST(Connection, ReadsOnlySoMuchAfterARefusal) {
  Service service({}, echo);
  MemoryStream stream({"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n", std::string(9'000'000, 'x')});
  run(stream, service);
  EXPECT_FALSE(stream.is_read_to_its_end());
}

TEST(Connection, HasNoDeadlineWhileTheHandlerWorks) {
  ServerOptions options;
  options.header_timeout = options.idle_timeout = std::chrono::milliseconds(0);
  MemoryStream stream({get_request});
  std::function<void()> let_time_pass;
  auto handler = [&](Request& request) -> util::Task<Response> {
    let_time_pass();
    co_return co_await echo(request);
  };
  Service service(options, handler);
  let_time_pass = [&] { service.deadlines.expire(); };
  run(stream, service);
  EXPECT_EQ(stream.cancelled, 0);
}

TEST(Connection, WritesLargeAnswersWhole) {
  const std::string large(3'000'000, 'x');
  auto handler = [&](Request&) -> util::Task<Response> { co_return Response::json(large); };
  const auto answers = converse({get_request + get_request}, handler);
  EXPECT_EQ(count(answers, "\r\nContent-Length: 3000000\r\n"), 2);
  EXPECT_THAT(answers.size(), testing::Gt(6'000'000U));
}

util::Task<Response> count_to_three(Request&) {
  Response response{.content_type = "text/plain"};
  response.stream = [](BodyWriter& body) -> util::Task<> {
    for (const char* piece : {"one", "", "two", "three"})
      co_await body.write(piece);
  };
  co_return response;
}

TEST(Connection, StreamsAnAnswerInChunksAndGoesOn) {
  const auto answers = converse({get_request + get_request}, count_to_three);
  EXPECT_THAT(answers, AllOf(HasSubstr("\r\nTransfer-Encoding: chunked\r\n"), Not(HasSubstr("Content-Length"))));
  EXPECT_EQ(count(answers, "\r\n\r\n3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n"), 2);
}

TEST(Connection, StreamsToAnOldClientUntilItHangsUp) {
  const std::string keep = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  const auto answers = converse({keep + keep}, count_to_three);
  EXPECT_THAT(answers, AllOf(EndsWith("\r\n\r\nonetwothree"), HasSubstr("\r\nConnection: close\r\n")));
  EXPECT_EQ(count(answers, "HTTP/1.1 200"), 1);
}

TEST(Connection, StreamsNothingWhenHeadAsks) {
  const auto answers = converse({"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get_request}, count_to_three);
  EXPECT_EQ(count(answers, "HTTP/1.1 200"), 2);
  EXPECT_EQ(count(answers, "three"), 1);
}

TEST(Connection, CutsAStreamThatFails) {
  auto fail = [](Request&) -> util::Task<Response> {
    Response response{.content_type = "text/plain"};
    response.stream = [](BodyWriter& body) -> util::Task<> {
      co_await body.write("half");
      throw std::runtime_error("the rest is lost");
    };
    co_return response;
  };
  Service service({}, fail);
  std::string error;
  service.on_error = [&](std::string_view what) { error = what; };
  MemoryStream stream({get_request + get_request});
  run(stream, service);
  EXPECT_THAT(stream.written, EndsWith("4\r\nhalf\r\n"));
  EXPECT_EQ(error, "the rest is lost");
}

/// A service that takes large bodies under /large, and says no elsewhere.
Service service_for_large_bodies() {
  ServerOptions options;
  options.max_body_bytes = 100;
  Service service(options, [](Request& request) -> util::Task<Response> {
    Response response{.content_type = "text/plain"};
    response.body = std::to_string(request.body.size()) + " bytes";
    co_return response;
  });
  service.max_large_body_bytes = 500'000;
  service.large_body_judge = [](const Request& head) -> util::Task<std::optional<Response>> {
    if (head.path == "/broken") throw std::runtime_error("no judge");
    if (head.path == "/large") co_return std::nullopt;
    co_return Response{.status = 403, .content_type = "text/plain", .body = "not here"};
  };
  return service;
}

std::string post(const std::string& path, std::size_t bytes, const std::string& headers = {}) {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + std::to_string(bytes) +
         "\r\n\r\n";
}

TEST(Connection, TakesALargeBodyWhereItsHeadIsLetIn) {
  auto service = service_for_large_bodies();
  const std::string body(500'000, 'b');
  MemoryStream stream(
      {post("/large", body.size()) + body + post("/small", 3) + "abc" + post("/large", 200), std::string(200, 'c')});
  run(stream, service);
  EXPECT_EQ(count(stream.written, "HTTP/1.1 200"), 3);
  EXPECT_THAT(stream.written, AllOf(HasSubstr("500000 bytes"), HasSubstr("3 bytes"), EndsWith("200 bytes")));
}

TEST(Connection, SaysContinueOnlyToALargeBodyThatIsLetIn) {
  auto service = service_for_large_bodies();
  const std::string expect = "Expect: 100-continue\r\n";
  MemoryStream welcome({post("/large", 200, expect), std::string(200, 'b')});
  run(welcome, service);
  EXPECT_THAT(welcome.written, AllOf(StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"), EndsWith("200 bytes")));
  MemoryStream unwelcome({post("/elsewhere", 200, expect), std::string(200, 'b')});
  run(unwelcome, service);
  EXPECT_THAT(unwelcome.written, AllOf(StartsWith("HTTP/1.1 403"), EndsWith("not here")));
}

TEST(Connection, RefusesALargeBodyByItsHead) {
  auto service = service_for_large_bodies();
  for (const auto& [request, status] : std::vector<std::pair<std::string, std::string>>{
           {post("/elsewhere", 101), "HTTP/1.1 403"},
           {post("/large", 500'001), "HTTP/1.1 413"},
           {post("/broken", 101), "HTTP/1.1 500"},
           {"POST /large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'b') +
                "\r\n0\r\n\r\n",
            "HTTP/1.1 413"}}) {
    MemoryStream stream({request, get_request});
    run(stream, service);
    EXPECT_THAT(stream.written, StartsWith(status));
    EXPECT_EQ(count(stream.written, "HTTP/1.1"), 1) << "the connection ends";
  }
}

TEST(Connection, GivesNoAnswerToHalfARequest) {
  EXPECT_EQ(converse({}, echo), "");
  EXPECT_EQ(converse({"GET / HTTP/1.1\r\nHo"}, echo), "");
  EXPECT_EQ(converse({"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"}, echo), "");
}

}  // namespace
}  // namespace teleperson::http
