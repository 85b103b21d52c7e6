# Debian packages that the two commands need, each group with its reason. To be sourced. Installing is all or nothing for
# a group: apt either has them all afterwards or the script stops.

packages_to_build="g++ cmake ninja-build pkg-config nlohmann-json3-dev libyaml-cpp-dev libsodium-dev libsqlite3-dev \
zlib1g-dev libcli11-dev libboost1.81-dev"
packages_to_test="libical-dev tzdata libgtest-dev libgmock-dev libbenchmark-dev libz3-dev nodejs npm ca-certificates git groff bash"
packages_for_clang="clang-19 lld-19 libclang-rt-19-dev clang-format-19 clang-tidy-19"
packages_for_wasm="wasi-libc libc++-19-dev-wasm32 libclang-rt-19-dev-wasm32 binaryen"
packages_for_page="clang-19 lld-19 nodejs npm ca-certificates"
packages_for_web="chromium fonts-liberation"

say() { printf '== %s\n' "$*"; }

missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

# need_packages REASON PACKAGE...
need_packages() {
  local reason=$1 as_root=
  shift
  local missing
  missing=$(missing_packages "$@")
  # A node that was not installed by apt serves as well, where it is new enough.
  if command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; then
    missing=$(printf '%s' "$missing" | sed -E 's/\b(nodejs|npm) //g')
  fi
  [ -n "${missing// /}" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      say "needs root (or sudo) once, to install Debian packages $reason: $missing"
      exit 3
    }
    as_root=sudo
  fi
  say "installing Debian packages $reason (root is needed for this, and for nothing else): $missing"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
