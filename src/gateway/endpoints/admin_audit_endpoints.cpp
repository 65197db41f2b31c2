#include "gateway/endpoints/admin_audit_endpoints.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/audit_document.h"
#include "gateway/endpoints/audit_query.h"
#include "gateway/endpoints/problems.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

constexpr int export_page_size = 500;

util::Task<http::Response> search_audit(const Services& services, const Admin&, const http::Request& request) {
  const auto query = parse_audit_query(request);
  if (!query) co_return query.error();
  const auto page = co_await services.store.find_audit(*query);
  if (!page) co_return database_failed(services, "find_audit");
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("records", [&] {
      for (const auto& record : page->records)
        write_audit_record(json, record);
    });
    json.field("more", page->more);
  });
  co_return http::Response::json(std::move(body));
}

/// Throws when the database fails, so that nobody takes a part of the log for the whole.
util::Task<> write_csv(const Services& services, store::AuditQuery query, store::AuditPage page,
                       http::BodyWriter& body) {
  std::string piece = audit_csv_head;
  for (;;) {
    for (const auto& record : page.records)
      append_audit_csv(piece, record);
    if (!co_await body.write(piece) || !page.more) co_return;
    query.before_id = page.records.back().id;
    auto next = co_await services.store.find_audit(query);
    if (!next) {
      services.metrics.store_error("find_audit");
      throw std::runtime_error("the database failed in the middle of an export");
    }
    page = std::move(*next);
    piece.clear();
  }
}

util::Task<http::Response> export_audit(const Services& services, const Admin&, const http::Request& request) {
  auto query = parse_audit_query(request);
  if (!query) co_return query.error();
  query->page_size = export_page_size;
  const auto first = co_await services.store.find_audit(*query);
  if (!first) co_return database_failed(services, "find_audit");
  http::Response response{.content_type = "text/csv; charset=utf-8"};
  response.stream = [&services, query = *query, first = *first](http::BodyWriter& body) {
    return write_csv(services, query, first, body);
  };
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"audit-log.csv\"");
  co_return response;
}

}  // namespace

void add_admin_audit_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/admin/audit-log/search", for_admin(services, search_audit));
  router.add(http::Method::post, "/v1/admin/audit-log/export", for_admin(services, export_audit));
}

}  // namespace teleperson::gateway
