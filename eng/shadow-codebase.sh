#!/usr/bin/env bash
# Builds any .NET codebase plain and with everything shadowed, runs its tests both ways and compares: eng/shadow-codebase.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
(cd "$root" && dotnet build tests/Codebases -c Release -v:q -nologo -clp:NoSummary && dotnet build src/Package -c Release -v:q -nologo -clp:NoSummary) >&2
exec dotnet "$root/tests/Codebases/bin/Release/net10.0/ShadowGen.Codebases.dll" "$@"
