//! The program: hands the arguments to the command line, and opens the window where they ask for it.

#![expect(clippy::disallowed_methods, reason = "the program itself may ask the clock for today's date")]

use daymark::app::{App, Memory};
use daymark::cli::{Outcome, WindowArgs};
use daymark::model::Day;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

fn main() -> ExitCode {
    let started = Instant::now();
    let args = std::env::args_os().skip(1);
    let outcome = daymark::cli::run(args, &mut std::io::stdout(), &mut std::io::stderr(), today());
    match outcome {
        Outcome::Exit(status) => ExitCode::from(status),
        Outcome::Window(args) => open_window(args, started),
    }
}

/// Today in UTC; the first day of 1970 on a machine whose clock stands before it.
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::from_days(i32::try_from(seconds / 86_400).unwrap_or(0))
}

fn open_window(args: WindowArgs, started: Instant) -> ExitCode {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("daymark")
            .with_title("Daymark")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([760.0, 480.0]),
        persistence_path: std::env::var_os("DAYMARK_STATE").map(Into::into),
        ..Default::default()
    };
    let created = eframe::run_native(
        "daymark",
        options,
        Box::new(move |cc| {
            let memory: Option<Memory> = cc.storage.and_then(|storage| eframe::get_value(storage, eframe::APP_KEY));
            let mut app = App::new(&cc.egui_ctx, args.files, memory);
            if let Some(view) = args.view {
                app.show_view(&view);
            }
            if let Some(story) = args.story {
                app.show_story(&story);
            }
            Ok(Box::new(Window { app, started, n_frames: 0 }))
        }),
    );
    match created {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!(
                "daymark: the window cannot be opened: {err}\n  It needs an X11 or Wayland display with OpenGL. On Debian and \
                 Ubuntu the packages are libx11-6, libxcursor1, libxi6, libxkbcommon-x11-0 and libgl1.\n  `daymark list`, \
                 `stats`, `show`, `check` and `shot` work without a display."
            );
            ExitCode::from(2)
        }
    }
}

/// What eframe runs.
struct Window {
    app: App,
    started: Instant,
    n_frames: u32,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        // The second frame begins when the first has been presented.
        if self.n_frames == 1 && std::env::var_os("DAYMARK_LOG").is_some_and(|log| log == "startup") {
            let cpu = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
            let cpu_ms = cpu.tv_sec * 1_000 + cpu.tv_nsec / 1_000_000;
            eprintln!(
                "first frame presented after {} ms, {cpu_ms} ms of processor time",
                self.started.elapsed().as_millis()
            );
        }
        if self.n_frames == 0 {
            ui.ctx().request_repaint();
        }
        self.n_frames = self.n_frames.saturating_add(1);
        self.app.ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, &self.app.memory());
    }
}
