#include "twilio/rest/retry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "util/crypto.h"

namespace teleperson::twilio {

namespace {

class SystemPace final : public RetryPace {
 public:
  util::Timestamp now() const override { return clock_.now(); }
  double random() override {
    std::array<std::uint8_t, 2> bytes{};
    util::fill_random(bytes);
    return (bytes[0] * 256 + bytes[1]) / 65536.0;
  }
  util::Task<> pause(std::chrono::milliseconds length) override {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, length);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }

 private:
  util::SystemClock clock_;
};

}  // namespace

std::shared_ptr<RetryPace> RetryPace::system() {
  return std::make_shared<SystemPace>();
}

std::chrono::milliseconds backoff(const RetryRules& rules, int failures, double random) {
  constexpr int most_doublings = 16;
  const auto grown = rules.first_backoff * (1 << std::clamp(failures, 0, most_doublings));
  const auto most = std::min<std::chrono::milliseconds>(grown, rules.longest_backoff);
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(most.count()) * random));
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, util::Timestamp now) {
  constexpr std::chrono::seconds none{0};
  constexpr std::chrono::seconds day{86'400};
  const bool is_number = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return error == std::errc() ? std::min(std::chrono::seconds(seconds), day) : day;
  }
  const auto date = util::parse_rfc2822(text);
  if (!date) return std::nullopt;
  return std::clamp(std::chrono::ceil<std::chrono::seconds>(*date - now), none, day);
}

}  // namespace teleperson::twilio
