//! What a person can invoke by name: one list feeds menus, keys, palette and the key sheet.

use crate::view::{Centre, LaneKey, Metric, Scale, Stacking, Step, TableFormat, Theme};
use egui::{Key, KeyboardShortcut, Modifiers};

/// A named thing a person can invoke.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Action {
    /// Opens timelines by a file dialog.
    Open,
    /// Opens a timeline by its typed path.
    OpenPath,
    /// Opens the shipped timeline.
    OpenShipped,
    /// Saves all unsaved changes.
    Save,
    /// Shows what saving would change.
    Review,
    /// Saves under another name.
    SaveAs,
    /// Goes back to what the file on the disk says.
    Revert,
    /// Begins a timeline with no incidents.
    NewTimeline,
    /// Shows the saved versions of the file.
    Versions,
    /// Shows what both this program and another changed.
    Disputes,
    /// Shows what sessions that died left unsaved.
    Offers,
    /// Saves each change at once, or not.
    SaveEveryChange,
    /// Shows the change of the text before every save, or not.
    ReviewBeforeSaving,
    /// Writes what is shown or selected to a file that others read.
    Export,
    /// Closes the program.
    Quit,
    /// Takes the last change of the data back.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
    /// Shows the selected incidents as fields.
    Edit,
    /// Begins a new incident.
    New,
    /// Begins a new incident that says what the selected one says.
    Duplicate,
    /// Takes the selected incident out of its file.
    Remove,
    /// Shows the timeline's own data as fields: its header, groups and periods.
    Timeline,
    /// Shows or hides the queue of what needs work.
    Work,
    /// The next incident that needs work.
    NextWork,
    /// The one before.
    PreviousWork,
    /// Copies the citation of the selected incident.
    CopyCitation,
    /// Copies the totals with rule, filter and version.
    CopyTotals,
    /// Opens or closes the counting rule.
    Rule,
    /// Shows what makes the total.
    Explain,
    /// Shows the incidents whose figure moved most.
    Moved,
    /// Shows or hides the facets.
    Facets,
    /// Asks for the day as of which the record is shown.
    AsKnown,
    /// Shows the record as it is today.
    AsToday,
    /// Puts the cursor into the search field.
    Find,
    /// Takes the filter away.
    ClearFilter,
    /// Selects nothing.
    ClearSelection,
    /// Opens the palette.
    Palette,
    /// Shows the keys.
    KeySheet,
    /// Shows how to write a query.
    QueryHelp,
    /// Shows scope, rules and licence of the open timelines.
    Scope,
    /// Shows what the program is.
    About,
    /// Shows what is wrong with the open files.
    Problems,
    /// Back to the place before.
    Back,
    /// Forward again.
    Forward,
    /// The whole span.
    FitAll,
    /// The selected incidents.
    FitSelection,
    /// Asks for a date to go to.
    GoToDate,
    /// Closer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// Next incident within the filter.
    Next,
    /// Incident before, within the filter.
    Previous,
    /// First incident within the filter.
    First,
    /// Last incident within the filter.
    Last,
    /// A tenth of the view earlier.
    PanEarlier,
    /// A tenth of the view later.
    PanLater,
    /// A whole view earlier.
    PageEarlier,
    /// A whole view later.
    PageLater,
    /// Sets what the center shows.
    Centre(Centre),
    /// Shows, saves and changes views under names.
    SavedViews,
    /// Opens or closes the stories.
    Stories,
    /// Begins a step that shows what is shown now.
    AddStep,
    /// The next step of the story.
    NextStep,
    /// The step before.
    PreviousStep,
    /// Presents the story from the step that is shown.
    Present,
    /// Presents the story from its first step.
    PresentFromStart,
    /// Shows the presenter's notes in a window of their own while presenting, or not.
    NotesWindow,
    /// Compares the present filter, as A or B, with the other.
    TakeFilter {
        /// As A, else as B.
        is_a: bool,
    },
    /// Copies the whole table.
    CopyTable(TableFormat),
    /// Copies the selected rows of the table.
    CopyRows(TableFormat),
    /// Shows or hides the side panel.
    SidePanel,
    /// Shows or hides the legend.
    Legend,
    /// Full screen and back.
    FullScreen,
    /// Sets what makes the lanes.
    Lanes(LaneKey),
    /// Sets what makes colors and stacks.
    Colors(LaneKey),
    /// Sets what the bars measure.
    Metric(Metric),
    /// Sets the scale of the plot.
    Scale(Scale),
    /// Stacked or plain bars.
    Stacking(Stacking),
    /// Sets the length of a bar.
    Step(Option<Step>),
    /// Shows or hides the running total.
    Cumulative,
    /// Sets the colors.
    Theme(Theme),
    /// Larger text.
    LargerText,
    /// Smaller text.
    SmallerText,
    /// Text at 100 %.
    NormalText,
    /// Glides or jumps.
    ReducedMotion,
}

