#include "cli/configuration.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/option.h"

namespace teleperson::cli {
namespace {

constexpr std::size_t max_secret_file_bytes = 16 * 1024;
constexpr const char* flag_origin = "flag";

bool holds_secret(const Option& option, std::string_view text) {
  return option.secret || (option.holds_secret != nullptr && option.holds_secret(text));
}

/// One layer of sources that uses the same names for an option and for its file.
struct Layer {
  const Texts& texts;
  std::string origin;
  std::string (*key_of)(const Option&);
  std::string file_suffix;
};

class Loader {
 public:
  explicit Loader(const Sources& sources) : sources_(sources) {}

  std::expected<Loaded, Complaints> load() {
    read_file_layer();
    std::vector<Layer> layers{
        {sources_.flags, flag_origin, [](const Option& o) { return std::string(o.name); }, ""},
        {sources_.environment, "environment", [](const Option& o) { return std::string(o.name); }, "_FILE"},
        {toml_, sources_.toml_file ? sources_.toml_file->string() : "", toml_key_of, "_file"}};
    for (const auto& option : options())
      apply(option, layers);
    refuse_unknown_toml_keys();
    warn_of_unknown_twilio_names();
    if (!complaints_.empty()) return std::unexpected(std::move(complaints_));
    if (loaded_.config.web_root.empty()) loaded_.config.web_root = default_web_root();
    return std::move(loaded_);
  }

 private:
  void read_file_layer() {
    if (!sources_.toml_file) return;
    auto texts = read_toml(*sources_.toml_file);
    if (texts) {
      toml_ = std::move(*texts);
    } else {
      complaints_.push_back(texts.error());
    }
  }

  void apply(const Option& option, const std::vector<Layer>& layers) {
    for (const auto& layer : layers) {
      const auto key = layer.key_of(option);
      const auto direct = layer.texts.find(key);
      const auto by_file = option.from_file && !layer.file_suffix.empty() ? layer.texts.find(key + layer.file_suffix)
                                                                          : layer.texts.end();
      if (direct != layer.texts.end() && by_file != layer.texts.end()) {
        complaints_.push_back(fmt::format("{0} and {0}{1} are both set. Set one of them.", key, layer.file_suffix));
        return;
      }
      if (direct != layer.texts.end()) return take(option, key, direct->second, layer.origin);
      if (by_file != layer.texts.end()) return take_file(option, key + layer.file_suffix, by_file->second);
    }
    loaded_.origins.emplace(option.name, option.default_text.empty() ? "" : "default");
  }

  void take(const Option& option, const std::string& key, const std::string& text, const std::string& origin) {
    // An empty variable is how shells and unit files leave a key out.
    if (text.empty() && origin == "environment") {
      loaded_.origins.emplace(option.name, option.default_text.empty() ? "" : "default");
      return;
    }
    if (origin == flag_origin && holds_secret(option, text)) {
      complaints_.push_back(fmt::format(
          "{} holds a password, and every user of this machine can read flags. Set {} in the environment, or "
          "write it into a file that {}_FILE names.",
          flag_of(option), option.name, option.name));
      return;
    }
    const auto complaint = option.apply(loaded_.config, text);
    if (!complaint.empty()) complaints_.push_back(fmt::format("{} {}.", key, complaint));
    loaded_.origins.emplace(option.name, origin);
  }

  void take_file(const Option& option, const std::string& key, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(max_secret_file_bytes + 1, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(text.size())).eof()) {
      complaints_.push_back(
          fmt::format("{} names {}, which cannot be read{}.", key, path, file ? ": it is larger than 16 KiB" : ""));
      return;
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    while (text.ends_with('\n') || text.ends_with('\r'))
      text.pop_back();
    if (text.empty()) {
      complaints_.push_back(fmt::format("{} names {}, which is empty. Write the value into it.", key, path));
      return;
    }
    struct stat status{};
    if (holds_secret(option, text) && ::stat(path.c_str(), &status) == 0 && (status.st_mode & 0077U) != 0) {
      loaded_.warnings.push_back(
          fmt::format("{} can be read by other users of this machine. Run: chmod 600 {}", path, path));
    }
    loaded_.files.emplace(option.name, path);
    take(option, key, text, path);
  }

  void refuse_unknown_toml_keys() {
    for (const auto& [key, text] : toml_) {
      const bool known = std::ranges::any_of(options(), [&key](const Option& option) {
        return key == toml_key_of(option) || (option.from_file && key == toml_key_of(option) + "_file");
      });
      if (!known) {
        complaints_.push_back(
            fmt::format("{} has the key `{}`, which is not known. `config check --help` lists all keys.",
                        sources_.toml_file->string(), key));
      }
    }
  }

  void warn_of_unknown_twilio_names() {
    for (const auto& [name, text] : sources_.environment) {
      const bool known = std::ranges::any_of(options(), [&name](const Option& option) {
        return name == option.name || (option.from_file && name == std::string(option.name) + "_FILE");
      });
      if (name.starts_with("TWILIO_") && !known) {
        loaded_.warnings.push_back(fmt::format("The environment has {}, which this program does not use.", name));
      }
    }
  }

  /// The pages of the checkout that the program was built in, or else of an installation.
  static std::filesystem::path default_web_root() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    auto checkout = program.parent_path() / "../../web/apps";
    if (!error && std::filesystem::is_directory(checkout, error)) return checkout.lexically_normal();
    return "/usr/share/teleperson-voice/web";
  }

  const Sources& sources_;
  Texts toml_;
  Loaded loaded_;
  Complaints complaints_;
};

}  // namespace

std::expected<Loaded, Complaints> load_configuration(const Sources& sources) {
  return Loader(sources).load();
}

Texts process_environment() {
  Texts texts;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) texts.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return texts;
}

}  // namespace teleperson::cli
