#!/bin/sh
# The least that can be supervised: tells its pid to the pipe $1; under Attaché it speaks the protocol, under pm2 (`alone`) it sleeps.
echo $$ >"$1"
[ "${2:-}" = alone ] && exec sleep 1000000
printf '{"type":"ready","protocol":1,"version":"bench","can":[]}\n'
while read -r line; do
  case $line in
    *'"type":"attach"'*) printf '{"type":"connected"}\n' ;;
    *'"type":"ping"'*)
      id=${line##*'"id":'}
      printf '{"type":"pong","id":%s,"doing":"free"}\n' "${id%%[!0-9]*}"
      ;;
    *'"type":"shutdown"'*) exit 0 ;;
  esac
done
