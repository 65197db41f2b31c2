#include "gateway/metrics.h"

#include <map>
#include <mutex>
#include <sstream>
#include <tuple>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace teleperson::gateway {

namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

std::string_view to_string(DenialStage stage) {
  switch (stage) {
    case DenialStage::authentication:
      return "authentication";
    case DenialStage::token:
      return "token";
    case DenialStage::ticket:
      return "ticket";
    case DenialStage::webhook:
      return "webhook";
  }
  return {};
}

std::string_view to_string(CallbackFate fate) {
  switch (fate) {
    case CallbackFate::merged:
      return "merged";
    case CallbackFate::unknown_call:
      return "unknown_call";
    case CallbackFate::malformed:
      return "malformed";
  }
  return {};
}

std::string_view to_string(AskResult result) {
  switch (result) {
    case AskResult::settled:
      return "settled";
    case AskResult::unsettled:
      return "unsettled";
    case AskResult::failed:
      return "failed";
  }
  return {};
}

Family<Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(std::string("teleperson_voice_") + name).Help(help).Register(registry);
}

Family<Gauge>& gauges(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(std::string("teleperson_voice_") + name).Help(help).Register(registry);
}

void set(Family<Gauge>& family, const std::optional<double>& value) {
  auto& gauge = family.Add({});
  if (value) {
    gauge.Set(*value);
  } else {
    family.Remove(&gauge);
  }
}

void count(Family<Counter>& family, const prometheus::Labels& labels) {
  family.Add(labels).Increment();
}

}  // namespace

std::string_view to_string(http::Method method) {
  switch (method) {
    case http::Method::get:
      return "GET";
    case http::Method::head:
      return "HEAD";
    case http::Method::post:
      return "POST";
    case http::Method::put:
      return "PUT";
    case http::Method::patch:
      return "PATCH";
    case http::Method::del:
      return "DELETE";
    case http::Method::options:
      return "OPTIONS";
    case http::Method::other:
      break;
  }
  return "other";
}

std::string_view to_string(WebhookKind kind) {
  switch (kind) {
    case WebhookKind::voice:
      return "voice";
    case WebhookKind::dial_result:
      return "dial-result";
    case WebhookKind::status:
      return "status";
    case WebhookKind::amd:
      return "amd";
    case WebhookKind::fallback:
      return "fallback";
  }
  return {};
}

struct Metrics::State {
  prometheus::Registry registry;
  Family<Counter>& requests = counters(registry, "http_requests_total", "Answered requests.");
  Family<Histogram>& durations = prometheus::BuildHistogram()
                                     .Name("teleperson_voice_http_request_duration_seconds")
                                     .Help("From the whole request to its answer.")
                                     .Register(registry);
  Counter& tokens = counters(registry, "access_tokens_total", "Access tokens minted.").Add({});
  Counter& tickets = counters(registry, "tickets_total", "Call tickets handed out.").Add({});
  Counter& redemptions =
      counters(registry, "redemptions_total", "Voice webhooks answered with a Dial, repeats included.").Add({});
  Family<Counter>& denials = counters(registry, "denials_total", "What the policy refused.");
  Family<Counter>& callbacks = counters(registry, "callbacks_total", "Signed callbacks of Twilio.");
  Family<Counter>& refused_webhooks =
      counters(registry, "webhooks_refused_total", "Webhooks that were not accepted: unsigned, malformed.");
  Counter& fallbacks =
      counters(registry, "fallbacks_total", "Times Twilio asked the fallback URL: the voice URL failed.").Add({});
  Family<Counter>& store_errors = counters(registry, "store_errors_total", "Operations the database did not do.");
  Family<Counter>& twilio_requests = counters(registry, "twilio_requests_total", "Requests to Twilio's REST API.");
  Counter& finalised =
      counters(registry, "finalised_total", "Calls that the finaliser logged once their callbacks were overdue.")
          .Add({});
  Family<Counter>& asked = counters(registry, "reconcile_asked_total",
                                    "Calls that Twilio was asked about, as callbacks had not settled them.");
  Counter& gap_calls =
      counters(registry, "reconcile_gaps_total", "Calls logged without anything known of how the callee's leg ended.")
          .Add({});
  Family<Gauge>& waiting_calls =
      gauges(registry, "reconcile_waiting_calls", "Calls that are over and not logged yet, on all nodes.");
  Family<Gauge>& oldest_waiting =
      gauges(registry, "reconcile_oldest_seconds", "How long the first of these has been over; 0: there is none.");
  Family<Gauge>& live_calls = gauges(registry, "live_calls", "Calls at Twilio that are not logged yet, on all nodes.");
  Gauge& event_streams = gauges(registry, "event_streams", "Dashboards that follow live events here.").Add({});
  Gauge& is_draining = gauges(registry, "draining", "1 while the process shuts down.").Add({});

