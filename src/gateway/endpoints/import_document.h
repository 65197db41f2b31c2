#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "gateway/use_cases/company_import.h"

namespace teleperson::gateway {

// The answer of an import: lines of JSON, each told by its `phase`.

/// `reading`: that many bytes, all of them.
std::string reading_line(std::size_t bytes);
/// `checking` or `writing`.
std::string progress_line(const ImportProgress&);
/// `done`.
std::string report_line(const ImportReport&, bool dry_run);
/// `failed`.
std::string failure_line(ImportFailure);

/// The query, or what to send instead. Actor and time are for the caller to set.
std::expected<ImportOptions, std::string_view> parse_import_options(std::string_view query);

}  // namespace teleperson::gateway
