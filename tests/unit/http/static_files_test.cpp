#include "http/static_files.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/media_type.h"
#include "http/router.h"
#include "memory_stream.h"

namespace teleperson::http {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    write("web/index.html", "<p>home</p>");
    write("web/assets/app-4f3a.js", "run()");
    write("web/sounds/ring.mp3", "ring");
    write("web/.env", "secret");
    write("web/.git/config", "secret");
    write("outside.txt", "secret");
    fs::create_symlink(directory_ / "outside.txt", directory_ / "web/link.txt");
  }
  ~StaticFilesTest() override { fs::remove_all(directory_); }

  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((directory_ / name).parent_path());
    std::ofstream(directory_ / name) << bytes;
  }

  std::string answer_to(const std::string& path, const std::string& headers = "", const std::string& method = "GET") {
    const StaticFiles files(directory_ / "web", {.content_security_policy = "default-src 'self'"});
    Router router;
    router.add(Method::get, "/try/*", [&](const Request& request) -> util::Task<Response> {
      co_return files.serve(request, request.path_parameters.back());
    });
    auto handler = [&](Request& request) { return router.handle(request); };
    return converse({method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"}, handler);
  }

  fs::path directory_ = fs::path(testing::TempDir()) / ("static_files_" + std::to_string(getpid()));
};

TEST_F(StaticFilesTest, ServesTheIndexAtTheRoot) {
  for (const auto* path : {"/try/", "/try/index.html", "/try/?code=1"}) {
    EXPECT_THAT(answer_to(path),
                AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), HasSubstr("\r\nContent-Type: text/html; charset=utf-8\r\n"),
                      HasSubstr("\r\nCache-Control: no-cache\r\n"),
                      HasSubstr("\r\nContent-Security-Policy: default-src 'self'\r\n"),
                      HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"), HasSubstr("\r\nX-Frame-Options: DENY\r\n"),
                      HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"), EndsWith("<p>home</p>")));
  }
}

TEST_F(StaticFilesTest, LetsHashedAssetsBeKeptForGood) {
  EXPECT_THAT(answer_to("/try/assets/app-4f3a.js"),
              AllOf(HasSubstr("\r\nCache-Control: public, max-age=31536000, immutable\r\n"),
                    HasSubstr("\r\nContent-Type: text/javascript; charset=utf-8\r\n"), EndsWith("run()")));
  EXPECT_THAT(answer_to("/try/sounds/ring.mp3"),
              AllOf(HasSubstr("\r\nCache-Control: no-cache\r\n"), HasSubstr("\r\nContent-Type: audio/mpeg\r\n")));
}

TEST_F(StaticFilesTest, NeverLeavesItsDirectory) {
  for (const auto* path :
       {"/try/../outside.txt", "/try/..%2foutside.txt", "/try/%2e%2e/outside.txt", "/try/assets/../index.html",
        "/try//etc/passwd", "/try/..\\outside.txt", "/try/link.txt", "/try/.env", "/try/.git/config",
        "/try/./index.html", "/try/index.html%00.js", "/try/assets", "/try/assets/", "/try/nothing"}) {
    EXPECT_THAT(answer_to(path), AllOf(StartsWith("HTTP/1.1 404 Not Found\r\n"), Not(HasSubstr("secret")))) << path;
  }
}

TEST_F(StaticFilesTest, SaysThatAFileHasNotChanged) {
  const auto first = answer_to("/try/");
  const auto at = first.find("ETag: ") + 6;
  const auto etag = first.substr(at, first.find("\r\n", at) - at);
  EXPECT_EQ(etag.size(), 66U);
  for (const auto& known : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
    EXPECT_THAT(answer_to("/try/", "If-None-Match: " + known + "\r\n"),
                AllOf(StartsWith("HTTP/1.1 304 Not Modified\r\n"), HasSubstr("\r\nETag: " + etag + "\r\n"),
                      Not(HasSubstr("Content-Length")), EndsWith("\r\n\r\n")));
  }
  EXPECT_THAT(answer_to("/try/", "If-None-Match: \"other\"\r\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
  write("web/index.html", "<p>new</p>");
  EXPECT_THAT(answer_to("/try/", "If-None-Match: " + etag + "\r\n"), EndsWith("<p>new</p>"));
}

TEST_F(StaticFilesTest, AnswersHead) {
  EXPECT_THAT(answer_to("/try/", "", "HEAD"),
              AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), HasSubstr("\r\nContent-Length: 11\r\n"), EndsWith("\r\n\r\n")));
}

TEST_F(StaticFilesTest, TellsTheOperatorWhatIsMissing) {
  fs::remove(directory_ / "web/index.html");
  EXPECT_THROW(StaticFiles(directory_ / "web", {}), std::runtime_error);
  EXPECT_THROW(StaticFiles(directory_ / "nothing", {}), std::runtime_error);
}

TEST(MediaType, GoesByTheExtension) {
  EXPECT_EQ(media_type_of("a/b.min.css"), "text/css; charset=utf-8");
  EXPECT_EQ(media_type_of("manifest.webmanifest"), "application/manifest+json");
  EXPECT_EQ(media_type_of("font.woff2"), "font/woff2");
  EXPECT_EQ(media_type_of("LICENSE"), "application/octet-stream");
  EXPECT_EQ(media_type_of("x.exe"), "application/octet-stream");
}

}  // namespace
}  // namespace teleperson::http
