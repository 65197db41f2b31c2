#include "util/log.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::util {
namespace {

using namespace std::chrono_literals;

class FixedClock final : public Clock {
 public:
  Timestamp now() const override {
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h + 5min + 7s + 42ms;
  }
};

/// A logger that writes into a pipe.
class Log {
 public:
  Log(LogLevel level, LogFormat format) : Log(level, format, open_pipe()) {}
  ~Log() {
    ::close(pipe_.read);
    ::close(pipe_.write);
  }

  const Logger& logger() const { return logger_; }

  /// What was written since it was last asked.
  std::string take() {
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(pipe_.read, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
  }

 private:
  struct Pipe {
    int read;
    int write;
  };

  static Pipe open_pipe() {
    int ends[2];
    if (::pipe2(ends, O_NONBLOCK) != 0) throw std::runtime_error("no pipe");
    return {ends[0], ends[1]};
  }

  Log(LogLevel level, LogFormat format, Pipe pipe) : pipe_(pipe), logger_(level, format, clock_, pipe.write) {}

  FixedClock clock_;
  Pipe pipe_;
  Logger logger_;
};

TEST(Logger, WritesTextForPeople) {
  Log log(LogLevel::debug, LogFormat::text);
  const std::string id = "call_1";
  log.logger().info("call.ticketed", {{"call_id", id}, {"region", "US"}});
  EXPECT_EQ(log.take(), "2026-11-23T09:05:07.042Z info call.ticketed call_id=call_1 region=US\n");
  log.logger().warn("x", {{"n", -3}, {"big", std::size_t{7}}, {"real", 0.5}, {"yes", true}, {"text", "two words"}});
  EXPECT_EQ(log.take(), "2026-11-23T09:05:07.042Z warn x n=-3 big=7 real=0.5 yes=true text=\"two words\"\n");
  log.logger().error("bare");
  EXPECT_EQ(log.take(), "2026-11-23T09:05:07.042Z error bare\n");
}

TEST(Logger, WritesJsonForMachines) {
  Log log(LogLevel::debug, LogFormat::json);
  log.logger().info("call.ticketed", {{"call_id", "call_1"}, {"n", 3}, {"real", 0.5}, {"yes", false}});
  EXPECT_EQ(log.take(),
            R"({"time":"2026-11-23T09:05:07.042Z","level":"info","event":"call.ticketed","call_id":"call_1","n":3,)"
            R"("real":0.5,"yes":false})"
            "\n");
}

TEST(Logger, DropsLinesBelowItsLevel) {
  Log log(LogLevel::warn, LogFormat::text);
  log.logger().debug("no");
  log.logger().info("no");
  EXPECT_EQ(log.take(), "");
  log.logger().warn("yes");
  log.logger().error("yes");
  const auto written = log.take();
  EXPECT_EQ(std::ranges::count(written, '\n'), 2);
  EXPECT_FALSE(log.logger().is_on(LogLevel::info));
  EXPECT_TRUE(log.logger().is_on(LogLevel::warn));
}

TEST(Logger, EscapesWhatCouldForgeALineOrDriveATerminal) {
  Log log(LogLevel::debug, LogFormat::text);
  const auto value = [&](std::string_view text) {
    log.logger().info("e", {{"v", text}});
    const auto line = log.take();
    return line.substr(line.find("v="));
  };
  EXPECT_EQ(value("a\n2026-11-23T00:00:00.000Z info forged"), "v=\"a\\n2026-11-23T00:00:00.000Z info forged\"\n");
  EXPECT_EQ(value("\x1b[31mred\r\t\x7f"), "v=\"\\x1b[31mred\\x0d\\x09\\x7f\"\n");
  EXPECT_EQ(value("\xC2\x9B"
                  "31m"),
            "v=\"\\xc2\\x9b31m\"\n");  // the same in one character of C1
  EXPECT_EQ(value("\xFF\xE2\x82"), "v=\"\\xff\\xe2\\x82\"\n");
  EXPECT_EQ(value("say \"hi\" \\ a=b"), "v=\"say \\\"hi\\\" \\\\ a=b\"\n");
  EXPECT_EQ(value("S\xC3\xA3o"), "v=\"S\xC3\xA3o\"\n");
  EXPECT_EQ(value(""), "v=\"\"\n");
  EXPECT_EQ(value(std::string_view("\0", 1)), "v=\"\\x00\"\n");
}

RC_GTEST_PROP(Logger, WritesOneLinePerEvent, (const std::string& name, const std::string& text)) {
  Log text_log(LogLevel::debug, LogFormat::text);
  text_log.logger().info(name, {{name, text}});
  const auto line = text_log.take();
  RC_ASSERT(std::ranges::count_if(line, [](unsigned char c) { return c < 0x20 || c == 0x7F; }) == 1);
  RC_ASSERT(line.ends_with('\n'));

  Log json_log(LogLevel::debug, LogFormat::json);
  json_log.logger().info("event", {{"field", text}, {"after", 1}});
  const auto json = json_log.take();
  RC_ASSERT(std::ranges::count(json, '\n') == 1);
  RC_ASSERT(boost::json::parse(json).at("after") == 1);
}

TEST(Logger, KeepsTheLinesOfSeveralThreadsApart) {
  Log log(LogLevel::info, LogFormat::text);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int line = 0; line < 100; ++line)
        log.logger().info("event", {{"text", "0123456789"}});
    });
  }
  threads.clear();
  const std::string expected = "2026-11-23T09:05:07.042Z info event text=0123456789\n";
  const auto written = log.take();
  ASSERT_EQ(written.size(), 400 * expected.size());
  for (std::size_t at = 0; at < written.size(); at += expected.size()) {
    EXPECT_EQ(written.substr(at, expected.size()), expected);
  }
}

TEST(Logger, ReadsItsSettings) {
  EXPECT_EQ(parse_log_level("debug"), LogLevel::debug);
  EXPECT_EQ(parse_log_level("error"), LogLevel::error);
  EXPECT_FALSE(parse_log_level("Info"));
  EXPECT_FALSE(parse_log_level(""));
  EXPECT_EQ(parse_log_format("json"), LogFormat::json);
  EXPECT_EQ(parse_log_format("text"), LogFormat::text);
  EXPECT_FALSE(parse_log_format("xml"));
}

}  // namespace
}  // namespace teleperson::util
