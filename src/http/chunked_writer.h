#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.h"

namespace teleperson::http {

/// Frames a body that is written piece by piece: in chunks (RFC 9112, section 7.1), or plain where the connection's end
/// is the body's.
class ChunkedWriter final : public BodyWriter {
 public:
  /// All bytes; false when the peer has gone.
  using Send = std::function<util::Task<bool>(std::string_view)>;

  ChunkedWriter(Send send, bool in_chunks) : send_(std::move(send)), in_chunks_(in_chunks) {}

  util::Task<bool> write(std::string_view) override;
  /// Says that this was all.
  util::Task<bool> finish();

 private:
  Send send_;
  bool in_chunks_;
  bool gone_ = false;
  std::string out_;
};

}  // namespace teleperson::http
