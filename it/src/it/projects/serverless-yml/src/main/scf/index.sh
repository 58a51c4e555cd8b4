# The handler index.main_handler: logs the event to stderr, answers on stdout.
main_handler() {
  local event=$1
  echo "$event" >&2
  echo "Echoing request: '$event'"
}
