// Read byte by byte from the descriptor: no buffer that keeps what the next question should get.
#include "ask.h"

#include <unistd.h>

#include "schouw/base/utf8.h"

namespace schouw {

std::string ask(const Session& session, std::string_view id, std::vector<std::string> arguments) {
  write_stderr(say(session, id, std::move(arguments)) + " ");
  std::string line;
  char c = 0;
  while (line.size() < 4096 && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
  return std::string(trim(line));
}

}  // namespace schouw
