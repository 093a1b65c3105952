//! Asking a source that takes all pairs in one request and refuses it whole for one that it does not know.
//!
//! Called by Binance and Kraken.
//!
//! **Invariant:** one pair that a source does not know costs that pair only, and only for a while.
//! **Invariant:** a pair counts as unknown only where the same source answered about another one: a source that knows none of
//! its pairs is in trouble, and then it is down, as with any other.

use std::time::Instant;

use futures_util::future::{join, join_all};

use super::{
    ask::{DEADLINE, gather},
    strange::{Questions, Strange},
};
use crate::{
    actors::oracle::port::{PairQuote, SourceError},
    game::market::{Pair, Source},
};

/// What a source made of one request for some pairs.
pub enum Asked {
    /// The quotes it has.
    Quotes(Vec<PairQuote>),
    /// It refused the request for a pair it does not know, without a quote for the others.
    StrangePair,
}

type Answer = (Pair, Result<Asked, SourceError>);

/// Asks for all pairs in one request and, when the source refuses it for a pair it does not know, for each alone. Those it
/// does not know are remembered in `strange`, and beside the others each is asked for again when its time has come.
pub async fn all_or_each<F>(
    source: Source,
    wanted: Vec<Pair>,
    strange: &Strange,
    now: Instant,
    ask: F,
) -> Result<Vec<PairQuote>, SourceError>
where
    F: AsyncFn(&[Pair]) -> Result<Asked, SourceError>,
{
    let Questions { known, due } = strange.sort(wanted, now);
    let whole = async {
        let (answers, tried) = join(known_pairs(&known, &ask), each(&due, &ask)).await;
        let answers = match answers {
            Whole::Quotes(quotes) => {
                let tried = judge(source, strange, now, true, tried);
                return gather([Ok(quotes)].into_iter().chain(tried).collect());
            }
            Whole::Failed(error) => {
                due.iter().for_each(|pair| strange.is_unheard(*pair, now));
                return Err(error);
            }
            Whole::Each(answers) => answers,
        };
        let all: Vec<Answer> = answers.into_iter().chain(tried).collect();
        let speaks = all.iter().any(|(_, answer)| matches!(answer, Ok(Asked::Quotes(_))));
        gather(judge(source, strange, now, speaks, all))
    };
    let late = |_| Err(SourceError::Down(format!("no answer within {} ms", DEADLINE.as_millis())));
    actix_rt::time::timeout(DEADLINE, whole).await.unwrap_or_else(late)
}

enum Whole {
    Quotes(Vec<PairQuote>),
    Failed(SourceError),
    Each(Vec<Answer>),
}

async fn known_pairs<F>(known: &[Pair], ask: &F) -> Whole
where
    F: AsyncFn(&[Pair]) -> Result<Asked, SourceError>,
{
    if known.len() > 1 {
        match ask(known).await {
            Ok(Asked::Quotes(quotes)) => return Whole::Quotes(quotes),
            Ok(Asked::StrangePair) => {}
            Err(error) => return Whole::Failed(error),
        }
    }
    Whole::Each(each(known, ask).await)
}

async fn each<F>(pairs: &[Pair], ask: &F) -> Vec<Answer>
where
    F: AsyncFn(&[Pair]) -> Result<Asked, SourceError>,
{
    let alone = async |pair: &Pair| (*pair, ask(std::slice::from_ref(pair)).await);
    join_all(pairs.iter().map(alone)).await
}

