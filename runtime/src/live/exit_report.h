// The report on stderr at exit that SCOPEGRAFT_REPORT=text asks for.
#pragma once

namespace scopegraft::live {

void write_exit_report() noexcept;

}  // namespace scopegraft::live
