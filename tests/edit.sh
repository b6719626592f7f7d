#!/usr/bin/env bash
# A real window edits a timeline by keyboard while another program rewrites the file and the process is killed: at the end
# the file shows only what was meant. KILLS says how often it is killed.
set -eu
cd "$(dirname "$0")/.."
cargo build --quiet
program=$(realpath "${CARGO_TARGET_DIR:-target}/debug/daymark")
work=$(mktemp -d)
xvfb='' app=''
cleanup() {
    [ -n "$app" ] && kill -9 "$app" 2>/dev/null
    [ -n "$xvfb" ] && kill "$xvfb" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
fail() {
    echo "edit: $1" >&2
    [ -s "$work/log" ] && tail -n 20 "$work/log" >&2
    [ -n "${SHOTS-}" ] && import -window root "$SHOTS/edit-failed.png"
    exit 1
}
wait_for() { # WHAT COMMAND…
    local what=$1
    shift
    for _ in $(seq 150); do
        "$@" && return
        sleep 0.2
    done
    fail "$what: not within 30 s"
}

Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
wait_for "the X server" test -s "$work/display"
DISPLAY=:$(tr -d '\n' <"$work/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 WINIT_UNIX_BACKEND=x11 NO_AT_BRIDGE=1 DAYMARK_LOG=startup
export DAYMARK_STATE="$work/state.ron" XDG_STATE_HOME="$work/state"
unset WAYLAND_DISPLAY

mkdir "$work/t"
file=$work/t/two.ron
cat >"$file" <<'RON'
#![enable(implicit_some)]
Timeline(
    format: 1,
    title: "Two",
    version: "1",
    span: "2020/2021",
    about: "",
    license: "CC0-1.0",
    actors: [Actor(id: "a", name: "A")],
    sources: [],
    incidents: [
        // The first of them.
        Incident(
            id: "one", kind: Attack, title: "First attack", when: "2020-05-01", branch: "a",
            place: Place(country: "AFG", precision: Country),
            killed: Count(low: 3, best: 4, high: 5), // by hand
            confidence: Low,
        ),
        Incident(
            id: "two", kind: Attack, title: "Second attack", when: "2021-05-01", branch: "a",
            place: Place(country: "IRQ", precision: Country),
            confidence: Low,
        ),
    ],
)
RON
cp "$file" "$work/expected.ron"

open_window() {
    : >"$work/log"
    "$program" "$file" >"$work/log" 2>&1 &
    app=$!
    wait_for "the first frame" grep -q "first frame presented" "$work/log"
    sleep 1
    window=$(xdotool search --onlyvisible --name Daymark | tail -n 1)
    xdotool windowsize "$window" 1280 720 windowmove "$window" 0 0 windowfocus "$window"
    sleep 1
}
keys() {
    for key in "$@"; do
        xdotool key "$key"
        sleep 0.5
    done
}
journal_has() { grep -qs -- "$1" "$work"/t/.daymark/journal/*.jnl; }
file_has() { grep -qs -- "$1" "$file"; }
no_journal() { ! compgen -G "$work/t/.daymark/journal/*.jnl" >/dev/null; }
kill_it() {
    kill -9 "$app"
    wait "$app" 2>/dev/null || true
    app=''
}
# What another program does: a new file in place of the old one.
by_another() { # SED-EXPRESSION
    sed "$1" "$file" >"$work/t/beside.tmp"
    mv "$work/t/beside.tmp" "$file"
    sed -i "$1" "$work/expected.ron"
}

kills=${KILLS:-3}
before="First attack"
for n in $(seq "$kills"); do
    title="$n renamed $n"
    open_window
    # The first incident, its form, its title.
    keys Home e ctrl+a
    xdotool type --delay 30 "$title"
    sleep 1
    keys Escape
    wait_for "the journal has the change" journal_has "$title"
    # Another program writes the file at some moment around the kill.
    by_another "s/best: [0-9]*, high: [0-9]*/best: $((4 + n % 2)), high: $((5 + n))/" &
    writer=$!
    sleep "0.$((RANDOM % 10))"
    kill_it
    wait "$writer"
    by_another "s/Second attack.*\", when/Second attack, $n\", when/"
    file_has "$title" && fail "the change is in the file before it was saved"
    # What was not saved is offered; Enter restores it, Ctrl+S shows the change, Enter saves it.
    open_window
    keys Return
    keys ctrl+s
    sleep 1
    xdotool type --delay 30 "reason $n"
    keys Return
    wait_for "the file has the change" file_has "$title"
    sed -i "s/$before/$title/" "$work/expected.ron"
    before=$title
    diff "$work/expected.ron" "$file" >"$work/diff" || fail "the file has more or less than what was meant: $(cat "$work/diff")"
    # Undo after saving, and its opposite, leave nothing to save.
    keys ctrl+z ctrl+shift+z
    keys ctrl+q
    for _ in $(seq 50); do kill -0 "$app" 2>/dev/null || break; sleep 0.1; done
    kill -0 "$app" 2>/dev/null && fail "Ctrl+Q did not end the program, though everything is saved"
    app=''
    no_journal || fail "a journal stays though everything is saved"
done
grep -qs "reason $kills" "$work"/t/.daymark/reasons/* || fail "the local history does not have the reason"
echo "edit: ok ($kills kills)"
