#!/usr/bin/env bash
# Publishes hamlet as one file, without a warning (one-file.sh [linux-x64|win-x64|osx-arm64]). Where this is such a machine it trains with it, with no .NET to be
# found, and asks the run for what it logged; for another kind of machine the file is all that can be looked at.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${1:-linux-x64}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

dotnet publish src/Hamlet.Cli -p:PublishProfile="$profile" -o "$out/bin" -nologo 2>&1 | tee "$out/log"
if grep -qE ': (warning|Trim analysis)' "$out/log"; then
  echo "The publish has warnings."
  exit 1
fi

file=hamlet
case $profile in win-*) file=hamlet.exe ;; esac
if [ "$(ls "$out/bin")" != "$file" ]; then
  echo "It is not one file:"
  ls "$out/bin"
  exit 1
fi

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) here=linux-x64 ;;
  Darwin-arm64) here=osx-arm64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) here=win-x64 ;;
  *) here=none ;;
esac
if [ "$profile" != "$here" ]; then
  echo "One file of $(wc -c < "$out/bin/$file") bytes for $profile, which does not run here."
  exit 0
fi

bare() { env -i HOME="$out" PATH=/usr/bin:/bin DOTNET_ROOT=/nowhere "$out/bin/$file" "$@"; }
bare train configs/cartpole_dqn.yaml --set training.total_steps=2000 --log-dir "$out/runs"
run=$(ls -d "$out"/runs/*/*)
rows=$(bare query "$run" "SELECT COUNT(*) FROM metrics WHERE tag = 'Training/Loss'" --csv | tail -n 1 | tr -d '\r')
if [ "$rows" -lt 1 ]; then
  echo "The run has no losses."
  exit 1
fi

echo "One file of $(wc -c < "$out/bin/$file") bytes trained 2,000 steps; its run has $rows losses."