/// The groups of the key sheet.
pub const SHEET: &[(&str, &[Action])] = &[
    (
        "Move through incidents",
        &[Action::Next, Action::Previous, Action::First, Action::Last, Action::FitSelection, Action::ClearSelection],
    ),
    (
        "Move through time",
        &[
            Action::PanEarlier,
            Action::PanLater,
            Action::PageEarlier,
            Action::PageLater,
            Action::ZoomIn,
            Action::ZoomOut,
            Action::FitAll,
            Action::GoToDate,
            Action::Back,
            Action::Forward,
        ],
    ),
    (
        "Edit",
        &[
            Action::Undo,
            Action::Redo,
            Action::Edit,
            Action::New,
            Action::Duplicate,
            Action::Remove,
            Action::Timeline,
            Action::Work,
            Action::NextWork,
            Action::PreviousWork,
        ],
    ),
    ("Files", &[Action::Save, Action::SaveAs, Action::Review, Action::NewTimeline, Action::Export]),
    ("Find", &[Action::Find, Action::Facets, Action::Palette, Action::ClearFilter, Action::QueryHelp]),
    ("Count", &[Action::Rule, Action::Explain, Action::Moved, Action::AsKnown, Action::AsToday]),
    (
        "Brief",
        &[
            Action::Stories,
            Action::AddStep,
            Action::NextStep,
            Action::PreviousStep,
            Action::Present,
            Action::PresentFromStart,
            Action::NotesWindow,
        ],
    ),
    (
        "Window",
        &[
            Action::Open,
            Action::OpenPath,
            Action::Centre(Centre::Timeline),
            Action::Centre(Centre::Table),
            Action::Centre(Centre::Compare),
            Action::SavedViews,
            Action::SidePanel,
            Action::Legend,
            Action::Problems,
            Action::FullScreen,
            Action::LargerText,
            Action::SmallerText,
            Action::NormalText,
            Action::CopyCitation,
            Action::CopyTotals,
            Action::KeySheet,
            Action::Quit,
        ],
    ),
];

