#include "cli/command_line.h"

int main(int argc, char** argv) {
  return teleperson::cli::run(argc, argv, TELEPERSON_VERSION);
}
