# PAGE -> OUTPUT: a C++ source that returns the page.
file(READ ${PAGE} hex HEX)
string(LENGTH "${hex}" digits)
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUTPUT}.new "#include \"html/page.h\"

namespace scopegraft {

namespace {

constexpr char kPage[] = {
${bytes}};

}  // namespace

std::string_view html_page() { return {kPage, sizeof kPage}; }

}  // namespace scopegraft
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
