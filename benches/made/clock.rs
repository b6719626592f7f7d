//! What a bench says of the machine, its clock, and what it makes of its times.

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

/// The value below which this share of the values lies; 0 if there is none.
pub(crate) fn share(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(0.0)
}

/// The value in the middle.
pub(crate) fn median(values: &[f64]) -> f64 {
    share(values, 0.5)
}
