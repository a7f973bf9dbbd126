#!/usr/bin/env bash
# Brings PublicAPI.Unshipped.txt of a project up to date with its code: eng/public-api.sh src/Runtime
set -euo pipefail
project=${1:?a project folder, for example src/Runtime}
file=$project/PublicAPI.Unshipped.txt
for _ in 1 2; do
  out=$(dotnet build "$project" -c Release --no-incremental -v:q -clp:NoSummary 2>&1 || true)
  printf '%s\n' "$out" | sed -nE "s/.*error RS0017: Symbol '(.*)' is part of the declared API.*/\1/p" | sort -u > "$file.gone"
  printf '%s\n' "$out" | sed -nE "s/.*error RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" | sort -u > "$file.new"
  { echo '#nullable enable'; { grep -v '^#nullable' "$file" | grep -vxFf "$file.gone" || true; cat "$file.new"; } | sed '/^$/d' | LC_ALL=C sort -u; } > "$file.all"
  mv "$file.all" "$file"
  rm -f "$file.gone" "$file.new"
done
printf '%s\n' "$out" | grep -E 'error' | sort -u || true
