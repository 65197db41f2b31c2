#include "sandbox/inspector/pretty_xml.h"

#include <sstream>

#include <pugixml.hpp>

namespace teleperson::sandbox {

std::string pretty_xml(std::string_view xml) {
  pugi::xml_document document;
  const bool is_xml = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_comments);
  if (!is_xml) return {};
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent | pugi::format_indent_attributes | pugi::format_no_declaration);
  return std::move(out).str();
}

}  // namespace teleperson::sandbox