impl Action {
    /// Every action, for the palette.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = SHEET.iter().flat_map(|(_, actions)| actions.iter().copied()).collect();
        all.extend([Self::Revert, Self::Versions, Self::Disputes, Self::Offers]);
        all.extend([Self::SaveEveryChange, Self::ReviewBeforeSaving]);
        all.extend([Self::OpenShipped, Self::Scope, Self::About, Self::Cumulative, Self::ReducedMotion]);
        all.extend(LaneKey::ALL.map(Self::Lanes));
        all.extend(LaneKey::ALL.map(Self::Colors));
        all.extend(Metric::ALL.map(Self::Metric));
        all.extend(Scale::ALL.map(Self::Scale));
        all.extend([Stacking::Stacked, Stacking::Plain].map(Self::Stacking));
        all.push(Self::Step(None));
        all.extend(Step::ALL.map(|step| Self::Step(Some(step))));
        all.extend(Theme::ALL.map(Self::Theme));
        all.extend([true, false].map(|is_a| Self::TakeFilter { is_a }));
        all.extend([TableFormat::Tsv, TableFormat::Markdown].map(Self::CopyTable));
        all.extend([TableFormat::Tsv, TableFormat::Markdown].map(Self::CopyRows));
        all.retain(|action| *action != Self::Palette);
        all
    }

    /// The text in menus and palette; ends in "…" if more is asked.
    pub fn text(self) -> String {
        match self {
            Self::Lanes(key) => format!("Lanes by {}", key.label().to_lowercase()),
            Self::Colors(key) => format!("Color and stack by {}", key.label().to_lowercase()),
            Self::Metric(metric) => format!("Plot {}", metric.label().to_lowercase()),
            Self::Scale(scale) => format!("{} scale", scale.label()),
            Self::Stacking(Stacking::Stacked) => "Split the bars".to_owned(),
            Self::Stacking(Stacking::Plain) => "Do not split the bars".to_owned(),
            Self::Step(None) => "Bars that fit the zoom".to_owned(),
            Self::Step(Some(step)) => format!("One bar a {}", step.label()),
            Self::Theme(theme) => format!("{} theme", theme.label()),
            Self::Centre(Centre::Compare) => "Compare A and B".to_owned(),
            Self::Centre(centre) => format!("Show as {}", centre.label().to_lowercase()),
            Self::TakeFilter { is_a } => format!("Compare: take the filter as {}", if is_a { "A" } else { "B" }),
            Self::CopyTable(TableFormat::Tsv) => "Copy the table as values".to_owned(),
            Self::CopyTable(TableFormat::Markdown) => "Copy the table as Markdown".to_owned(),
            Self::CopyRows(TableFormat::Tsv) => "Copy the selected rows as values".to_owned(),
            Self::CopyRows(TableFormat::Markdown) => "Copy the selected rows as Markdown".to_owned(),
            other => other.plain_text().to_owned(),
        }
    }

    fn plain_text(self) -> &'static str {
        match self {
            Self::Open => "Open…",
            Self::OpenPath => "Open by path…",
            Self::OpenShipped => "Open the shipped timeline",
            Self::Export => "Export…",
            Self::Quit => "Quit",
            Self::Save => "Save",
            Self::Review => "See the change of the text…",
            Self::SaveAs => "Save as…",
            Self::Revert => "Revert to the file on the disk",
            Self::NewTimeline => "New timeline…",
            Self::Versions => "Saved versions…",
            Self::Disputes => "Choose between versions…",
            Self::Offers => "Recovered changes…",
            Self::SaveEveryChange => "Save every change",
            Self::ReviewBeforeSaving => "Show the change before every save",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Edit => "Edit the selection",
            Self::New => "New incident",
            Self::Duplicate => "Duplicate the incident",
            Self::Remove => "Delete the incident",
            Self::Timeline => "Timeline, groups and periods…",
            Self::Work => "What needs work",
            Self::NextWork => "Next that needs work",
            Self::PreviousWork => "Previous that needs work",
            Self::CopyCitation => "Copy citation of the selected incident",
            Self::CopyTotals => "Copy totals with rule and version",
            Self::Find => "Search",
            Self::ClearFilter => "Clear the filter",
            Self::ClearSelection => "Clear the selection",
            Self::Rule => "Counting rule",
            Self::Explain => "What makes this number",
            Self::Moved => "Figures that moved most",
            Self::Facets => "Facets",
            Self::AsKnown => "As known on…",
            Self::AsToday => "As known today",
            Self::Palette => "Find or run…",
            Self::KeySheet => "Keys",
            Self::QueryHelp => "How to write a query",
            Self::Scope => "Scope and counting rules",
            Self::About => "About Daymark",
            Self::Problems => "Problems",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::FitAll => "Show the whole span",
            Self::FitSelection => "Show the selection",
            Self::GoToDate => "Go to date…",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::Next => "Next incident",
            Self::Previous => "Previous incident",
            Self::First => "First incident",
            Self::Last => "Last incident",
            Self::PanEarlier => "Pan earlier",
            Self::PanLater => "Pan later",
            Self::PageEarlier => "One screen earlier",
            Self::PageLater => "One screen later",
            Self::SavedViews => "Saved views…",
            Self::Stories => "Stories…",
            Self::AddStep => "Add this view as a step…",
            Self::NextStep => "Next step",
            Self::PreviousStep => "Previous step",
            Self::Present => "Present",
            Self::PresentFromStart => "Present from the first step",
            Self::NotesWindow => "Notes in a window of their own",
            Self::SidePanel => "Side panel",
            Self::Legend => "Legend",
            Self::FullScreen => "Full screen",
            Self::Cumulative => "Running total",
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::NormalText => "Text at 100 %",
            Self::ReducedMotion => "Reduced motion",
            _ => "",
        }
    }

    /// The keys that invoke it, the shown one first. Single keys work while no text field has the focus; arrows only
    /// while the timeline has it.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const fn ctrl(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::COMMAND, key)
        }
        const fn alt(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::ALT, key)
        }
        const fn shift(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::SHIFT, key)
        }
        const fn plain(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::NONE, key)
        }
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        match self {
            Self::Open => const { &[ctrl(Key::O)] },
            Self::OpenPath => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::O)] },
            Self::Export => const { &[ctrl(Key::E)] },
            Self::Quit => const { &[ctrl(Key::Q)] },
            Self::Save => const { &[ctrl(Key::S)] },
            Self::SaveAs => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::S)] },
            Self::Review => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::D)] },
            Self::NewTimeline => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::N)] },
            Self::Undo => const { &[ctrl(Key::Z)] },
            Self::Redo => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::Z), ctrl(Key::Y)] },
            Self::Edit => const { &[plain(Key::E), plain(Key::F2)] },
            Self::New => const { &[ctrl(Key::N)] },
            Self::Duplicate => const { &[ctrl(Key::D)] },
            Self::Remove => const { &[plain(Key::Delete)] },
            Self::Timeline => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::E)] },
            Self::Work => const { &[plain(Key::W)] },
            Self::NextWork => const { &[plain(Key::N)] },
            Self::PreviousWork => const { &[shift(Key::N)] },
            Self::CopyCitation => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::C)] },
            Self::CopyTotals => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::T)] },
            Self::Find => const { &[plain(Key::Slash), ctrl(Key::F)] },
            Self::Palette => const { &[ctrl(Key::K), ctrl(Key::P)] },
            Self::KeySheet => const { &[plain(Key::F1), plain(Key::Questionmark)] },
            Self::Problems => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::M)] },
            Self::Rule => const { &[plain(Key::R)] },
            Self::Explain => const { &[plain(Key::X)] },
            Self::Facets => const { &[plain(Key::B), ctrl(Key::B)] },
            Self::AsKnown => const { &[plain(Key::K)] },
            Self::Back => const { &[alt(Key::ArrowLeft), ctrl(Key::OpenBracket)] },
            Self::Forward => const { &[alt(Key::ArrowRight), ctrl(Key::CloseBracket)] },
            Self::FitAll => const { &[plain(Key::Num0)] },
            Self::FitSelection => const { &[plain(Key::F)] },
            Self::GoToDate => const { &[plain(Key::G), ctrl(Key::G)] },
            Self::ZoomIn => const { &[plain(Key::Plus), plain(Key::Equals)] },
            Self::ZoomOut => const { &[plain(Key::Minus)] },
            Self::Next => const { &[plain(Key::ArrowRight)] },
            Self::Previous => const { &[plain(Key::ArrowLeft)] },
            Self::First => const { &[plain(Key::Home)] },
            Self::Last => const { &[plain(Key::End)] },
            Self::PanEarlier => const { &[shift(Key::ArrowLeft)] },
            Self::PanLater => const { &[shift(Key::ArrowRight)] },
            Self::PageEarlier => const { &[plain(Key::PageUp)] },
            Self::PageLater => const { &[plain(Key::PageDown)] },
            Self::Centre(Centre::Timeline) => const { &[ctrl(Key::Num1)] },
            Self::Centre(Centre::Table) => const { &[ctrl(Key::Num2)] },
            Self::Centre(Centre::Compare) => const { &[ctrl(Key::Num3)] },
            Self::Stories => const { &[plain(Key::T)] },
            Self::AddStep => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::A)] },
            Self::NextStep => const { &[ctrl(Key::PageDown)] },
            Self::PreviousStep => const { &[ctrl(Key::PageUp)] },
            Self::Present => const { &[plain(Key::F5)] },
            Self::PresentFromStart => const { &[shift(Key::F5)] },
            Self::SidePanel => const { &[plain(Key::S)] },
            Self::Legend => const { &[plain(Key::L)] },
            Self::FullScreen => const { &[plain(Key::F11)] },
            Self::ClearSelection => const { &[plain(Key::Escape)] },
            Self::LargerText => const { &[ctrl(Key::Plus), ctrl(Key::Equals)] },
            Self::SmallerText => const { &[ctrl(Key::Minus)] },
            Self::NormalText => const { &[ctrl(Key::Num0)] },
            _ => &[],
        }
    }
}
