//! A disk of the tests' own. It can stop before each operation, or fail there, or let another program write in that
//! moment; then it tells every state that a real disk could be in.
//!
//! Names reach the disk in order, any number of them (as a file system with a journal does it). What was written to a
//! file and not synced may be there, not there, in part, or as zeros.

use daymark::store::vfs::{Kind, Stat, Vfs, VfsFile};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, SystemTime};

type Names = BTreeMap<PathBuf, u64>;

/// What happens just before an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Event {
    /// The machine stops: this and all later operations fail.
    Stop,
    /// This operation fails, once.
    Fail(io::ErrorKind),
    /// Another program puts a new file with this text in place of the timeline.
    Replace(&'static str),
    /// Another program writes this text over the timeline.
    WriteOver(&'static str),
}

#[derive(Clone, Debug)]
enum NameOp {
    Link(PathBuf, u64),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
}

#[derive(Clone, Debug, Default)]
struct State {
    names: Names,
    names_on_disk: Names,
    pending: Vec<NameOp>,
    written: BTreeMap<u64, Vec<u8>>,
    on_disk: BTreeMap<u64, Vec<u8>>,
    modified: BTreeMap<u64, u64>,
    locked: BTreeSet<u64>,
    next_inode: u64,
    n_ops: usize,
    events: Vec<(usize, Event)>,
    has_stopped: bool,
    log: Vec<String>,
}

/// The simulated disk with one timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Sim {
    state: Rc<RefCell<State>>,
    /// Whether two names can be swapped.
    pub(super) can_swap: bool,
    /// Whether the timeline has a second name, so that it is written in place.
    pub(super) is_linked: bool,
}

/// The timeline of the simulated disk.
pub(super) const FILE: &str = "/t/a.ron";

impl Sim {
    pub(super) fn new(text: Option<&str>) -> Self {
        let sim = Self { can_swap: true, ..Self::default() };
        if let Some(text) = text {
            let mut state = sim.state.borrow_mut();
            state.put(FILE.as_ref(), text);
            state.on_disk = state.written.clone();
            state.names_on_disk = state.names.clone();
            state.pending.clear();
            drop(state);
        }
        sim
    }

    /// A disk like this one, not shared with it.
    pub(super) fn copy(&self) -> Self {
        self.like(self.state.borrow().clone())
    }

    fn like(&self, state: State) -> Self {
        Self { state: Rc::new(RefCell::new(state)), ..self.clone() }
    }

    /// Lets something happen before the operation of this number, from 0.
    pub(super) fn at(self, op: usize, event: Event) -> Self {
        self.state.borrow_mut().events.push((op, event));
        self
    }

    pub(super) fn n_ops(&self) -> usize {
        self.state.borrow().n_ops
    }

    /// The operations so far, by name.
    pub(super) fn log(&self) -> Vec<String> {
        self.state.borrow().log.clone()
    }

    /// What is in the files now, by path.
    pub(super) fn files(&self) -> BTreeMap<PathBuf, String> {
        let state = self.state.borrow();
        let text = |inode: &u64| String::from_utf8_lossy(&state.written[inode]).into_owned();
        state.names.iter().map(|(path, inode)| (path.clone(), text(inode))).collect()
    }

    pub(super) fn text(&self) -> Option<String> {
        self.files().get(Path::new(FILE)).cloned()
    }

    /// Puts bytes into a file that is there.
    pub(super) fn set(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state.borrow_mut();
        let inode = state.inode(path).unwrap();
        state.written.insert(inode, bytes.to_vec());
    }

    /// The files beside the timeline, but for what `.daymark` holds.
    pub(super) fn beside(&self) -> Vec<PathBuf> {
        let folder = Path::new(FILE).parent().unwrap();
        self.files().into_keys().filter(|path| path.parent() == Some(folder) && path != Path::new(FILE)).collect()
    }

    /// The disk after the process was killed: all that was written is there.
    pub(super) fn after_kill(&self) -> Self {
        let State { names, written, modified, next_inode, .. } = self.state.borrow().clone();
        self.like(State {
            names_on_disk: names.clone(),
            names,
            on_disk: written.clone(),
            written,
            modified,
            next_inode,
            ..State::default()
        })
    }

    /// Every disk that may be found after the power was cut.
    pub(super) fn after_power_cut(&self) -> Vec<Self> {
        let state = self.state.borrow();
        let mut disks = Vec::new();
        for n_names in 0..=state.pending.len() {
            let mut names = state.names_on_disk.clone();
            state.pending[..n_names].iter().for_each(|op| apply(&mut names, op));
            for written in state.contents(&names) {
                let found = State { names: names.clone(), written, ..state.clone() };
                disks.push(self.like(found).after_kill());
            }
        }
        disks
    }

