#include <filesystem>

#include "gateway/checks/examine.h"

namespace teleperson::gateway::checks {

std::expected<MigrationFacts, std::string> look_at_schema(const std::string& database_url) {
  try {
    const auto plan = store::plan_migration(database_url);
    return MigrationFacts{.found = plan.from, .known = plan.to};
  } catch (const store::OpenError& error) {
    return std::unexpected(std::string(error.what()));
  }
}

std::optional<DiskFacts> look_at_disk(const std::string& database_url) {
  constexpr std::string_view scheme = "sqlite:";
  if (!database_url.starts_with(scheme)) return std::nullopt;
  std::error_code error;
  const auto path = std::filesystem::absolute(database_url.substr(scheme.size()), error);
  if (error) return std::nullopt;
  const auto space = std::filesystem::space(path.parent_path(), error);
  if (error) return std::nullopt;
  return DiskFacts{.free_bytes = space.available, .size_bytes = space.capacity};
}

}  // namespace teleperson::gateway::checks
