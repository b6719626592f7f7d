//! Nothing unsaved is left behind unasked.

use super::Leaving;
use crate::app::App;
use crate::ui::FileDialog;
use egui::{Context, ViewportCommand};

impl App {
    /// Does what takes the open files away, or asks first if something is unsaved.
    pub(in crate::app) fn leave(&mut self, ctx: &Context, leaving: Leaving) {
        if !self.desk.has_unsaved() {
            self.pending.leaving = Some(leaving);
            return self.leave_now(ctx);
        }
        let what = match &leaving {
            Leaving::Quit => "the window closes",
            Leaving::Open(_) => "other files are opened",
        };
        self.pending.shown.leaving = Some(what.to_owned());
        self.pending.leaving = Some(leaving);
        self.ui_state.show_files(FileDialog::Leaving);
    }

    pub(super) fn leave_now(&mut self, ctx: &Context) {
        self.pending.shown.leaving = None;
        self.ui_state.close_files(FileDialog::Leaving);
        match self.pending.leaving.take() {
            Some(Leaving::Quit) => {
                self.pending.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Some(Leaving::Open(files)) => self.open(files),
            None => {}
        }
    }

    /// The window is about to close: not before unsaved changes were asked about.
    pub(in crate::app) fn mind_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && self.desk.has_unsaved() && !self.pending.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leave(ctx, Leaving::Quit);
        }
    }
}
