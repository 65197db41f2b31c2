#pragma once

#include <string>
#include <string_view>

namespace teleperson::store {

/// What is wrong with a `DATABASE_URL`, as the rest of a sentence that starts with its name, and never with its text;
/// empty: nothing. Opens nothing.
std::string complaint_about_url(std::string_view url);

/// Whether the database is a file of this machine, which one process serves, and not a server that several share.
bool is_embedded(std::string_view url);

/// Empty for the embedded database, and for a URL that cannot be read.
std::string schema_of(std::string_view url);

/// What is wrong with the name of a schema, in the same form; empty: nothing.
std::string complaint_about_schema(std::string_view name);

/// The URL of the same server with another schema. Only for one of a server, and a name without complaint.
std::string with_schema(std::string_view url, std::string_view schema);

/// Whether the URL tells a password, and not only where to find one.
bool holds_password(std::string_view url);

/// The URL with *** in place of its passwords.
std::string without_password(std::string_view url);

}  // namespace teleperson::store
