//! A proof as lines that a program reads: `name=value`, the same in every language. Shown by `/verify`, read by `scripts/verify`.
//!
//! Amounts are cents; prices are as stored; times are UTC; a quote is `source price time age-in-ms`. The weights are those of
//! the tiers offered, in the order of the candidates.
//!
//! **Invariant:** the script needs nothing but these lines. A field is never renamed: old catches are checked by new scripts.

use crate::game::{
    fair::hex,
    market::Tick,
    money::PnlPercent,
    proof::{Proof, age_ms},
};

/// The lines of a proof, without markup: no character in them means anything in HTML.
pub(super) fn lines(proof: &Proof) -> String {
    let position = &proof.position;
    let mut lines = vec![
        format!("position={}", position.id),
        format!("pond={}", position.pond),
        format!("rod={}", position.rod),
        format!("leverage={}", position.leverage.to_decimal()),
        format!("stake={}", position.stake.0),
    ];
    lines.extend(fill("entry", &position.entry));
    lines.extend(fill("exit", &proof.exit));
    lines.extend([
        format!("percent={}", exact(proof.percent)),
        format!("cents={}", proof.cents.0),
        format!("commitment={}", position.seed.commitment_hex()),
        format!("seed={}", hex(position.seed.bytes())),
        format!("roll={}", hex(&proof.roll)),
        format!("catalogue={}", proof.catalogue),
        format!("weights={}", or_none(weights(proof))),
        format!("candidates={}", or_none(candidates(proof))),
        format!("fish={}", proof.fish),
    ]);
    lines.join("\n")
}

fn fill(name: &str, tick: &Tick) -> Vec<String> {
    let mut lines = vec![format!("{name}={}", tick.price), format!("{name}_round={}", tick.round_at)];
    lines.extend(tick.quotes.iter().map(|quote| {
        let age = age_ms(quote, tick.round_at);
        format!("{name}_quote={} {} {} {age}", quote.source, quote.price, quote.at)
    }));
    lines
}

fn weights(proof: &Proof) -> String {
    let tiers = proof.candidates.iter().map(|(rarity, _)| format!("{rarity}:{}", rarity.weight()));
    tiers.collect::<Vec<_>>().join(",")
}

