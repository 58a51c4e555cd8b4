# This JVM looks at the times of the jars, which depend on who unzipped them, and where. The code
# cannot be touched on the platform, but /tmp can hold a copy with the right times.
fits() {
  for _time in $(stat -c %Y "$@" 2>/dev/null || echo unknown); do
    [ "$_time" = @TIME@ ] || return 1
  done
}
touched() {
  touch -d @@TIME@ lib/*.jar && fits lib/*.jar
}
copied() {
  [ -d "$1" ] || {
    rm -rf "$1.new" && mkdir "$1.new" && cp lib/*.jar "$1.new" &&
      touch -d @@TIME@ "$1.new"/*.jar && mv "$1.new" "$1"
  }
  fits "$1"/*.jar && _lib=$1
}
