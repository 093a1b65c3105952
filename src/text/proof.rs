//! A proof as lines that a program reads: `name=value`, the same in every language. Shown by `/verify`, read by `scripts/verify`.
//!
//! Amounts are cents; prices are as stored; times are UTC; a quote is `source price time age-in-ms`, rounds that were no fill
//! `first last rounds why`. The weights are those of the tiers offered, in the order of the candidates.
//!
//! **Invariant:** the script needs nothing but these lines. A field is never renamed: old catches are checked by new scripts.

use super::names::safe_code;
use crate::game::{
    catalogue::Rarity,
    fair::{DrawRule, hex},
    market::{Tick, narrowed},
    money::PnlPercent,
    proof::{Given, Proof, age_ms},
};

/// How much room there is for the rounds that were no fill.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// For all that is stored of them.
    Enough,
    /// For the first and the last, and the number of the others.
    Little,
}

/// The lines of a proof, escaped: no character in them means anything in HTML.
pub(super) fn lines(proof: &Proof, room: Room) -> String {
    let position = &proof.position;
    let mut lines = vec![format!("position={}", position.id)];
    lines.extend(rule(&position.rule));
    lines.extend([
        format!("pond={}", position.pond),
        format!("rod={}", position.rod),
        format!("leverage={}", position.leverage.to_decimal()),
        format!("stake={}", position.stake.0),
    ]);
    lines.extend(fill("entry", &position.entry, &proof.entry_given, room));
    lines.extend(fill("exit", &proof.exit, &proof.exit_given, room));
    lines.extend([
        format!("percent={}", exact(proof.percent)),
        format!("cents={}", proof.cents.0),
        format!("commitment={}", hex(&proof.commitment)),
        format!("seed={}", hex(position.seed.bytes())),
        format!("roll={}", hex(&proof.roll)),
        format!("catalogue={}", proof.catalogue),
    ]);
    lines.extend(
        proof.offer.iter().flat_map(|offer| {
            [format!("catalogue_digest={}", hex(&offer.catalogue)), format!("level={}", offer.level)]
        }),
    );
    lines.extend([
        format!("weights={}", or_none(weights(proof))),
        format!("candidates={}", or_none(candidates(proof))),
        format!("fish={}", proof.fish),
    ]);
    lines.join("\n")
}

/// Of version 1 nothing: its lines are as they were before there was another.
fn rule(rule: &DrawRule) -> Vec<String> {
    match rule {
        DrawRule::ByExit => Vec::new(),
        DrawRule::ByLuck { number, luck } => {
            let luck = safe_code(luck.as_str());
            vec![format!("draw={}", rule.version()), format!("number={number}"), format!("luck={luck}")]
        }
    }
}

/// The fill, and for version 2 the command and the rounds since that were none.
fn fill(name: &str, tick: &Tick, given: &Given, room: Room) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(passed) = &given.passed {
        lines.push(format!("{name}_commanded={}", given.commanded_at));
        let told = if room == Room::Little { narrowed(passed) } else { passed.clone() };
        lines.extend(told.iter().map(|run| format!("{name}_passed={}", safe_code(run))));
    }
    lines.extend([format!("{name}={}", tick.price), format!("{name}_round={}", tick.round_at)]);
    lines.extend(tick.quotes.iter().map(|quote| {
        let age = age_ms(quote, tick.round_at);
        format!("{name}_quote={} {} {} {age}", quote.source, quote.price, quote.at)
    }));
    lines
}

