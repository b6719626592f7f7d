//! Tests below the window.
