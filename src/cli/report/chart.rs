//! Charts: shares of the kinds of sources, group by group, as SVG.

use super::count::Tally;
use super::measure::{KINDS, Measure};
use plotters::prelude::*;

const WIDTH: u32 = 860;
const ROW: u32 = 26;
const MARGIN: u32 = 60;

/// A bar for each group, from 0 to 100 percent of its statements. None where there is nothing to show.
pub fn shares(groups: &[(&String, &Tally)]) -> Option<String> {
    let groups: Vec<_> = groups.iter().filter(|(_, tally)| tally.statements > 0).collect();
    let rows = u32::try_from(groups.len()).ok().filter(|rows| *rows > 0)?;
    let mut svg = String::new();
    draw(&mut svg, &groups, rows).ok()?;
    Some(svg)
}

type Failed<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

fn draw<'a>(svg: &'a mut String, groups: &[&(&String, &Tally)], rows: u32) -> Result<(), Failed<'a>> {
    let area = SVGBackend::with_string(svg, (WIDTH, rows * ROW + MARGIN)).into_drawing_area();
    let names: Vec<String> = groups.iter().map(|(name, _)| shortened(name)).collect();
    let mut chart = ChartBuilder::on(&area)
        .margin(8)
        .x_label_area_size(28)
        .y_label_area_size(200)
        .build_cartesian_2d(0.0..100.0, (0..rows).into_segmented())?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .x_labels(6)
        .x_label_formatter(&|percent| format!("{percent:.0} %"))
        .y_labels(groups.len() + 1)
        .y_label_formatter(&|row| match row {
            SegmentValue::CenterOf(row) => names.get(*row as usize).cloned().unwrap_or_default(),
            _ => String::new(),
        })
        .label_style(("sans-serif", 13))
        .draw()?;
    for (row, (_, tally)) in (0..rows).zip(groups) {
        let mut from = 0.0;
        for (measure, (red, green, blue)) in KINDS {
            let to = from + share(tally, measure);
            let corners = [
                (from, SegmentValue::Exact(row)),
                (to, SegmentValue::Exact(row + 1)),
            ];
            let mut bar = Rectangle::new(corners, RGBColor(red, green, blue).filled());
            bar.set_margin(3, 3, 0, 0);
            chart.draw_series([bar])?;
            from = to;
        }
    }
    area.present()
}

#[allow(clippy::cast_precision_loss)] // counts of sentences
fn share(tally: &Tally, measure: Measure) -> f64 {
    tally.number(measure) as f64 * 100.0 / tally.statements.max(1) as f64
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 28;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}
