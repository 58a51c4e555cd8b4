elif ! fits lib/*.jar && ! touched 2>/dev/null && ! copied "${TMPDIR:-/tmp}/scf4j-@JARS@" 2>/dev/null; then
  without "the times of its jars are not those of the package, and cannot be changed."
