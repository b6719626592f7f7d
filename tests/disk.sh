#!/usr/bin/env bash
# Saving on real disks: links, owners, full and read-only disks, pipes, and 200 kills of a saving loop.
#   tests/disk.sh [OPTIONS OF CARGO TEST]
# What this user may not do is skipped, with the reason. Mounting is tried in a mount namespace of its own.
set -u
cd "$(dirname "$0")/.."
. tests/checks.sh
it=$(cargo test "$@" --test it --no-run 2>&1 | sed -n 's/.*Executable.*(\(.*\))$/\1/p')
[ -x "$it" ] || { echo "cannot build the tests" >&2; exit 1; }
work=$(mktemp -d)
# Another user must be able to run it.
cp "$it" "$work/it" && it=$work/it
chmod 755 "$work" "$it"
export XDG_STATE_HOME=$work/state
mkdir -m 777 "$XDG_STATE_HOME"
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

victim() { "${as[@]+"${as[@]}"}" "$it" --ignored --exact "store::victim::$1" --nocapture 2>&1; }
as=()
once() { DAYMARK_FILE=$1 DAYMARK_TEXT=$2 DAYMARK_SIZE=${3-} timeout 20 bash -c '"$@"' - "${as[@]+"${as[@]}"}" "$it" --ignored --exact store::victim::save_once --nocapture 2>/dev/null | grep -E '^(saved|refused)|(saved|refused): ' | sed 's/.*\(saved\|refused\): /\1: /'; }
left() { find "$1" -maxdepth 1 -name '*.daymark-new' | wc -l; }

printf old >a.ron
chmod 640 a.ron
check "case 46: saved" "$(once a.ron new)" 'saved: Replaced'
check "case 46: mode and text" "$(stat -c %a a.ron) $(cat a.ron)" '640 new'
mkdir sub
printf old >sub/t.ron
ln -s sub/t.ron l.ron
once l.ron linked >/dev/null
check "case 44: link and target" "$(readlink l.ron) $(cat sub/t.ron)" 'sub/t.ron linked'

mkfifo p.ron
check "case 47: a pipe" "$(once p.ron x)" 'refused: this is a named pipe*'

printf old >f.ron
check "case 41: file size limit" "$(trap '' XFSZ; ulimit -f 100; once f.ron '' 3000000)" 'refused: cannot save, the file would be too large*make room for 2.8 MB*'
check "case 41: text and folder" "$(cat f.ron) $(left .)" 'old 0'

if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    mkdir -m 755 ro
    printf old >ro/a.ron
    chmod 666 ro/a.ron
    check "case 43: a folder that cannot be written" "$(once ro/a.ron inplace)" 'saved: InPlace("it belongs to another user")'
    chown 65534 ro/a.ron
    check "case 43: own file, foreign folder" "$(once ro/a.ron inplace2)" 'saved: InPlace("its folder cannot be written")'
    check "case 43: text and folder" "$(cat ro/a.ron) $(find ro | wc -l)" 'inplace2 2'
    mkdir -m 777 od
    printf old >od/a.ron
    chmod 666 od/a.ron
    check "case 46: another owner" "$(once od/a.ron mine) $(stat -c '%U %a' od/a.ron)" 'saved: InPlace("it belongs to another user") root 666'
    chmod 444 od/a.ron
    check "case 43: a file of others, read-only" "$(once od/a.ron x)" 'refused: the file is read-only*'
    as=()
    printf old >own.ron
    chown 65534:65534 own.ron
    once own.ron new >/dev/null
    check "case 46: owner and group" "$(stat -c '%u:%g' own.ron) $(cat own.ron)" '65534:65534 new'
else
    skip "cases 43 and 46, other owners: needs root and setpriv"
fi

mount_tests() {
    mkdir tm
    mount -t tmpfs -o size=1m tmpfs tm || return 1
    printf old >tm/a.ron
    check "case 40: full disk" "$(once tm/a.ron '' 3000000)" 'refused: cannot save, the disk is full*make room for 2.8 MB*'
    check "case 40: text and folder" "$(cat tm/a.ron) $(left tm)" 'old 0'
    printf old >tm/h.ron
    ln tm/h.ron tm/h2.ron
    check "case 40: full disk, in place" "$(once tm/h.ron '' 3000000)" 'refused: cannot save, the disk is full*'
    check "case 40: text, in place" "$(cat tm/h.ron)" old
    mount -o remount,ro tm
    check "case 43: read-only disk" "$(once tm/a.ron x)" 'refused: the disk is read-only*'
    umount tm
    printf old >source
    printf x >b.ron
    mount --bind source b.ron
    check "case 48: a mounted file" "$(once b.ron bound) $(cat source) $(left .)" 'saved: InPlace("it is a mount point") bound 0'
    umount b.ron
}
if [ "$(id -u)" = 0 ] && unshare --mount true 2>/dev/null; then
    export -f mount_tests once check left
    export it
    counts=$(unshare --mount bash -c 'as=(); n_passed=0; n_failed=0; mount --make-rprivate / 2>/dev/null; mount_tests >&2 || echo no; echo "$n_passed $n_failed"')
    case $counts in
    no*) skip "cases 40, 43 and 48, mounted disks: mounting is not allowed" ;;
    *) n_passed=$((n_passed + ${counts% *})) n_failed=$((n_failed + ${counts#* })) ;;
    esac
else
    skip "cases 40, 43 and 48, mounted disks: needs root and a mount namespace"
fi

kills=${KILLS:-200}
torn=0
printf '[0\n' >k.ron
DAYMARK_FILE=k.ron
export DAYMARK_FILE
for _ in $(seq "$kills"); do
    before=$(stat -c %i k.ron)
    "$it" --ignored --exact store::victim::saving_loop >/dev/null 2>&1 &
    pid=$!
    # Not before it saves.
    for _ in $(seq 500); do
        [ "$(stat -c %i k.ron)" = "$before" ] || break
        sleep 0.01
    done
    sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    victim is_whole >/dev/null || torn=$((torn + 1))
done
n_left=$(left .)
victim sweep >/dev/null
echo "$kills kills: $torn torn, $n_left temporaries left and $(left .) after the sweep"
check "case 39: $kills kills" "$torn $(left .)" '0 0'

echo "disk: $n_passed passed, $n_failed failed"
[ $n_failed = 0 ]
