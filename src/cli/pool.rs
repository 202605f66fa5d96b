//! Work on all cores with the results in order and memory bounded: a queue of jobs, and a queue of places where
//! their results will be put, in the order of the jobs.

use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

/// Jobs that may be under way or done but not fetched, per thread: enough that one long article keeps no other
/// thread waiting.
const AHEAD: usize = 16;

type Job<T, R> = (T, SyncSender<R>);

/// The results of `work` on `items`, in order. The threads end with the items, or when this is dropped.
pub struct Ordered<R> {
    places: Receiver<Receiver<R>>,
    /// The first place that is not yet used up.
    place: Option<Receiver<R>>,
    /// Its result, fetched ahead.
    ready: Option<R>,
}

impl<R: Send + 'static> Ordered<R> {
    /// Begins to work with `threads` threads, and one that draws the items.
    pub fn start<T: Send + 'static>(
        threads: NonZeroUsize,
        items: impl Iterator<Item = T> + Send + 'static,
        work: impl Fn(T) -> R + Send + Sync + 'static,
    ) -> Self {
        let (job_sender, jobs) = mpsc::sync_channel::<Job<T, R>>(threads.get());
        let (place_sender, places) = mpsc::sync_channel(threads.get() * AHEAD);
        let (jobs, work) = (Arc::new(Mutex::new(jobs)), Arc::new(work));
        for _ in 0..threads.get() {
            let (jobs, work) = (Arc::clone(&jobs), Arc::clone(&work));
            thread::spawn(move || serve(&jobs, &*work));
        }
        thread::spawn(move || draw(items, &place_sender, &job_sender));
        Ordered { places, place: None, ready: None }
    }

    /// Whether the next result is there without waiting.
    pub fn is_ready(&mut self) -> bool {
        self.place = self.place.take().or_else(|| self.places.try_recv().ok());
        let fetched = || self.place.as_ref().and_then(|p| p.try_recv().ok());
        self.ready = self.ready.take().or_else(fetched);
        self.ready.is_some()
    }
}

impl<R: Send + 'static> Iterator for Ordered<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        if !self.is_ready() {
            let place = self.place.take().or_else(|| self.places.recv().ok())?;
            return Some(place.recv().expect("work never panics"));
        }
        self.place = None;
        self.ready.take()
    }
}

fn draw<T, R>(items: impl Iterator<Item = T>, places: &SyncSender<Receiver<R>>, jobs: &SyncSender<Job<T, R>>) {
    for item in items {
        let (result, place) = mpsc::sync_channel(1);
        if places.send(place).is_err() || jobs.send((item, result)).is_err() {
            return;
        }
    }
}

fn serve<T, R>(jobs: &Mutex<Receiver<Job<T, R>>>, work: &dyn Fn(T) -> R) {
    loop {
        let job = jobs.lock().expect("no thread panics with the lock").recv();
        let Ok((item, result)) = job else { return };
        // Nobody waits for the result any more: the run is over.
        if result.send(work(item)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let threads = NonZeroUsize::new(4).expect("not zero");
        let work = |n: u64| {
            thread::sleep(std::time::Duration::from_micros(n * 7919 % 500));
            n
        };
        let found: Vec<u64> = Ordered::start(threads, 0..1000, work).collect();
        assert!(found.into_iter().eq(0..1000));
    }

    #[test]
    fn items_are_drawn_only_as_results_are_fetched() {
        let drawn = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = Arc::clone(&drawn);
        let items = std::iter::repeat_with(move || count.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
        let mut results = Ordered::start(NonZeroUsize::MIN, items, |n| n);
        assert_eq!(results.next(), Some(0));
        thread::sleep(std::time::Duration::from_millis(50));
        assert!(drawn.load(std::sync::atomic::Ordering::SeqCst) < 2 * AHEAD);
    }
}
