#include "cli/database.h"
#include "cli/erasures_file.h"
#include "cli/output.h"
#include "cli/values.h"

namespace teleperson::cli {
namespace {

constexpr int rows_a_read = 10000;
constexpr std::size_t erasures_a_step = 100;

std::vector<store::Erasure> read_all(Database& database) {
  std::vector<store::Erasure> all;
  for (std::string last;; last = all.back().user.text()) {
    const auto page = database.wait(database->erasures(last, rows_a_read));
    all.insert(all.end(), page.begin(), page.end());
    if (page.size() < static_cast<std::size_t>(rows_a_read)) return all;
  }
}

int erase_again(const Context& context, const std::string& path) {
  const auto erasures = read_erasures_file(path);
  if (!erasures) return refuse(path, erasures.error());
  Database database(context.config);
  int came_back = 0;
  for (std::size_t done = 0; done < erasures->size(); done += erasures_a_step) {
    const auto first = erasures->begin() + static_cast<std::ptrdiff_t>(done);
    const auto size = static_cast<std::ptrdiff_t>(std::min(erasures_a_step, erasures->size() - done));
    const std::vector<store::Erasure> step(first, first + size);
    came_back += database.wait(database->erase_again(step, {}, database.now()));
  }
  if (context.json) print_line(R"({{"erasures":{},"came_back":{}}})", erasures->size(), came_back);
  say("Of {} erased users {} had come back, and were erased again.", erasures->size(), came_back);
  return exit_ok;
}

}  // namespace

int user_erase(const Context& context, const std::string& id, const std::string& again_from) {
  if (id.empty() == again_from.empty()) {
    say("Give either the ID of a user, or --again-from and a file.");
    return exit_usage;
  }
  if (!again_from.empty()) return erase_again(context, again_from);
  const auto user_id = parse_user_id(id);
  if (!user_id) return refuse("The user id", user_id.error());

  Database database(context.config);
  const auto& path = context.config.erasures_file;
  std::optional<ErasuresFile> file;
  if (!path.empty()) {
    auto opened = ErasuresFile::open(path);
    if (!opened) return refuse(path.string(), opened.error());
    file.emplace(std::move(*opened));
  }
  const auto change = database.wait(database->erase_user(*user_id, {}, database.now()));
  // Whoever was erased without coming to the file is added now.
  if (file && !file->add(read_all(database))) {
    say("{} cannot be written. Run the command again: until the file has it, a restore would bring the user back.",
        path.string());
    return exit_failure;
  }
  return report(context, change, "user", "Erased the user. Calls stay in the log, and nobody can tell whose they were.",
                "The user was erased before.");
}

}  // namespace teleperson::cli
