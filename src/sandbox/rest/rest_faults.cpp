#include "sandbox/rest/rest_faults.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "sandbox/rest/rest_error.h"

namespace teleperson::sandbox {
namespace {

namespace asio = boost::asio;

std::optional<std::int64_t> number_between(const boost::json::value& value, std::int64_t least, std::int64_t most) {
  boost::system::error_code error;
  const auto number = value.to_number<std::int64_t>(error);
  if (error || number < least || number > most) return std::nullopt;
  return number;
}

/// What is wrong with one field; nothing once the plan has it.
std::optional<std::string> take_fault(std::string_view name, const boost::json::value& value, RestFaultPlan& plan) {
  if (name == "status") {
    const auto status = number_between(value, 400, 599);
    if (!status) return "status must be 400 to 599.";
    plan.http_status = static_cast<int>(*status);
  } else if (name == "next") {
    const auto count = number_between(value, 1, 1'000'000);
    if (!count) return "next must be 1 to 1000000.";
    plan.next = static_cast<std::uint64_t>(*count);
  } else if (name == "retry_after") {
    const auto seconds = number_between(value, 0, 86'400);
    if (!seconds) return "retry_after must be 0 to 86400 seconds.";
    plan.retry_after = std::chrono::seconds(*seconds);
  } else if (name == "path") {
    if (!value.is_string()) return "path must be a text.";
    plan.path.assign(value.get_string().data(), value.get_string().size());
  } else if (name == "silent") {
    if (!value.is_bool()) return "silent must be true or false.";
    plan.silent = value.get_bool();
  } else if (name == "rfc9457") {
    if (!value.is_bool()) return "rfc9457 must be true or false.";
    plan.rfc9457 = value.get_bool();
  } else {
    return "Known are status, next, retry_after, path, silent and rfc9457.";
  }
  return std::nullopt;
}

/// Twilio's code and words for that status.
http::Response injected_error(int status) {
  const auto http_status = static_cast<std::uint16_t>(status);
  if (status == 429) return rest_error(http_status, 20429, "Too Many Requests");
  if (status == 503) return rest_error(http_status, 20503, "Service Unavailable");
  if (status >= 500) return rest_error(http_status, 20500, "Internal Server Error");
  return rest_error(http_status, 20'000 + status, "The sandbox was told to answer so");
}

}  // namespace

std::expected<RestFaultPlan, std::string> parse_rest_faults(std::string_view text) {
  boost::system::error_code error;
  const auto document = boost::json::parse(boost::json::string_view(text.data(), text.size()), error);
  if (error || !document.is_object()) return std::unexpected("The body must be a JSON object.");
  RestFaultPlan plan;
  for (const auto& [name, value] : document.get_object()) {
    auto wrong = take_fault(name, value, plan);
    if (wrong) return std::unexpected(*std::move(wrong));
  }
  return plan;
}

void RestFaults::put(RestFaultPlan plan) {
  plan_ = std::move(plan);
  changed_.cancel();
}

util::Task<std::optional<http::Response>> RestFaults::before(std::string path) {
  const auto is_meant = [&] { return plan_.path.empty() || path.contains(plan_.path); };
  while (plan_.silent && is_meant()) {
    co_await changed_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (plan_.http_status == 0 || !is_meant() || plan_.next == 0U) co_return std::nullopt;
  if (plan_.next) --*plan_.next;
  auto response = injected_error(plan_.http_status);
  if (plan_.retry_after) response.headers.emplace_back("Retry-After", std::to_string(plan_.retry_after->count()));
  co_return response;
}

}  // namespace teleperson::sandbox
