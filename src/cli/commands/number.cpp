#include <fmt/ranges.h>

#include "cli/database.h"
#include "cli/output.h"
#include "gateway/number_form.h"
#include "phone/number_info.h"
#include "policy/policy.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

/// Runs a change of one number after parsing it.
template <class Change>
int change_number(const Context& context, const std::string& text, std::string_view done, Change change) {
  const auto number = phone::E164::parse(text);
  if (!number) return refuse("The number", "must be in E.164 form: +, country code and number, digits only");
  Database database(context.config);
  return report(context, change(database, *number), "number", done);
}

}  // namespace

int number_add(const Context& context, const std::string& text, const std::string& company_domain,
               const std::string& label) {
  const auto number = phone::E164::parse(text);
  if (!number) return refuse("The number", "must be in E.164 form: +, country code and number, digits only");
  if (!gateway::is_label(label)) {
    return refuse("--label", "must be 1 to 60 bytes of UTF-8, such as Support");
  }
  const phone::NumberPlan plan;
  const auto info = plan.info(*number);
  if (const auto why = gateway::why_never_called(info); !why.empty()) return refuse("The number", why);

  Database database(context.config);
  const auto change = database.wait(database->add_number(*number, info, company_domain, label, {}, database.now()));
  if (change == store::Change::not_found) {
    say("There is no company with that domain. Next: teleperson-voice company import FILE.csv");
    return exit_not_found;
  }
  if (change == store::Change::made && context.json) {
    std::string line;
    util::JsonWriter json(line);
    json.object([&] {
      json.array("regions", [&] {
        for (const auto& region : info.regions)
          json.value(region);
      });
      json.field("kind", phone::to_string(info.kind));
    });
    print_line("{}", line);
    return exit_ok;
  }
  return report(context, change, "number",
                fmt::format("Added the number ({}, {}). It cannot be called before: teleperson-voice number verify",
                            info.regions.empty() ? "no region" : fmt::format("{}", fmt::join(info.regions, " and ")),
                            phone::to_string(info.kind)));
}

int number_verify(const Context& context, const std::string& text, const std::optional<std::string>& until) {
  std::optional<util::Timestamp> moment;
  if (until) {
    moment = util::parse_rfc3339(*until);
    if (!moment) return refuse("--until", "must be a date such as 2027-01-31, or an RFC 3339 time");
    if (*moment <= util::SystemClock().now()) return refuse("--until", "must be in the future");
  }
  return change_number(context, text, "Verified the number. Users whose plan has calling can call it.",
                       [&moment](Database& database, const phone::E164& number) {
                         return database.wait(database->verify_number(number, moment, {}, database.now()));
                       });
}

int number_unverify(const Context& context, const std::string& text) {
  return change_number(context, text, "The number is not verified any more. It cannot be called.",
                       [](Database& database, const phone::E164& number) {
                         return database.wait(database->unverify_number(number, {}, database.now()));
                       });
}

}  // namespace teleperson::cli
