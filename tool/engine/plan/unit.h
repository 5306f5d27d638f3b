// What a parse gives, free of Clang: the functions found and what the preprocessor did.
// Stage: source -> [find, facts, place] -> Unit -> decide -> edits. Written by one thread, then read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plan/await.h"
#include "plan/call.h"
#include "plan/decorator.h"
#include "plan/executor.h"
#include "plan/include_graph.h"
#include "plan/spell.h"
#include "rules/facts.h"

namespace scopegraft::engine {

// A parameter, and whether a guard may read it.
struct Parameter {
  std::string name;  // "" when it has none
  bool is_pack = false;
  std::string obstacle = {};  // why its size and value are not known, "" when they are
};

// One of `context_fields`, resolved.
struct Field {
  std::string key;         // as written: "request.user_id"
  std::string expression;  // "request->user_id()"
  std::string present;     // C++ that tells whether all pointers on the way point, "" when there is none
  bool may_throw = false;
  std::string mistake;     // why there is no such value, "" when there is
  std::string hint;
  bool is_no_parameter = false;  // of the mistakes: its first word
};

// A function with a body, a lambda, or a function that has none because it is defaulted or deleted.
struct Candidate {
  rules::FunctionFacts facts;
  unsigned column = 0;  // of the function's name; the line is in the facts
  std::string obstacle;  // why no guard can stand in it, "" when one can
  bool is_allocator = false;
  GuardForm form = GuardForm::plain;
  bool is_leaf = false;  // its body runs nothing that could have a scope, nor anything that could throw
  std::vector<Parameter> parameters;
  std::vector<Field> fields;  // the context fields that the rules want of it

  // The place behind the body's brace. Meaningful without an obstacle.
  int instance = -1;
  std::size_t offset = 0;
  unsigned brace_line = 0;    // in the file, `#line` ignored
  unsigned brace_column = 0;  // bytes, from 1
  unsigned presumed_line = 0;  // as the compiler counts, `#line` of the user counted in
  std::string presumed_file;
  bool in_macro_argument = false;
  std::vector<Await> awaits;  // of a coroutine; one before those in its operand
};

struct Unit {
  bool parsed = false;
  std::string first_error;  // "file:line:column: message"
  std::string why_no_prelude;  // "" = the standard headers were precompiled
  bool is_suitable = true;  // C++11 or newer
  std::string unsuitable_reason;
  bool is_cpp17 = false;

  IncludeGraph graph;
  std::vector<Candidate> candidates;
  std::vector<Decorator> decorators;
  std::vector<Call> calls;  // that a rule speaks of; a call before those in its arguments
  std::vector<HandOver> hand_overs;  // that a rule speaks of
  std::vector<std::string> macros_like_our_words;
  std::vector<std::string> reads;  // absolute
  bool uses_base_file = false;
  bool uses_time_stamp = false;  // __TIMESTAMP__: the rewritten file takes over the time of the original
  std::string directory;         // the working directory of the parse

  std::size_t module_fragment_end = 0;
  unsigned module_fragment_line = 1;
  bool module_without_fragment = false;

  std::shared_ptr<void> keeps_texts_alive;  // the graph's texts are Clang's buffers
};

}  // namespace scopegraft::engine
