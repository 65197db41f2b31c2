#include "gateway/checks/shared_examination.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::gateway::checks {

namespace asio = boost::asio;

struct SharedExamination::Round {
  explicit Round(const asio::any_io_executor& executor) : over(executor, asio::steady_timer::time_point::max()) {}

  std::optional<Findings> findings{};  ///< absent once over: it did not come to its end
  asio::steady_timer over;
};

util::Task<Findings> SharedExamination::examine(Surroundings around) {
  while (const auto running = round_) {
    co_await running->over.async_wait(asio::as_tuple(asio::use_awaitable));
    if (running->findings) co_return *running->findings;
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto round = std::make_shared<Round>(executor);
  round_ = round;
  const auto end = [this](Round* ended) {
    round_.reset();
    ended->over.expires_at(asio::steady_timer::time_point::min());
  };
  const std::unique_ptr<Round, decltype(end)> at_the_end(round.get(), end);
  round->findings = co_await checks::examine(around);
  co_return *round->findings;
}

}  // namespace teleperson::gateway::checks
