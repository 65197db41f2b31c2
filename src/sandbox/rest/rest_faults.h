#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/message.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// How the REST API misbehaves, for tests.
struct RestFaultPlan {
  int http_status = 0;                ///< answered instead of the truth, such as 429 or 503; 0: none
  std::optional<std::uint64_t> next;  ///< for so many requests; absent: until the plan changes
  std::optional<std::chrono::seconds> retry_after;
  std::string path;      ///< only where the path has this in it; empty: everywhere
  bool silent = false;   ///< requests are taken and answered only when the plan changes
  bool rfc9457 = false;  ///< every error is written so
};

/// Reads `{"status":429,"next":n,"retry_after":s,"path":"/Calls","silent":bool,"rfc9457":bool}`; what is absent is
/// off. The error says what is wrong.
std::expected<RestFaultPlan, std::string> parse_rest_faults(std::string_view json);

/// Carries a plan out. One thread: the executor's.
class RestFaults {
 public:
  explicit RestFaults(const boost::asio::any_io_executor& executor)
      : changed_(executor, boost::asio::steady_timer::time_point::max()) {}

  /// Lets go of whoever waits because of `silent`.
  void put(RestFaultPlan);
  const RestFaultPlan& plan() const { return plan_; }

  /// Waits as long as the plan wants, and gives what is to be answered instead of the truth, if anything.
  util::Task<std::optional<http::Response>> before(std::string path);

 private:
  RestFaultPlan plan_;
  boost::asio::steady_timer changed_;  // never expires; cancelled when the plan changes
};

}  // namespace teleperson::sandbox
