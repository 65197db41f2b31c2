#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gateway/config.h"

namespace teleperson::cli {

using Texts = std::map<std::string, std::string, std::less<>>;

/// Where values come from, strongest first.
struct Sources {
  Texts flags;        ///< by option name, such as `LISTEN_ADDRESS`
  Texts environment;  ///< all of it
  std::optional<std::filesystem::path> toml_file;
};

struct Loaded {
  gateway::Config config;
  /// Option name to where its value came from: `flag`, `environment`, a file's path, or `default`.
  std::map<std::string_view, std::string> origins;
  /// Option name to the file of its own that its value came from.
  std::map<std::string_view, std::string> files{};
  /// What looks like a mistake but does not keep the program from running.
  std::vector<std::string> warnings;
};

/// Sentences for the operator, each naming the key and what to do; all that is wrong, not only the first.
using Complaints = std::vector<std::string>;

std::expected<Loaded, Complaints> load_configuration(const Sources&);

/// The environment of this process.
Texts process_environment();

/// Top-level keys of a TOML file with their values as text; a list becomes a comma-separated text.
std::expected<Texts, std::string> read_toml(const std::filesystem::path&);

}  // namespace teleperson::cli
