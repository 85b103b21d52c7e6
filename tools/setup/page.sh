# How the page is built, for both commands. To be sourced, after packages.sh; the native build and the WebAssembly module go
# first.

node_modules() { # FOLDER: installs exactly what the lock file says, once
  local stamp=$1/node_modules/.installed
  if [ ! -f "$stamp" ] || [ "$1/package-lock.json" -nt "$stamp" ]; then
    say "installing the npm packages of $1"
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund >/dev/null) && touch "$stamp"
  fi
}

page_is_built() { # whether nothing that it is made of is newer than it
  [ -f web/dist/sw.js ] && [ -z "$(find web build/release/generated/page build/wasm/src/wasm/springback.wasm -type f \
    -not -path 'web/dist/*' -not -path 'web/generated/*' -not -path '*/node_modules/*' -newer web/dist/sw.js -print -quit)" ]
}

build_page() { # LOG
  (cd web && npm run --silent build) >"$1" 2>&1 || { cat "$1"; return 1; }
}
