#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/settings.h"
#include "util/log.h"

namespace teleperson::sandbox {

/// What the command line asks for.
struct Options {
  Settings settings;
  util::LogLevel log_level = util::LogLevel::info;
  util::LogFormat log_format = util::LogFormat::text;
};

/// The program is to end at once: after `--help` or `--version`, or because the command line is wrong.
struct EarlyExit {
  int code = 0;      ///< 0, or 2 if the command line is wrong
  std::string text;  ///< for standard output, or for standard error if the code is not 0
};

/// Reads the command line without the program's name. `program_directory` is where the program stands; the built web
/// applications are looked for from there.
std::expected<Options, EarlyExit> parse_options(std::vector<std::string> arguments,
                                                const std::filesystem::path& program_directory,
                                                const std::string& version);

}  // namespace teleperson::sandbox
