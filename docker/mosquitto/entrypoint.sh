#!/bin/sh
# Mosquitto that follows its password file: ingest writes it whenever a device is registered or revoked, and Mosquitto reads
# it only when it is told to. Usage: entrypoint.sh <mosquitto.conf> <password file>
set -eu
conf=$1
accounts=$2

# Before the first device there is nobody who could come in, but the file must be there.
[ -e "$accounts" ] || : > "$accounts"

seen() { stat -c '%i %Y %s' "$accounts" 2>/dev/null || echo none; }

before=$(seen)
mosquitto -c "$conf" &
broker=$!
trap 'kill -TERM "$broker" 2>/dev/null' TERM INT

while kill -0 "$broker" 2>/dev/null; do
  now=$(seen)
  if [ "$now" != "$before" ]; then
    before=$now
    kill -HUP "$broker"
  fi
  sleep 0.2 &
  wait $! || true
done
wait "$broker"
