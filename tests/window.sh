#!/usr/bin/env bash
# The real window comes up under a virtual X server, shows the timeline, hears keys, and keeps quiet when left alone.
set -eu
cd "$(dirname "$0")/.."
cargo build --quiet
program=${CARGO_TARGET_DIR:-target}/debug/daymark
work=$(mktemp -d)
xvfb='' app=''
cleanup() {
    [ -n "$app" ] && kill "$app" 2>/dev/null
    [ -n "$xvfb" ] && kill "$xvfb" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
fail() {
    echo "window: $1" >&2
    [ -s "$work/log" ] && tail -n 20 "$work/log" >&2
    exit 1
}

Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || fail "the X server did not start"
DISPLAY=:$(tr -d '\n' <"$work/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 WINIT_UNIX_BACKEND=x11 NO_AT_BRIDGE=1 DAYMARK_LOG=startup DAYMARK_STATE="$work/state.ron"
unset WAYLAND_DISPLAY

"$program" >"$work/log" 2>&1 &
app=$!
for _ in $(seq 300); do
    grep -q "first frame presented" "$work/log" && break
    kill -0 "$app" 2>/dev/null || fail "the program ended before its first frame"
    sleep 0.1
done
grep "first frame presented" "$work/log" || fail "no frame within 30 s"
sleep 2
window=$(xdotool search --onlyvisible --name Daymark | tail -n 1)
[ -n "$window" ] || fail "no window called Daymark"
xdotool windowsize "$window" 1280 720 windowmove "$window" 0 0 windowfocus "$window"
sleep 1

# Pixels of IS-KP's hue: the lanes and the plot are there.
hue() {
    import -window root "$work/shot.png"
    "$(command -v convert-im6.q16 || command -v magick || echo convert)" "$work/shot.png" -fuzz 8% \
        -fill lime -opaque '#f07a4c' -fill black +opaque lime -channel G -separate -format '%[fx:int(mean*w*h)]' info:
}
full=$(hue)
[ "$full" -gt 1500 ] || fail "the timeline is not on screen ($full pixels of its first hue)"

# A filter typed into the search field hides that lane.
xdotool key slash
sleep 1
xdotool type --delay 40 "branch:is-libya"
sleep 1.5
filtered=$(hue)
[ "$filtered" -lt $((full / 4)) ] || fail "typing a filter changed nothing ($full, then $filtered pixels)"

# Left alone, it does not draw: no processor time in five seconds, but for a blinking cursor.
xdotool key Escape
sleep 4
ticks() { awk '{print $14 + $15}' "/proc/$app/stat"; }
before=$(ticks)
sleep 5
used=$(($(ticks) - before))
[ "$used" -le 5 ] || fail "the idle window used $used ticks of processor time in 5 s"

# Ctrl+Q ends it, and the view is remembered.
xdotool key ctrl+q
for _ in $(seq 50); do kill -0 "$app" 2>/dev/null || break; sleep 0.1; done
kill -0 "$app" 2>/dev/null && fail "Ctrl+Q did not end the program"
app=''
grep -q "is-libya" "$work/state.ron" || fail "the filter was not remembered"
echo "window: ok ($full pixels of the first hue, $filtered after the filter, $used ticks when idle)"
