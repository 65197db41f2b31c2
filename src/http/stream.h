#pragma once

#include <cstddef>
#include <tuple>

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

#include "util/task.h"

namespace teleperson::http {

using IoResult = std::tuple<boost::system::error_code, std::size_t>;

/// A two-way flow of bytes: TCP in production, memory in tests. One reader and one writer at a time.
struct Stream {
  /// At least one byte, or an error; the end of the stream is an error too.
  virtual util::Task<IoResult> read(boost::asio::mutable_buffer) = 0;
  /// All bytes, or an error.
  virtual util::Task<IoResult> write(boost::asio::const_buffer) = 0;
  /// Tells the peer that no more will be written. Reading goes on.
  virtual void close_write() = 0;
  /// Ends what waits in `read` or `write` with an error. Without effect when nothing waits.
  virtual void cancel() = 0;
  virtual ~Stream() = default;
};

}  // namespace teleperson::http
