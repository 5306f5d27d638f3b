#include "html/page.h"

namespace scopegraft {

std::string_view html_page() { return {}; }

}  // namespace scopegraft
