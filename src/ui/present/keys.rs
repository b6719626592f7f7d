//! The keys of presenting, the same on the screen and beside the notes.
//!
//! Clickers send Page up and Page down, B or a full stop, F5 and Escape.

use super::{PresentAsk, Presenting, Screen};
use egui::{Context, Id, Key, Modifiers};

const DIGITS: [Key; 10] =
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// What the keys of this frame ask for. Digits are kept until Enter takes them.
pub(super) fn listen(
    ctx: &Context,
    presenting: &Presenting<'_>,
    typed: &mut String,
) -> impl Iterator<Item = PresentAsk> + use<> {
    let mut asks = Vec::new();
    // What was reached by Tab is pressed by Enter and the space bar.
    let focused = ctx.memory(egui::Memory::focused);
    let is_reached = focused.is_some_and(|id| id != Id::unique("timeline")) && !ctx.input(|i| i.pointer.any_down());
    let heard: Vec<Key> = ctx.input_mut(|input| {
        let mut heard = Vec::new();
        input.events.retain(|event| match event {
            egui::Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && !modifiers.alt => {
                let is_theirs = is_reached && matches!(key, Key::Enter | Key::Space);
                let is_ours = !is_theirs && is_known(*key);
                if is_ours {
                    heard.push(*key);
                }
                !is_ours
            }
            egui::Event::Text(_) => false,
            _ => true,
        });
        for (key, is_larger) in [(Key::Plus, true), (Key::Equals, true), (Key::Minus, false)] {
            if input.consume_key(Modifiers::COMMAND, key) {
                asks.push(PresentAsk::Zoom { is_larger });
            }
        }
        heard
    });
    for key in heard {
        asks.extend(ask(key, presenting, typed));
    }
    asks.into_iter()
}

fn is_known(key: Key) -> bool {
    DIGITS.contains(&key)
        || matches!(
            key,
            Key::ArrowRight
                | Key::ArrowLeft
                | Key::Space
                | Key::PageDown
                | Key::PageUp
                | Key::Enter
                | Key::N
                | Key::P
                | Key::Backspace
                | Key::Home
                | Key::End
                | Key::B
                | Key::Period
                | Key::W
                | Key::Comma
                | Key::S
                | Key::F5
                | Key::Escape
        )
}

fn ask(key: Key, presenting: &Presenting<'_>, typed: &mut String) -> Option<PresentAsk> {
    if let Some(digit) = DIGITS.iter().position(|digit| *digit == key) {
        if typed.len() < 4 {
            typed.push_str(&digit.to_string());
        }
        return None;
    }
    let number = std::mem::take(typed);
    let blank =
        |screen: Screen| Some(PresentAsk::Screen(if presenting.screen == screen { Screen::Step } else { screen }));
    match key {
        Key::Enter if !number.is_empty() => {
            let step: usize = number.parse().unwrap_or(1);
            Some(PresentAsk::GoTo(step.saturating_sub(1)))
        }
        Key::Backspace | Key::Escape if !number.is_empty() => None,
        Key::ArrowRight | Key::Space | Key::PageDown | Key::Enter | Key::N => Some(PresentAsk::Next),
        Key::ArrowLeft | Key::PageUp | Key::Backspace | Key::P => Some(PresentAsk::Previous),
        Key::Home => Some(PresentAsk::GoTo(0)),
        Key::End => Some(PresentAsk::GoTo(usize::MAX)),
        Key::B | Key::Period => blank(Screen::Black),
        Key::W | Key::Comma => blank(Screen::White),
        Key::S => Some(PresentAsk::NotesWindow),
        Key::Escape => Some(PresentAsk::Leave),
        // A clicker that begins with F5 has nothing to begin here.
        _ => None,
    }
}
