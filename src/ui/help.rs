//! Texts that explain: keys, query language, scope, about.
