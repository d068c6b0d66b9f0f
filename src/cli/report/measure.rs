//! What is counted: each thing with its name in tables of data and its words for readers.

/// Something that is counted, with the sentences behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Named,
    Unnamed,
    Document,
    Outlet,
    NoSource,
    Secondhand,
    WithReason,
    WithoutReason,
    HeadlineDrops,
    Figures,
    FiguresWithoutSource,
}

/// How many there are.
pub const COUNT: usize = 11;

/// All, in the order of columns: name in data, words above a column.
pub const ALL: [(Measure, &str, &str); COUNT] = [
    (Measure::Named, "named", "named people and organisations"),
    (Measure::Unnamed, "unnamed", "unnamed people"),
    (Measure::Document, "document", "documents, data, polls"),
    (Measure::Outlet, "outlet", "other outlets"),
    (Measure::NoSource, "no_source", "no source given"),
    (Measure::Secondhand, "secondhand", "secondhand"),
    (
        Measure::WithReason,
        "unnamed_with_reason",
        "unnamed, with a reason",
    ),
    (
        Measure::WithoutReason,
        "unnamed_without_reason",
        "unnamed, without a reason",
    ),
    (
        Measure::HeadlineDrops,
        "headline_drops",
        "headlines that drop an attribution",
    ),
    (Measure::Figures, "figures", "figures"),
    (
        Measure::FiguresWithoutSource,
        "figures_without_source",
        "figures without a source",
    ),
];

/// Kinds of sources, which together are all statements: what the charts show, and in which colour.
pub const KINDS: [(Measure, (u8, u8, u8)); 5] = [
    (Measure::Named, (0, 114, 178)),
    (Measure::Document, (86, 180, 233)),
    (Measure::Outlet, (0, 158, 115)),
    (Measure::Unnamed, (230, 159, 0)),
    (Measure::NoSource, (153, 153, 153)),
];

impl Measure {
    /// Its place in [`ALL`].
    pub fn at(self) -> usize {
        self as usize
    }

    /// Its words for readers.
    pub fn words(self) -> &'static str {
        ALL[self.at()].2
    }
}
