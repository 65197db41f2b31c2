#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace teleperson::store::sql {

/// Text as search compares it: lower case, Latin letters without their marks (`Crédit` becomes `credit`), malformed
/// UTF-8 left out. The same on every machine: no locale is asked but C.UTF-8.
std::string fold(std::string_view);

/// The distinct words of a folded text: runs of letters and digits. At most `max_words`, each cut to 64 bytes.
std::vector<std::string> search_words(std::string_view, std::size_t max_words);

/// All words that start with `prefix` are in [prefix, end_of_prefix(prefix)) when compared bytewise.
std::string end_of_prefix(std::string_view prefix);

}  // namespace teleperson::store::sql
