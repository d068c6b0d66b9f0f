//! Other people's formats.

#[cfg(feature = "message")]
pub mod answer;
#[cfg(feature = "json")]
pub mod brat;
#[cfg(feature = "tagger")]
pub mod conll;
mod context;
pub mod csv;
pub mod html;
pub mod json;
pub mod json_lines;
mod json_text;
pub mod markdown;
pub mod offsets;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(feature = "json")]
pub mod schema_org;
mod uuid;
pub mod web_annotation;
