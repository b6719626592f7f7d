//! What a bench says of the machine, and its clock.

#![expect(clippy::disallowed_methods, reason = "reads what the machine says of itself")]

use rustix::time::{ClockId, clock_gettime};

/// Processor time of this thread so far, which neighbors on the machine do not stretch much.
pub(crate) fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Number and name of the processors.
pub(crate) fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let n = text.lines().filter(|line| line.starts_with("processor")).count();
    format!("{n} × {}", model.unwrap_or("unknown"))
}

/// Mean number of tasks that ran or waited in the last minute.
pub(crate) fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}
