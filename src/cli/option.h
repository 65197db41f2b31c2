#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gateway/config.h"

namespace teleperson::cli {

/// One key of the configuration. Flags, environment, TOML, `config check`, `--help` and docs/configuration.md all come
/// from this table, so that they cannot drift apart.
struct Option {
  std::string_view name;            ///< in the environment, such as `LISTEN_ADDRESS`
  std::string_view hint;            ///< what a value looks like
  std::string_view default_text{};  ///< empty: none
  std::string_view help;
  std::string_view flag{};  ///< where it is not the name with dashes
  /// A secret has no flag, since every user of the machine can read the flags of a process.
  bool secret = false;
  /// Whether `NAME_FILE` may name a file that holds the value.
  bool from_file = false;
  /// Whether a value that is no secret as such holds one, as a URL with a password does: then it may not be a flag.
  bool (*holds_secret)(std::string_view text) = nullptr;
  /// Puts `text` into the configuration. Returns what is wrong with it, as the rest of a sentence that starts with the
  /// name, or nothing. Never repeats the text of a secret.
  std::string (*apply)(gateway::Config&, const std::string& text) = nullptr;
  /// The value in force, for `config check`, without secrets; unused for an option that is one.
  std::string (*show)(const gateway::Config&) = nullptr;
};

std::span<const Option> options();

/// `--listen-address` of `LISTEN_ADDRESS`, unless it has another.
std::string flag_of(const Option&);
/// `listen_address` of `LISTEN_ADDRESS`: its key in the TOML file.
std::string toml_key_of(const Option&);

}  // namespace teleperson::cli
