#pragma once

#include <stdexcept>

#include "gateway/config.h"

namespace teleperson::gateway {

/// The gateway cannot start. Says in a sentence for the operator what is wrong and what to do.
class StartError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `teleperson-voice serve`: opens the database, listens, and answers until SIGTERM or SIGINT has drained it. A second
/// signal ends the process at once. Returns the exit code, 0 after a drain. Throws StartError or store::OpenError when
/// it cannot start; nothing is left open then. Logs to standard error.
int serve(const Config&);

}  // namespace teleperson::gateway
