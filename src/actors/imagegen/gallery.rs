//! Where every painting stands, which fish waits to be painted, who waits for it, and whether painting rests.
//!
//! Pure: time comes in, and it starts nothing; `painting.rs` does what follows.
//!
//! **Invariant:** a fish is asked for at most once at a time, never after a refusal, and never beyond its attempts. While the
//! service fails one request at a time tries it, so that an outage does not eat the attempts of every fish.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    bench::{Bench, Offer, Place},
    limits::{ASKERS, ATTEMPTS, Limits},
};
use crate::{
    actors::db::messages::ArtState,
    game::catalogue::{self, FishId},
};

/// See the file's head.
pub(super) struct Gallery {
    states: HashMap<FishId, ArtState>,
    /// False until the database told the states: nothing is asked for until then.
    loaded: bool,
    /// Ready paintings that could not be drawn, and fish left alone after an error of ours; both until the next start.
    broken: HashSet<FishId>,
    left_alone: HashSet<FishId>,
    wanted: Bench<FishId, ()>,
    askers: HashMap<FishId, Vec<oneshot::Sender<bool>>>,
    rests_until: Option<Instant>,
    /// Failures of the service in a row.
    failures: usize,
    put_off: u64,
    /// Grows with every end that is told here, so that older news from the database is known as such.
    news: u64,
}

impl Gallery {
    /// A gallery of which nothing is known yet.
    pub fn new(in_flight: usize, limits: &Limits) -> Gallery {
        Gallery {
            states: HashMap::new(),
            loaded: false,
            broken: HashSet::new(),
            left_alone: HashSet::new(),
            wanted: Bench::new(in_flight, limits.paintings_waiting),
            askers: HashMap::new(),
            rests_until: None,
            failures: 0,
            put_off: 0,
            news: 0,
        }
    }

    /// Forgets everything but what is at work; all who wait are answered by their channel closing.
    pub fn forget(self, in_flight: usize, limits: &Limits) -> Gallery {
        let mut wanted = self.wanted;
        wanted.forget_waiting();
        Gallery { wanted, put_off: self.put_off, news: self.news + 1, ..Gallery::new(in_flight, limits) }
    }

    /// Takes over what the database knows; what happened since the question is newer and stays.
    pub fn load(&mut self, states: Vec<(String, ArtState)>) {
        self.loaded = true;
        for (fish, state) in states {
            if let Some(fish) = catalogue::find(&fish) {
                self.states.entry(fish.id).or_insert(state);
            }
        }
    }

    /// The number of the newest news.
    pub fn news(&self) -> u64 {
        self.news
    }

    /// Takes over what the database said when the news was so; answers whose painting is not in use any longer. Nothing
    /// changes when there was newer news, or of a fish that is being painted.
    pub fn refresh(&mut self, news: u64, states: Vec<(String, ArtState)>) -> Vec<FishId> {
        if !self.loaded || news != self.news {
            return Vec::new();
        }
        let told: HashMap<FishId, ArtState> =
            states.into_iter().filter_map(|(fish, state)| Some((catalogue::find(&fish)?.id, state))).collect();
        let was: Vec<FishId> = self.states.keys().copied().filter(|fish| self.in_use(*fish)).collect();
        self.states.retain(|fish, _| told.contains_key(fish) || self.wanted.has(fish));
        for (fish, state) in told {
            if !self.wanted.has(&fish) {
                self.states.insert(fish, state);
            }
        }
        was.into_iter().filter(|fish| !self.in_use(*fish)).collect()
    }

    /// A catch would like to show this fish painted. True when that is on its way.
    pub fn want(&mut self, fish: FishId) -> bool {
        if !self.may_ask(fish) {
            return false;
        }
        let offer = self.wanted.offer(fish, ());
        if offer == Offer::Full {
            self.put_off += 1;
        }
        offer != Offer::Full
    }

    fn may_ask(&self, fish: FishId) -> bool {
        let open = match self.states.get(&fish) {
            None => true,
            Some(ArtState::Asked { attempts }) => *attempts < ATTEMPTS,
            Some(ArtState::Refused | ArtState::Review | ArtState::Ready) => false,
        };
        self.loaded && open && !self.left_alone.contains(&fish)
    }

    /// The next fish to paint, when there is a place for it and painting does not rest.
    pub fn begin(&mut self, now: Instant) -> Option<Place<FishId>> {
        if self.rests(now) {
            return None;
        }
        let at_most = if self.failures > 0 { 1 } else { usize::MAX };
        self.wanted.begin(at_most).map(|(place, ())| place)
    }

