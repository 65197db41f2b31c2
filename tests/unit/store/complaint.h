#pragma once

#include <string>

#include "store/store.h"

namespace teleperson::test {

/// What `attempt` complains of to the operator; empty if it does not.
template <class F>
std::string complaint(F&& attempt) {
  try {
    attempt();
    return {};
  } catch (const store::OpenError& error) {
    return error.what();
  }
}

}  // namespace teleperson::test
