//! Who edits, as git's settings say it: `user.name` of the repository, else of the user. Git itself is not run.

use super::vfs::Vfs;
use std::path::{Path, PathBuf};

/// A settings file longer than this is none, in bytes.
const LONGEST: usize = 1 << 20;

/// The name under which edits of a timeline are committed; `None` if no settings file says one.
pub fn editor(vfs: &dyn Vfs, timeline: &Path) -> Option<String> {
    let real = vfs.real_path(timeline).ok();
    let own = real.and_then(|real| repository_settings(vfs, &real));
    own.into_iter().chain(vfs.settings()).find_map(|path| user_name(&text(vfs, &path)?))
}

fn text(vfs: &dyn Vfs, path: &Path) -> Option<String> {
    let is_file = vfs.stat(path).is_ok_and(|stat| stat.n_bytes <= LONGEST as u64);
    is_file.then(|| vfs.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())).flatten()
}

/// The settings of the repository that a file is in.
fn repository_settings(vfs: &dyn Vfs, real: &Path) -> Option<PathBuf> {
    let git = real.ancestors().skip(1).map(|folder| folder.join(".git")).find(|git| vfs.stat(git).is_ok())?;
    // A worktree has a file there that names its folder, which names the one that all share.
    let Some(named) = text(vfs, &git).and_then(|text| Some(text.strip_prefix("gitdir:")?.trim().to_owned())) else {
        return Some(git.join("config"));
    };
    let folder = git.parent()?.join(named);
    match text(vfs, &folder.join("commondir")) {
        Some(shared) => Some(folder.join(shared.trim()).join("config")),
        None => Some(folder.join("config")),
    }
}

/// `user.name` of a settings file; the last one counts. Files that it includes are not looked at.
fn user_name(text: &str) -> Option<String> {
    let mut is_user = false;
    let mut name = None;
    for line in text.lines().map(str::trim) {
        if let Some(head) = line.strip_prefix('[') {
            is_user = head.split(']').next().is_some_and(|head| head.trim().eq_ignore_ascii_case("user"));
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        if is_user && key.trim().eq_ignore_ascii_case("name") {
            name = Some(said(value)).filter(|name| !name.is_empty());
        }
    }
    name
}

/// A value without quotes, escapes and the comment behind it.
fn said(value: &str) -> String {
    let (mut out, mut is_quoted) = (String::new(), false);
    let mut letters = value.trim().chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' => out.extend(letters.next()),
            '#' | ';' if !is_quoted => break,
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::user_name;

    #[test]
    fn the_name_is_read_as_git_reads_it() {
        let name = |text: &str| user_name(text).unwrap_or_default();
        assert_eq!(name("[core]\n\tname = no\n[user]\n\temail = a@b\n\tname = Ada Lovelace # me\n"), "Ada Lovelace");
        assert_eq!(name("[User]\nNAME=\"Ada \\\"A\\\" # Lovelace\""), "Ada \"A\" # Lovelace");
        assert_eq!(name("[user]\nname = One\n[user]\nname = Two\n"), "Two");
        assert_eq!(name("[user \"x\"]\nname = No\n"), "");
        assert_eq!(name("[user]\nname\n"), "");
        assert_eq!(name("[user]\nname = आदा ; lines\n"), "आदा");
    }
}
