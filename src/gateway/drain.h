#pragma once

#include <chrono>

#include <boost/asio/io_context.hpp>

#include "gateway/gateway.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Waits until no call is live any more, on any node: true; or until the deadline is over: false. While the database
/// does not answer, calls may be live.
util::Task<bool> wait_for_calls(boost::asio::io_context&, Gateway&, std::chrono::milliseconds deadline);

}  // namespace teleperson::gateway
