// What a call costs here: a few hundred real scopes on scratch records, before the first thread joins. Microseconds.
#pragma once

namespace scopegraft::live {

// Fills `costs.measured`, `.counted`, `.inside`, `.outside`. The calling thread must not have joined yet.
void calibrate() noexcept;

}  // namespace scopegraft::live
