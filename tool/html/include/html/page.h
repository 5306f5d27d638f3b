// The page of the HTML report, with `@data@` where the report's data goes. Empty when the build had no npm.
#pragma once

#include <string_view>

namespace scopegraft {

[[nodiscard]] std::string_view html_page();

}  // namespace scopegraft
