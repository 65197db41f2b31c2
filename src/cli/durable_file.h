#pragma once

#include <filesystem>
#include <string_view>

namespace teleperson::cli {

/// Writes all of a text, in as many pieces as the system takes it. False: `errno` says why not.
bool write_all(int file, std::string_view text);

/// So that the name of a file that was just made is there after a crash, too.
bool sync_folder_of(const std::filesystem::path&);

}  // namespace teleperson::cli