fn candidates(proof: &Proof) -> String {
    let tiers = proof.candidates.iter().map(|(rarity, fish)| format!("{rarity}:{}", fish.join(",")));
    tiers.collect::<Vec<_>>().join(";")
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

fn exact(percent: PnlPercent) -> String {
    percent.to_decimal().to_string()
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::game::{
        catalogue::{self, RodId, SNAPPED},
        fair::Seed,
        hook::{Catch, HookTimes, decide_hook},
        market::{Pair, Quote, Source, middle},
        money::{Cents, Price},
        player::{Player, PlayerId, Position, PositionId},
        rules::Rules,
    };

    /// A catch with all that is stored of it.
    pub(in super::super) fn proof_of(caught: &Catch) -> Proof {
        let owned = |fish: &Vec<catalogue::FishId>| fish.iter().map(|fish| fish.0.to_owned()).collect();
        Proof {
            position: caught.position.clone(),
            exit: caught.exit.clone(),
            percent: caught.pnl.percent,
            cents: caught.pnl.cents,
            fish: caught.fish.0.to_owned(),
            roll: caught.roll,
            catalogue: caught.catalogue,
            candidates: caught.candidates.iter().map(|(rarity, fish)| (*rarity, owned(fish))).collect(),
        }
    }

    /// A fill of these prices, a source each, the first 250 ms older than the next.
    pub(in super::super) fn tick(pair: Pair, second: i64, prices: &[&str]) -> Tick {
        let round_at = Timestamp::from_millisecond(second * 1_000 + 125).unwrap();
        let quote = |(index, text): (usize, &&str)| Quote {
            source: Source::ALL[index],
            price: Price::parse(text).unwrap(),
            at: Timestamp::from_millisecond(second * 1_000 - 1_000 + 250 * index as i64).unwrap(),
        };
        let quotes: Vec<Quote> = prices.iter().enumerate().map(quote).collect();
        let price = middle(quotes.iter().map(|quote| quote.price).collect()).unwrap();
        Tick { pair, price, round_at, quotes }
    }

    fn hooked(
        id: i64,
        (pond, rod): (Pair, RodId),
        (stake, level): (i64, u32),
        (entry, exit): (&[&str], &[&str]),
    ) -> Proof {
        let began = 1_790_000_000 + id * 600;
        let position = Position {
            id: PositionId(id),
            chat_id: 1,
            topic: None,
            pond,
            rod,
            leverage: catalogue::rod(rod).leverage,
            stake: Cents(stake),
            seed: Seed::from_bytes(std::array::from_fn(|index| (index as u8).wrapping_mul(7).wrapping_add(id as u8))),
            opened_at: Timestamp::from_second(began).unwrap(),
            entry: tick(pond, began, entry),
            ahead: jiff::SignedDuration::ZERO,
            bells: Vec::new(),
        };
        let player = Player { level, open: Some(position), ..Player::newcomer(PlayerId(1)) };
        let at = Timestamp::from_second(began + 300).unwrap();
        let times = HookTimes { arrived_at: at, commanded_at: at };
        let exit = tick(pond, began + 300, exit);
        let change = decide_hook(&player, &exit, None, times, at, &Rules::default()).unwrap();
        proof_of(&change.closes.unwrap())
    }

    /// The published vectors: what each shows, and its proof.
    fn vectors() -> [(&'static str, Proof); 5] {
        let (eth, ada, btc) = (Pair::EthUsd, Pair::AdaUsd, Pair::BtcUsd);
        [
            (
                "A gain on a long rod; three sources, so the middle price is one of theirs.",
                hooked(
                    1,
                    (eth, RodId::Long20),
                    (100_000, 1),
                    (&["2500.1", "2500.12", "2500.2"], &["2531", "2531.25", "2532"]),
                ),
            ),
            (
                "A gain on a short rod; two sources, so the price is the mean of both.",
                hooked(2, (btc, RodId::Short25), (200_000, 2), (&["64123.45", "64123.46"], &["60001.5", "60002.25"])),
            ),
            (
                "A cheap coin, and a loss so small that only trash and common fish were near.",
                hooked(
                    3,
                    (ada, RodId::Long30),
                    (400_000, 4),
                    (&["0.450001", "0.450002", "0.450009"], &["0.44999", "0.449987", "0.44998"]),
                ),
            ),
            (
                "A great gain at a high level, with legends among the candidates; four sources, so the two in the middle count.",
                hooked(
                    4,
                    (eth, RodId::Long40),
                    (800_000, 8),
                    (&["2500", "2500.5", "2501", "2499"], &["2900", "2901", "2899.5", "2910"]),
                ),
            ),
            (
                "A line that snapped: the stake is lost, nothing is drawn.",
                hooked(5, (eth, RodId::Long20), (100_000, 1), (&["2500"], &["1249.99"])),
            ),
        ]
    }

    #[test]
    fn the_published_vectors_are_made_by_this_code() {
        let head = "# Five catches, made by Angler's own code: `scripts/verify --test-vectors` recomputes each with nothing of it.";
        let blocks = vectors().map(|(words, proof)| format!("# {words}\n{}\n", lines(&proof)));
        let made = format!("{head}\n\n{}", blocks.join("\n"));
        let published = include_str!("../../scripts/verify-vectors.txt");
        assert_eq!(made, published, "scripts/verify-vectors.txt should be:\n{made}");
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&lines(&vectors()[0].1)), "README.md should show the first vector");
        let [.., great, snapped] = vectors().map(|(_, proof)| proof);
        assert_eq!((great.candidates.len(), snapped.fish.as_str()), (4, SNAPPED.0));
    }

    #[test]
    fn nothing_in_a_proof_means_anything_in_html() {
        for (_, proof) in vectors() {
            assert!(!lines(&proof).contains(['<', '>', '&', '"']));
        }
    }
}
