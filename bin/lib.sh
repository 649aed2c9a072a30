# shellcheck shell=bash
# What the commands beside this file share. Sourced, never run; it moves to the project folder.
set -euo pipefail
# Programs that end by themselves on Ctrl-C would let what comes after them begin.
trap 'exit 130' INT
trap 'exit 143' TERM

unset CDPATH
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
# A heap of 160 MB leaves room for PostgreSQL within half a gigabyte. For that, too, the cache of loaded classes stays
# where it was prepared for (moved, each of its pages is the process's own), and what the compiler no longer needs is
# given back.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
# shellcheck disable=SC2034
JVM_OPTIONS=(-Xmx160m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MaxMetaspaceSize=160m
    -XX:ReservedCodeCacheSize=128m -XX:TrimNativeHeapInterval=10000 -XX:+UnlockDiagnosticVMOptions
    -XX:ArchiveRelocationMode=0 -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

die() {
    printf 'parkapp: %s\n' "$*" >&2
    exit 1
}

# The command was called in a way it does not know; nothing was begun.
refuse() {
    printf 'parkapp: %s See bin/%s --help.\n' "$*" "${0##*/}" >&2
    exit 2
}

# read_options "NAMES OF OPTIONS" "NAMES OF FLAGS" ARGUMENT…: sets variables of these names; a flag's to true. An option's
# value is the next argument or follows a `=`. Prints `usage` when asked for help.
read_options() {
    local options=" $1 " flags=" $2 " name
    shift 2
    while [ $# -gt 0 ]; do
        [[ $1 != --help && $1 != -h ]] || { usage && exit; }
        name=${1%%=*} name=${name#--}
        if [[ ! $1 =~ ^--[a-z]+(=|$) || "$options$flags" != *" $name "* ]]; then
            refuse "unknown option $1."
        elif [[ $flags == *" $name "* ]]; then
            [[ $1 != *=* ]] || refuse "--$name takes no value."
            printf -v "$name" true
        else
            [[ $1 == *=* ]] || { [ $# -ge 2 ] && set -- "$1=$2" "${@:3}"; } || refuse "--$name needs a value."
            [ -n "${1#*=}" ] || refuse "--$name needs a value."
            printf -v "$name" %s "${1#*=}"
        fi
        shift
    done
}

# Reads .env, or the file that PARKAPP_SETTINGS_FILE names, without executing it. What the environment already has wins.
# What follows a blank and a # is a remark, as for Compose, which reads the same file.
read_settings() {
    local file=${PARKAPP_SETTINGS_FILE:-.env} line name value
    [ -e "$file" ] || { [ -z "${PARKAPP_SETTINGS_FILE:-}" ] && return; } || die "there is no $file."
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line#$'\xEF\xBB\xBF'} line=${line%$'\r'}
        [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
        [[ $line =~ ^[[:space:]]*(PARKAPP_[A-Z0-9_]+|JAVA_HOME)=(.*)$ ]] ||
            die "this line of $file is no setting: ${line%%=*}. See .env.example."
        name=${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
        grep -qE "^#?$name=" .env.example || echo "parkapp: $file sets $name, which parkapp does not know." >&2
        if [[ $value =~ ^\"(.*)\"[[:space:]]*(#.*)?$ || $value =~ ^\'(.*)\'[[:space:]]*(#.*)?$ ]]; then
            value=${BASH_REMATCH[1]}
        else
            value=${value%%[[:space:]]#*} value=${value%"${value##*[![:space:]]}"}
        fi
        [ -n "${!name+set}" ] || export "$name=$value"
    done <"$file"
}

# What is measured or tested is not the installation that the settings are of. The JDK that they name stays.
forget_settings() {
    read_settings
    unset "${!PARKAPP_@}"
    export PARKAPP_SETTINGS_FILE=/dev/null
}

# Maven and npm keep their downloads below the home folder. Who has none gets one in the project.
ensure_home() {
    [ -n "${HOME:-}" ] && [ -w "$HOME" ] && return
    export HOME=$PWD/.cache
    mkdir -p "$HOME" 2>/dev/null || die "there is no home folder that can be written, nor can one be made in $PWD."
    export MAVEN_ARGS="${MAVEN_ARGS:-} -Dmaven.repo.local=../.cache/repository"
}

jdk_version() {
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
    echo "${version:-0}"
}

find_jdk() {
    local home on_path
    on_path=$(readlink -f "$(command -v java || true)" || true)
    for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -x "$home/bin/javac" ] && [ "$(jdk_version "$home")" -ge 25 ]; then
            export JAVA_HOME=$home
            return
        fi
    done
    die "needs a JDK of version 25 or later and finds none. Install one (Eclipse Temurin from https://adoptium.net," \
        "'sdk install java 25-tem', or your system's openjdk-25 package), or set JAVA_HOME to it."
}

find_node() {
    local version
    version=$(node --version 2>/dev/null || true)
    if ! command -v npm >/dev/null || ! [[ $version =~ ^v([0-9]+)\.([0-9]+) ]] ||
        [ $((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2])) -lt 20019 ]; then
        die "needs Node.js 20.19 or later with npm to build the web page, and finds ${version:-none}." \
            "Install it from https://nodejs.org or with your system's package manager."
    fi
}

# One number for the names and contents of all files that the given `find` arguments select.
fingerprint() {
    local sum=(shasum -a 256)
    command -v sha256sum >/dev/null && sum=(sha256sum)
    { find "$@" -type f -print0 2>/dev/null || true; } | LC_ALL=C sort -z | xargs -0 "${sum[@]}" | "${sum[@]}" | cut -c1-64
}

# quietly TITLE COMMAND…: runs it, and shows what it printed only when it fails.
quietly() {
    local title=$1 log started=$SECONDS
    shift
    log=$(mktemp)
    printf '%s … ' "$title"
    if "$@" >"$log" 2>&1 </dev/null; then
        printf '%d s\n' $((SECONDS - started))
        rm -f "$log"
    else
        printf 'failed\n\n' && tail -n 60 "$log" >&2
        die "$title failed; all it printed is in $log."
    fi
}

free_mib() { # where the path is, or will be
    local path=$1
    until [ -e "$path" ]; do path=$(dirname "$path"); done
    df -Pk "$path" | awk 'NR == 2 { print int($4 / 1024) }'
}
