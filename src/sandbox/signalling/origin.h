#pragma once

#include <string_view>

namespace teleperson::sandbox {

/// Whether a page of that origin may open `/signal`: none (not a browser), an extension, or a page of this machine
/// (`localhost`, 127.0.0.0/8, [::1]). A page of the internet may not, even with a stolen token.
bool may_signal(std::string_view origin);

/// Whether a page of that origin may play a handset: only one that this server served, by the request's Host header.
bool is_own_origin(std::string_view origin, std::string_view host);

/// Whether the Host header names a machine as nobody on the internet can: an IP address, `localhost`, or a name without
/// a dot, such as a container's. A page that lets its own domain point to this machine (DNS rebinding) has a dot.
bool is_local_name(std::string_view host);

}  // namespace teleperson::sandbox
