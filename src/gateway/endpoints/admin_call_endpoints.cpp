#include "gateway/endpoints/admin_call_endpoints.h"

#include <expected>
#include <optional>
#include <string>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/json_fields.h"
#include "gateway/endpoints/problems.h"
#include "util/json_writer.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_time = 40;

/// Absent is well; a text that is no time is not.
bool parse_time(const std::optional<std::string>& text, std::optional<util::Timestamp>& time) {
  if (!text) return true;
  time = util::parse_rfc3339(*text);
  return time.has_value();
}

/// The query, or what to send instead.
std::expected<store::CallLogQuery, http::Response> parse_query(const Services& services, const http::Request& request) {
  JsonFields fields(request);
  store::CallLogQuery query;
  query.outcome = fields.optional_text("outcome", 20);
  const auto user_id = fields.optional_text("user_id", 128);
  const auto from = fields.optional_text("from", longest_time);
  const auto until = fields.optional_text("until", longest_time);
  query.before_id = fields.optional_whole("before_id").value_or(0);
  if (const auto refusal = fields.complaint()) return std::unexpected(*refusal);
  if (query.outcome && *query.outcome != "answered" && *query.outcome != "voicemail" && *query.outcome != "failed") {
    return std::unexpected(bad_request("`outcome` must be answered, voicemail or failed."));
  }
  if (!parse_time(from, query.from) || !parse_time(until, query.until)) {
    return std::unexpected(bad_request("`from` and `until` must be RFC 3339 times, such as 2026-11-03T12:00:00Z."));
  }
  if (user_id) query.user = services.hasher.user(*user_id);
  return query;
}

void write_call(util::JsonWriter& json, const store::LoggedCall& call) {
  json.object([&] {
    json.field("id", call.row.id);
    json.field("created_at", util::to_rfc3339(call.row.created_at));
    json.field("user_id_hash", call.row.user_id_hash);
    json.field("to_number_hash", call.row.to_number_hash);
    json.field("company", call.company);
    json.field("label", call.label);
    json.field("duration_seconds", call.row.duration_seconds);
    json.field("outcome", call.row.outcome);
  });
}

util::Task<http::Response> search_calls(const Services& services, const Admin&, const http::Request& request) {
  const auto query = parse_query(services, request);
  if (!query) co_return query.error();
  const auto page = co_await services.store.find_calls(*query);
  if (!page) co_return database_failed(services, "find_calls");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("calls", [&] {
      for (const auto& call : page->calls)
        write_call(json, call);
    });
    json.field("more", page->more);
  });
  co_return http::Response::json(std::move(body));
}

}  // namespace

void add_admin_call_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/calls/search", for_admin(services, search_calls));
}

}  // namespace teleperson::gateway
