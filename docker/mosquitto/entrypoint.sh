#!/bin/sh
# Mosquitto that follows its password file: ingest writes it whenever a credential comes or goes, and Mosquitto reads it only when
# it is told to. Usage: entrypoint.sh <mosquitto.conf> <password file> <the plugin's file> <what that begins with>
set -eu
conf=$1
accounts=$2
roles=$3
begin=$4

# Before the first device there is nobody who could come in, but the files must be there. Mosquitto writes the second one itself.
[ -e "$accounts" ] || : > "$accounts"
if ! [ -e "$roles" ]; then
  cp "$begin" "$roles"
  # Started by root, Mosquitto becomes this user.
  chown mosquitto "$roles" 2>/dev/null || chmod 666 "$roles"
fi

# By its content: two changes in one second, of one size, can have the file's old place on the disk again.
seen() { cksum < "$accounts" 2>/dev/null || echo none; }

# The broker takes this process's place, so that whatever ends the one ends the other, SIGKILL too; beside it stays who watches.
# Not yet Mosquitto, or not yet listening, it must survive being told.
trap '' HUP
before=$(seen)
while kill -0 $$ 2>/dev/null; do
  now=$(seen)
  if [ "$now" != "$before" ]; then
    before=$now
    kill -HUP $$
  fi
  sleep 0.2
done &
exec mosquitto -c "$conf"
