// Completions for bash, zsh and fish: each a script in its shell's own terms, made of the same table.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/string_list.h"
#include "indexer/command_line_text.h"

namespace article_search {
namespace {

using Kind = OptionValue::Kind;
using Strings = std::vector<std::string>;

void ForEachOption(const CommandLine& line, const std::function<void(const Option&)>& function) {
  for (const OptionGroup& group : line.groups) std::for_each(group.options.begin(), group.options.end(), function);
}

// {"-n", "--limit"}.
Strings NamesWithDashes(const Option& option) {
  Strings names;
  if (option.letter != 0) names.push_back({'-', option.letter});
  names.push_back("--" + option.name);
  return names;
}

// The description's first clause.
std::string Summary(const Option& option) {
  size_t end = option.description.size();
  for (const char* stop : {" (", ";", ". "}) end = std::min(end, option.description.find(stop));
  return option.description.substr(0, end);
}

// `text` with `escape` before each of `characters`.
std::string Escaped(const std::string& text, const std::string& characters, const std::string& escape) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != std::string::npos) out += escape;
    out += c;
  }
  return out;
}

// As one word of the shells.
std::string Quoted(const std::string& text) { return "'" + Escaped(text, "'", "'\\'") + "'"; }

// `text` with each @NAME@ replaced.
std::string Filled(std::string text, const std::vector<std::pair<std::string, std::string>>& names) {
  for (const auto& [name, value] : names) {
    for (size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size()) {
      text.replace(at, name.size(), value);
    }
  }
  return text;
}

constexpr const char* kBash = R"(# bash completion for @PROGRAM@
_@PROGRAM@() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} choices='' before='' file='' i
  # bash makes three words of --name=value.
  if [[ $word == = ]]; then
    word=''
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} != -- ]] || previous=--
  done
  case $previous in
    --) file=@PATHS@ ;;
@VALUES@    *)
      if [[ $word == -* ]]; then choices='@NAMES@'; else file=@PATHS@; fi
      ;;
  esac
  if [[ -n $file ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -W "$choices" -P "$before" -- "${word#"$before"}")
  fi
}
complete -F _@PROGRAM@ @PROGRAM@
)";

std::string BashCase(const Option& option) {
  const std::string choices = "choices=" + Quoted(Joined(option.value.choices, " "));
  const std::string pattern = "    " + Joined(NamesWithDashes(option), " | ") + ")";
  switch (option.value.kind) {
    case Kind::kNone:
      return "";
    case Kind::kText:
      return pattern + " ;;\n";
    case Kind::kFile:
      return pattern + " file=1 ;;\n";
    case Kind::kChoice:
      return pattern + " " + choices + " ;;\n";
    case Kind::kList:
      return pattern + "\n      " + choices + "\n      [[ $word != *,* ]] || before=${word%,*},\n      ;;\n";
  }
  return "";
}

// What completes an option's value.
std::string ZshAction(const Option& option) {
  const std::string choices = Joined(option.value.choices, " ");
  switch (option.value.kind) {
    case Kind::kNone:
    case Kind::kText:
      break;
    case Kind::kFile:
      return "_files";
    case Kind::kChoice:
      return "(" + choices + ")";
    case Kind::kList:
      return "_sequence compadd - " + choices;
  }
  return " ";
}

std::string ZshSpec(const Option& option) {
  const bool has_value = option.value.kind != Kind::kNone;
  const std::string long_name = "--" + option.name + (has_value ? "=" : "");
  std::string names;
  if (option.letter != 0) {
    const std::string letter = {'-', option.letter};
    names = option.value.repeats ? "'*'" : "'(" + letter + " --" + option.name + ")'";
    names += "{" + letter + (has_value ? "+" : "") + "," + long_name + "}";
  }
  std::string what = (option.letter == 0 ? long_name : "") + "[" + Escaped(Summary(option), "[]\\", "\\") + "]";
  if (has_value) what += ":" + Escaped(option.value.name, ":\\", "\\") + ":" + ZshAction(option);
  return "  " + names + Quoted(what) + " \\\n";
}

std::string FishCommand(const CommandLine& line, const Option& option) {
  std::string command = "complete -c " + line.program;
  if (option.letter != 0) command += std::string(" -s ") + option.letter;
  command += " -l " + option.name;
  switch (option.value.kind) {
    case Kind::kNone:
      break;
    case Kind::kText:
      command += " -x";
      break;
    case Kind::kFile:
      command += " -r -F";
      break;
    case Kind::kChoice:
      command += " -x -a " + Quoted(Joined(option.value.choices, " "));
      break;
    case Kind::kList:
      command += " -x -a '(__fish_complete_list , \"string split , " + Joined(option.value.choices, ",") + "\")'";
      break;
  }
  return command + " -d " + Quoted(Summary(option)) + "\n";
}

}  // namespace

std::string BashCompletion(const CommandLine& line) {
  Strings names;
  std::string values;
  ForEachOption(line, [&](const Option& option) {
    for (const std::string& name : NamesWithDashes(option)) names.push_back(name);
    values += BashCase(option);
  });
  return Filled(kBash, {{"@PROGRAM@", line.program},
                        {"@PATHS@", line.takes_paths ? "1" : "''"},
                        {"@VALUES@", values},
                        {"@NAMES@", Joined(names, " ")}});
}

std::string ZshCompletion(const CommandLine& line) {
  std::string out = "#compdef " + line.program + "\n_arguments -s -S : \\\n";
  ForEachOption(line, [&](const Option& option) { out += ZshSpec(option); });
  return out + (line.takes_paths ? "  '*:PATH:_files'\n" : "  '*:WORD: '\n");
}

std::string FishCompletion(const CommandLine& line) {
  std::string out = "# fish completion for " + line.program + "\n";
  if (!line.takes_paths) out += "complete -c " + line.program + " -f\n";
  ForEachOption(line, [&](const Option& option) { out += FishCommand(line, option); });
  return out;
}

}  // namespace article_search
