#include "gateway/endpoints/admin_event_endpoints.h"

#include <memory>
#include <utility>

#include "gateway/endpoints/admin_endpoint.h"
#include "gateway/endpoints/live_events.h"
#include "gateway/endpoints/problems.h"
#include "gateway/event_feed.h"

namespace teleperson::gateway {
namespace {

/// Until the client has gone, its admin is none any more, or the process shuts down. Nothing is sent to whoever is not
/// an admin at that moment.
util::Task<> send_events(const Services& services, Admin admin, std::shared_ptr<EventFeed::Follower> follower,
                         http::BodyWriter& out) {
  EventFeed::State seen;
  if (!co_await out.write(events_start)) co_return;
  while (co_await follower->wait(seen)) {
    if (!co_await is_still_admin(services, admin)) co_return;
    const auto newest = follower->newest();
    auto text = std::string(heartbeat);
    if (newest && newest != seen) text = events_between(seen.get(), *newest, services.clock.now());
    seen = newest;
    if (!co_await out.write(text)) co_return;
  }
}

util::Task<http::Response> get_events(const Services& services, const Admin& admin, const http::Request&) {
  if (services.lifecycle.is_draining()) co_return to_problem(Trouble::draining);
  auto follower = services.events.follow();
  if (!follower) co_return to_problem(Trouble::too_many_streams);
  http::Response response;
  response.content_type = "text/event-stream";
  // nginx would keep events back until its buffer is full.
  response.headers.emplace_back("X-Accel-Buffering", "no");
  // A body is written once. It takes the follower along, so that the place is free at its end.
  response.stream = [&services, admin, follower = std::move(follower)](http::BodyWriter& out) mutable {
    return send_events(services, admin, std::move(follower), out);
  };
  co_return response;
}

}  // namespace

void add_admin_event_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/v1/admin/events", for_admin(services, get_events));
}

}  // namespace teleperson::gateway
