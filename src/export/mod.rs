//! Other people's formats.

pub mod offsets;