    fn tick(&self, op: &str) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        if state.has_stopped {
            return Err(io::Error::other("the machine has stopped"));
        }
        let n = state.n_ops;
        state.n_ops += 1;
        state.log.push(op.to_owned());
        let now: Vec<Event> = state.events.iter().filter(|(at, _)| *at == n).map(|(_, event)| *event).collect();
        now.into_iter().try_for_each(|event| state.happen(event))
    }
}

/// What a file may hold that was written and not synced. What was synced before and not written over stays.
fn may_be(written: &[u8], on_disk: Option<&Vec<u8>>) -> Vec<Vec<u8>> {
    let old: &[u8] = on_disk.map_or(&[], |on_disk| on_disk);
    if on_disk.is_some() && old == written {
        return vec![written.to_vec()];
    }
    let n_safe = if written.starts_with(old) { old.len() } else { 0 };
    let (safe, new) = written.split_at(n_safe);
    let half = &new[..new.len() / 2];
    let after_safe = |tail: &[u8]| [safe, tail].concat();
    let mixed = [half, old.get(half.len()..).unwrap_or_default()].concat();
    let all =
        [after_safe(new), after_safe(&[]), after_safe(&vec![0; new.len()]), after_safe(half), old.to_vec(), mixed];
    let n = if on_disk.is_some() && n_safe == 0 { 6 } else { 4 };
    all.into_iter().take(n).collect()
}

fn apply(names: &mut Names, op: &NameOp) {
    match op {
        NameOp::Link(path, inode) => _ = names.insert(path.clone(), *inode),
        NameOp::Unlink(path) => _ = names.remove(path),
        NameOp::Rename(from, to) => {
            if let Some(inode) = names.remove(from) {
                names.insert(to.clone(), inode);
            }
        }
        NameOp::Exchange(a, b) => {
            if let (Some(&of_a), Some(&of_b)) = (names.get(a), names.get(b)) {
                names.extend([(a.clone(), of_b), (b.clone(), of_a)]);
            }
        }
    }
}

impl State {
    fn put(&mut self, path: &Path, text: &str) -> u64 {
        let inode = self.next_inode;
        self.next_inode += 1;
        self.written.insert(inode, text.into());
        self.change(NameOp::Link(path.to_owned(), inode));
        self.touch(inode);
        inode
    }

    fn touch(&mut self, inode: u64) {
        let next = self.modified.values().max().map_or(1, |last| last + 1);
        self.modified.insert(inode, next);
    }

    fn change(&mut self, op: NameOp) {
        apply(&mut self.names, &op);
        self.pending.push(op);
    }

    fn inode(&self, path: &Path) -> io::Result<u64> {
        self.names.get(path).copied().ok_or(io::ErrorKind::NotFound.into())
    }

    fn happen(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Stop => {
                self.has_stopped = true;
                return Err(io::Error::other("the machine has stopped"));
            }
            Event::Fail(kind) => return Err(kind.into()),
            Event::Replace(text) => _ = self.put(FILE.as_ref(), text),
            Event::WriteOver(text) => {
                let inode = self.inode(FILE.as_ref())?;
                self.written.insert(inode, text.into());
                self.touch(inode);
            }
        }
        Ok(())
    }

    /// All contents that the files may have. Only timelines and journals are varied: nothing else decides.
    fn contents(&self, names: &Names) -> Vec<BTreeMap<u64, Vec<u8>>> {
        let mut all = vec![self.written.clone()];
        for (path, inode) in names {
            if !path.extension().is_some_and(|ending| ending == "ron" || ending == "jnl") {
                continue;
            }
            let choices = may_be(&self.written[inode], self.on_disk.get(inode));
            let with = |contents: &BTreeMap<u64, Vec<u8>>, choice: &Vec<u8>| {
                let mut contents = contents.clone();
                contents.insert(*inode, choice.clone());
                contents
            };
            all = all.iter().flat_map(|contents| choices.iter().map(move |choice| with(contents, choice))).collect();
        }
        all
    }
}