/// As they are stored with the catch; of one from before they were, those of the catalogue.
fn weights(proof: &Proof) -> String {
    let weight = |(place, rarity): (usize, Rarity)| match &proof.offer {
        Some(offer) => offer.weights.get(place).map_or_else(String::new, ToString::to_string),
        None => rarity.weight().to_string(),
    };
    let tiers = proof.candidates.iter().map(|(rarity, _)| *rarity).enumerate();
    tiers.map(|(place, rarity)| format!("{rarity}:{}", weight((place, rarity)))).collect::<Vec<_>>().join(",")
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
    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::game::{
        catalogue::{self, RodId, SNAPPED},
        fair::Seed,
        hook::{Catch, HookTimes, decide_hook},
        luck::Luck,
        market::{Pair, Passed, Quote, Source, middle},
        money::{Cents, Price},
        player::{Player, PlayerId, Position, PositionId},
        proof::Offer,
        rules::Rules,
    };

    /// A catch with all that is stored of it.
    pub(in super::super) fn proof_of(caught: &Catch) -> Proof {
        let owned = |fish: &Vec<catalogue::FishId>| fish.iter().map(|fish| fish.0.to_owned()).collect();
        let is_second = caught.position.rule != DrawRule::ByExit;
        let given = |commanded_at| Given { commanded_at, passed: is_second.then(Vec::new) };
        let weights = caught.candidates.iter().map(|(rarity, _)| i32::try_from(rarity.weight()).unwrap());
        let offer = Offer { level: caught.level_before, weights: weights.collect(), catalogue: *catalogue::digest() };
        Proof {
            commitment: caught.position.seed.commitment(),
            entry_given: given(caught.position.entry.round_at - SignedDuration::from_millis(800)),
            exit_given: given(caught.commanded_at),
            offer: is_second.then_some(offer),
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

    /// What is fished for and with what; stake in cents and level; prices of the entry and of the exit.
    type Fished = ((Pair, RodId), (i64, u32), (&'static [&'static str], &'static [&'static str]));

    fn hooked(id: i64, rule: DrawRule, ((pond, rod), (stake, level), (entry, exit)): Fished) -> Proof {
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
            rule,
            opened_at: Timestamp::from_second(began).unwrap(),
            entry: tick(pond, began, entry),
            ahead: SignedDuration::ZERO,
            bells: Vec::new(),
        };
        let player = Player { level, open: Some(position), ..Player::newcomer(PlayerId(1)) };
        let at = Timestamp::from_second(began + 300).unwrap();
        let times = HookTimes { arrived_at: at, commanded_at: at };
        let exit = tick(pond, began + 300, exit);
        let change = decide_hook(&player, &exit, None, times, at, &Rules::default()).unwrap();
        proof_of(&change.closes.unwrap())
    }

    /// What each published vector shows, and its fishing.
    const FISHED: [(&str, Fished); 5] = [
        (
            "A gain on a long rod; three sources, so the middle price is one of theirs.",
            (
                (Pair::EthUsd, RodId::Long20),
                (100_000, 1),
                (&["2500.1", "2500.12", "2500.2"], &["2531", "2531.25", "2532"]),
            ),
        ),
        (
            "A gain on a short rod; two sources, so the price is the mean of both.",
            ((Pair::BtcUsd, RodId::Short25), (200_000, 2), (&["64123.45", "64123.46"], &["60001.5", "60002.25"])),
        ),
        (
            "A cheap coin, and a loss so small that only trash and common fish were near.",
            (
                (Pair::AdaUsd, RodId::Long30),
                (400_000, 4),
                (&["0.450001", "0.450002", "0.450009"], &["0.44999", "0.449987", "0.44998"]),
            ),
        ),
        (
            "A great gain at a high level, with legends among the candidates; four sources, so the two in the middle count.",
            (
                (Pair::EthUsd, RodId::Long40),
                (800_000, 8),
                (&["2500", "2500.5", "2501", "2499"], &["2900", "2901", "2899.5", "2910"]),
            ),
        ),
        (
            "A line that snapped: the stake is lost, nothing is drawn.",
            ((Pair::EthUsd, RodId::Long20), (100_000, 1), (&["2500"], &["1249.99"])),
        ),
    ];

    /// The published vectors of version 1, as they were before there was another.
    fn first() -> [Proof; 5] {
        std::array::from_fn(|index| hooked(1 + index as i64, DrawRule::ByExit, FISHED[index].1))
    }

    /// Those of version 2, of one player, with a round passed over before the first exit.
    fn second() -> [Proof; 5] {
        let words = ["angler", "клевер", "🍀", "a&b<c>", "angler"];
        let rule = |index: usize| DrawRule::ByLuck { number: 1 + index as i64, luck: Luck::stored(words[index]) };
        let mut proofs: [Proof; 5] =
            std::array::from_fn(|index| hooked(6 + index as i64, rule(index), FISHED[index].1));
        // Nothing that was known before a command has a voice in its fill; a line that snapped was closed by no command.
        for proof in &mut proofs {
            let before = SignedDuration::from_secs(2);
            proof.entry_given.commanded_at = proof.position.entry.round_at - before;
            let snapped = proof.fish.as_str() == SNAPPED.0;
            proof.exit_given.commanded_at =
                if snapped { proof.position.entry.round_at } else { proof.exit.round_at - before };
        }
        let missed = proofs[0].exit.round_at - SignedDuration::from_millis(100);
        proofs[0].exit_given.passed = Some(Passed::of([(missed, "1 usable quotes, 2 needed".to_owned())]).lines());
        proofs
    }

    #[test]
    fn the_published_vectors_are_made_by_this_code() {
        let head = "# Ten catches, made by Angler's own code: `scripts/verify --test-vectors` recomputes each with nothing of it.";
        let (second, first) = (second(), first());
        let heads = ["# Version 2 of the draw.", "# Version 1, for lines that were cast before there was a version 2."];
        let mut blocks = Vec::new();
        for (head, proofs) in heads.into_iter().zip([&second, &first]) {
            blocks.push(format!("{head}\n"));
            blocks
                .extend(FISHED.iter().zip(proofs).map(|((words, _), proof)| format!("# {words}\n{}\n", copied(proof))));
        }
        let made = format!("{head}\n\n{}", blocks.join("\n"));
        let published = include_str!("../../scripts/verify-vectors.txt");
        assert!(made == published, "scripts/verify-vectors.txt should be:\n{made}");
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&copied(&second[0])), "README.md should show the first vector");
        let [.., great, snapped] = second;
        assert_eq!((great.candidates.len(), snapped.fish.as_str()), (4, SNAPPED.0));
    }

    /// The lines as a player copies them.
    fn copied(proof: &Proof) -> String {
        crate::text::plain(&lines(proof, Room::Enough))
    }

    #[test]
    fn nothing_in_a_proof_means_anything_in_html() {
        for proof in second().iter().chain(&first()) {
            let text = lines(proof, Room::Enough).replace("&lt;", "").replace("&gt;", "").replace("&amp;", "");
            assert!(!text.contains(['<', '>', '&', '"']), "{text}");
        }
    }
}
