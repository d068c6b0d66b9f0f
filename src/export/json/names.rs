//! The names of the kinds in the exported schema.

use crate::analysis::{Change, FigureStatus};
use crate::article::BlockKind;
use crate::attribution::quoted::QuotedKind;
use crate::attribution::{Form, HedgeKind, LinkRelation, Stance};
use crate::figure::{Approximator, ChangeRole, Figure, FigureKind};
use crate::source::{Identity, SourceKind};

/// Name of what a publisher has done.
pub(super) fn publisher(change: Change) -> &'static str {
    match change {
        Change::Hidden => "hidden",
        Change::Corrected => "corrected",
        Change::Added => "added",
    }
}

/// Name of a form.
pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Partial => "partial",
        Form::Indirect => "indirect",
        Form::Document => "document_content",
        Form::SpeechAct => "speech_act_report",
        Form::Agentless => "agentless",
    }
}

/// Name of what stands between quotation marks.
pub(super) fn quoted(kind: QuotedKind) -> &'static str {
    match kind {
        QuotedKind::Speech => "speech",
        QuotedKind::Title => "title",
        QuotedKind::Nickname => "nickname",
        QuotedKind::Term => "term",
    }
}

/// Name of a stance.
pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Endorsing => "endorsing",
        Stance::Distancing => "distancing",
        Stance::Evaluative => "evaluative",
    }
}

/// Name of a kind of hedge.
pub(super) fn hedge(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::Modal => "modal_possibility",
        HedgeKind::Adverb => "adverb_possibility",
        HedgeKind::Condition => "condition",
        HedgeKind::Expectation => "agentless_expectation",
        HedgeKind::Hearsay => "hearsay",
        HedgeKind::Approximator => "approximator",
    }
}

/// Name of a link of the chain.
pub(super) fn link(relation: LinkRelation) -> &'static str {
    match relation {
        LinkRelation::Publishes => "publishes",
        LinkRelation::Relays => "relays",
        LinkRelation::Origin => "origin",
    }
}

/// Name of an identity.
pub(super) fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::Named => "named",
        Identity::Unnamed => "unnamed",
        Identity::Anonymous => "anonymous",
        Identity::Generic => "generic",
    }
}

/// Name of a kind of source.
pub(super) fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::UnnamedPerson => "unnamed_person",
        SourceKind::UnnamedGroup => "unnamed_group",
        SourceKind::Organisation => "organisation",
        SourceKind::Document => "document",
        SourceKind::Dataset => "dataset",
        SourceKind::Poll => "poll",
        SourceKind::Outlet => "outlet",
    }
}

/// Name of a block's kind.
pub(super) fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Byline => "byline",
        BlockKind::Subheading => "subheading",
        BlockKind::Caption => "caption",
        BlockKind::Aside => "aside",
        BlockKind::Paragraph | BlockKind::Blockquote | BlockKind::Item => "body",
    }
}

/// Name of a kind of figure.
pub(super) fn figure(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Money => "money",
        FigureKind::Percent => "percent",
        FigureKind::Count => "count",
        FigureKind::Quantity => "measure",
        FigureKind::Date => "date",
        FigureKind::Time => "time",
        FigureKind::Duration => "duration",
        FigureKind::Age => "age",
        FigureKind::Ordinal => "rank",
        FigureKind::Ratio => "ratio",
        FigureKind::Multiple => "multiple",
        FigureKind::Score => "score",
        FigureKind::Vague => "comparison",
    }
}

/// How exact a figure is.
pub(super) fn qualifier(figure: &Figure) -> &'static str {
    match figure.approximator {
        Approximator::Exact if figure.kind == FigureKind::Vague => "vague",
        Approximator::Exact if figure.low.is_some() && figure.high.is_some() => "between",
        Approximator::Exact => "exact",
        Approximator::About => "approximate",
        Approximator::AtLeast => "at_least",
        Approximator::AtMost | Approximator::UpTo => "at_most",
        Approximator::MoreThan => "more_than",
        Approximator::LessThan => "less_than",
        Approximator::Vague => "vague",
    }
}

/// Which end of a change a figure names.
pub(super) fn change(role: ChangeRole) -> &'static str {
    match role {
        ChangeRole::By => "by",
        ChangeRole::From => "from",
        ChangeRole::To => "to",
    }
}

/// Whose figure it is.
pub(super) fn status(status: FigureStatus) -> &'static str {
    match status {
        FigureStatus::Attributed => "attributed",
        FigureStatus::InQuote => "in_quote",
        FigureStatus::Agentless => "agentless",
        FigureStatus::OutletVoice => "outlet_voice",
        FigureStatus::Document => "document",
        FigureStatus::Presupposed => "presupposed_inside_attributed_content",
    }
}
