//! Labels of tokens: begin, inside and outside of the three roles.

use core::ops::Range;
use factnote_network::crf::{FORBIDDEN, Scores};
use factnote_network::{Crf, LABELS};

/// What a stretch of text is in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that make it a statement.
    Cue,
    /// What is said.
    Content,
}

/// How many roles there are.
pub const ROLES: usize = 3;

impl Role {
    /// All of them.
    pub const ALL: [Self; ROLES] = [Self::Source, Self::Cue, Self::Content];

    /// Its place in [`Role::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The label of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Label {
    /// Part of nothing.
    #[default]
    Outside,
    /// First token of a source.
    SourceBegin,
    /// A further token of a source.
    SourceInside,
    /// First token of a cue.
    CueBegin,
    /// A further token of a cue.
    CueInside,
    /// First token of a content.
    ContentBegin,
    /// A further token of a content.
    ContentInside,
}

impl Label {
    /// All of them.
    pub const ALL: [Self; LABELS] = [
        Self::Outside,
        Self::SourceBegin,
        Self::SourceInside,
        Self::CueBegin,
        Self::CueInside,
        Self::ContentBegin,
        Self::ContentInside,
    ];

    /// Its place in [`Label::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The first label of a role.
    #[must_use]
    pub const fn begin(role: Role) -> Self {
        match role {
            Role::Source => Self::SourceBegin,
            Role::Cue => Self::CueBegin,
            Role::Content => Self::ContentBegin,
        }
    }

    /// The further label of a role.
    #[must_use]
    pub const fn inside(role: Role) -> Self {
        match role {
            Role::Source => Self::SourceInside,
            Role::Cue => Self::CueInside,
            Role::Content => Self::ContentInside,
        }
    }

    /// Its role; none outside.
    #[must_use]
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Outside => None,
            Self::SourceBegin | Self::SourceInside => Some(Role::Source),
            Self::CueBegin | Self::CueInside => Some(Role::Cue),
            Self::ContentBegin | Self::ContentInside => Some(Role::Content),
        }
    }

    /// Whether it goes on with the stretch before it.
    #[must_use]
    pub const fn continues(self) -> bool {
        matches!(self, Self::SourceInside | Self::CueInside | Self::ContentInside)
    }

    /// Whether `next` can stand behind it: only a stretch that has begun goes on.
    #[must_use]
    pub fn may_precede(self, next: Self) -> bool {
        !next.continues() || self.role() == next.role()
    }
}

/// The scores of a random field, with those transitions forbidden that cannot be.
#[must_use]
pub fn scores(crf: &Crf) -> Scores {
    let number = |list: &[f32], at: usize| list.get(at).copied().unwrap_or(0.0);
    Scores {
        transitions: Label::ALL.map(|from| {
            Label::ALL.map(|to| {
                if from.may_precede(to) {
                    number(&crf.transitions, from.index() * LABELS + to.index())
                } else {
                    FORBIDDEN
                }
            })
        }),
        start: Label::ALL.map(|label| {
            if label.continues() {
                FORBIDDEN
            } else {
                number(&crf.start, label.index())
            }
        }),
        end: Label::ALL.map(|label| number(&crf.end, label.index())),
    }
}

/// For each token the probability of each role.
#[must_use]
pub fn roles(labels: &[[f32; LABELS]]) -> Vec<[f32; ROLES]> {
    labels
        .iter()
        .map(|labels| {
            let mut roles = [0.0; ROLES];
            for (label, p) in Label::ALL.iter().zip(labels) {
                if let Some(role) = label.role() {
                    roles[role.index()] += p;
                }
            }
            roles
        })
        .collect()
}

/// Labels `range` as one stretch of `role`.
pub fn paint(labels: &mut [Label], range: Range<usize>, role: Role) {
    let end = range.end.min(labels.len());
    let Some(stretch) = labels.get_mut(range.start.min(end)..end) else {
        return;
    };
    stretch.fill(Label::inside(role));
    if let Some(first) = stretch.first_mut() {
        *first = Label::begin(role);
    }
    // What was cut off in front goes on as a stretch of its own.
    if let Some(next) = labels.get_mut(end)
        && next.continues()
        && let Some(role) = next.role()
    {
        *next = Label::begin(role);
    }
}
