#include "sandbox/rest/call_filter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace teleperson::sandbox {
namespace {

constexpr auto call_statuses = std::to_array<std::string_view>(
    {"queued", "ringing", "in-progress", "canceled", "completed", "failed", "busy", "no-answer"});

std::optional<std::string> text_filter(const util::FormFields& query, std::string_view name) {
  const std::string* value = util::find_field(query, name);
  return value == nullptr || value->empty() ? std::nullopt : std::optional(*value);
}

/// The time that a field names and the moment after it: a day's end, or the end of a second. False if it is malformed.
bool read_time(const util::FormFields& query, const std::string& name, std::optional<util::Timestamp>& begins,
               std::optional<util::Timestamp>& ends) {
  constexpr std::size_t date_length = std::string_view("2026-11-25").size();
  const auto text = text_filter(query, name);
  if (!text) return true;
  const auto time = util::parse_rfc3339(*text);
  if (!time) return false;
  begins = *time;
  ends = *time + (text->size() == date_length ? std::chrono::hours(24) : std::chrono::seconds(1));
  return true;
}

/// Records tell whole seconds, so they are compared so.
std::optional<util::Timestamp> whole_second(std::optional<util::Timestamp> time) {
  if (time) *time = std::chrono::floor<std::chrono::seconds>(*time);
  return time;
}

std::expected<TimeSpan, std::string> read_span(const util::FormFields& query, const std::string& name) {
  TimeSpan span;
  std::optional<util::Timestamp> unused;
  if (!read_time(query, name, span.from, span.before) || !read_time(query, name + ">", span.from, unused) ||
      !read_time(query, name + "<", unused, span.before)) {
    return std::unexpected(fmt::format("{} must be a date or a time, such as 2026-11-25T09:00:00Z", name));
  }
  span.from = whole_second(span.from);
  return span;
}

}  // namespace

bool TimeSpan::contains(const std::optional<util::Timestamp>& time) const {
  if (!from && !before) return true;
  const auto moment = whole_second(time);
  return moment && (!from || *moment >= *from) && (!before || *moment < *before);
}

bool CallFilter::accepts(const CallLeg& leg, const CallRecordView& view) const {
  if (parent_sid && leg.parent_sid != *parent_sid) return false;
  if (status && view.status != *status) return false;
  if (from && leg.from != *from) return false;
  if (to && leg.to != *to) return false;
  return started.contains(view.started) && ended.contains(view.ended);
}

std::expected<CallFilter, std::string> parse_call_filter(const util::FormFields& query) {
  CallFilter filter{.parent_sid = text_filter(query, "ParentCallSid"),
                    .status = text_filter(query, "Status"),
                    .from = text_filter(query, "From"),
                    .to = text_filter(query, "To"),
                    .started = {},
                    .ended = {}};
  if (filter.status && std::ranges::find(call_statuses, *filter.status) == call_statuses.end()) {
    return std::unexpected("Status must be a call's status, such as completed");
  }
  auto started = read_span(query, "StartTime");
  if (!started) return std::unexpected(std::move(started.error()));
  auto ended = read_span(query, "EndTime");
  if (!ended) return std::unexpected(std::move(ended.error()));
  filter.started = *started;
  filter.ended = *ended;
  return filter;
}

}  // namespace teleperson::sandbox
