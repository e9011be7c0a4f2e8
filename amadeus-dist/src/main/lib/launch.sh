# What both launchers share: this one is read by them, not run. POSIX shell, no process started where it can be helped.

fail() {
  printf 'amadeus: %s\n' "$1" >&2
  exit 1
}

# The file that a chain of links leads to, as $followed.
follow() {
  followed=$1
  while [ -L "$followed" ]; do
    link=$(readlink "$followed")
    case $link in /*) followed=$link ;; *) followed=${followed%/*}/$link ;; esac
  done
}

# Where the locale knows ASCII alone, Java could not name a file with other letters.
allow_all_letters() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
      unset LC_ALL
      export LC_CTYPE=C.UTF-8
      ;;
  esac
}

# Finds Java: the one that an installed Amadeus brings, JAVA_HOME, the PATH. Sets $java, $java_home, $java_version (17.0.15),
# $java_major (17), $java_modules (their names, empty where they are not known).
#   $1  the folder that an own Java would be in
find_java() {
  if [ -x "$1/runtime/bin/java" ]; then
    java=$1/runtime/bin/java
  elif [ -x "$1/runtime/Contents/Home/bin/java" ]; then
    java=$1/runtime/Contents/Home/bin/java
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which holds no bin/java. Set it to a Java of version 17 or newer."
  else
    java=$(command -v java) || java=
    # On macOS /usr/bin/java is there without any Java; this program knows whether there is one.
    if [ "${java:-/usr/bin/java}" = /usr/bin/java ] && [ -x /usr/libexec/java_home ]; then
      java=$(/usr/libexec/java_home -v 17+ 2>/dev/null) && java=$java/bin/java || java=
    fi
    [ -n "$java" ] || fail "no java found. Install Java 17 or newer, or set JAVA_HOME."
  fi
  follow "$java"
  java_home=${followed%/*}
  java_home=${java_home%/*}
  java_version= java_modules=
  # The release file tells the version without starting a JVM.
  if [ -r "$java_home/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_VERSION=*) java_version=${line#*=\"} java_version=${java_version%\"} ;;
        MODULES=*) java_modules=${line#*=\"} java_modules=${java_modules%\"} ;;
      esac
    done <"$java_home/release"
  fi
  if [ -z "$java_version" ]; then
    java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  fi
  java_major=${java_version%%[!0-9]*}
  [ "${java_major:-0}" -ge 17 ] ||
    fail "$java is version ${java_version:-unknown}, expected 17 or newer. Install a newer Java, or set JAVA_HOME to one."
}

# How the program was called, as one would type it again: $called.
called_as() {
  called=$1
  case $called in
    /*) [ "$(command -v "${called##*/}")" = "$called" ] && called=${called##*/} ;;
    */*) ;;
    *) called=./$called ;;
  esac
}
