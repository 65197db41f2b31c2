#include "http/request_reader.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::http {
namespace {

/// What a stream of bytes meant: each request that was read, then `refused` or `need_more`.
std::vector<std::string> meaning_of(std::string_view stream, const std::vector<std::size_t>& piece_sizes) {
  RequestReader reader(512, 64, 128);
  std::vector<std::string> meaning;
  std::size_t piece = 0;
  for (;;) {
    switch (reader.advance()) {
      case RequestReader::State::complete: {
        const auto& request = reader.request();
        auto seen = std::string(request.target) + '|' + std::string(request.body);
        for (const auto& [name, value] : request.headers)
          seen.append("|").append(name).append("=").append(value);
        meaning.push_back(seen);
        reader.next();
        break;
      }
      case RequestReader::State::large_body:
        meaning.emplace_back("large_body");
        reader.accept_large_body();
        break;
      case RequestReader::State::refused:
        meaning.emplace_back("refused");
        return meaning;
      case RequestReader::State::need_more:
        if (stream.empty()) {
          meaning.emplace_back("need_more");
          return meaning;
        }
        const auto space = reader.space();
        auto size = std::min(space.size(), stream.size());
        if (!piece_sizes.empty()) size = std::min(size, piece_sizes[piece++ % piece_sizes.size()]);
        std::memcpy(space.data(), stream.data(), size);
        stream.remove_prefix(size);
        reader.received(size);
    }
  }
}

// Pieces that make requests which are right, nearly right, and wrong.
const std::vector<std::string>& fragments() {
  static const std::vector<std::string> all{"GET / HTTP/1.1\r\n",
                                            "POST /p?q HTTP/1.1\r\n",
                                            "HEAD / HTTP/1.0\r\n",
                                            "Host: a\r\n",
                                            "Host: a\r\n",
                                            "\r\n",
                                            "\r\n",
                                            "Content-Length: 3\r\n",
                                            "Content-Length: 64\r\n",
                                            "Content-Length: 65\r\n",
                                            "Transfer-Encoding: chunked\r\n",
                                            "Transfer-Encoding: chunked\r\n",
                                            "3\r\nabc\r\n",
                                            "0\r\n\r\n",
                                            "0\r\n",
                                            "1;x=y\r\nz\r\n",
                                            "40\r\n",
                                            "abc",
                                            "\n",
                                            "\r",
                                            " folded\r\n",
                                            "X: y\r\n",
                                            ": z\r\n",
                                            "Expect: 100-continue\r\n",
                                            "Connection: close\r\n",
                                            std::string(1, '\0'),
                                            "\xff",
                                            std::string(64, 'b'),
                                            std::string(600, 'h')};
  return all;
}

RC_GTEST_PROP(RequestReader, MeansTheSameHoweverTheBytesAreCut, ()) {
  static const std::string start = "POST /p HTTP/1.1\r\nHost: a\r\n";
  const auto beginning = rc::gen::element<std::string>("", start, start + "Transfer-Encoding: chunked\r\n\r\n",
                                                       start + "Content-Length: 64\r\n\r\n");
  std::string stream = *beginning;
  for (const auto& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(fragments())))
    stream += part;
  const auto sizes =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 20)));
  RC_ASSERT(meaning_of(stream, sizes) == meaning_of(stream, {}));
}

RC_GTEST_PROP(RequestReader, ReadsWhatWasMeantWhenAllIsWell, ()) {
  const auto bodies =
      *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
  const auto sizes =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 90)));
  std::string stream;
  std::vector<std::string> expected;
  for (const auto& arbitrary : bodies) {
    const auto body = arbitrary.substr(0, 64);
    const bool chunked = *rc::gen::arbitrary<bool>();
    const auto head = "POST /p HTTP/1.1\r\nHost: a\r\n" +
                      (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + std::to_string(body.size())) +
                      "\r\n\r\n";
    stream += head;
    if (chunked) {
      for (const char byte : body)
        stream.append("1\r\n").append(1, byte).append("\r\n");
      stream += "0\r\n\r\n";
    } else {
      stream += body;
    }
    expected.push_back("/p|" + body + "|Host=a" +
                       (chunked ? "|Transfer-Encoding=chunked" : "|Content-Length=" + std::to_string(body.size())));
  }
  expected.emplace_back("need_more");
  RC_ASSERT(meaning_of(stream, sizes) == expected);
}

}  // namespace
}  // namespace teleperson::http
