#include "sandbox/inspector/inspector_api.h"

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "http/problem.h"
#include "sandbox/inspector/inspector_json.h"

namespace teleperson::sandbox {
namespace {

using http::Request;
using http::Response;

constexpr std::chrono::seconds heartbeat{15};

std::string event(std::string_view name, std::string_view data) {
  return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

template <class Handler>
http::Handler not_stored(Handler handler) {
  return [handler](const Request& request) -> util::Task<Response> {
    auto response = co_await handler(request);
    co_return std::move(response).no_store();
  };
}

}  // namespace

void InspectorApi::add_routes(http::Router& router) {
  constexpr auto get = http::Method::get;
  router.add(get, "/sandbox/inspector.json",
             not_stored([this](const Request&) -> util::Task<Response> { co_return calls(); }));
  router.add(get, "/sandbox/inspector/calls/{id}",
             not_stored([this](const Request& request) -> util::Task<Response> { co_return call(request); }));
  router.add(get, "/sandbox/inspector/events",
             not_stored([this](const Request&) -> util::Task<Response> { co_return events(); }));
  router.add(http::Method::post, "/sandbox/inspector/webhooks/{id}/replay",
             not_stored([this](const Request& request) { return replay(request); }));
}

Response InspectorApi::calls() const {
  return Response::json(write_changes(inspector_, services_.settings, services_.clock.now(), 0));
}

Response InspectorApi::call(const Request& request) const {
  const CallRecord* record = inspector_.find(request.path_parameters[0]);
  if (record == nullptr) {
    return http::problem(404, "call_not_found", "There is no such call",
                         "The sandbox remembers its last 200 calls, and none from before its start.");
  }
  return Response::json(write_call(inspector_, *record, services_.clock.now()));
}

Response InspectorApi::events() {
  auto follower = inspector_.feed().follow();
  if (!follower) {
    return http::problem(503, "too_many_pages", "Too many pages follow the calls", "Close some, and load this again.");
  }
  Response response;
  response.content_type = "text/event-stream";
  response.stream = [this, follower = std::move(follower)](http::BodyWriter& out) mutable {
    return send_events(std::move(follower), out);
  };
  return response;
}

util::Task<> InspectorApi::send_events(std::shared_ptr<ChangeFeed::Follower> follower, http::BodyWriter& out) const {
  // The first message replaces what the page knows: the sandbox may have been started anew.
  std::uint64_t seen = inspector_.feed().newest();
  std::string text = "retry: 1000\n\n";
  text += event("calls", write_changes(inspector_, services_.settings, services_.clock.now(), 0));
  while (co_await out.write(text)) {
    if (!co_await follower->wait(seen, heartbeat)) co_return;
    const std::uint64_t newest = inspector_.feed().newest();
    text = newest == seen
               ? std::string(": still here\n\n")
               : event("changes", write_changes(inspector_, services_.settings, services_.clock.now(), seen));
    seen = newest;
  }
}

util::Task<Response> InspectorApi::replay(const Request& request) {
  if (!services_.settings.test_controls) {
    co_return http::problem(403, "no_test_controls", "Webhooks cannot be sent again",
                            "Start the sandbox with --test-controls.");
  }
  const std::string_view text = request.path_parameters[0];
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  const JournalEntry* entry = is_number ? inspector_.journal().find(id) : nullptr;
  if (entry == nullptr) {
    co_return http::problem(404, "webhook_not_found", "There is no such webhook",
                            "The sandbox remembers its last 1000 webhooks.");
  }
  Webhook webhook = entry->webhook;
  webhook.replay_of = id;
  const auto answer = co_await webhooks_.send(std::move(webhook));
  co_return Response::json(fmt::format(R"({{"delivered":{}}})", answer.has_value()));
}

}  // namespace teleperson::sandbox
