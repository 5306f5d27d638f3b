#include "commands/report.h"

#include <fstream>
#include <ostream>
#include <set>

#include "commands/profiles.h"
#include "html/page.h"

namespace scopegraft::cli {

namespace {

// The whole text is there before the file is opened: a failure leaves no half file.
bool write_file(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  return !out.fail();
}

}  // namespace

std::string format_names() {
  std::string names;
  for (const report::Format& format : report::formats())
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

int run_report(const ReportArguments& arguments, std::ostream& out, std::ostream& err) {
  const report::Format* format = report::find_format(arguments.format);
  if (format == nullptr) {
    err << "scopegraft: no format `" << arguments.format << "`; there are " << format_names() << "\n";
    return 2;
  }
  report::Options options = arguments.options;
  options.html_page = html_page();
  if (format->name == "html" && options.html_page.empty()) {
    err << "scopegraft: this build left the format `html` out: npm, or the packages it fetches, were missing when it was configured\n";
    return 2;
  }
  const profile::ReadResult result = load_profiles(arguments.files);
  if (const auto* error = std::get_if<profile::ReadError>(&result)) {
    err << "scopegraft: " << error->message << "\n";
    return 2;
  }
  const auto& profile = std::get<profile::Profile>(result);
  if (profile.processes.size() > 1 && (options.start != 0 || options.end != 0)) {
    err << "scopegraft: the windows of several processes do not fit together; with --start or --end name one profile\n";
    return 2;
  }
  if (options.compensation == report::Compensation::on && (options.start != 0 || options.end != 0)) {
    err << "scopegraft: windows do not keep which calls were inside which: leave out --start and --end, or --compensate\n";
    return 2;
  }
  if (options.sort == report::SortKey::overhead && (options.start != 0 || options.end != 0 || options.group_by == report::GroupBy::field)) {
    err << "scopegraft: the overhead is known of whole functions and runs: leave out --start, --end and a --group-by of a field, or --sort overhead\n";
    return 2;
  }
  if (options.group_by == report::GroupBy::field) {
    std::set<std::string> known;
    for (const profile::Site& site : profile.sites)
      for (const std::string& field : profile::group_fields(site)) known.insert(field);
    if (!known.contains(options.group_field)) {
      err << "scopegraft: no function of this profile is grouped by `" << options.group_field << "`; there are function, thread, file, class";
      for (const std::string& field : known) err << ", " << field;
      err << (known.empty() ? " (a field needs a rule: `group_by: [" + options.group_field + "]`)" : "") << "\n";
      return 2;
    }
    if (options.start != 0 || options.end != 0) {
      err << "scopegraft: windows are kept by function only: leave out --start and --end, or --group-by\n";
      return 2;
    }
  }
  const std::string text = format->write(report::build(profile, options), options);
  if (arguments.output.empty()) {
    out << text << std::flush;
    return out.good() ? 0 : 2;
  }
  if (!write_file(arguments.output, text)) {
    err << "scopegraft: " << arguments.output.string() << ": cannot be written\n";
    return 2;
  }
  return 0;
}

}  // namespace scopegraft::cli
