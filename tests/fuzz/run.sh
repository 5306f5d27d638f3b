#!/usr/bin/env bash
# run.sh --build DIR [target [arguments...]]: what `./dev fuzz` calls. A target is a generator here (programs, mutants) or a libFuzzer
# program fuzz_TARGET of the build; without one each runs for a minute. `--seconds N` and `--seed N` mean the same to all of them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=
if [ "${1:-}" = --build ]; then build=$2; shift 2; fi
[ -d "$build" ] || { echo "usage: run.sh --build DIR [target [--seconds N] [--seed N]]" >&2; exit 2; }

libfuzzer() { # PROGRAM [--seconds N] [--seed N] [libFuzzer's own arguments]
  local program=$1 words=(); shift
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds) words+=("-max_total_time=$2"); shift 2 ;;
      --seed) words+=("-seed=$2"); shift 2 ;;
      *) words+=("$1"); shift ;;
    esac
  done
  local name corpus=$build/fuzz/corpus/${program##*/}
  name=${program##*/fuzz_}
  mkdir -p "$corpus"
  # New inputs go to the build; those of the repository are only read.
  local seeds=()
  [ -d "$here/corpus/$name" ] && seeds=("$here/corpus/$name")
  "$program" "${words[@]}" -artifact_prefix="$build/fuzz/" "$corpus" "${seeds[@]}"
}

one() { # TARGET [arguments]
  local target=$1; shift
  if [ -f "$here/$target.py" ]; then python3 "$here/$target.py" --build "$build" "$@"
  elif [ -x "$build/bin/fuzz_$target" ]; then libfuzzer "$build/bin/fuzz_$target" "$@"
  else echo "no fuzzer is called $target; there are: programs mutants $(cd "$build/bin" && echo fuzz_* | sed 's/fuzz_//g')" >&2; return 2
  fi
}

if [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; then one "$@"; exit; fi
[ $# -gt 0 ] || set -- --seconds 60
status=0
for target in programs mutants; do echo "== $target"; one "$target" "$@" || status=1; done
for program in "$build"/bin/fuzz_*; do
  [ -x "$program" ] || continue
  echo "== ${program##*/fuzz_}"
  one "${program##*/fuzz_}" "$@" || status=1
done
exit $status
