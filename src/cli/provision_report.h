#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/provision/provision.h"

namespace teleperson::cli {

/// Whether the default caller ID will do, as a word for scripts and a sentence.
struct CallerIdNote {
  std::string_view verdict;
  std::string sentence;
  bool good = true;
};
CallerIdNote note_of(const twilio::RestResult<gateway::provision::CallerId>&);

// What was done or, in a dry run, would be.
void say_app(const gateway::provision::AppPlan&, bool dry_run);
void say_key(const gateway::provision::KeyPlan&, bool dry_run);

/// What belongs into the environment, by name.
using Environment = std::vector<std::pair<std::string, std::string>>;

void print_provision_json(const gateway::provision::Plan&, const Environment&, const CallerIdNote&, bool dry_run);

}  // namespace teleperson::cli
