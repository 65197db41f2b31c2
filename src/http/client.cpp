#include "http/client.h"

#include <atomic>
#include <mutex>

#include "http/curl_handle.h"
#include "util/worker_pool.h"

namespace teleperson::http {

namespace {

// libcurl wants this once, before any thread uses it; it counts its users itself.
struct CurlLibrary {
  CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlLibrary() { curl_global_cleanup(); }
};

}  // namespace

struct Client::State {
  explicit State(std::size_t threads) : workers(threads) {}
  ~State() { stop = true; }

  /// The handle that was used last, as its connections are most likely alive still.
  CurlHandle take_handle() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return CurlHandle(stop);
    auto handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }
  void give_back(CurlHandle handle) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(handle));
  }

  CurlLibrary library;
  std::atomic<bool> stop = false;
  std::mutex mutex;
  std::vector<CurlHandle> idle;
  util::WorkerPool workers;  // last, so that its threads have ended before what they use goes
};

Client::Client(std::size_t threads) : state_(std::make_unique<State>(threads)) {}

Client::~Client() = default;

util::Task<std::expected<ClientResponse, ClientError>> Client::send(ClientRequest request) {
  auto work = [&state = *state_, &request] {
    auto handle = state.take_handle();
    auto result = handle.perform(request);
    state.give_back(std::move(handle));
    return result;
  };
  co_return co_await state_->workers.run(std::move(work));
}

}  // namespace teleperson::http
