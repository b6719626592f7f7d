# What the test scripts share: a check that counts, and a reason for what is skipped. To be sourced.
n_failed=0
n_passed=0
check() { # NAME ACTUAL EXPECTED
    if [[ $2 == $3 ]]; then n_passed=$((n_passed + 1)); else
        n_failed=$((n_failed + 1))
        echo "failed: $1"
        echo "  expected: $3"
        echo "  found:    $2"
    fi
}
skip() { echo "skipped: $1"; }