impl Vfs for Sim {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        let state = self.state.borrow();
        let is_there = state.names.contains_key(path) || path == Path::new(FILE).parent().unwrap();
        is_there.then(|| path.to_owned()).ok_or(io::ErrorKind::NotFound.into())
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let state = self.state.borrow();
        let is_folder = state.names.keys().any(|name| name.parent() == Some(path));
        let inode = if is_folder { 0 } else { state.inode(path)? };
        Ok(Stat {
            kind: if is_folder { Kind::Folder } else { Kind::File },
            n_bytes: if is_folder { 0 } else { state.written[&inode].len() as u64 },
            n_names: if self.is_linked { 2 } else { 1 },
            is_foreign: false,
            modified: SystemTime::UNIX_EPOCH + Duration::from_secs(state.modified.get(&inode).copied().unwrap_or(0)),
            inode,
        })
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn check_writable(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.tick("read")?;
        let state = self.state.borrow();
        Ok(state.written[&state.inode(path)?].clone())
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let state = self.state.borrow();
        let inside = state.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.map(|path| path.file_name().unwrap().to_owned()).collect())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        self.tick("make folder")
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        self.tick("create")?;
        let mut state = self.state.borrow_mut();
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let inode = state.put(path, "");
        Ok(Box::new(SimFile { sim: self.clone(), inode, at: 0, has_lock: false }))
    }

    fn open_to_write(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        self.tick("open")?;
        let inode = self.state.borrow().inode(path)?;
        Ok(Box::new(SimFile { sim: self.clone(), inode, at: 0, has_lock: false }))
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.tick("exchange")?;
        if !self.can_swap {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut state = self.state.borrow_mut();
        state.inode(a)?;
        state.inode(b)?;
        state.change(NameOp::Exchange(a.to_owned(), b.to_owned()));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.tick("rename")?;
        let mut state = self.state.borrow_mut();
        state.inode(from)?;
        state.change(NameOp::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.tick("rename to new")?;
        let mut state = self.state.borrow_mut();
        if state.names.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.inode(from)?;
        state.change(NameOp::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.tick("remove")?;
        let mut state = self.state.borrow_mut();
        state.inode(path)?;
        state.change(NameOp::Unlink(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.tick("sync folder")?;
        let mut state = self.state.borrow_mut();
        let is_in = |path: &PathBuf| path.parent() == Some(folder);
        let last = state.pending.iter().rposition(|op| match op {
            NameOp::Link(path, _) | NameOp::Unlink(path) => is_in(path),
            NameOp::Rename(a, b) | NameOp::Exchange(a, b) => is_in(a) || is_in(b),
        });
        let n_synced = last.map_or(0, |last| last + 1);
        let synced: Vec<NameOp> = state.pending.drain(..n_synced).collect();
        synced.iter().for_each(|op| apply(&mut state.names_on_disk, op));
        Ok(())
    }

    fn state_folder(&self) -> Option<PathBuf> {
        None
    }
}

struct SimFile {
    sim: Sim,
    inode: u64,
    at: usize,
    has_lock: bool,
}

impl SimFile {
    fn write(&mut self, bytes: &[u8]) {
        let mut state = self.sim.state.borrow_mut();
        let written = state.written.get_mut(&self.inode).unwrap();
        let end = self.at + bytes.len();
        written.resize(written.len().max(end), 0);
        written[self.at..end].copy_from_slice(bytes);
        state.touch(self.inode);
        self.at = end;
    }
}

impl VfsFile for SimFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let was_stopped = self.sim.state.borrow().has_stopped;
        self.sim.tick("write").inspect_err(|_| {
            // Half of it gets there before the disk is full or the machine stops.
            if !was_stopped {
                self.write(&bytes[..bytes.len() / 2]);
            }
        })?;
        self.write(bytes);
        Ok(())
    }

    fn seek(&mut self, at: u64) -> io::Result<()> {
        self.at = usize::try_from(at).unwrap();
        Ok(())
    }

    fn reserve(&mut self, n_bytes: u64) -> io::Result<()> {
        self.sim.tick("reserve")?;
        let mut state = self.sim.state.borrow_mut();
        let written = state.written.get_mut(&self.inode).unwrap();
        written.resize(written.len().max(usize::try_from(n_bytes).unwrap()), 0);
        Ok(())
    }

    fn set_len(&mut self, n_bytes: u64) -> io::Result<()> {
        self.sim.tick("set length")?;
        let mut state = self.sim.state.borrow_mut();
        state.written.get_mut(&self.inode).unwrap().resize(usize::try_from(n_bytes).unwrap(), 0);
        Ok(())
    }

    fn take_access_of(&mut self, _: &Path) -> io::Result<()> {
        self.sim.tick("take access")
    }

    fn take_default_access(&mut self) -> io::Result<()> {
        self.sim.tick("take access")
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sim.tick("sync")?;
        let mut state = self.sim.state.borrow_mut();
        let written = state.written[&self.inode].clone();
        state.on_disk.insert(self.inode, written);
        Ok(())
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        self.has_lock |= self.sim.state.borrow_mut().locked.insert(self.inode);
        Ok(self.has_lock)
    }
}

impl Drop for SimFile {
    fn drop(&mut self) {
        if self.has_lock {
            self.sim.state.borrow_mut().locked.remove(&self.inode);
        }
    }
}