    /// The service answered (well or not): it works.
    pub fn service_works(&mut self) {
        self.failures = 0;
        self.rests_until = None;
    }

    /// The service failed: painting rests; answers how long. Those who fail together are one failure. `fixed` is for a rest
    /// that does not grow.
    pub fn service_failed(
        &mut self,
        now: Instant,
        limits: &Limits,
        retry_after_s: Option<u64>,
        fixed: Option<Duration>,
    ) -> Duration {
        if !self.rests(now) {
            self.failures += 1;
        }
        let rest = fixed.unwrap_or_else(|| limits.rest_after(self.failures, retry_after_s));
        let until = self.rests_until.unwrap_or(now).max(now + rest);
        self.rests_until = Some(until);
        until - now
    }

    /// The day's paintings were asked for: painting rests, and the fish waits with the others.
    pub fn spent(&mut self, fish: FishId, until: Instant) {
        self.rests_until = Some(until);
        if !self.want(fish) {
            self.tell(fish, false);
        }
    }

    /// Painting rests after a failure, or until another day.
    pub fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }

    /// An attempt came to nothing: the fish goes to the end of the queue, or is given up.
    pub fn failed(&mut self, fish: FishId, attempts: i32) {
        self.news += 1;
        self.states.insert(fish, ArtState::Asked { attempts });
        if !self.want(fish) {
            self.tell(fish, false);
        }
    }

    /// Its story has an end: in use, refused or under review.
    pub fn ended(&mut self, fish: FishId, state: ArtState) {
        self.news += 1;
        self.states.insert(fish, state);
        self.tell(fish, self.in_use(fish));
    }

    /// An error of ours or of the database: not tried again before the next start.
    pub fn leave_alone(&mut self, fish: FishId) {
        self.left_alone.insert(fish);
        self.tell(fish, false);
    }

    /// A ready painting cannot be drawn: it is not used before the next start. True the first time.
    pub fn is_broken(&mut self, fish: FishId) -> bool {
        self.broken.insert(fish)
    }

    /// Cards of this fish show its painting.
    pub fn in_use(&self, fish: FishId) -> bool {
        self.states.get(&fish) == Some(&ArtState::Ready) && !self.broken.contains(&fish)
    }

    /// Queued or in flight.
    pub fn on_its_way(&self, fish: FishId) -> bool {
        self.wanted.has(&fish)
    }

    /// Tells `asker` when the painting is in use, or that it will not be.
    pub fn ask(&mut self, fish: FishId, asker: oneshot::Sender<bool>) {
        let asking: usize = self.askers.values().map(Vec::len).sum();
        if self.on_its_way(fish) && asking < ASKERS {
            self.askers.entry(fish).or_default().push(asker);
        } else {
            let _gone = asker.send(self.in_use(fish));
        }
    }

    fn tell(&mut self, fish: FishId, in_use: bool) {
        for asker in self.askers.remove(&fish).unwrap_or_default() {
            let _gone = asker.send(in_use);
        }
    }

    /// In flight, queued.
    pub fn work(&self) -> (usize, usize) {
        (self.wanted.in_flight(), self.wanted.queued())
    }

    /// Paintings in use.
    pub fn ready(&self) -> usize {
        self.states.keys().filter(|fish| self.in_use(**fish)).count()
    }

    /// Times that a fish was not asked for because the queue was full.
    pub fn put_off(&self) -> u64 {
        self.put_off
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOI: FishId = FishId("meme-koi");
    const HADDOCK: FishId = FishId("hodl-haddock");
    const BOOT: FishId = FishId("boot");

    fn gallery(states: &[(FishId, ArtState)]) -> Gallery {
        let mut gallery = Gallery::new(3, &Limits { paintings_waiting: 2, ..Limits::default() });
        gallery.load(states.iter().map(|(fish, state)| (fish.0.to_owned(), *state)).collect());
        gallery
    }

    #[test]
    fn only_open_fish_are_asked_for_and_nothing_before_the_states_are_known() {
        assert!(!Gallery::new(3, &Limits::default()).want(KOI));
        for (state, open) in [
            (ArtState::Asked { attempts: ATTEMPTS - 1 }, true),
            (ArtState::Asked { attempts: ATTEMPTS }, false),
            (ArtState::Refused, false),
            (ArtState::Review, false),
            (ArtState::Ready, false),
        ] {
            let mut gallery = gallery(&[(KOI, state)]);
            assert_eq!((gallery.want(KOI), gallery.on_its_way(KOI)), (open, open), "{state:?}");
            assert!(gallery.want(HADDOCK));
        }
    }

    #[test]
    fn the_operators_word_is_taken_over_unless_there_is_newer_news() {
        let mut gallery = gallery(&[(KOI, ArtState::Ready), (HADDOCK, ArtState::Review)]);
        let rejected = || vec![(KOI.0.to_owned(), ArtState::Refused), (HADDOCK.0.to_owned(), ArtState::Ready)];
        let before = gallery.news();
        gallery.ended(BOOT, ArtState::Refused);
        assert_eq!(gallery.refresh(before, rejected()), []);
        assert!(gallery.in_use(KOI), "that was asked before the news");
        assert_eq!(gallery.refresh(gallery.news(), rejected()), [KOI]);
        assert!(!gallery.in_use(KOI) && gallery.in_use(HADDOCK));
        assert_eq!(gallery.refresh(gallery.news(), vec![]), [HADDOCK]);
        assert!(gallery.want(KOI), "forgotten by the operator: to be painted anew");
        assert_eq!(gallery.refresh(gallery.news(), rejected()), []);
        assert!(gallery.on_its_way(KOI), "what is being painted is not disturbed");
    }

    #[test]
    fn a_full_queue_is_counted() {
        let mut gallery = gallery(&[]);
        let wanted = ["a", "b", "c", "d", "e", "f"].map(|fish| gallery.want(FishId(fish)));
        assert_eq!((wanted, gallery.put_off()), ([true, true, true, true, true, false], 1));
        assert!(gallery.want(FishId("a")), "one that waits already is no more work");
    }

    #[test]
    fn failures_rest_together_and_one_tries_first() {
        let limits = Limits::default();
        let mut gallery = gallery(&[]);
        let now = Instant::now();
        assert!([KOI, HADDOCK, BOOT].map(|fish| gallery.want(fish)).iter().all(|on_its_way| *on_its_way));
        let places: Vec<_> = (0..3).filter_map(|_| gallery.begin(now)).collect();
        assert_eq!(places.len(), 3);
        drop(places);
        for _ in 0..3 {
            assert_eq!(gallery.service_failed(now, &limits, None, None).as_secs(), 10, "together they are one failure");
        }
        gallery.failed(KOI, 1);
        gallery.failed(HADDOCK, 1);
        assert!(gallery.begin(now).is_none() && gallery.rests(now));
        let later = now + Duration::from_secs(10);
        let trying = gallery.begin(later).unwrap();
        assert!(gallery.begin(later).is_none(), "only one tries");
        drop(trying);
        assert_eq!(gallery.service_failed(later, &limits, Some(90), None).as_secs(), 90);
        gallery.service_works();
        assert!(gallery.begin(later).is_some());
    }

    #[test]
    fn askers_hear_of_every_end() {
        let mut gallery = gallery(&[(BOOT, ArtState::Review)]);
        let ask = |gallery: &mut Gallery, fish| {
            let (asker, answer) = oneshot::channel();
            gallery.ask(fish, asker);
            answer
        };
        assert_eq!(ask(&mut gallery, KOI).try_recv(), Ok(false), "nobody wants it");
        assert_eq!(ask(&mut gallery, BOOT).try_recv(), Ok(false));
        assert!(gallery.want(KOI) && gallery.want(HADDOCK));
        let mut hears_koi = ask(&mut gallery, KOI);
        let mut hears_haddock = ask(&mut gallery, HADDOCK);
        while gallery.begin(Instant::now()).is_some() {}
        gallery.failed(HADDOCK, 1);
        assert!(hears_haddock.try_recv().is_err() && hears_koi.try_recv().is_err());
        while gallery.begin(Instant::now()).is_some() {}
        gallery.failed(HADDOCK, ATTEMPTS);
        gallery.ended(KOI, ArtState::Ready);
        assert_eq!((hears_haddock.try_recv(), hears_koi.try_recv()), (Ok(false), Ok(true)));
        assert_eq!(ask(&mut gallery, KOI).try_recv(), Ok(true), "in use already");
        assert!(gallery.is_broken(KOI) && !gallery.in_use(KOI));
        assert_eq!(gallery.ready(), 0);
    }
}
