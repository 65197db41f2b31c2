#pragma once

#include "gateway/config.h"
#include "gateway/database_watch.h"
#include "gateway/import_desk.h"
#include "gateway/lifecycle.h"
#include "gateway/metrics.h"
#include "gateway/refused_webhooks.h"
#include "gateway/setup.h"
#include "http/client.h"
#include "phone/hash.h"
#include "phone/number_info.h"
#include "store/store.h"
#include "util/log.h"
#include "util/time.h"
#include "util/worker_pool.h"

namespace teleperson::gateway {

class EventFeed;
namespace checks {
class SharedExamination;
}

/// What the use cases work with. Everything named here outlives every request.
struct Services {
  const Config& config;
  const Setup& setup;
  store::Store& store;
  const phone::Hasher& hasher;
  const phone::NumberPlan& number_plan;
  const util::Clock& clock;
  const util::Logger& log;
  Metrics& metrics;
  RefusedWebhooks& refused_webhooks;
  const Lifecycle& lifecycle;
  DatabaseWatch& watch;  ///< told of what changes live views
  EventFeed& events;
  util::WorkerPool& password_workers;  ///< hashing takes a long time and much memory on purpose
  ImportDesk& imports;
  const twilio::RestClient* hang_up;  ///< ends calls for users, who wait: see Gateway. Null if something is missing
  http::Client& check_http;           ///< of the checks alone: what they wait for must hold up no call
  util::WorkerPool& check_workers;    ///< for checks that look at files
  checks::SharedExamination& examination;
};

}  // namespace teleperson::gateway
