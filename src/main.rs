//! The program: reads the settings, sets up the log, and runs what it was told.
//!
//! Exit 0: ended as asked. 1: could not run, said in one line. 2: a setting is wrong, said in one line.

use std::{io::IsTerminal, process::ExitCode};

use angler::{
    app::Application,
    check,
    config::{self, Command, Config, Parsed},
    operator,
    play::{self, Input},
};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let piped = !std::io::stdin().is_terminal();
    match config::from_args(std::env::args().skip(1), config::variable, piped) {
        Err(error) => {
            eprintln!("angler: {error}");
            ExitCode::from(2)
        }
        Ok(Parsed::Print(text)) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Ok(Parsed::Run(command, config)) => run(command, &config, piped),
    }
}

fn run(command: Command, config: &Config, piped: bool) -> ExitCode {
    let mut log = env_logger::Builder::new();
    // The text library warns once of a placeholder that no font has and no card shows.
    log.filter_module("usvg", log::LevelFilter::Error)
        // The operator's door says itself that it is open.
        .filter_module("actix_server", log::LevelFilter::Warn)
        .parse_filters(&config.log_filter)
        .format_timestamp_millis()
        .init();
    // The runtime of this thread alone, where connections to the database live too: a query and its answer wake no other thread.
    // Cards are drawn on blocking threads, two kinds on at most one per core each, and paintings are read there. Without a limit
    // of its own the runtime makes a thread whenever one that has just finished is not yet idle, up to 512 of them, and the
    // allocator keeps some megabytes for each.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let system = actix::System::with_tokio_rt(move || {
        tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(2 * cores + 2)
            .enable_all()
            .build()
            .expect("a runtime needs threads")
    });
    let outcome = system.block_on(async {
        match command {
            Command::Serve => serve(config).await,
            Command::Play { language } => Ok(play::run(config.clone(), &language, Input::standard(piped)).await?),
            Command::Check => check(config).await,
            Command::Audit => audit(config).await,
            Command::Recover => Ok(operator::recover::run(config, &mut std::io::stdout()).await?),
            Command::Rekey => Ok(operator::rekey::run(config, &mut std::io::stdout()).await?),
            Command::Quarantine(what) => Ok(operator::quarantine::run(config, what, &mut std::io::stdout()).await?),
            Command::Art(what) => Ok(operator::art::run(config, what, &mut std::io::stdout()).await?),
            Command::Gallery { folder } => Ok(operator::gallery::run(&folder, &mut std::io::stdout())?),
            Command::Database { make, line } => return Ok(operator::database::run(config, make, &line).await?.code()),
        }
        .map(|()| Some(0))
    });
    match outcome {
        // A program that a signal ended has no code.
        Ok(code) => ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("angler: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Says of every setting whether it would work.
async fn check(config: &Config) -> anyhow::Result<()> {
    if check::run(config, &mut std::io::stdout()).await? {
        return Ok(());
    }
    anyhow::bail!("the bot could not run with these settings")
}

/// Says of every rule whether the database keeps it.
async fn audit(config: &Config) -> anyhow::Result<()> {
    if operator::audit::run(config, &mut std::io::stdout()).await? {
        return Ok(());
    }
    anyhow::bail!("the books do not add up")
}

/// Runs the bot until SIGTERM or SIGINT.
async fn serve(config: &Config) -> anyhow::Result<()> {
    // A core dump would show the seeds of lines that are out. Where that may not be set, as under the unit, it is set already.
    let _set_by_the_unit = nix::sys::resource::setrlimit(nix::sys::resource::Resource::RLIMIT_CORE, 0, 0);
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let mut stop = Box::pin(async move {
        tokio::select! {
            _ = terminate.recv() => log::info!("SIGTERM"),
            _ = tokio::signal::ctrl_c() => log::info!("SIGINT"),
        }
    });
    let application = tokio::select! {
        built = Application::build(config) => built?,
        () = &mut stop => return Ok(()),
    };
    let _not_under_systemd = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
    application
        .run_until(async {
            stop.await;
            let _not_under_systemd = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
        })
        .await?;
    Ok(())
}
