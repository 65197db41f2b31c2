#include "gateway/company_form.h"

#include <algorithm>

#include <fmt/format.h>

#include "util/encoding.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_description = 2000;
constexpr std::size_t most_aliases = 50;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
}

/// What a spreadsheet would run: everything after `=`, and calls of functions after the other signs.
bool looks_like_formula(std::string_view text) {
  if (text.starts_with('=')) return true;
  return !text.empty() && std::string_view("+-@").contains(text.front()) && text.contains('(');
}

/// The rest of a sentence that starts with the field; empty: the text is fine.
std::string complaint(std::string_view text, std::size_t longest) {
  if (text.size() > longest) return fmt::format("has {} bytes, and may have {}: shorten it", text.size(), longest);
  if (!util::is_utf8(text)) return "is not UTF-8: save the file as “CSV UTF-8”";
  if (std::ranges::any_of(text, is_control)) return "has a control character, such as a NUL: remove it";
  if (looks_like_formula(text)) return "is a formula of a spreadsheet: write the text itself";
  return {};
}

class FormReader {
 public:
  explicit FormReader(store::NewCompany& company) : company_(company) {}

  std::vector<FieldProblem> read(const CompanyForm& form) {
    company_ = {};
    company_.name = text("name", form.name).value_or("");
    if (company_.name.empty()) say("name", "is empty: every company needs a name");
    read_domain(form.domain);
    read_aliases(form.aliases);
    company_.industry = text("industry", form.industry);
    company_.logo_url = text("logo_url", form.logo_url);
    if (company_.logo_url && !company_.logo_url->starts_with("https://")) {
      say("logo_url", "must start with https://, or be empty");
    }
    company_.description = text("description", form.description, longest_description);
    return std::move(problems_);
  }

 private:
  std::optional<std::string> text(std::string_view field, std::string_view given, std::size_t longest = longest_text) {
    auto trim = trimmed(given);
    if (auto problem = complaint(trim, longest); !problem.empty()) say(field, std::move(problem));
    if (trim.empty()) return std::nullopt;
    return trim;
  }

  void read_domain(const std::string& given) {
    const auto found = text("domain", given);
    if (!found) return say("domain", "is empty: write the company's domain, such as example.com");
    const auto domain = parse_domain(*found);
    if (!domain) return say("domain", "must be a domain name, such as example.com");
    company_.domain = *domain;
  }

  void read_aliases(const std::vector<std::string>& given) {
    if (given.size() > most_aliases) return say("aliases", fmt::format("may be {} at most", most_aliases));
    for (const auto& each : given) {
      const auto found = text("aliases", each);
      if (!found) continue;
      const auto alias = parse_domain(*found);
      if (!alias) return say("aliases", "must be domain names, such as example.org; separate them with ;");
      if (*alias != company_.domain) company_.aliases.push_back(*alias);
    }
  }

  /// The first problem of a field is the one to tell.
  void say(std::string_view field, std::string problem) {
    if (!problems_.empty() && problems_.back().field == field) return;
    problems_.push_back({field, std::move(problem)});
  }

  store::NewCompany& company_;
  std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> read_company(const CompanyForm& form, store::NewCompany& company) {
  return FormReader(company).read(form);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::optional<std::string> parse_domain(std::string_view text) {
  std::string domain = lower(trimmed(text));
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (domain.starts_with(scheme)) domain.erase(0, scheme.size());
  }
  domain.resize(std::min(domain.find_first_of("/?#"), domain.size()));
  if (domain.starts_with("www.")) domain.erase(0, 4);
  if (domain.ends_with('.')) domain.pop_back();
  // Host name syntax of RFC 1123, with at least two labels; international names come in their xn-- form.
  if (domain.size() > 253 || !domain.contains('.')) return std::nullopt;
  std::size_t label = 0;
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    if (i == domain.size() || domain[i] == '.') {
      if (i == label || i - label > 63 || domain[label] == '-' || domain[i - 1] == '-') return std::nullopt;
      label = i + 1;
    } else if (!((domain[i] >= 'a' && domain[i] <= 'z') || (domain[i] >= '0' && domain[i] <= '9') ||
                 domain[i] == '-')) {
      return std::nullopt;
    }
  }
  return domain;
}

}  // namespace teleperson::gateway
