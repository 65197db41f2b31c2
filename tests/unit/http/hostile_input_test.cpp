// What a request must not look like, each row as one answer of the server; the reasons are in stack.md and RFC 9112.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "memory_stream.h"

namespace teleperson::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t max_header_bytes = 1024;
constexpr std::size_t max_body_bytes = 512;

struct Case {
  std::string name;
  std::string request;
  std::string status;
  std::string reason = "bad_request";
};

std::string post(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

std::string get(const std::string& headers) {
  return "GET / HTTP/1.1\r\n" + headers + "\r\n";
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      // Two ways to tell where the body ends.
      {"LengthAndChunked", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
      {"ChunkedAndLength", post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"), "400"},
      {"TwoDifferentLengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"), "400"},
      {"SameLengthTwice", post("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"), "400"},
      {"ListOfLengths", post("Content-Length: 2, 2\r\n", "ab"), "400"},
      {"PositiveLength", post("Content-Length: +2\r\n", "ab"), "400"},
      {"NegativeLength", post("Content-Length: -1\r\n", "ab"), "400"},
      {"HexadecimalLength", post("Content-Length: 0x2\r\n", "ab"), "400"},
      {"EmptyLength", post("Content-Length:\r\n", "ab"), "400"},
      {"OverflowingLength", post("Content-Length: 18446744073709551618\r\n", "ab"), "400"},
      {"UnknownEncoding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), "400"},
      {"ChunkedNotLast", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), "400"},
      {"GzipAndChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "400"},
      {"IdentityEncoding", post("Transfer-Encoding: identity\r\nContent-Length: 2\r\n", "ab"), "400"},
      {"TwoEncodings", post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
      {"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
      {"ChunkedInHttp10", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      // Chunks.
      {"ChunkSizeWithPrefix", post("Transfer-Encoding: chunked\r\n", "0x2\r\nab\r\n0\r\n\r\n"), "400"},
      {"ChunkSizeOverflow", post("Transfer-Encoding: chunked\r\n", "10000000000000000\r\nab\r\n0\r\n\r\n"), "400"},
      {"ChunkSizeMissing", post("Transfer-Encoding: chunked\r\n", "\r\nab\r\n0\r\n\r\n"), "400"},
      {"ChunkLongerThanSaid", post("Transfer-Encoding: chunked\r\n", "2\r\nabXX0\r\n\r\n"), "400"},
      {"ChunkLineWithBareLineFeed", post("Transfer-Encoding: chunked\r\n", "2\nab\r\n0\r\n\r\n"), "400"},
      {"LineFeedInChunkExtension", post("Transfer-Encoding: chunked\r\n", "2;a\nb\r\nab\r\n0\r\n\r\n"), "400"},
      {"EndlessChunkExtension",
       post("Transfer-Encoding: chunked\r\n", "2;a=" + std::string(8192, 'x') + "\r\nab\r\n0\r\n\r\n"), "400"},
      {"EndlessTrailer", post("Transfer-Encoding: chunked\r\n", "0\r\nA: " + std::string(8192, 'x') + "\r\n\r\n"),
       "400"},
      // Lines and header names.
      {"BareLineFeeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
      {"OneBareLineFeed", get("Host: a\r\nA: b\nC: d\r\n"), "400"},
      {"BareCarriageReturn", get("Host: a\r\nA: b\rC: d\r\n"), "400"},
      {"CarriageReturnInRequestLine", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"NulInValue", get("Host: a\r\nA: b" + std::string(1, '\0') + "c\r\n"), "400"},
      {"NulInName", get("Host: a\r\nA" + std::string(1, '\0') + ": b\r\n"), "400"},
      {"ControlCharacterInTarget", "GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"FoldedHeader", get("Host: a\r\nA: b\r\n c\r\n"), "400"},
      {"FoldedHeaderWithTab", get("Host: a\r\nA: b\r\n\tc\r\n"), "400"},
      {"FoldBeforeFirstHeader", get(" A: b\r\nHost: a\r\n"), "400"},
      {"FoldOfAnEmptyValue", get("Host: a\r\nA:\r\n b\r\n"), "400"},
      {"SpaceBeforeColon", get("Host: a\r\nA : b\r\n"), "400"},
      {"EmptyName", get("Host: a\r\n: b\r\n"), "400"},
      {"NoColon", get("Host: a\r\nA\r\n"), "400"},
      // Host.
      {"NoHost", get("A: b\r\n"), "400"},
      {"TwoHosts", get("Host: a\r\nHost: a\r\n"), "400"},
      {"EmptyHost", get("Host:\r\n"), "400"},
      {"HostWithSpace", get("Host: a b\r\n"), "400"},
      {"HostWithPath", get("Host: a/b\r\n"), "400"},
      {"TwoHostsInHttp10", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      // Request line.
      {"Http09", "GET /\r\n\r\n", "400"},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
      {"Http12", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "400"},
      {"AbsoluteTarget", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"AuthorityTarget", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"AsteriskTarget", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"SpaceInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"EmptyLineFirst", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"TlsHandshake", "\x16\x03\x01\x02", "400"},
      // Sizes.
      {"LongHeader", get("Host: a\r\nA: " + std::string(max_header_bytes, 'x') + "\r\n"), "431", "headers_too_large"},
      {"ManyHeaders",
       [] {
         std::string headers = "Host: a\r\n";
         while (headers.size() < max_header_bytes)
           headers += "A: b\r\n";
         return get(headers);
       }(),
       "431", "headers_too_large"},
      {"LongTarget", "GET /" + std::string(max_header_bytes, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", "431",
       "headers_too_large"},
      {"EndlessHeader", "GET / HTTP/1.1\r\nA: " + std::string(max_header_bytes, 'x'), "431", "headers_too_large"},
      {"LongBody", post("Content-Length: 513\r\n", std::string(513, 'x')), "413", "payload_too_large"},
      {"LongBodyExpected", post("Content-Length: 513\r\nExpect: 100-continue\r\n", ""), "413", "payload_too_large"},
      {"LongChunk", post("Transfer-Encoding: chunked\r\n", "201\r\n" + std::string(513, 'x') + "\r\n0\r\n\r\n"), "413",
       "payload_too_large"},
      {"ManyChunks",
       [] {
         std::string chunks;
         for (int i = 0; i < 513; ++i)
           chunks += "1\r\nx\r\n";
         return post("Transfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n");
       }(),
       "413", "payload_too_large"},
  };
  return all;
}

class HostileInput : public testing::TestWithParam<Case> {
 protected:
  std::string answer_to(std::deque<std::string> pieces) {
    auto handler = [this](Request&) -> util::Task<Response> {
      ++handled;
      co_return Response::no_content();
    };
    ServerOptions options;
    options.max_header_bytes = max_header_bytes;
    options.max_body_bytes = max_body_bytes;
    return converse(std::move(pieces), handler, options);
  }

  int handled = 0;
};

void expect_refused(const std::string& answer, const Case& expected) {
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + expected.status));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: application/problem+json\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(answer, HasSubstr("\"reason\":\"" + expected.reason + "\""));
  EXPECT_THAT(answer, HasSubstr("\"detail\":\""));
}

TEST_P(HostileInput, IsRefusedAndTheConnectionEnds) {
  const auto answer = answer_to({GetParam().request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"});
  expect_refused(answer, GetParam());
  EXPECT_EQ(answer.rfind("HTTP/1.1 "), 0U) << "two answers";
  EXPECT_EQ(handled, 0);
}

TEST_P(HostileInput, IsRefusedAlsoByteByByte) {
  std::deque<std::string> bytes;
  for (const char byte : GetParam().request)
    bytes.emplace_back(1, byte);
  expect_refused(answer_to(bytes), GetParam());
  EXPECT_EQ(handled, 0);
}

INSTANTIATE_TEST_SUITE_P(Table, HostileInput, testing::ValuesIn(cases()),
                         [](const auto& hostile) { return hostile.param.name; });

}  // namespace
}  // namespace teleperson::http