  // Building labels for every request would cost more than the rest of its accounting.
  using RequestKey = std::tuple<std::string_view, http::Method, int>;
  std::mutex cache_mutex;
  std::map<RequestKey, Counter*> request_cache;
  std::map<std::string_view, Histogram*> duration_cache;

  Counter& request_counter(const RequestKey& key) {
    auto& counter = request_cache[key];
    const auto& [route, method, status] = key;
    if (!counter) {
      counter = &requests.Add({{"route", std::string(route)},
                               {"method", std::string(to_string(method))},
                               {"status", std::to_string(status)}});
    }
    return *counter;
  }

  Histogram& duration_histogram(std::string_view route) {
    auto& histogram = duration_cache[route];
    if (!histogram) {
      static const Histogram::BucketBoundaries buckets{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                       0.025,  0.05,    0.1,    0.25,  0.5,    1,     5};
      histogram = &durations.Add({{"route", std::string(route)}}, buckets);
    }
    return *histogram;
  }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view route, http::Method method, int status, std::chrono::microseconds duration) {
  const std::lock_guard lock(state_->cache_mutex);
  state_->request_counter({route, method, status}).Increment();
  state_->duration_histogram(route).Observe(std::chrono::duration<double>(duration).count());
}

void Metrics::token_minted() {
  state_->tokens.Increment();
}
void Metrics::ticket_created() {
  state_->tickets.Increment();
}
void Metrics::ticket_redeemed() {
  state_->redemptions.Increment();
}
void Metrics::fallback() {
  state_->fallbacks.Increment();
}
void Metrics::rows_finalised(int rows) {
  state_->finalised.Increment(rows);
}
void Metrics::asked_about_call(AskResult result) {
  count(state_->asked, {{"result", std::string(to_string(result))}});
}
void Metrics::gaps(std::size_t calls) {
  state_->gap_calls.Increment(static_cast<double>(calls));
}
void Metrics::draining(bool on) {
  state_->is_draining.Set(on ? 1 : 0);
}

void Metrics::denied(DenialStage stage, policy::Reason reason) {
  count(state_->denials,
        {{"stage", std::string(to_string(stage))}, {"reason", std::string(policy::to_string(reason))}});
}

void Metrics::callback(WebhookKind kind, CallbackFate fate) {
  count(state_->callbacks, {{"kind", std::string(to_string(kind))}, {"result", std::string(to_string(fate))}});
}

void Metrics::webhook_refused(WebhookKind kind, std::string_view reason) {
  count(state_->refused_webhooks, {{"kind", std::string(to_string(kind))}, {"reason", std::string(reason)}});
}

void Metrics::store_error(std::string_view operation) {
  count(state_->store_errors, {{"operation", std::string(operation)}});
}

void Metrics::twilio_request(std::string_view operation, bool succeeded) {
  count(state_->twilio_requests, {{"operation", std::string(operation)}, {"result", succeeded ? "ok" : "failed"}});
}

void Metrics::event_streams(std::size_t streams) {
  state_->event_streams.Set(static_cast<double>(streams));
}

std::string Metrics::exposition(const Standing& standing) const {
  set(state_->live_calls, standing.live_calls);
  set(state_->waiting_calls, standing.waiting_calls);
  std::optional<double> oldest;
  if (standing.oldest_waiting) oldest = std::chrono::duration<double>(*standing.oldest_waiting).count();
  set(state_->oldest_waiting, oldest);
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
  return std::move(out).str();
}

}  // namespace teleperson::gateway
