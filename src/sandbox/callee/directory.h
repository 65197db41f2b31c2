#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>

#include "sandbox/callee/callee.h"
#include "sandbox/callee/script.h"
#include "sandbox/callee/scripted_callee.h"
#include "sandbox/handset/hub.h"
#include "util/log.h"

namespace teleperson::sandbox {

class Inspector;

/// The telephone network: finds who answers a number. One thread.
class CalleeDirectory {
 public:
  /// Script, hub, inspector and logger must outlive this and every callee.
  CalleeDirectory(boost::asio::any_io_executor, const Script&, ScriptTiming, boost::asio::ip::address media_address,
                  HandsetHub&, Inspector&, const util::Logger&);

  /// A scripted number is played; any other rings a handset. All handsets in calls: busy. None switched on: it rings
  /// until the caller gives up.
  std::shared_ptr<Callee> dial(Invitation, CalleeListener);

 private:
  std::shared_ptr<Callee> play(Behaviour, Invitation, CalleeListener);

  boost::asio::any_io_executor executor_;
  const Script& script_;
  ScriptTiming timing_;
  boost::asio::ip::address media_address_;
  HandsetHub& handsets_;
  Inspector& inspector_;
  const util::Logger& log_;
};

}  // namespace teleperson::sandbox
