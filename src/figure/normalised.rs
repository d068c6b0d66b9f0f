//! One text for what a figure says: `[~ | <= | >= | < | >] value unit`, `low/high unit` for a range, ISO 8601 for
//! durations and ages (`<=P2W`, `P54Y`, `P1Y1M21D`), ISO 8601 or TIMEX3 for dates and times (`2016-11-08T17:00`, `2016-11-08TEV`,
//! `A/B` for an interval, `A/..` and `../B` for one with an open end), `1 in 5` for ratios, `5-4` for scores.

use super::arithmetic::Arithmetic;
use super::{Approximator, Decimal, Figure, FigureKind};

/// The normalised text of a figure; `noun` is the singular of what it counts.
pub(super) fn text(figure: &Figure, noun: Option<&str>) -> String {
    let mut text = String::from(sign(figure));
    if let Some(time) = &figure.time {
        text.push_str(time);
        return text;
    }
    match figure.kind {
        FigureKind::Score | FigureKind::Ratio if figure.values.len() > 1 => {
            let between = if figure.kind == FigureKind::Score {
                "-"
            } else {
                " in "
            };
            let between = if figure.found_by == "odds" { ":" } else { between };
            let numbers: Vec<String> = figure.values.iter().map(number).collect();
            text.push_str(&numbers.join(between));
            if let Some(unit) = &figure.unit {
                text.push(' ');
                text.push_str(symbol(unit));
            }
            return text;
        }
        FigureKind::Duration | FigureKind::Age => {
            let unit = figure.unit.as_deref().unwrap_or("year");
            let ends = [figure.value, figure.low, figure.high];
            let parts: Vec<String> = ends.iter().flatten().map(|v| duration(*v, unit)).collect();
            text.push_str(&parts.join("/"));
            return text;
        }
        FigureKind::Vague => {
            text.push_str("vague");
            return text;
        }
        _ => {}
    }
    match (figure.value, figure.low, figure.high) {
        (Some(value), _, _) => text.push_str(&number(&value)),
        (None, Some(low), Some(high)) => {
            text.push_str(&number(&low));
            text.push('/');
            text.push_str(&number(&high));
        }
        (None, Some(one), None) | (None, None, Some(one)) => text.push_str(&number(&one)),
        _ => {}
    }
    let unit = match figure.kind {
        FigureKind::Money => figure.currency,
        FigureKind::Multiple => Some("times"),
        FigureKind::Ordinal => Some("th"),
        _ => figure.unit.as_deref().map(symbol),
    };
    if let Some(unit) = unit.or(noun) {
        text.push(' ');
        text.push_str(unit);
    }
    if let Some(per) = &figure.per {
        text.push('/');
        text.push_str(per);
    }
    text
}

fn sign(figure: &Figure) -> &'static str {
    match figure.approximator {
        Approximator::Exact => "",
        Approximator::About => "~",
        Approximator::AtLeast => ">=",
        Approximator::AtMost | Approximator::UpTo => "<=",
        Approximator::MoreThan => ">",
        Approximator::LessThan => "<",
        // A vague amount is at least twice its base, which stands in `low`.
        Approximator::Vague if figure.low.is_some() => ">=",
        Approximator::Vague => "",
    }
}

/// Without trailing zeros, and at most six decimals (the value itself stays exact).
fn number(value: &Decimal) -> String {
    value.round_dp(6).normalize().to_string()
}

fn symbol(unit: &str) -> &str {
    match unit {
        "percent" => "%",
        "percentage point" => "pp",
        "basis point" => "bp",
        other => other,
    }
}

/// ISO 8601: `P2W`, `PT30M`; decades and centuries as years, a night as a day.
fn duration(value: Decimal, unit: &str) -> String {
    let (factor, letter, time) = match unit {
        "millennium" => (1000, 'Y', false),
        "century" => (100, 'Y', false),
        "decade" => (10, 'Y', false),
        "month" => (1, 'M', false),
        "fortnight" => (2, 'W', false),
        "week" => (1, 'W', false),
        "day" | "night" | "weekday" => (1, 'D', false),
        "hour" => (1, 'H', true),
        "minute" => (1, 'M', true),
        "second" | "millisecond" => (1, 'S', true),
        _ => (1, 'Y', false),
    };
    let value = if unit == "millisecond" {
        value.over(Decimal::ONE_THOUSAND)
    } else {
        value.times(Decimal::from(factor))
    };
    let number = number(&value.unwrap_or(Decimal::MAX));
    format!("P{}{number}{letter}", if time { "T" } else { "" })
}
