#include "util/time.h"

#include <array>

#include <fmt/format.h>

namespace teleperson::util {
namespace {

/// Takes pieces off the front of a text. After a failure every further piece fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_text(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  std::optional<int> digit() {
    if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') return std::nullopt;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::optional<int> number(int digits, int least, int greatest) {
    int value = 0;
    for (int i = 0; i < digits; ++i) {
      const auto next = digit();
      if (!next) return std::nullopt;
      value = value * 10 + *next;
    }
    if (value < least || value > greatest) return std::nullopt;
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::sys_days> read_date(Reader& in) {
  using namespace std::chrono;
  const auto y = in.number(4, 0, 9999);
  if (!y || !in.take("-")) return std::nullopt;
  const auto m = in.number(2, 1, 12);
  if (!m || !in.take("-")) return std::nullopt;
  const auto d = in.number(2, 1, 31);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::optional<std::chrono::milliseconds> read_fraction(Reader& in) {
  auto digit = in.digit();
  if (!digit) return std::nullopt;
  int milliseconds = 0;
  for (int weight = 100; digit; weight /= 10, digit = in.digit())
    milliseconds += *digit * weight;
  return std::chrono::milliseconds(milliseconds);
}

std::optional<std::chrono::milliseconds> read_time_of_day(Reader& in) {
  const auto h = in.number(2, 0, 23);
  if (!h || !in.take(":")) return std::nullopt;
  const auto m = in.number(2, 0, 59);
  if (!m || !in.take(":")) return std::nullopt;
  const auto s = in.number(2, 0, 60);  // 60: a leap second
  if (!s) return std::nullopt;
  std::chrono::milliseconds fraction{0};
  if (in.take(".")) {
    const auto digits = read_fraction(in);
    if (!digits) return std::nullopt;
    if (*s < 60) fraction = *digits;
  }
  return std::chrono::hours(*h) + std::chrono::minutes(*m) + std::chrono::seconds(*s) + fraction;
}

std::optional<std::chrono::minutes> read_offset(Reader& in) {
  if (in.take("Zz")) return std::chrono::minutes(0);
  const bool ahead_of_utc = in.take("+");
  if (!ahead_of_utc && !in.take("-")) return std::nullopt;
  const auto h = in.number(2, 0, 23);
  if (!h || !in.take(":")) return std::nullopt;
  const auto m = in.number(2, 0, 59);
  if (!m) return std::nullopt;
  const std::chrono::minutes offset = std::chrono::hours(*h) + std::chrono::minutes(*m);
  return ahead_of_utc ? offset : -offset;
}

/// One of the names: its place in the list, from 1.
template <std::size_t count>
std::optional<unsigned> read_name(Reader& in, const std::array<std::string_view, count>& names) {
  for (unsigned i = 0; i < count; ++i) {
    if (in.take_text(names[i])) return i + 1;
  }
  return std::nullopt;
}

/// `24 Nov 2026`.
std::optional<std::chrono::sys_days> read_written_date(Reader& in) {
  using namespace std::chrono;
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto d = in.number(2, 1, 31);
  if (!d || !in.take(" ")) return std::nullopt;
  const auto m = read_name(in, months);
  if (!m || !in.take(" ")) return std::nullopt;
  const auto y = in.number(4, 0, 9999);
  if (!y) return std::nullopt;
  const year_month_day date{year{*y}, month{*m}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

/// `GMT` or `+0000`.
std::optional<std::chrono::minutes> read_written_zone(Reader& in) {
  if (in.take_text("GMT")) return std::chrono::minutes(0);
  const bool ahead_of_utc = in.take("+");
  if (!ahead_of_utc && !in.take("-")) return std::nullopt;
  const auto h = in.number(2, 0, 23);
  const auto m = in.number(2, 0, 59);
  if (!h || !m) return std::nullopt;
  const std::chrono::minutes offset = std::chrono::hours(*h) + std::chrono::minutes(*m);
  return ahead_of_utc ? offset : -offset;
}

std::string date_and_time(Timestamp moment) {
  using namespace std::chrono;
  const auto midnight = floor<days>(moment);
  const year_month_day date(midnight);
  const hh_mm_ss time(floor<seconds>(moment) - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp moment) {
  return date_and_time(moment) + 'Z';
}

std::string to_rfc3339_milliseconds(Timestamp moment) {
  const auto fraction = moment - std::chrono::floor<std::chrono::seconds>(moment);
  return fmt::format("{}.{:03}Z", date_and_time(moment), fraction.count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  Reader in(text);
  const auto date = read_date(in);
  if (!date) return std::nullopt;
  if (in.at_end()) return *date;
  if (!in.take("Tt")) return std::nullopt;
  const auto time = read_time_of_day(in);
  if (!time) return std::nullopt;
  const auto offset = read_offset(in);
  if (!offset || !in.at_end()) return std::nullopt;
  return *date + *time - *offset;
}

std::optional<Timestamp> parse_rfc2822(std::string_view text) {
  static constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  Reader in(text);
  if (!read_name(in, days) || !in.take_text(", ")) return std::nullopt;
  const auto date = read_written_date(in);
  if (!date || !in.take(" ")) return std::nullopt;
  const auto time = read_time_of_day(in);
  if (!time || !in.take(" ")) return std::nullopt;
  const auto zone = read_written_zone(in);
  if (!zone || !in.at_end()) return std::nullopt;
  return *date + *time - *zone;
}

}  // namespace teleperson::util
