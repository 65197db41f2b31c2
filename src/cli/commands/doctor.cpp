#include <algorithm>
#include <memory>

#include "cli/loop.h"
#include "cli/output.h"
#include "gateway/checks/examine.h"
#include "gateway/endpoints/checks_document.h"
#include "phone/hash.h"

namespace teleperson::cli {
namespace {

using gateway::checks::Findings;
using gateway::checks::Status;

void print(const Findings& findings) {
  for (const auto& [check, status, what, why, remedy] : findings) {
    print_line("{:<8} {:<18} {}", gateway::checks::to_string(status), check, what);
    if (!why.empty()) print_line("{:27} Why: {}", "", why);
    if (!remedy.empty()) print_line("{:27} Do:  {}", "", remedy);
  }
}

std::ptrdiff_t count(const Findings& findings, Status status) {
  return std::ranges::count(findings, status, &gateway::checks::Finding::status);
}

}  // namespace

int doctor(const Context& context) {
  Loop loop;
  phone::Hasher hasher(context.config.hash_key);
  std::unique_ptr<store::Store> store;
  std::string open_error;
  try {
    store = store::open({.url = context.config.database_url, .hasher = &hasher, .patience = {}});
  } catch (const store::OpenError& error) {
    open_error = error.what();
  }
  http::Client http;
  util::WorkerPool workers(1);
  const gateway::Setup setup(context.config, http);
  const util::SystemClock clock;
  const gateway::checks::Surroundings around{.config = context.config,
                                             .setup = setup,
                                             .http = http,
                                             .workers = workers,
                                             .clock = clock,
                                             .store = store.get(),
                                             .open_error = open_error};
  const auto findings = loop.run(gateway::checks::examine(around));
  if (context.json) {
    print_line("{}", gateway::to_json(findings));
  } else {
    print(findings);
  }
  const auto failed = count(findings, Status::failed);
  say("Failed: {}. Warnings: {}. Skipped: {}.", failed, count(findings, Status::warning),
      count(findings, Status::skipped));
  if (failed > 0) say("What a code means: teleperson-voice explain CODE, or docs/errors.md.");
  return failed > 0 ? exit_failure : exit_ok;
}

}  // namespace teleperson::cli
