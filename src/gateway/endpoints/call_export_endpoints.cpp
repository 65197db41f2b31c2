#include "gateway/endpoints/call_export_endpoints.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/call_filter.h"
#include "gateway/endpoints/problems.h"
#include "util/csv.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

constexpr int rows_a_page = 1000;

std::expected<store::CallLogQuery, std::string_view> parse_query(std::string_view text) {
  static constexpr std::array<std::string_view, 4> names{"outcome", "from", "until", "user_id_hash"};
  const auto fields = util::parse_form(text);
  if (!fields) return std::unexpected("Percent-encode the query correctly.");
  for (const auto& [name, value] : *fields) {
    const bool is_known = std::ranges::find(names, name) != names.end();
    if (!is_known || std::ranges::count(*fields, name, &std::pair<std::string, std::string>::first) > 1) {
      return std::unexpected("Give `outcome`, `from`, `until` and `user_id_hash` only, each once at most.");
    }
  }
  const auto field = [&](std::string_view name) -> std::optional<std::string> {
    const auto* value = util::find_field(*fields, name);
    return value && !value->empty() ? std::optional(*value) : std::nullopt;
  };

  auto query = to_query({.outcome = field("outcome"), .from = field("from"), .until = field("until")});
  if (!query) return query;
  query->page_size = rows_a_page;
  if (const auto user = field("user_id_hash")) {
    query->user = phone::UserIdHash::parse(*user);
    if (!query->user) return std::unexpected("`user_id_hash` must be 64 lower-case hex digits, never a user's id.");
  }
  return query;
}

void append_row(std::string& csv, const store::LogRow& row) {
  fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{}\n", row.id, util::to_rfc3339(row.created_at),
                 util::csv_field(row.user_id_hash), util::csv_field(row.to_number_hash), row.duration_seconds,
                 util::csv_field(row.outcome));
}

util::Task<> send_rows(const Services& services, store::CallLogQuery query, http::BodyWriter& out) {
  std::string csv = "id,created_at,user_id_hash,to_number_hash,duration_seconds,outcome\n";
  while (true) {
    const auto rows = co_await services.store.call_log_page(query);
    if (!rows) {
      services.metrics.store_error("call_log_page");
      throw std::runtime_error("the database failed in the middle of an export of calls");
    }
    for (const auto& row : *rows)
      append_row(csv, row);
    if (!co_await out.write(csv) || rows->size() < static_cast<std::size_t>(rows_a_page)) co_return;
    csv.clear();
    query.before_id = rows->back().id;
  }
}

util::Task<http::Response> export_calls(const Services& services, const Admin&, const http::Request& request) {
  const auto query = parse_query(request.query);
  if (!query) co_return bad_request(query.error());
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", R"(attachment; filename="calls.csv")");
  response.stream = [&services, query = *query](http::BodyWriter& out) { return send_rows(services, query, out); };
  co_return response;
}

}  // namespace

void add_call_export_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/admin/calls/export", for_admin(services, export_calls));
}

}  // namespace teleperson::gateway
