#pragma once

#include <boost/asio/awaitable.hpp>

namespace teleperson::util {

/// A coroutine on an event loop. Runs on the loop of whoever awaits it; suspends instead of blocking.
///
/// g++ 12 copies aggregate temporaries bitwise inside a `co_await` expression: name the object on a line of its own
/// first. The same holds for capturing lambdas.
template <class T = void>
using Task = boost::asio::awaitable<T>;

}  // namespace teleperson::util
