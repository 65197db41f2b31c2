#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "cli/configuration.h"

namespace teleperson::cli {
namespace {

std::optional<std::string> as_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  const auto* list = node.as_array();
  if (list == nullptr) return std::nullopt;
  std::string joined;
  for (const auto& item : *list) {
    const auto text = item.value_exact<std::string>();
    if (!text) return std::nullopt;
    if (!joined.empty()) joined += ',';
    joined += *text;
  }
  return joined;
}

}  // namespace

std::expected<Texts, std::string> read_toml(const std::filesystem::path& path) {
  try {
    Texts texts;
    for (const auto& [key, node] : toml::parse_file(path.string())) {
      auto text = as_text(node);
      if (!text) {
        return std::unexpected(fmt::format("{}: `{}` must be a text, a whole number or a list of texts.", path.string(),
                                           std::string(key.str())));
      }
      texts.emplace(std::string(key.str()), std::move(*text));
    }
    return texts;
  } catch (const toml::parse_error& error) {
    // The description may quote the line, which may hold a secret: the place alone is enough to find it.
    return std::unexpected(error.source().begin.line == 0
                               ? fmt::format("The configuration file {} cannot be read.", path.string())
                               : fmt::format("{} is not valid TOML at line {}, column {}.", path.string(),
                                             error.source().begin.line, error.source().begin.column));
  }
}

}  // namespace teleperson::cli
