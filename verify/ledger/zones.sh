#!/bin/sh
# Prints zones.txt anew, from the time zones of this machine (zdump of libc-bin, database of tzdata):
#   sh verify/ledger/zones.sh >verify/ledger/zones.txt
set -eu
database=/usr/share/zoneinfo/tzdata.zi
printf '# All zones of the IANA database (%s), those of one rule together: the offset at the start of 2024,\n' "$(head -1 $database | cut -c3-)"
printf '# every change until the end of 2028 (local date and time just after it, and the new offset); the zones.\n'
awk '/^Z /{print $2} /^L /{print $3}' $database | LC_ALL=C sort | while read -r zone; do
  zdump -i -c 2024,2029 "$zone" | awk -v zone="$zone" '
    $1 == "-" { offset = $3 }
    $1 ~ /^20/ { changes = changes " | " $1 " " $2 " " $3 }
    END { print offset changes "\t" zone }'
done | awk -F '\t' '
  !($1 in zones) { order[++rules] = $1 }
  { zones[$1] = zones[$1] " " $2 }
  END { for (i = 1; i <= rules; i++) print order[i] " :" zones[order[i]] }'
