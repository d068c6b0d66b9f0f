//! Overrides as they are written: a list of objects. What is wrong with one is a sentence, and the others hold.

use super::{Kind, Override, Selector};
use crate::analysis::Change;
use crate::source::SourceKind;

/// A value of JSON or of a script, as far as overrides need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object: names and values.
    Object(Vec<(String, Value)>),
    /// Null, or what was left out.
    Nothing,
    /// Something that no override holds.
    Other,
}

/// Deepest level of an override: the list, an override, its selector, a text. What is deeper is [`Value::Other`].
pub const DEEPEST: usize = 3;

/// Reads a list of overrides, or one; the second list says what is wrong.
#[must_use]
pub fn read(value: Value) -> (Vec<Override>, Vec<String>) {
    let list = match value {
        Value::List(list) => list,
        Value::Nothing => Vec::new(),
        one => vec![one],
    };
    let (mut overrides, mut complaints) = (Vec::new(), Vec::new());
    for (number, value) in (1u32..).zip(list) {
        match read_one(value) {
            Ok(one) => overrides.push(one),
            Err(wrong) => {
                complaints.push(["override ", &number.to_string(), " is not used: ", &wrong].concat())
            }
        }
    }
    (overrides, complaints)
}

fn read_one(value: Value) -> Result<Override, String> {
    let Value::Object(fields) = value else {
        return Err("an object is wanted, with `action` and `selector`".to_owned());
    };
    let mut one = Override {
        change: Change::Corrected,
        selector: Selector::default(),
        kind: None,
        source: None,
        source_kind: None,
        role: None,
        link: None,
        why_unnamed: None,
        note: None,
    };
    let mut action = None;
    for (name, value) in fields {
        let is_known = match (name.as_str(), value) {
            (_, Value::Nothing) => true,
            ("selector", Value::Object(fields)) => {
                one.selector = selector(fields)?;
                true
            }
            (name, Value::Text(text)) if !text.trim().is_empty() => one.set(name, text, &mut action)?,
            ("selector", _) => return Err(wanted("selector", "an object with `exact`, `prefix`, `suffix`")),
            (name, _) => return Err(wanted(name, "a text")),
        };
        if !is_known {
            return Err(["there is no field `", &name, "`"].concat());
        }
    }
    one.change = action.ok_or("`action` is missing: hide, correct or add")?;
    if one.selector.exact.is_empty() {
        return Err("`selector` with `exact`, the words that are meant, is missing".to_owned());
    }
    let says_something = [&one.source, &one.role, &one.link, &one.why_unnamed, &one.note];
    match one.change {
        Change::Added if one.source.is_none() => Err("`add` needs `source`".to_owned()),
        Change::Corrected if says_something.iter().all(|field| field.is_none()) => {
            Err("`correct` needs one of `source`, `role`, `link`, `whyUnnamed`, `note`".to_owned())
        }
        _ => Ok(one),
    }
}

impl Override {
    /// Sets a field; false where there is none of this name.
    fn set(&mut self, name: &str, text: String, action: &mut Option<Change>) -> Result<bool, String> {
        let field = match name {
            "action" => {
                *action = Some(one_of(name, &text, &ACTIONS)?);
                return Ok(true);
            }
            "kind" => {
                self.kind = Some(one_of(name, &text, &KINDS)?);
                return Ok(true);
            }
            "sourceKind" => {
                self.source_kind = Some(one_of(name, &text, &SOURCES)?);
                return Ok(true);
            }
            "link" if !text.starts_with("https://") && !text.starts_with("http://") => {
                return Err(wanted(name, "an address that begins with https:// or http://"));
            }
            "source" => &mut self.source,
            "role" => &mut self.role,
            "link" => &mut self.link,
            "whyUnnamed" => &mut self.why_unnamed,
            "note" => &mut self.note,
            _ => return Ok(false),
        };
        *field = Some(text.trim().to_owned());
        Ok(true)
    }
}

const ACTIONS: [(&str, Change); 3] = [
    ("hide", Change::Hidden),
    ("correct", Change::Corrected),
    ("add", Change::Added),
];
const KINDS: [(&str, Kind); 3] = [
    ("attribution", Kind::Attribution),
    ("claim", Kind::Claim),
    ("figure", Kind::Figure),
];
const SOURCES: [(&str, SourceKind); 8] = [
    ("person", SourceKind::Person),
    ("unnamed_person", SourceKind::UnnamedPerson),
    ("unnamed_group", SourceKind::UnnamedGroup),
    ("organisation", SourceKind::Organisation),
    ("document", SourceKind::Document),
    ("dataset", SourceKind::Dataset),
    ("poll", SourceKind::Poll),
    ("outlet", SourceKind::Outlet),
];

fn one_of<T: Copy>(name: &str, text: &str, values: &[(&str, T)]) -> Result<T, String> {
    let found = values.iter().find(|(known, _)| *known == text);
    let names = || {
        values
            .iter()
            .map(|(known, _)| *known)
            .collect::<Vec<_>>()
            .join(", ")
    };
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| wanted(name, &["one of ", &names()].concat()))
}

fn wanted(name: &str, what: &str) -> String {
    ["`", name, "`: ", what, " is wanted"].concat()
}

fn selector(fields: Vec<(String, Value)>) -> Result<Selector, String> {
    let mut selector = Selector::default();
    for (name, value) in fields {
        let field = match name.as_str() {
            "exact" => &mut selector.exact,
            "prefix" => &mut selector.prefix,
            "suffix" => &mut selector.suffix,
            // As the Web Annotation Data Model has it: `TextQuoteSelector`.
            "type" => continue,
            _ => return Err(["there is no field `selector.", &name, "`"].concat()),
        };
        match value {
            Value::Text(text) => *field = text.trim().to_owned(),
            Value::Nothing => {}
            _ => return Err(wanted(&name, "a text")),
        }
    }
    Ok(selector)
}
