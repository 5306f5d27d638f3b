#include "live/exit_report.h"

#include <string>

#include "live/snapshot.h"
#include "live/system.h"
#include "scopegraft/report/report.h"

namespace scopegraft::live {

void write_exit_report() noexcept {
  try {
    const profile::Profile profile = snapshot();
    const report::Format* const format = report::find_format("text");
    if (format == nullptr) return;
    const report::Options options;
    const std::string text = format->write(report::build(profile, options), options);
    for (std::size_t done = 0; done < text.size();) {
      const long wrote = raw_call(SYS_write, STDERR_FILENO, text.data() + done, text.size() - done);
      if (wrote <= 0) return;
      done += static_cast<std::size_t>(wrote);
    }
  } catch (...) {  // out of memory: the profile file has it all
  }
}

}  // namespace scopegraft::live
