
# An AOT cache fits one JRE and the jars it was made from. A JVM that rejects it shares nothing, not
# even the JDK's own classes, and starts in three times the time: so it is decided here.
_aot=
without() {
  echo "bootstrap: starting without the AOT cache: $1" >&2
}
@FITS@if [ ! -f app.aot ]; then
  without "there is no app.aot."
elif [ -n "${JDK_JAVA_OPTIONS:-}${JAVA_TOOL_OPTIONS:-}" ]; then
  without "JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS is set, and it was made without them."
elif ! { read -r _id <"${_java%/bin/java}/scf4j.id"; } 2>/dev/null || [ "$_id" != "@JRE@" ]; then
  without "it was made with another JRE than $_java."
@TIMES@else
  _aot='-XX:AOTCache=app.aot -Dscf4j.aot.jars=@JARS@'
fi
