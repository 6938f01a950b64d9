//! A progress bar on standard error, and Ctrl-C.

use crate::text;
use haven::Watch;
use indicatif::{ProgressBar, ProgressStyle};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const REDRAW: Duration = Duration::from_millis(100);
const LOOK: &str = "{spinner} {bar:32} {percent:>3} %  {elapsed} gone, about {eta} left  ({msg})";

/// A bar that follows a watch until it is dropped. It is drawn only on terminals.
pub struct Progress {
    done: Sender<()>,
    painter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to follow.
    pub fn follow(watch: Arc<Watch>) -> Self {
        let (done, is_done) = channel();
        let painter = thread::spawn(move || {
            let bar = ProgressBar::new(0);
            bar.set_style(ProgressStyle::with_template(LOOK).expect("the template is valid"));
            while is_done.recv_timeout(REDRAW) == Err(RecvTimeoutError::Timeout) {
                let (days, total) = watch.member_days();
                bar.set_length(total.max(1));
                bar.set_position(days);
                bar.set_message(if watch.is_stopped() {
                    "stopping"
                } else {
                    "Ctrl-C keeps what is complete"
                });
            }
            bar.finish_and_clear();
        });
        Self { done, painter: Some(painter) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // The painter may be gone already; then there is nobody to tell.
        let _ = self.done.send(());
        if let Some(painter) = self.painter.take() {
            let _ = painter.join();
        }
    }
}

/// Makes Ctrl-C stop the watch; a second one ends the process at once.
pub fn stop_on_interrupt(watch: &Arc<Watch>) {
    let watch = Arc::clone(watch);
    let set = ctrlc::set_handler(move || {
        if watch.is_stopped() {
            process::exit(130);
        }
        watch.stop();
        text::note(
            "stopping; members that are complete are kept (Ctrl-C again to drop everything)",
        );
    });
    if let Err(error) = set {
        text::note(&format!("Ctrl-C will end the run at once: {error}"));
    }
}
