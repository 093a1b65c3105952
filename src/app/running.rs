//! The actors, started in the order of the chain from its right end.
//!
//! Made by `app.rs` once the database is ready and the lease is held.
//!
//! **Invariant:** an actor is started after every actor that it asks.

use std::time::Duration;

use actix::{Actor, Addr, Arbiter, Context, Supervised, dev::ContextFut, prelude::ArbiterHandle};
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    actors::{
        db::{
            Auditor, DbActor, Marker, Trading, Writer, connect::Connector, messages::LastHeard, pool::Pool,
            seals::Seals, writer::SetEpoch,
        },
        imagegen::ImageGen,
        oracle::{OracleSettings, PriceOracle},
        outbox::Outbox,
        poller::{Carrier, PollerSettings, TelegramPoller, port::Me},
        router::{Router, RouterSettings},
        session::{Doors, Leavers},
        watch::Watch,
    },
    config::Config,
    game::market::RoundRules,
    plumbing::{
        clock,
        dashboard::{Dashboard, Watched},
        keeper::{self, Deaths, Policy},
    },
    transports::{images, prices, telegram, way::Way},
};

/// The database is asked so long when something was heard last.
const LAST_HEARD: Duration = Duration::from_secs(5);

/// Every kept actor, and the threads they live on.
pub(super) struct Running {
    pub poller: Addr<TelegramPoller>,
    pub router: Addr<Router>,
    pub doors: Doors,
    pub dashboard: Addr<Dashboard>,
    arbiters: Vec<Arbiter>,
}

/// What the actors are started with.
pub(super) struct Start<'a> {
    pub config: &'a Config,
    pub way: &'a Way,
    pub me: &'a Me,
    pub token: &'a crate::config::Secret,
    pub connector: &'a Connector,
    pub pool: Pool,
    pub seals: &'a Seals,
    pub epoch: i64,
    pub deaths: Deaths,
    pub epoch_lost: mpsc::UnboundedSender<()>,
}

impl Running {
    /// Starts all actors; nothing is polled, replayed or sent yet.
    pub async fn start(with: Start<'_>) -> Running {
        let Start { config, way, me, token, connector, pool, seals, epoch, deaths, epoch_lost } = with;
        // This thread and that of speech are a core's worth of work each; sessions have the others, or share this one.
        let sessions: Vec<Arbiter> = (2..cores()).map(|_| Arbiter::new()).collect();
        let speech = Arbiter::new();
        let keep_here = Keep { deaths: deaths.clone() };

        let db = keep_here.here("db", {
            let (pool, faults) = (pool.clone(), config.faults.clone());
            move |_| DbActor::new(pool).with_faults(faults)
        });
        // Before prices of this process are written. A database that does not say so in time is away: that is an outage too, and
        // the start does not wait for it here.
        let last_heard = actix_rt::time::timeout(LAST_HEARD, db.send(LastHeard {})).await;
        let last_heard = last_heard.ok().and_then(Result::ok).and_then(Result::ok).flatten();
        let unheard = clock::now().duration_since(last_heard.unwrap_or(Timestamp::MIN));
        let writer = keep_here.here("writer", {
            let (pool, settle_waits, faults) = (pool.clone(), config.red.settle_waits, config.faults.clone());
            move |_| Writer::new(pool, epoch, epoch_lost, settle_waits).with_faults(faults)
        });
        let marker = keep_here.here("marker", {
            let (connector, weather, faults) = (connector.clone(), pool.weather().clone(), config.faults.clone());
            move |_| Marker::new(connector, weather).with_faults(faults)
        });
        let (trading_of, trading) = watch::channel(Trading::Open);
        let auditor = keep_here.here("auditor", {
            let every = (config.audit_every_s > 0).then(|| Duration::from_secs(config.audit_every_s));
            let (connector, seals, faults) = (connector.clone(), seals.clone(), config.faults.clone());
            move |_| Auditor::new(connector, seals, every, trading_of).with_faults(faults)
        });
        let oracle = keep_here.here("oracle", {
            let (make, settings) =
                (prices::make_price_sources(way.clone(), config.prices.clone()), oracle_settings(config));
            let (ticks, faults) = (db.clone().recipient(), config.faults.clone());
            move |_| PriceOracle::new(make, settings, ticks).with_faults(faults)
        });
        let watch = keep_here.here("watch", {
            let (oracle, db, faults) = (oracle.clone(), db.clone(), config.faults.clone());
            move |_| Watch::new(oracle, db).with_faults(faults)
        });
        let imagegen = keep_here.here("imagegen", {
            let art = config.images_key.clone().map(|key| {
                images::make_art_service(way.clone(), config.images_url.clone(), key, config.images_model.clone())
            });
            let (settings, db, faults) = (imagegen_settings(config), db.clone(), config.faults.clone());
            move |_| ImageGen::new(art, settings, db).with_faults(faults)
        });
        let outbox = keep_here
            .on(&speech.handle(), "outbox", {
                let api = telegram::make_bot_api(way.clone(), config.telegram_url.clone(), token.clone());
                let (db, marker, imagegen) = (db.clone(), marker.clone(), imagegen.clone());
                let (owed_max, pace, faults) = (config.in_hand_max, config.pace, config.faults.clone());
                move |_| Outbox::new(api, db, marker, imagegen, owed_max, pace).with_faults(faults)
            })
            .await;
        let doors = Doors {
            db: db.clone(),
            writer: writer.clone(),
            marker: marker.clone(),
            oracle: oracle.clone(),
            watch: watch.clone(),
            outbox: outbox.clone(),
            trading,
            limits: config.limits,
            rules: config.rules,
            leavers: Leavers::default(),
            forget_key: seals.forget_key().clone(),
            sources: config.prices.sources.clone().into(),
            scene_speed: config.scene_speed,
            faults: config.faults.clone(),
        };
        let router = keep_here.here("router", {
            let settings = RouterSettings {
                our_name: me.username.clone(),
                decode: telegram::decode,
                arbiters: if sessions.is_empty() {
                    vec![Arbiter::current()]
                } else {
                    sessions.iter().map(Arbiter::handle).collect()
                },
                session_idle: Duration::from_secs(config.session_idle_s),
                started_at: clock::now(),
                in_hand_max: config.in_hand_max,
                sweep_every: config.pace.sweep_every,
            };
            let doors = doors.clone();
            move |_| Router::new(settings, doors)
        });
        let poller = keep_here.here("poller", {
            let settings = PollerSettings {
                make_updates: telegram::make_updates(way.clone(), config.telegram_url.clone(), token.clone()),
                poll_timeout_s: config.poll_timeout_s,
                unheard: Duration::try_from(unheard).unwrap_or_default(),
                no_poll: config.red.no_poll,
            };
            let carrier = Carrier {
                db: db.clone(),
                router: router.clone(),
                outbox: outbox.clone(),
                our_name: me.username.clone(),
                faults: config.faults.clone(),
            };
            move |_| TelegramPoller::new(settings, carrier)
        });
        let watched = vec![
            Watched { name: "poller", figures: poller.clone().recipient() },
            Watched { name: "router", figures: router.clone().recipient() },
            Watched { name: "watch", figures: watch.recipient() },
            Watched { name: "oracle", figures: oracle.recipient() },
            Watched { name: "outbox", figures: outbox.recipient() },
            Watched { name: "imagegen", figures: imagegen.recipient() },
            Watched { name: "db", figures: db.recipient() },
            Watched { name: "marker", figures: marker.recipient() },
            Watched { name: "auditor", figures: auditor.recipient() },
            Watched { name: "writer", figures: writer.recipient() },
        ];
        let every = Duration::from_secs(config.dashboard_every_s);
        let faults = config.faults.clone();
        let dashboard = keep_here.here("dashboard", move |_| Dashboard::new(watched, every).with_faults(faults));
        let mut arbiters = sessions;
        arbiters.push(speech);
        Running { poller, router, doors, dashboard, arbiters }
    }

