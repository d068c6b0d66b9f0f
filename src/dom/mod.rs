//! The live page: collecting its text, marking, restoring. Knows no English.
