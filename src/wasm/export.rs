//! An analysis as text, in the formats that a page or an extension may ask for.

use js_sys::{Error, JSON};
use wasm_bindgen::JsValue;

use super::engine::{Question, here};
use super::locale::Browser;
use super::message::to_js;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::describe::present;
use crate::export::json::Record;
use crate::export::web_annotation::web_annotation;
use crate::export::{csv, json_lines, markdown};

/// The analysis in the format of this name. As on the command line, what is for people or to be published holds what is
/// marked, and what programs sort out holds everything.
pub(super) fn export(
    article: &Article,
    analysis: &Analysis,
    question: &Question,
    format: &str,
) -> Result<JsValue, Error> {
    let least = here::options(question.mark_from).mark_from;
    let mut record = Record::new(article, analysis);
    match format {
        "csv" => {
            record.leave_out_below(0.0);
            Ok(csv::csv(&record).into())
        }
        "json-lines" => {
            let mut text = String::new();
            for annotation in &record.annotations {
                let json = String::from(JSON::stringify(&to_js(annotation)?)?);
                text.push_str(&json_lines::line(&record, annotation, &json));
                text.push('\n');
            }
            Ok(text.into())
        }
        "markdown" => {
            let locale = Browser::from(question);
            let presentation = present(article, analysis, least, &locale);
            Ok(markdown::markdown(article, analysis, &presentation).into())
        }
        "web-annotation" => {
            record.leave_out_below(least.into());
            Ok(web_annotation(article, &record).into())
        }
        _ => Err(Error::new(&format!(
            "Factnote: export() knows csv, json-lines, markdown, web-annotation, and the record where no format is given; \
             not `{format}`"
        ))),
    }
}
