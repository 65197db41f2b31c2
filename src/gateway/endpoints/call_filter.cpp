#include "gateway/endpoints/call_filter.h"

#include "calls/call_state.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

/// Absent is well; a text that is no time is not.
bool parse_time(const std::optional<std::string>& text, std::optional<util::Timestamp>& time) {
  if (!text) return true;
  time = util::parse_rfc3339(*text);
  return time.has_value();
}

bool is_outcome(std::string_view text) {
  using enum calls::Outcome;
  return text == to_string(answered) || text == to_string(voicemail) || text == to_string(failed);
}

}  // namespace

std::expected<store::CallLogQuery, std::string_view> to_query(const CallFilter& filter) {
  store::CallLogQuery query{.outcome = filter.outcome};
  if (query.outcome && !is_outcome(*query.outcome)) {
    return std::unexpected("`outcome` must be answered, voicemail or failed.");
  }
  if (!parse_time(filter.from, query.from) || !parse_time(filter.until, query.until)) {
    return std::unexpected("`from` and `until` must be RFC 3339 times, such as 2026-11-03T12:00:00Z.");
  }
  return query;
}

}  // namespace teleperson::gateway
