//! `angler recover`: the operator's word that a database which lost commits is the one to go on with.
//!
//! Called by `main.rs`.
//!
//! **Invariant:** without a loss that waits for the word nothing is changed.

use std::io::Write;

use super::{OperatorError, beside};
use crate::{
    actors::db::losses,
    config::Config,
    text::{Lang, pages},
};

/// Says the word, and what it ended.
///
/// # Errors
/// Nothing was changed then.
pub async fn run(config: &Config, output: &mut impl Write) -> Result<(), OperatorError> {
    let (english, russian) = (pages::moments_lost(Lang::En).text, pages::moments_lost(Lang::Ru).text);
    let over = beside(config, async |connector| {
        Ok::<_, OperatorError>(losses::recover(connector, (&english, &russian)).await?)
    })
    .await?;
    if over.is_empty() {
        writeln!(output, "no loss is known that waits for a word; nothing was changed")?;
        return Ok(());
    }
    for loss in &over {
        let ((since, until), (turns, updates)) = (loss.span, loss.gone);
        writeln!(
            output,
            "{since} to {until}: {turns} turns and {updates} updates are gone, {} players are told",
            loss.told
        )?;
    }
    writeln!(output, "a running service starts anew within seconds, and goes on with what is there")?;
    Ok(())
}
