#include "gateway/endpoints/call_statistics_endpoints.h"

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "util/json_writer.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t most_starts = 400;  // a year of days, and some
constexpr std::size_t longest_time = 40;
/// A day on which clocks are put back, by two hours where they do that.
constexpr std::chrono::hours longest_interval{26};

std::expected<std::vector<util::Timestamp>, std::string_view> parse_starts(const std::vector<std::string>& texts) {
  if (texts.size() < 2) return std::unexpected("`starts` must have 2 to 400 times; the last one is the end.");
  std::vector<util::Timestamp> starts;
  for (const auto& text : texts) {
    const auto start = util::parse_rfc3339(text);
    if (!start) return std::unexpected("`starts` must be RFC 3339 times, such as 2026-11-03T12:00:00Z.");
    if (start->time_since_epoch() % store::statistics_step != std::chrono::milliseconds(0)) {
      return std::unexpected("Each of `starts` must be a full quarter of an hour, as midnights are everywhere.");
    }
    if (!starts.empty() && (*start <= starts.back() || *start - starts.back() > longest_interval)) {
      return std::unexpected("`starts` must ascend, by 26 hours at most.");
    }
    starts.push_back(*start);
  }
  return starts;
}

void write_interval(util::JsonWriter& json, const store::IntervalStatistics& interval) {
  json.object([&] {
    json.field("starts_at", util::to_rfc3339(interval.starts_at));
    json.field("answered", interval.answered);
    json.field("voicemail", interval.voicemail);
    json.field("failed", interval.failed);
    json.field("seconds", interval.seconds);
    json.array("calls_by_hour", [&] {
      for (const auto calls : interval.by_hour)
        json.value(calls);
    });
    json.array("refusals", [&] {
      for (const auto& [reason, count] : interval.denials) {
        json.object([&] {
          json.field("reason", reason);
          json.field("count", count);
        });
      }
    });
  });
}

util::Task<http::Response> ask_statistics(const Services& services, const Admin&, const http::Request& request) {
  JsonFields fields(request);
  const auto texts = fields.texts("starts", most_starts, longest_time);
  if (const auto refusal = fields.complaint()) co_return *refusal;
  const auto starts = parse_starts(texts);
  if (!starts) co_return bad_request(starts.error());
  const auto intervals = co_await services.store.call_statistics(*starts);
  if (!intervals) co_return database_failed(services, "call_statistics");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("intervals", [&] {
      for (const auto& interval : *intervals)
        write_interval(json, interval);
    });
  });
  co_return http::Response::json(std::move(body));
}

}  // namespace

void add_call_statistics_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/calls/statistics", for_admin(services, ask_statistics));
}

}  // namespace teleperson::gateway
