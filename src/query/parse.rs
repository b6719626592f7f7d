//! Text to query.

use super::{
    Query, QueryError,
    syntax::{Condition, Expr},
};

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    Ok(Query { root: Expr::and(text.split_whitespace().map(|word| Expr::Is(Condition::Text(word.to_owned())))) })
}

pub(super) fn bare_is_text(_text: &str) -> bool {
    true
}