    /// Tells the writer under which epoch to settle; `None`: under none, wait.
    pub async fn set_epoch(&self, epoch: Option<i64>) {
        let _restarting = self.doors.writer.send(SetEpoch(epoch)).await;
    }

    /// Ends the threads of sessions and speech. What runs there is dropped.
    pub fn end(self) {
        for arbiter in self.arbiters {
            arbiter.stop();
            if arbiter.join().is_err() {
                log::error!("a thread of sessions ended in a panic");
            }
        }
    }
}

/// Starts actors under a Keeper.
struct Keep {
    deaths: Deaths,
}

impl Keep {
    /// On this thread.
    fn here<A>(&self, name: &'static str, make: impl FnOnce(&mut Context<A>) -> A) -> Addr<A>
    where
        A: Actor<Context = Context<A>> + Supervised,
        ContextFut<A, Context<A>>: Unpin,
    {
        keeper::keep(name, Policy::default(), self.deaths.clone(), make)
    }

    /// On another thread.
    async fn on<A>(
        &self,
        arbiter: &ArbiterHandle,
        name: &'static str,
        make: impl FnOnce(&mut Context<A>) -> A + Send + 'static,
    ) -> Addr<A>
    where
        A: Actor<Context = Context<A>> + Supervised,
        ContextFut<A, Context<A>>: Unpin,
    {
        let deaths = self.deaths.clone();
        let (address, started) = oneshot::channel();
        arbiter.spawn_fn(move || {
            let _gone = address.send(keeper::keep(name, Policy::default(), deaths, make));
        });
        started.await.expect("a thread that was just started runs what it is given")
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn oracle_settings(config: &Config) -> OracleSettings {
    let prices = &config.prices;
    let rules = RoundRules { min_sources: prices.min_sources, max_age_s: prices.max_age_s };
    let has_key = prices.coingecko_key.is_some();
    OracleSettings::new(rules, |source| {
        prices.spacing_ms.unwrap_or_else(|| prices::default_spacing_ms(source, has_key))
    })
}

fn imagegen_settings(config: &Config) -> crate::actors::imagegen::ImageGenSettings {
    crate::actors::imagegen::ImageGenSettings {
        in_flight: config.images_in_flight,
        review: config.art_review,
        per_day: config.art_per_day,
        personal_cards: config.personal_cards,
    }
}
