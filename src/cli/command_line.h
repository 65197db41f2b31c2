#pragma once

#include <string_view>

namespace teleperson::cli {

/// Parses the command line, loads the configuration, runs the command. Returns the exit code; never throws.
int run(int argc, const char* const* argv, std::string_view version);

}  // namespace teleperson::cli
