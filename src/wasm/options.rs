//! Options as a page writes them: an object of a script, a JSON tag, or `data-*` attributes, whose values are all
//! strings. Each wrong one is a sentence, and the others hold.

use js_sys::{Array, Object, Reflect};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::engine::Question;
use super::locale::is_locale;
use super::message::{of_option, warn};
use super::value::{number, share, text, truth};
use crate::card::{CardOptions, Theme};
use crate::describe::MarkStyle;
use crate::dom::ScanOptions;
use crate::dom::marks::Renderer;

/// Longest rest, in milliseconds.
const LONGEST_REST: f64 = 10_000.0;

/// The names of [`MarkStyle`], which knows no format; tests/documentation.rs compares them.
#[wasm_bindgen(typescript_custom_section)]
const KINDS: &str = "
/** What is marked. */
export type Kind = 'direct' | 'paraphrase' | 'unnamed' | 'outlet' | 'figure';
";

/// What a page may decide.
#[derive(Clone, Debug, Default, PartialEq, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct InitOptions {
    #[serde(flatten)]
    pub(super) scan: ScanOptions,
    /// Confidence from which something is marked, 0 to 1.
    #[tsify(optional)]
    pub(super) mark_from: Option<f32>,
    /// What is marked: a list, or names with commas. All where it is left out.
    #[tsify(optional, type = "Kind[] | string")]
    pub(super) kinds: Option<Vec<MarkStyle>>,
    #[serde(flatten)]
    pub(super) card: CardOptions,
    /// Whether the page is read again when it changes: late paragraphs, another article at another address.
    #[tsify(optional)]
    pub(super) watch: Option<bool>,
    /// The publishing outlet, where the page itself does not say.
    #[tsify(optional)]
    pub(super) outlet: Option<String>,
    /// The article's title, where the page has another: that of a page with several articles.
    #[tsify(optional)]
    pub(super) title: Option<String>,
    /// Day of publication (`2026-10-06`), where the page itself does not say.
    #[tsify(optional)]
    pub(super) published: Option<String>,
    /// Language of the text; stands in the record.
    #[tsify(optional)]
    pub(super) language: Option<String>,
    /// How numbers and days are written on cards (BCP 47: `de-CH`); as the reader's browser does where it is left out.
    #[tsify(optional)]
    pub(super) locale: Option<String>,
    /// Words of card and panel in another language, by key: the content of `pkg/messages/de.json`.
    #[tsify(optional, type = "Record<string, string>")]
    pub(super) messages: Vec<(String, String)>,
    /// What the publisher hides, corrects or adds, beside the page's own tags.
    #[tsify(optional, type = "object | object[]")]
    pub(super) overrides: Vec<crate::overrides::Override>,
    /// What is wrong in `overrides`, a sentence each.
    #[serde(skip)]
    wrong: Vec<String>,
}

impl InitOptions {
    /// The part that the engine needs.
    pub fn question(&self) -> Question {
        Question {
            mark_from: self.mark_from,
            kinds: self.kinds.clone(),
            locale: self.locale.clone(),
            messages: self.messages.clone(),
            overrides: self.overrides.clone(),
        }
    }
}

/// Reads options; what is wrong with them is said on the console.
pub(super) fn understood(value: &JsValue) -> InitOptions {
    let (options, complaints) = read(value);
    for complaint in complaints {
        warn(&complaint);
    }
    options
}

/// Reads options; the second list says what is wrong with them.
fn read(value: &JsValue) -> (InitOptions, Vec<String>) {
    let mut options = InitOptions::default();
    let mut complaints = Vec::new();
    if value.is_undefined() || value.is_null() {
        return (options, complaints);
    }
    // By what they are, not by `instanceof`: options may come from another frame or from an extension.
    if !value.is_object() {
        complaints.push("the options are no object; all have their defaults".to_owned());
        return (options, complaints);
    }
    let object: &Object = value.unchecked_ref();
    for key in Object::keys(object).iter() {
        let value = Reflect::get(object, &key).unwrap_or(JsValue::UNDEFINED);
        let name = key.as_string().unwrap_or_default();
        if value.is_undefined() || value.is_null() {
            continue;
        }
        if let Err(wanted) = options.set(&name, &value) {
            complaints.push(of_option(&name, wanted));
        }
    }
    complaints.append(&mut options.wrong);
    (options, complaints)
}

