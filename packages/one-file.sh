#!/usr/bin/env bash
# Publishes hamlet for this kind of machine as one file, without a warning; trains with it where no .NET is to be found, and asks the run for what it logged.
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

if [ "$(ls "$out/bin")" != hamlet ]; then
  echo "It is not one file:"
  ls "$out/bin"
  exit 1
fi

bare() { env -i HOME="$out" PATH=/usr/bin:/bin DOTNET_ROOT=/nowhere "$out/bin/hamlet" "$@"; }
bare train configs/cartpole_dqn.yaml --set training.total_steps=2000 --log-dir "$out/runs"
run=$(ls -d "$out"/runs/*/*)
rows=$(bare query "$run" "SELECT COUNT(*) FROM metrics WHERE tag = 'Training/Loss'" --csv | tail -n 1 | tr -d '\r')
if [ "$rows" -lt 1 ]; then
  echo "The run has no losses."
  exit 1
fi

echo "One file of $(stat -c %s "$out/bin/hamlet") bytes trained 2,000 steps; its run has $rows losses."
