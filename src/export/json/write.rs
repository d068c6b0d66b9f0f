//! Records as JSON text.

use super::Record;
use crate::{Analysis, Article};
use std::io;

/// The analysis as one line of JSON.
///
/// # Errors
/// None that the types allow; the error is `serde_json`'s.
pub fn to_string(article: &Article, analysis: &Analysis) -> serde_json::Result<String> {
    serde_json::to_string(&Record::new(article, analysis))
}

/// The analysis as indented JSON.
///
/// # Errors
/// As [`to_string`].
pub fn to_string_pretty(article: &Article, analysis: &Analysis) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Record::new(article, analysis))
}

/// Writes the record as indented JSON and a line break.
///
/// # Errors
/// Those of `out`.
pub fn write_pretty(out: &mut dyn io::Write, record: &Record<'_>) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Writes a line of JSON Lines: the record, after `"id"` and `"section"` where the caller has them, and a line break.
///
/// # Errors
/// Those of `out`.
pub fn write_line(
    out: &mut dyn io::Write,
    id: Option<&serde_json::Value>,
    section: Option<&str>,
    record: &Record<'_>,
) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'a serde_json::Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<&'a str>,
        #[serde(flatten)]
        record: &'a Record<'a>,
    }
    serde_json::to_writer(&mut *out, &Line { id, section, record })?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use serde_json::{Value, json};

    fn record() -> Value {
        serde_json::from_str(&to_string(&sample::article(), &sample::analysis()).unwrap()).unwrap()
    }

    #[test]
    fn a_statement_tells_its_way_from_outlet_to_origin() {
        let statement = &record()["annotations"][0];
        assert_eq!(statement["id"], "A0");
        assert_eq!(statement["kind"], "attribution");
        assert_eq!(statement["source"], "S2");
        assert_eq!(statement["relays"], json!(["S1"]));
        assert_eq!(statement["hops"], 1);
        assert_eq!(statement["cue"]["exact"], "reported");
        assert_eq!(statement["cue"]["lemma"], "report");
        assert_eq!(statement["form"], "indirect");
        assert_eq!(statement["hedges"], json!(["H1"]));
        assert_eq!(statement["contains"], json!(["F2"]));
        assert_eq!(statement["where"]["in"], "body");
        let chain: Vec<_> = statement["chain"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| &l["relation"])
            .collect();
        assert_eq!(chain, ["publishes", "relays", "origin"]);
    }

    #[test]
    fn spans_point_into_the_text_in_both_units() {
        let record = record();
        let units: Vec<u16> = sample::TEXT.encode_utf16().collect();
        let at = |v: &Value, key: &str| usize::try_from(v[key].as_u64().unwrap()).unwrap();
        for span in [
            &record["annotations"][0]["content"][0],
            &record["annotations"][2]["content"][0],
            &record["annotations"][0]["second_cue"],
            &record["sources"][2]["justification"],
            &record["document"]["title"],
        ] {
            let exact = span["exact"].as_str().unwrap();
            assert_eq!(
                String::from_utf16(&units[at(span, "start")..at(span, "end")]).unwrap(),
                exact
            );
            assert_eq!(&sample::TEXT[at(span, "byte_start")..at(span, "byte_end")], exact);
            let around = format!(
                "{}{exact}{}",
                span["prefix"].as_str().unwrap(),
                span["suffix"].as_str().unwrap()
            );
            assert!(sample::TEXT.contains(&around));
            assert!(around.chars().count() >= 48 || around.len() == sample::TEXT.len());
        }
    }

    #[test]
    fn a_figure_says_what_it_measures_and_who_gives_it() {
        let figure = &record()["annotations"][2];
        assert_eq!(figure["id"], "F2");
        assert_eq!(figure["figure"]["value"], 3_500_000);
        assert_eq!(figure["figure"]["qualifier"], "approximate");
        assert_eq!(figure["figure"]["of"], "stone");
        assert_eq!(figure["figure"]["normalised"], "~3500000 USD");
        assert_eq!(
            figure["attribution"],
            json!({"status": "attributed", "annotation": "A0", "source": "S2"})
        );
    }

    #[test]
    fn document_and_sources_are_told() {
        let record = record();
        assert_eq!(record["schema"], "1.0");
        assert_eq!(record["document"]["outlet"], "S0");
        assert_eq!(record["document"]["length"]["bytes"], sample::TEXT.len());
        assert_eq!(
            record["document"]["length"]["utf16"],
            sample::TEXT.encode_utf16().count()
        );
        assert_eq!(record["sources"][2]["number"], "plural");
        assert_eq!(record["sources"][2]["possibly_member_of"], "S1");
        assert_eq!(
            record["relations"][0],
            json!({"type": "member_of", "from": "S2", "to": "S1"})
        );
    }

    #[test]
    fn a_line_is_one_line_and_begins_with_its_id() {
        let mut out = Vec::new();
        let (article, analysis) = (sample::article(), sample::analysis());
        let record = Record::new(&article, &analysis);
        write_line(&mut out, Some(&json!("a-7")), None, &record).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with(r#"{"id":"a-7","schema":"1.0""#));
        assert_eq!(text.matches('\n').count(), 1);
    }

    #[test]
    fn what_is_left_out_leaves_no_id_behind() {
        let (article, mut analysis) = (sample::article(), sample::analysis());
        analysis.annotations[2].confidence = 0.2;
        let mut record = Record::new(&article, &analysis);
        record.leave_out_below(0.5);
        let value = serde_json::to_value(&record).unwrap();
        let ids: Vec<_> = value["annotations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| &a["id"])
            .collect();
        assert_eq!(ids, ["A0", "H1"], "ids stay what they are");
        assert_eq!(value["annotations"][0]["contains"], json!([]));
    }

    fn number(digits: &str) -> String {
        serde_json::to_string(&super::super::Number(digits.parse().unwrap())).unwrap()
    }

    #[test]
    fn a_decimal_that_a_double_holds_is_a_number() {
        assert_eq!(number("3.2"), "3.2");
        assert_eq!(number("-0.10"), "-0.1");
        assert_eq!(number("350000000000"), "350000000000");
        assert_eq!(number("2.000"), "2");
        assert_eq!(number("1234567890.12345"), "1234567890.12345");
    }

    #[test]
    fn every_number_is_the_double_that_is_nearest_to_its_digits() {
        let mut digits = 1_u64;
        for place in 0..20_000_u64 {
            digits = digits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(place);
            let decimal = crate::figure::Decimal::new(
                i64::try_from(digits % 1_000_000_000_000_000).unwrap(),
                u32::try_from(place % 16).unwrap(),
            );
            let written = decimal.normalize().to_string();
            let double: f64 = written.parse().unwrap();
            let number = serde_json::to_value(super::super::Number(decimal)).unwrap();
            assert_eq!(number.as_f64(), Some(double), "{written}");
            assert_eq!(double.to_string(), written);
        }
    }

    #[test]
    fn a_decimal_that_a_double_would_or_might_round_is_a_string() {
        assert_eq!(number("0.1234567890123456"), "\"0.1234567890123456\"");
        assert_eq!(number("9007199254740993"), "\"9007199254740993\"");
        assert_eq!(number("0.12345678901234567891"), "\"0.12345678901234567891\"");
    }
}
