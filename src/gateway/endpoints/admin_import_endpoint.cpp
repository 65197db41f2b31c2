#include "gateway/endpoints/admin_import_endpoint.h"

#include <chrono>
#include <exception>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/import_document.h"
#include "gateway/endpoints/problems.h"
#include "http/problem.h"

namespace teleperson::gateway {
namespace {

namespace asio = boost::asio;

constexpr std::string_view import_path = "/v1/admin/companies/import";
constexpr std::chrono::milliseconds between_lines{200};

using Outcome = std::expected<ImportReport, ImportFailure>;

/// An import that was let in, for as long as its answer is being written.
struct Job {
  std::shared_ptr<void> ticket;  ///< of the desk
  ImportServices services;
  ImportOptions options;
  CompanyFile file;
  std::size_t bytes = 0;
  ImportProgress progress{};
};

/// Tells every fifth of a second how far the import is, and at last what came of it. It goes on when the client has
/// gone only if it writes already.
util::Task<> write_import(std::shared_ptr<Job> job, http::BodyWriter& writer) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer tick(executor);
  std::optional<Outcome> outcome;
  std::exception_ptr failure;
  bool is_done = false;
  auto work = [&]() -> util::Task<> {
    auto import = import_companies(job->services, std::move(job->file), job->options, job->progress);
    outcome.emplace(co_await std::move(import));
  };
  asio::co_spawn(executor, work(), [&](std::exception_ptr thrown) {
    failure = std::move(thrown);
    is_done = true;
    tick.cancel();
  });

  auto line = reading_line(job->bytes);
  bool is_there = co_await writer.write(line);
  job->progress.cancelled = !is_there;
  while (!is_done) {
    tick.expires_after(between_lines);
    co_await tick.async_wait(asio::as_tuple(asio::use_awaitable));
    if (is_done) break;
    line = progress_line(job->progress);
    if (is_there) is_there = co_await writer.write(line);
    job->progress.cancelled = !is_there;
  }
  if (failure) std::rethrow_exception(failure);
  line = outcome->has_value() ? report_line(outcome->value(), job->options.dry_run) : failure_line(outcome->error());
  co_await writer.write(line);
}

util::Task<http::Response> import_file(const Services& services, const Admin& admin, const http::Request& request) {
  if (!has_media_type(request, "text/csv")) co_return unsupported_media_type("text/csv");
  auto options = parse_import_options(request.query);
  if (!options) co_return bad_request(options.error());
  options->actor = admin.actor();
  options->now = services.clock.now();
  auto ticket = services.imports.take();
  if (!ticket) co_return to_problem(Trouble::import_running);
  auto read = [&] { return read_companies(request.body); };
  auto file = co_await services.imports.workers().run(std::move(read));
  if (!file) {
    co_return http::problem(422, "unreadable_file", "The file cannot be read",
                            fmt::format("Line {}: {}. Nothing was imported.", file.error().line, file.error().message));
  }
  const auto job = std::make_shared<Job>(std::move(ticket),
                                         ImportServices{.store = services.store,
                                                        .hasher = services.hasher,
                                                        .number_plan = services.number_plan,
                                                        .workers = services.imports.workers()},
                                         std::move(*options), std::move(*file), request.body.size());
  http::Response response{.content_type = "application/x-ndjson"};
  response.stream = [job](http::BodyWriter& writer) { return write_import(job, writer); };
  co_return response;
}

}  // namespace

void add_admin_import_endpoint(http::Router& router, const Services& services) {
  router.add(http::Method::post, std::string(import_path), for_admin(services, import_file));
}

util::Task<std::optional<http::Response>> judge_import_body(const Services& services, const http::Request& head) {
  std::optional<http::Response> refusal;
  if (head.method != http::Method::post || head.path != import_path) {
    refusal.emplace(http::problem(413, "payload_too_large", "The request's body is too large", "Send a shorter body."));
  } else if (!has_media_type(head, "text/csv")) {
    refusal.emplace(unsupported_media_type("text/csv"));
  } else {
    refusal = co_await refuse_stranger(services, head);
  }
  co_return refusal;
}

}  // namespace teleperson::gateway