impl InitOptions {
    /// Sets one option. The error says what it should be.
    fn set(&mut self, name: &str, value: &JsValue) -> Result<(), &'static str> {
        match name {
            "root" => self.scan.root = Some(text(value)?),
            "exclude" => self.scan.exclude = Some(text(value)?),
            "outlet" => self.outlet = Some(text(value)?),
            "title" => self.title = Some(text(value)?),
            "published" => self.published = Some(text(value)?),
            "language" => self.language = Some(text(value)?),
            "locale" => {
                let locale = text(value)?;
                if !is_locale(&locale) {
                    return Err("the name of a locale is wanted, like en-GB");
                }
                self.locale = Some(locale);
            }
            "overrides" => (self.overrides, self.wrong) = super::overrides::of_script(value),
            "messages" => self.messages = messages(value)?,
            "markFrom" => {
                self.mark_from = Some(share(value)?);
            }
            "rest" => {
                let number = number(value).filter(|n| (0.0..=LONGEST_REST).contains(n));
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 10,000
                let number = number.map(|n| n as u32);
                self.card.rest = number.ok_or("a number of milliseconds from 0 to 10000 is wanted")?;
            }
            "card" => self.card.card = truth(value)?,
            "panel" => self.card.panel = truth(value)?,
            "watch" => self.watch = Some(truth(value)?),
            "shortcuts" => self.card.shortcuts = truth(value)?,
            "theme" => {
                self.card.theme = match value.as_string().as_deref() {
                    Some("auto") => Theme::Auto,
                    Some("light") => Theme::Light,
                    Some("dark") => Theme::Dark,
                    _ => return Err("auto, light or dark is wanted"),
                }
            }
            "renderer" => {
                self.card.renderer = match value.as_string().as_deref() {
                    Some("spans") => Renderer::Spans,
                    Some("highlights") => Renderer::Highlights,
                    _ => return Err("spans or highlights is wanted"),
                }
            }
            "kinds" => self.kinds = Some(kinds(value)?),
            "report" => {
                let address = text(value)?;
                let scheme = address.split(':').next().unwrap_or("").to_ascii_lowercase();
                if !matches!(scheme.as_str(), "http" | "https" | "mailto") || !address.contains(':') {
                    return Err("an address that begins with http:, https: or mailto: is wanted");
                }
                self.card.report = Some(address);
            }
            _ => return Err("there is no such option"),
        }
        Ok(())
    }
}

/// An object of texts: the words of the interface in another language.
fn messages(value: &JsValue) -> Result<Vec<(String, String)>, &'static str> {
    const WANTED: &str = "an object of texts is wanted, like that of messages/de.json";
    if !value.is_object() {
        return Err(WANTED);
    }
    let object: &Object = value.unchecked_ref();
    let mut messages = Vec::new();
    for key in Object::keys(object).iter() {
        let message = Reflect::get(object, &key)
            .ok()
            .and_then(|message| message.as_string());
        messages.push((key.as_string().unwrap_or_default(), message.ok_or(WANTED)?));
    }
    Ok(messages)
}

fn kinds(value: &JsValue) -> Result<Vec<MarkStyle>, &'static str> {
    const WANTED: &str = "names out of direct, paraphrase, unnamed, outlet and figure are wanted";
    let list = Array::is_array(value).then(|| value.unchecked_ref::<Array>());
    let names: Vec<String> = match (value.as_string(), list) {
        (Some(text), _) => text
            .split([',', ' '])
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        (None, Some(list)) => list
            .iter()
            .map(|name| name.as_string())
            .collect::<Option<_>>()
            .ok_or(WANTED)?,
        (None, None) => return Err(WANTED),
    };
    let style = |name: &String| MarkStyle::ALL.into_iter().find(|style| style.name() == name);
    names.iter().map(style).collect::<Option<_>>().ok_or(WANTED)
}
