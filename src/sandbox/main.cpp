#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/core.h>

#include "sandbox/account.h"
#include "sandbox/options.h"
#include "sandbox/sandbox.h"
#include "util/log.h"
#include "util/time.h"

namespace {

namespace asio = boost::asio;
namespace sandbox = teleperson::sandbox;
namespace util = teleperson::util;

constexpr int wrong_configuration = 2;

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

util::Task<> stop_on_signal(asio::io_context& loop, asio::signal_set& signals, sandbox::Sandbox& service) {
  co_await signals.async_wait(asio::use_awaitable);
  co_await service.stop();
  loop.stop();  // an application that does not answer may still be waited for
}

int serve(sandbox::Options options, sandbox::Account account) {
  const util::SystemClock clock;
  const util::Logger log(options.log_level, options.log_format, clock);
  const bool has_page = !options.settings.web_root.empty();
  const std::string address = options.settings.listen_address;

  asio::io_context loop(1);
  sandbox::Sandbox service(loop, std::move(options.settings), std::move(account), log, clock);
  asio::signal_set signals(loop, SIGINT, SIGTERM);
  asio::co_spawn(loop, stop_on_signal(loop, signals, service), asio::detached);
  const std::string url = fmt::format("http://{}:{}/", address.substr(0, address.rfind(':')), service.port());
  if (has_page) {
    fmt::print("twilio-sandbox is ready: open the handsets at {} and the inspector at {}inspector/\n", url, url);
  } else {
    fmt::print("twilio-sandbox is ready: no pages are built; serving {}\n", url);
  }
  std::fflush(stdout);
  loop.run();
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    auto options = sandbox::parse_options(std::vector<std::string>(argv + 1, argv + argc), program.parent_path(),
                                          TELEPERSON_VERSION);
    if (!options) {
      fmt::print(options.error().code == 0 ? stdout : stderr, "{}", options.error().text);
      return options.error().code;
    }
    const auto contents = options->settings.empty_account ? sandbox::AccountContents::nothing
                                                          : sandbox::AccountContents::key_and_application;
    auto account = sandbox::read_account(environment, contents);
    if (!account) {
      fmt::print(stderr, "twilio-sandbox cannot start:\n{}See --help.\n", account.error());
      return wrong_configuration;
    }
    return serve(*std::move(options), *std::move(account));
  } catch (const std::exception& error) {
    fmt::print(stderr, "twilio-sandbox cannot start: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
