#include "sandbox/webhook/faults.h"

#include <cstdint>
#include <optional>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;

std::optional<std::int64_t> whole_number(const json::value& value, std::int64_t most) {
  boost::system::error_code error;
  const auto number = value.to_number<std::int64_t>(error);
  if (error || number < 0 || number > most) return std::nullopt;
  return number;
}

bool read_drop(const json::value& value, Faults& faults) {
  const json::array* kinds = value.if_array();
  if (kinds == nullptr) return false;
  for (const json::value& kind : *kinds) {
    const json::string* name = kind.if_string();
    if (name == nullptr || (*name != "status" && *name != "action" && *name != "amd" && *name != "parent"))
      return false;
    faults.drop.emplace(name->data(), name->size());
  }
  return true;
}

}  // namespace

std::expected<Faults, std::string> parse_faults(std::string_view text) {
  boost::system::error_code error;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !document.is_object()) return std::unexpected("The body must be a JSON object.");

  Faults faults;
  for (const auto& [name, value] : document.get_object()) {
    if (name == "drop_callbacks") {
      if (!read_drop(value, faults)) {
        return std::unexpected("drop_callbacks must be an array of status, action, amd and parent.");
      }
    } else if (name == "duplicate") {
      const auto times = whole_number(value, 10);
      if (!times) return std::unexpected("duplicate must be a whole number from 0 to 10.");
      faults.duplicate = static_cast<int>(*times);
    } else if (name == "shuffle") {
      if (!value.is_bool()) return std::unexpected("shuffle must be true or false.");
      faults.shuffle = value.get_bool();
    } else if (name == "delay_ms") {
      const auto delay = whole_number(value, 60'000);
      if (!delay) return std::unexpected("delay_ms must be a whole number from 0 to 60000.");
      faults.delay = std::chrono::milliseconds(*delay);
    } else {
      return std::unexpected("Known are drop_callbacks, duplicate, shuffle and delay_ms.");
    }
  }
  return faults;
}

}  // namespace teleperson::sandbox
