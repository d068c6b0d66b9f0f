//! Which stretch of which text node belongs to which annotations: plain data, before anything is written.

use crate::analysis::AnnotationId;
use crate::article::find::{Found, Piece};
use crate::article::page::NodeIndex;
use crate::describe::{Mark, MarkStyle};
use crate::export::offsets::Offsets;
use crate::order::{pair, sort_by_number};
use crate::span::Span;

/// What is to be wrapped in one text node.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NodePlan {
    /// The text node.
    pub node: NodeIndex,
    /// Its stretches, in order, apart from each other, none empty.
    pub runs: Vec<Run>,
}

/// A stretch of a text node with the same marks all over.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First UTF-16 unit in the node.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// The marks around it, the outermost first.
    pub layers: Vec<Layer>,
}

/// One of the marks around a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layer {
    /// Index in the list of marks.
    pub mark: usize,
    /// Index of the span in the mark's list.
    pub span: usize,
}

/// A run as the spans that are made for it. Plans with equal steps make the same nodes, whatever annotations they are of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// First UTF-16 unit in the node.
    pub start: u32,
    /// The unit after the last one.
    pub end: u32,
    /// How many of the spans around the run before go on around this one.
    pub kept: usize,
    /// The spans that begin, the outermost first.
    pub opened: Vec<MarkStyle>,
}

impl NodePlan {
    /// The runs as steps, and the annotations of the spans that they open, in order.
    pub fn steps(&self, marks: &[Mark]) -> (Vec<Step>, Vec<AnnotationId>) {
        let mut annotations = Vec::new();
        let mut before: Option<&Run> = None;
        let mut steps = Vec::new();
        for run in &self.runs {
            let around = before
                .filter(|b| b.end == run.start)
                .map_or(&[][..], |b| &b.layers);
            let kept = around.iter().zip(&run.layers).take_while(|(a, b)| a == b).count();
            let opened = run
                .layers
                .iter()
                .skip(kept)
                .filter_map(|layer| marks.get(layer.mark));
            steps.push(Step {
                start: run.start,
                end: run.end,
                kept,
                opened: opened.clone().map(|mark| mark.style).collect(),
            });
            annotations.extend(opened.map(|mark| mark.annotation));
            before = Some(run);
        }
        (steps, annotations)
    }

    /// The marks in the node, each with where a stretch of it begins and ends (UTF-16 units); the marks inside it do not cut
    /// it.
    pub fn stretches<'a>(&self, marks: &'a [Mark]) -> Vec<(&'a Mark, u32, u32)> {
        let mut stretches: Vec<(Layer, u32, u32)> = Vec::new();
        for run in &self.runs {
            for &layer in &run.layers {
                let mut before = stretches.iter_mut().rev();
                match before.find(|(other, _, end)| *other == layer && *end == run.start) {
                    Some((_, _, end)) => *end = run.end,
                    None => stretches.push((layer, run.start, run.end)),
                }
            }
        }
        let stretches = stretches.into_iter();
        stretches
            .filter_map(|(layer, start, end)| Some((marks.get(layer.mark)?, start, end)))
            .collect()
    }
}

/// A span of a mark in one text node.
struct Range {
    node: NodeIndex,
    start: u32,
    end: u32,
    /// The whole span, which decides what lies outside of what.
    whole: Span,
    layer: Layer,
}

/// Cuts `marks` at the borders of text nodes and of each other. Of two spans that share words the longer one is
/// outside; where they cross, it stays whole and the shorter one is cut at its border.
pub(super) fn plan(found: &Found, marks: &[Mark]) -> Vec<NodePlan> {
    let offsets = Offsets::new(&found.article.text);
    let mut ranges = Vec::new();
    for (mark, content) in marks.iter().enumerate() {
        for (span, &whole) in content.spans.iter().enumerate() {
            let whole = whole.trimmed(&found.article.text);
            if !whole.is_empty() && !whole.of(&found.article.text).is_empty() {
                cut(&found.pieces, &offsets, whole, Layer { mark, span }, &mut ranges);
            }
        }
    }
    sort_by_number(&mut ranges, |r| r.node as u64);
    ranges
        .chunk_by(|a, b| a.node == b.node)
        .map(|group| NodePlan {
            node: group.first().map_or(0, |r| r.node),
            runs: runs(group),
        })
        .collect()
}

/// The stretches of text nodes under `whole`, one a node: characters that the article leaves out (soft hyphens,
/// line breaks of the source) are inside when their neighbours on both sides are.
fn cut(pieces: &[Piece], offsets: &Offsets, whole: Span, layer: Layer, ranges: &mut Vec<Range>) {
    let first = pieces.partition_point(|p| p.start + p.len <= whole.start());
    let from = ranges.len();
    for piece in pieces
        .get(first..)
        .unwrap_or(&[])
        .iter()
        .take_while(|p| p.start < whole.end())
    {
        let origin = offsets.utf16(piece.start);
        let at = |byte: u32| piece.node_start + (offsets.utf16(byte) - origin);
        let start = at(whole.start().max(piece.start));
        let end = at(whole.end().min(piece.start + piece.len));
        match ranges.get_mut(from..).and_then(<[Range]>::last_mut) {
            Some(last) if last.node == piece.node => last.end = last.end.max(end),
            _ => ranges.push(Range {
                node: piece.node,
                start,
                end,
                whole,
                layer,
            }),
        }
    }
}

fn runs(ranges: &[Range]) -> Vec<Run> {
    let mut borders: Vec<u32> = ranges.iter().flat_map(|r| [r.start, r.end]).collect();
    sort_by_number(&mut borders, |border| u64::from(*border));
    borders.dedup();
    let mut order: Vec<&Range> = ranges.iter().filter(|r| r.start < r.end).collect();
    sort_by_number(&mut order, |r| u64::from(r.start));
    let mut waiting = order.into_iter().peekable();
    let mut open: Vec<&Range> = Vec::new();
    let mut runs = Vec::new();
    for ends in borders.windows(2) {
        let &[start, end] = ends else { continue };
        open.retain(|r| r.end > start);
        while let Some(range) = waiting.next_if(|r| r.start <= start) {
            open.push(range);
        }
        if open.is_empty() {
            continue;
        }
        sort_by_number(&mut open, |r| r.layer.mark as u64);
        sort_by_number(&mut open, |r| pair(!r.whole.len(), r.whole.start()));
        runs.push(Run {
            start,
            end,
            layers: open.iter().map(|r| r.layer).collect(),
        });
    }
    runs
}
