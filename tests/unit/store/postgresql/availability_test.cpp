#include "store/postgresql/availability.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <gmock/gmock.h>

#include "../temporary_folder.h"

namespace teleperson::test {
namespace {

using store::postgresql::Access;
using store::postgresql::Availability;
using Lack = Availability::Lack;
using Leave = Availability::Leave;

class AvailabilityTest : public testing::Test {
 protected:
  ~AvailabilityTest() override { ::close(descriptor); }

  /// The events that were logged, in order.
  std::vector<std::string> events() const {
    std::ifstream file(path);
    std::vector<std::string> names;
    for (std::string line; std::getline(file, line);) {
      std::istringstream words(line);
      std::string word;
      words >> word >> word >> word;
      names.push_back(word);
    }
    return names;
  }

  TemporaryFolder folder;
  std::filesystem::path path = folder.file("log");
  int descriptor = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  util::SystemClock clock;
  util::Logger log{util::LogLevel::info, util::LogFormat::text, clock, descriptor};
  Availability availability{&log};
};

TEST_F(AvailabilityTest, InAnOutageOneAtATimeTriesUntilItIsOver) {
  EXPECT_EQ(availability.ask(Access::read), Leave::repeatedly);
  availability.failed(Access::read, Lack::server, "refused");
  EXPECT_FALSE(availability.is_refusing(Access::read));
  EXPECT_EQ(availability.ask(Access::read), Leave::once);
  EXPECT_TRUE(availability.is_refusing(Access::read));
  EXPECT_EQ(availability.ask(Access::read), Leave::none);
  availability.failed(Access::read, Lack::server, "refused");
  EXPECT_EQ(availability.ask(Access::read), Leave::once);
  availability.answered(Access::read, Leave::repeatedly);
  EXPECT_EQ(availability.ask(Access::read), Leave::repeatedly);
  EXPECT_EQ(availability.ask(Access::read), Leave::repeatedly);
}

TEST_F(AvailabilityTest, AnOutageIsLoggedWhenItBeginsAndWhenItIsOver) {
  availability.answered(Access::read, Leave::repeatedly);
  availability.failed(Access::read, Lack::server, "refused");
  availability.failed(Access::write, Lack::server, "refused");
  availability.failed(Access::read, Lack::server, "refused");
  EXPECT_THAT(events(), testing::ElementsAre("store.unavailable"));
  availability.answered(Access::read, Leave::repeatedly);
  EXPECT_THAT(events(), testing::SizeIs(1));
  availability.answered(Access::write, Leave::repeatedly);
  availability.answered(Access::read, Leave::repeatedly);
  EXPECT_THAT(events(), testing::ElementsAre("store.unavailable", "store.available_again"));
}

TEST_F(AvailabilityTest, AFullDiskStopsWritesAlone) {
  availability.failed(Access::write, Lack::room, "no space");
  EXPECT_EQ(availability.ask(Access::read), Leave::repeatedly);
  availability.answered(Access::read, Leave::repeatedly);
  EXPECT_TRUE(availability.is_out(Access::write));
  EXPECT_FALSE(availability.is_out(Access::read));
  availability.failed(Access::write, Lack::server, "refused");  // as it had no room for its log
  availability.answered(Access::write, Leave::repeatedly);      // had begun before
  EXPECT_TRUE(availability.lacks_room());
  EXPECT_TRUE(availability.is_out(Access::write));
  availability.answered(Access::write, Leave::once);
  EXPECT_FALSE(availability.lacks_room());
}

TEST_F(AvailabilityTest, OnceClosedItStaysSo) {
  availability.close_for_good("too new");
  availability.close_for_good("too new");
  availability.answered(Access::read, Leave::repeatedly);
  EXPECT_EQ(availability.ask(Access::read), Leave::none);
  EXPECT_TRUE(availability.is_out(Access::write));
  EXPECT_THAT(events(), testing::ElementsAre("store.closed"));
}

}  // namespace
}  // namespace teleperson::test
