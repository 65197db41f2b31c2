#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "sandbox/call/call.h"

namespace teleperson::sandbox {

/// All running calls, and the last ten thousand that are over, for the REST API. One thread.
class CallRegistry {
 public:
  static constexpr std::size_t most_finished = 10'000;

  void add(const std::shared_ptr<Call>&);
  /// The call is over: it is forgotten when ten thousand others have ended after it.
  void finish(const std::shared_ptr<Call>&);
  /// Forgets a leg of a call that is over: the parent's takes the whole call along. False if there is none.
  bool forget(std::string_view call_sid);

  /// By the CallSid of any of its legs. Null if there is none.
  std::shared_ptr<Call> find(std::string_view call_sid) const;
  /// A running call by what its Voice SDK calls it: its CallSid, or the temporary id that it chose, which is only
  /// unique for one identity. Null if there is none, or if it is somebody else's.
  std::shared_ptr<Call> find_running(std::string_view sdk_call_id, std::string_view identity) const;

  const std::map<std::string, std::shared_ptr<Call>, std::less<>>& running() const { return running_; }
  const std::deque<std::shared_ptr<Call>>& finished() const { return finished_; }

 private:
  std::map<std::string, std::shared_ptr<Call>, std::less<>> running_;  // by the parent's CallSid
  std::deque<std::shared_ptr<Call>> finished_;
};

}  // namespace teleperson::sandbox
