#pragma once

#include <string_view>

namespace teleperson::http {

/// The Content-Type for a file's name, by its extension; `application/octet-stream` for one that is not known.
std::string_view media_type_of(std::string_view file_name);

}  // namespace teleperson::http
