#!/usr/bin/env bash
# bench/serve.sh [CONNECTIONS [SECONDS]]: answers a second of POST /v1/advise for the sofa case, three runs, with wrk on the
# same machine. Needs the release build and Debian's package wrk.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
connections=${1:-32} seconds=${2:-5}
binary=build/release/src/cli/springback
command -v wrk >/dev/null || { echo "serve.sh: install wrk first: apt-get install wrk" >&2; exit 3; }
[ -x "$binary" ] || { echo "serve.sh: build first: cmake --build --preset release --target springback" >&2; exit 3; }

folder=$(mktemp -d)
server=
trap 'kill ${server:-} 2>/dev/null || true; rm -rf "$folder"' EXIT
grep '"moved-a-sofa"' protocol/cases/first.jsonl >"$folder/sofa.json"
mkfifo "$folder/address"
"$binary" serve --port 0 --json >"$folder/address" 2>"$folder/log" &
server=$!
read -r line <"$folder/address"
address=$(sed -E 's/.*"address":"([^"]*)".*/\1/' <<<"$line")
printf 'machine: %s, load %s\n' "$(nproc) cores" "$(cut -d' ' -f1-3 /proc/loadavg)"
for _ in 1 2 3; do
  wrk -t1 -c"$connections" -d"${seconds}s" --latency -s bench/serve.lua "${address}v1/advise" -- "$folder/sofa.json" |
    grep -E '99%|Requests/sec|Non-2xx|Socket errors'
done
read -r user system < <(awk '{print $14, $15}' "/proc/$server/stat")
requests=$(wc -l <"$folder/log")
printf 'server: %d requests, %d µs of processor each, %d of them in the kernel; %s\n' "$requests" \
  $(((user + system) * 10000 / requests)) $((system * 10000 / requests)) "$(grep VmRSS "/proc/$server/status" | tr -s '\t ' ' ')"