/// What each answer to a question about one pair means; `speaks`: the source answered about a pair just now.
fn judge(
    source: Source,
    strange: &Strange,
    now: Instant,
    speaks: bool,
    answers: Vec<Answer>,
) -> Vec<Result<Vec<PairQuote>, SourceError>> {
    let judged = |(pair, answer): Answer| match answer {
        Ok(Asked::Quotes(quotes)) => {
            if strange.is_known(pair) {
                log::info!(source = source.name(), pair = pair.symbol(); "a price source knows this pair again");
            }
            Ok(quotes)
        }
        Ok(Asked::StrangePair) if speaks => {
            if strange.is_unknown(pair, now) {
                log::warn!(source = source.name(), pair = pair.symbol(); "a price source does not know this pair");
            }
            Ok(Vec::new())
        }
        Ok(Asked::StrangePair) => {
            strange.is_unheard(pair, now);
            Err(SourceError::Down("it knows none of the pairs".into()))
        }
        Err(error) => {
            strange.is_unheard(pair, now);
            Err(error)
        }
    };
    answers.into_iter().map(judged).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use jiff::Timestamp;

    use super::{
        super::{ask::middle, ask::tests::seen, strange::FIRST_WAIT},
        *,
    };

    /// A source that knows these pairs, and what it was asked.
    struct Fake {
        knows: RefCell<Vec<Pair>>,
        asked: RefCell<Vec<usize>>,
    }

    impl Fake {
        fn knowing(knows: &[Pair]) -> Fake {
            Fake { knows: RefCell::new(knows.to_vec()), asked: RefCell::default() }
        }

        /// What came of one ask for every pair: how many quotes, and in requests for how many pairs each.
        async fn told(&self, strange: &Strange, now: Instant) -> (Result<usize, SourceError>, Vec<usize>) {
            let quote = |pair: &Pair| middle(*pair, Source::Kraken, "1", "3", Timestamp::UNIX_EPOCH).unwrap();
            let ask = async |pairs: &[Pair]| {
                self.asked.borrow_mut().push(pairs.len());
                let knows_all = pairs.iter().all(|pair| self.knows.borrow().contains(pair));
                Ok(if knows_all { Asked::Quotes(pairs.iter().map(quote).collect()) } else { Asked::StrangePair })
            };
            let quotes = all_or_each(Source::Kraken, Pair::ALL.to_vec(), strange, now, ask).await;
            (quotes.map(|quotes| seen(quotes).len()), self.asked.take())
        }
    }

    #[actix_rt::test]
    async fn a_source_that_knows_no_pair_for_seconds_is_down_for_seconds_and_loses_none() {
        let (fake, strange, now) = (Fake::knowing(&[]), Strange::default(), Instant::now());
        let none = Err(SourceError::Down("it knows none of the pairs".into()));
        assert_eq!(fake.told(&strange, now).await, (none, vec![8, 1, 1, 1, 1, 1, 1, 1, 1]));
        fake.knows.replace(Pair::ALL.to_vec());
        assert_eq!(fake.told(&strange, now).await, (Ok(8), vec![8]));
    }

    #[actix_rt::test]
    async fn a_pair_that_is_unknown_is_left_out_for_minutes_and_then_asked_for_beside_the_others() {
        let (fake, strange, now) = (Fake::knowing(&Pair::ALL[1..]), Strange::default(), Instant::now());
        assert_eq!(fake.told(&strange, now).await, (Ok(7), vec![8, 1, 1, 1, 1, 1, 1, 1, 1]));
        assert_eq!(fake.told(&strange, now + FIRST_WAIT / 2).await, (Ok(7), vec![7]));
        // All others unknown meanwhile: that is the source's trouble, and none of them is struck off.
        fake.knows.take();
        assert!(fake.told(&strange, now + FIRST_WAIT / 2).await.0.is_err());
        fake.knows.replace(Pair::ALL[1..].to_vec());
        assert_eq!(fake.told(&strange, now + FIRST_WAIT).await, (Ok(7), vec![7, 1]));
        fake.knows.replace(Pair::ALL.to_vec());
        assert_eq!(fake.told(&strange, now + FIRST_WAIT * 2).await, (Ok(7), vec![7]));
        assert_eq!(fake.told(&strange, now + FIRST_WAIT * 3).await, (Ok(8), vec![7, 1]));
        assert_eq!(fake.told(&strange, now + FIRST_WAIT * 3).await, (Ok(8), vec![8]));
    }
}
