// What both programs do with a command line, on top of Boost.ProgramOptions.
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

namespace article_search {

// Parses `arguments` (argv without argv[0]) by `described`; whatever is no option becomes a value of "positional",
// which `described` need not show. Options may stand after words, "--" ends them, and no option may be shortened.
// Throws Error kUsage: an unknown option, with a hint how to say a word that begins with a dash; a missing or a wrong
// value.
boost::program_options::variables_map ParseCommandLine(const std::vector<std::string>& arguments,
                                                       const boost::program_options::options_description& described,
                                                       const std::string& program);

}  // namespace article_search
