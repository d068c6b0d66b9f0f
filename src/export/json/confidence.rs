//! Leaving out what the engine is not sure of.

use super::{Annotation, Body, Record};
use std::collections::HashSet;

fn is_hidden(annotation: &Annotation<'_>) -> bool {
    annotation.publisher.is_some_and(|note| note.change == "hidden")
}

impl Record<'_> {
    /// Leaves out annotations below a confidence and what the publisher has hidden, and every id that leads to one. The others keep their ids; the
    /// summary stays that of the whole.
    pub fn leave_out_below(&mut self, confidence: f64) {
        let mut gone = HashSet::new();
        self.annotations.retain(|annotation| {
            let stays = annotation.confidence >= confidence && !is_hidden(annotation);
            if !stays {
                gone.insert(annotation.id.clone());
            }
            stays
        });
        let forget = |id: &mut Option<String>| {
            if id.as_ref().is_some_and(|id| gone.contains(id)) {
                *id = None;
            }
        };
        self.relations
            .retain(|relation| !gone.contains(&relation.from) && !gone.contains(&relation.to));
        for annotation in &mut self.annotations {
            match &mut annotation.body {
                Body::Attribution(a) => {
                    a.hedges.retain(|id| !gone.contains(id));
                    a.contains.retain(|id| !gone.contains(id));
                    forget(&mut a.nested_in);
                }
                Body::Claim(claim) => forget(&mut claim.headline_of),
                Body::Figure(figure) => forget(&mut figure.attribution.annotation),
                Body::Hedge(hedge) => forget(&mut hedge.within),
            }
        }
        forget(&mut self.summary.headline_drops_attribution);
    }
}
