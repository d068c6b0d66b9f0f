//! Other people's formats.

pub mod html;
pub mod json;
pub mod offsets;
#[cfg(test)]
pub(crate) mod sample;
