#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/websocket.h"
#include "sandbox/callee/callee.h"
#include "sandbox/handset/phone.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// All handsets that are switched on. One thread.
class HandsetHub {
 public:
  enum class Reach {
    ringing,      ///< a phone rings
    all_busy,     ///< every phone for that number is in a call
    nobody_home,  ///< no phone is switched on for that number
  };
  struct Dialled {
    Reach reach;
    std::shared_ptr<Callee> callee;  ///< null unless one rings
  };

  /// Rings the phone of that number, or else one of those that take every number (`*`).
  Dialled dial(const Invitation&, CalleeListener);

  /// Speaks the handset protocol until the page is closed.
  util::Task<> serve(http::WebSocket);
  /// Says goodbye to every page.
  void close_all();

  const std::vector<std::shared_ptr<Phone>>& phones() const { return phones_; }

 private:
  /// Null, and the page is told why, if the frame is not a hello that can be granted.
  std::shared_ptr<Phone> switch_on(const Frame&, http::WebSocket&);
  void switch_off(const std::shared_ptr<Phone>&);

  std::vector<std::shared_ptr<Phone>> phones_;
  std::vector<http::WebSocket*> sockets_;  // of the running `serve`s
};

}  // namespace teleperson::sandbox
