#include "http/chunked_writer.h"

#include <iterator>

#include <fmt/format.h>

namespace teleperson::http {

util::Task<bool> ChunkedWriter::write(std::string_view bytes) {
  if (gone_) co_return false;
  if (bytes.empty()) co_return true;  // an empty chunk would be the last
  out_.clear();
  if (in_chunks_) fmt::format_to(std::back_inserter(out_), "{:x}\r\n", bytes.size());
  out_.append(bytes);
  if (in_chunks_) out_.append("\r\n");
  gone_ = !co_await send_(out_);
  co_return !gone_;
}

util::Task<bool> ChunkedWriter::finish() {
  if (gone_) co_return false;
  if (!in_chunks_) co_return true;
  co_return co_await send_("0\r\n\r\n");
}

}  // namespace teleperson::http
