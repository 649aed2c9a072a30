# shellcheck shell=bash
# Builds the web page and the server, each only where its sources changed. Sourced after lib.sh.

BUILD_DISK_MIN_MIB=1500
APP=server/target/app
AOT_CACHE=$APP/parkapp.aot
WEB_BUILT=web/node_modules/.parkapp-built

web_sources() {
    fingerprint web \( -name node_modules -o -name dist -o -name generated -o -name e2e -o -name test-results \) \
        -prune -o
}

server_sources() { # the JDK too: its cache of loaded classes fits no other
    echo "$(fingerprint server/pom.xml server/.mvn server/src/main web/dist bin/lib.sh bin/build.sh "$JAVA_HOME/release") $PWD"
}

install_web() {
    find_node
    local lock
    lock=$(fingerprint web/package-lock.json)
    if [ "$(cat web/node_modules/.parkapp-lock 2>/dev/null)" != "$lock" ]; then
        quietly "Fetching what the web page is built with" npm --prefix web ci --no-audit --no-fund
        echo "$lock" >web/node_modules/.parkapp-lock
    fi
}

build_web() {
    local sources
    sources=$(web_sources)
    [ -f web/dist/index.html ] && [ "$(cat "$WEB_BUILT" 2>/dev/null)" = "$sources" ] && return
    install_web
    rm -f "$WEB_BUILT"
    quietly "Building the web page" npm --prefix web run build
    find web/dist -type f -size +1k \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' \
        -o -name '*.json' -o -name '*.geojson' -o -name '*.webmanifest' \) -exec gzip -kfn9 {} +
    echo "$sources" >"$WEB_BUILT"
}

maven() {
    (cd server && ./mvnw -B -ntp "$@")
}

build_server() {
    local sources
    sources=$(server_sources)
    [ "$(cat $APP/.built 2>/dev/null)" = "$sources" ] && return
    rm -rf server/target/classes/static
    quietly "Building the server" maven package -Dmaven.test.skip=true
    rm -rf $APP
    quietly "Unpacking the server" "$JAVA_HOME/bin/java" -Djarmode=tools -jar server/target/parkapp.jar \
        extract --destination $APP
    quietly "Preparing quick starts" train
    [ -f $AOT_CACHE ] || echo "No quick starts could be prepared: each start takes some seconds more."
    echo "$sources" >$APP/.built
}

# Starts the server once, on a database that is thrown away, to keep what the JVM learns by it for later starts, and
# the unpacked PostgreSQL. Where that fails, starts are only slower. No setting of the installation counts.
train() {
    local data=$PWD/$APP/training
    (
        unset "${!PARKAPP_@}"
        export SPRING_PROFILES_ACTIVE=demo PARKAPP_DATA=$data PARKAPP_PORT=0 PARKAPP_DEMO_CITY=false
        exec "$JAVA_HOME/bin/java" "${JVM_OPTIONS[@]}" -XX:AOTCacheOutput=$AOT_CACHE \
            -Dspring.context.exit=onRefresh -jar $APP/parkapp.jar
    ) || rm -f $AOT_CACHE
    [ ! -d "$data/binaries" ] || mv "$data/binaries" $APP/binaries
    rm -rf "$data"
}

build() {
    if [ "$(cat $APP/.built 2>/dev/null)" != "$(server_sources)" ] && [ "$(free_mib .)" -lt $BUILD_DISK_MIN_MIB ]; then
        die "less than $BUILD_DISK_MIN_MIB MiB are free in $PWD; building needs that much."
    fi
    if ! mkdir -p server/target web/node_modules 2>/dev/null || [ ! -w server/target ] || [ ! -w web/node_modules ]; then
        die "cannot write in $PWD: it was built by somebody else, or is not yours. Run as its owner, or copy it."
    fi
    build_web
    build_server
}
