//! What is marked and how it is underlined.

use super::label::is_unnamed;
use super::messages::say;
use super::view::View;
use super::{Mark, MarkStyle};
use crate::analysis::{Annotation, Body};
use crate::article::BlockKind;
use crate::attribution::{Attribution, Form, LinkRelation};

/// Whether an annotation is marked on the page. Hedges show on the card of their statement; of the outlet's own
/// claims only the headline is marked; how many unnamed people speak ("two people close to the talks") stands on
/// the card of what they say.
pub(super) fn is_marked(view: &View<'_>, annotation: &Annotation) -> bool {
    // The day in a byline is the page's, not the story's.
    if annotation.place.within == BlockKind::Byline {
        return false;
    }
    match &annotation.body {
        Body::Attribution(_) => true,
        Body::Figure(f) => !view.counts_unnamed_people(f.figure.span),
        Body::Claim(_) => annotation.place.within == BlockKind::Headline,
        Body::Hedge(_) => false,
    }
}

/// The mark of an annotation, number `n` of `of`.
pub(super) fn mark(view: &View<'_>, annotation: &Annotation, n: usize, of: usize) -> Mark {
    let style = style(view, annotation);
    Mark {
        annotation: annotation.id,
        style,
        spans: annotation.content.clone(),
        spoken: spoken(view, annotation, style, n, of),
    }
}

fn style(view: &View<'_>, annotation: &Annotation) -> MarkStyle {
    match &annotation.body {
        Body::Attribution(_) if annotation.is_unread() => MarkStyle::Direct,
        Body::Attribution(a) => attribution_style(view, a),
        Body::Figure(_) => MarkStyle::Figure,
        Body::Claim(_) | Body::Hedge(_) => MarkStyle::Outlet,
    }
}

fn attribution_style(view: &View<'_>, a: &Attribution) -> MarkStyle {
    let Some(source) = a.source.and_then(|id| view.source(id)) else {
        return MarkStyle::Unnamed;
    };
    let secondhand = a.chain.iter().any(|link| link.relation == LinkRelation::Relays);
    match a.form {
        _ if is_unnamed(source) => MarkStyle::Unnamed,
        Form::Direct | Form::Partial => MarkStyle::Direct,
        _ if secondhand => MarkStyle::Unnamed,
        _ => MarkStyle::Paraphrase,
    }
}

fn spoken(view: &View<'_>, annotation: &Annotation, style: MarkStyle, n: usize, of: usize) -> String {
    let (n, of) = (n.to_string(), of.to_string());
    let (key, who) = match &annotation.body {
        Body::Attribution(a) => match (a.source, style) {
            (None, MarkStyle::Direct) => ("spoken.unread", String::new()),
            (None, _) => ("spoken.no_source", String::new()),
            (Some(source), MarkStyle::Direct) => ("spoken.direct", view.name(source)),
            (Some(source), _) if a.form == Form::Direct => ("spoken.direct", view.name(source)),
            (Some(source), _) => ("spoken.paraphrase", view.name(source)),
        },
        Body::Figure(_) => ("spoken.figure", view.label(annotation)),
        Body::Claim(_) | Body::Hedge(_) => ("spoken.outlet", String::new()),
    };
    say(
        view.locale,
        key,
        &[("who", &who), ("figure", &who), ("n", &n), ("of", &of)],
    )
}
