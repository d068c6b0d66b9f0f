//! The card: one hover card and one panel in a closed shadow root. Knows no English; what it shows arrives as data.
